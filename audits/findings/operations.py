"""Acts on findings up to the report of a fix. Each asks the rules, writes rows and the journal, in one transaction."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audits.findings import course, numbers, rules
from audits.findings.deadlines import DateKind
from audits.findings.models import EffectPlan, Evidence, Executor, Extension, ExtentAnswer, Finding, Fix, Look
from audits.findings.rules import SEVEREST, Act, EvidenceKind, Extent, FindingGuard, State
from audits.objects.models import InspectedObject
from kernel import clock
from kernel.account import Account, id_of
from kernel.objections import Objection, refuse_if, there
from people.calendar import queries as calendars
from people.posts import queries as posts
from people.register.models import Person
from people.terms import queries as terms


@dataclass(frozen=True)
class Draft:
    """What an inspector says of a defect, and from which inspection; `span` are its first and last day."""

    inspection_id: int
    span: tuple[date, date]
    item: str
    requirement: str
    unit_id: int
    object_id: int | None
    severity: int
    description: str
    found_on: date
    recurrence_of: int | None = None


def draft(session: Session, said: Draft, *, by: Account | None) -> Finding:
    """A finding in the draft of an act; the official who answers is the one of its day. Raises Refused."""
    head = posts.head(session, said.unit_id, said.found_on)
    found = rules.objections_to_draft(said.severity, said.found_on, clock.today(), said.span)
    if head is None:
        found.append(Objection(FindingGuard.NO_HEAD))
    if _is_there(session, said):
        found.append(Objection(FindingGuard.TWICE))
    refuse_if(Act.DRAFT, found, inspection=said.inspection_id)
    head = there(head)
    row = Finding(
        year=said.found_on.year,
        no=numbers.take(session, numbers.FINDINGS, said.found_on.year),
        inspection_id=said.inspection_id,
        item=said.item,
        requirement=said.requirement,
        object_id=said.object_id,
        unit_id=said.unit_id,
        accountable_id=head.id,
        post=head.position,
        severity=said.severity,
        description=said.description,
        found_on=said.found_on,
        state=State.DRAFT,
        recurrence_of=said.recurrence_of,
        account_id=id_of(by),
        at=clock.now(),
    )
    session.add(row)
    told = {"severity": said.severity, "official": head.id, "recurs": said.recurrence_of}
    course.tell(session, row, Act.DRAFT, by=by, commit={"description": said.description}, **told)
    return row


def _is_there(session: Session, said: Draft) -> bool:
    """One act lists one defect of one object once."""
    query = select(Finding.id).where(
        Finding.inspection_id == said.inspection_id,
        Finding.requirement == said.requirement,
        Finding.unit_id == said.unit_id,
        Finding.object_id.is_(None) if said.object_id is None else Finding.object_id == said.object_id,
        Finding.state != State.ANNULLED,
    )
    return session.scalars(query.limit(1)).first() is not None


def drop(session: Session, row: Finding, *, reason: str, by: Account) -> None:
    """Take a draft out of the act; its number is never given again. Raises Refused."""
    refuse_if(Act.DROP, rules.objections_to_move(Act.DROP, row.state), finding=row.id)
    row.closed_on = clock.today()
    course.move(session, row, Act.DROP, by=by, reason=reason)


def issue(session: Session, row: Finding, delivered_on: date, *, by: Account | None) -> None:
    """The act is delivered: the clock starts the next working day. Raises Refused."""
    refuse_if(Act.ISSUE, rules.objections_to_move(Act.ISSUE, row.state), finding=row.id)
    calendar, kept = calendars.calendar(session, row.unit_id), _kept(session, row)
    days = terms.value(session, f"fix_days_{row.severity}", delivered_on)
    due_on = kept or calendar.plus(delivered_on, days)
    kind = DateKind.KEPT if kept else DateKind.INITIAL
    course.set_date(session, row, kind, delivered_on, 0 if kept else days, due_on, by=by)
    course.move(session, row, Act.ISSUE, by=by, on=delivered_on.isoformat())


def _kept(session: Session, row: Finding) -> date | None:
    """A false closure gains no time: the finding that follows it has the date of the one that was closed."""
    return session.get_one(Finding, row.follows).due_on if row.follows else None


def acknowledge(session: Session, row: Finding, *, interim: str, by: Account) -> None:
    """The official accepts it; for the gravest severity, with a measure that is taken the same day. Raises Refused."""
    found = rules.objections_to_move(Act.ACKNOWLEDGE, row.state)
    found += rules.objections_to_answering(course.chairs(session, row), by.person_id)
    if row.severity == SEVEREST and not interim.strip():
        found.append(Objection(FindingGuard.INTERIM))
    refuse_if(Act.ACKNOWLEDGE, found, finding=row.id)
    row.interim = interim
    course.move(session, row, Act.ACKNOWLEDGE, by=by, commit={"interim": interim} if interim else None)


def assign(session: Session, row: Finding, person: Person, *, by: Account) -> None:
    """Name somebody to make the remedy; the first one named begins it. Raises Refused."""
    chairs = course.chairs(session, row)
    found = rules.objections_to_answering(chairs, by.person_id)
    if row.state not in (State.ACKNOWLEDGED, State.IN_WORK):
        found.append(Objection(FindingGuard.STATE, {"state": row.state}))
    if session.get(Executor, (row.id, person.id)) is not None:
        found.append(Objection(FindingGuard.TWICE))
    if person.id in _apart(session, row.id):
        found.append(Objection(FindingGuard.LOOKED))
    refuse_if(Act.ASSIGN, found, finding=row.id)
    session.add(Executor(finding_id=row.id, person_id=person.id, at=clock.now()))
    course.tell(session, row, Act.ASSIGN, by=by, executor=person.id)
    if row.state is State.ACKNOWLEDGED:
        course.move(session, row, Act.BEGIN, by=by)


def _apart(session: Session, finding_id: int) -> set[int | None]:
    """Who has looked at a remedy of this finding, judges its effect or decided on its date: none of them makes it."""
    looked = select(Look.person_id).where(Look.finding_id == finding_id)
    judges = select(EffectPlan.judge_id).where(EffectPlan.finding_id == finding_id)
    decided = select(Extension.decider_id).where(Extension.finding_id == finding_id)
    return {person for query in (looked, judges, decided) for person in session.scalars(query)} - {None}


def show_evidence(session: Session, row: Finding, kind: EvidenceKind, reference: str, *, by: Account) -> None:
    """Refer to an act, a carrier or a page that shows the defect or its remedy. Raises Refused."""
    found = [] if row.state in {State.DRAFT, *rules.OPEN} else [Objection(FindingGuard.STATE, {"state": row.state})]
    if row.state is not State.DRAFT:
        found += rules.objections_to_fixing(course.chairs(session, row), by.person_id)
    refuse_if(Act.SHOW_EVIDENCE, found, finding=row.id)
    session.add(Evidence(finding_id=row.id, kind=kind, reference=reference, person_id=by.person_id, at=clock.now()))
    course.tell(session, row, Act.SHOW_EVIDENCE, by=by, commit={"reference": reference})


def report(session: Session, row: Finding, *, text: str, by: Account) -> None:
    """The remedy is made: from now on the official's clock stands until another person has looked. Raises Refused."""
    last = session.scalar(select(func.max(Fix.at)).where(Fix.finding_id == row.id))
    shown = select(func.count()).select_from(Evidence).where(Evidence.finding_id == row.id)
    shown = shown.where(Evidence.at > last) if last else shown.where(Evidence.person_id.is_not(None))
    chairs = course.chairs(session, row)
    number = session.scalar(shown.where(Evidence.person_id.in_(chairs.accountable | chairs.fixers))) or 0
    found = rules.objections_to_report(row.state, chairs, by.person_id, evidence=number)
    refuse_if(Act.REPORT, found, finding=row.id)
    today, seq = clock.today(), (session.scalar(select(func.max(Fix.seq)).where(Fix.finding_id == row.id)) or 0) + 1
    session.add(
        Fix(
            finding_id=row.id,
            seq=seq,
            person_id=by.person_id,
            text=text,
            reported_on=today,
            account_id=by.id,
            at=clock.now(),
        )
    )
    row.reported_on = today
    course.move(session, row, Act.REPORT, by=by, seq=seq, commit={"text": text})


def others(session: Session, row: Finding) -> list[InspectedObject]:
    """The other objects of the kind of the finding's: those to which its requirement applies as well."""
    if row.object_id is None:
        return []
    kind = session.get_one(InspectedObject, row.object_id).kind
    query = select(InspectedObject).where(InspectedObject.kind == kind, InspectedObject.id != row.object_id)
    return list(session.scalars(query.where(InspectedObject.ended_on.is_(None)).order_by(InspectedObject.id)))


def extent(session: Session, finding_id: int) -> dict[int, Extent]:
    """What was answered last of each other object."""
    query = select(ExtentAnswer).where(ExtentAnswer.finding_id == finding_id).order_by(ExtentAnswer.id)
    return {one.object_id: one.answer for one in session.scalars(query)}


def answer_extent(session: Session, row: Finding, answers: dict[int, Extent], *, by: Account) -> None:
    """Whether each other object has the defect too; an answer that changes nothing writes nothing. Raises Refused."""
    found = [] if row.severity == SEVEREST else [Objection(FindingGuard.SEVERITY)]
    if row.state in rules.ENDED:
        found.append(Objection(FindingGuard.STATE, {"state": row.state}))
    refuse_if(Act.ANSWER_EXTENT, found, finding=row.id)
    known, there = extent(session, row.id), {one.id for one in others(session, row)}
    new = {one: answer for one, answer in answers.items() if one in there and known.get(one) is not answer}
    for object_id, answer in new.items():
        session.add(
            ExtentAnswer(finding_id=row.id, object_id=object_id, answer=answer, person_id=by.person_id, at=clock.now())
        )
    if new:
        course.tell(session, row, Act.ANSWER_EXTENT, by=by, extent={str(one): new[one].value for one in sorted(new)})
