"""How a finding ends: another person looks at the fix, a judge at its effect, and two take back what was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audits.findings import course, numbers, operations, rules
from audits.findings.models import Annulment, EffectPlan, Finding, Fix, Look
from audits.findings.rules import Act, FindingGuard, Plan, State, Verdict
from kernel import clock
from kernel.account import Account, id_of
from kernel.objections import Objection, refuse_if, there
from people.calendar.rules import plus_months
from people.posts import queries as posts
from people.register.models import Person
from people.terms import queries as terms


@dataclass(frozen=True)
class Measure:
    """What is measured to see whether a remedy works, in words, and the plan in numbers."""

    text: str
    plan: Plan


def works_there(session: Session, row: Finding, person_id: int | None) -> bool:
    """Whether somebody is of the unit of the finding, now or in the months for which inspectors stay apart."""
    today = clock.today()
    months = terms.value(session, "inspector_apart_months", today)
    ids = [person_id] if person_id is not None else []
    return bool(posts.worked_in(session, ids, row.unit_id, plus_months(today, -months), today))


def plan_effect(session: Session, row: Finding, measure: Measure, *, by: Account) -> EffectPlan:
    """Fix how the remedy will be judged, before it is verified. Raises Refused."""
    has_open = course.open_plan(session, row.id) is not None
    chairs = course.chairs(session, row)
    found = rules.objections_to_plan(
        row.state, row.severity, chairs, measure.plan, clock.today(), has_open_plan=has_open
    )
    found += rules.objections_to_apart(chairs, by.person_id)
    if has_open:
        found.append(Objection(FindingGuard.TWICE))
    refuse_if(Act.PLAN_EFFECT, found, finding=row.id)
    added = EffectPlan(
        finding_id=row.id,
        measure=measure.text,
        target=measure.plan.target,
        sample=measure.plan.sample,
        judged_on=measure.plan.judged_on,
        judge_id=measure.plan.judge_id,
        account_id=by.id,
        at=clock.now(),
    )
    session.add(added)
    told = {"judge": measure.plan.judge_id, "on": measure.plan.judged_on.isoformat()}
    numbers_told = {"sample": measure.plan.sample, "target": measure.plan.target}
    course.tell(session, row, Act.PLAN_EFFECT, by=by, commit={"measure": measure.text}, **told, **numbers_told)
    return added


def look(session: Session, row: Finding, *, is_verified: bool, text: str, by: Account) -> None:
    """Another person says whether the defect is gone; either way the days of waiting are given. Raises Refused."""
    act = Act.VERIFY if is_verified else Act.REJECT
    found = rules.objections_to_verifying(
        act,
        row.state,
        row.severity,
        course.chairs(session, row),
        by.person_id,
        is_own_unit=works_there(session, row, by.person_id),
        has_plan=course.open_plan(session, row.id) is not None,
    )
    refuse_if(act, found, finding=row.id)
    today = clock.today()
    seq = session.scalar(select(func.max(Fix.seq)).where(Fix.finding_id == row.id)) or 0
    session.add(
        Look(
            finding_id=row.id,
            seq=seq,
            is_verified=is_verified,
            person_id=by.person_id,
            text=text,
            looked_on=today,
            account_id=by.id,
            at=clock.now(),
        )
    )
    course.keep_waiting(session, row, today, by=by)
    if not is_verified:
        row.reported_on = None
    elif row.severity not in rules.NEEDS_EFFECT:
        row.closed_on = today
    course.move(session, row, act, by=by, seq=seq, commit={"text": text})


def judge(
    session: Session, row: Finding, verdict: Verdict, judged: tuple[int, int], *, note: str, by: Account
) -> Finding | None:
    """The verdict by units looked at and failed. «Not» opens and returns the recurrent finding. Raises Refused."""
    chosen = course.open_plan(session, row.id)
    plan = chosen.plan if chosen else None
    chairs, today = course.chairs(session, row), clock.today()
    found = rules.objections_to_verdict(verdict, row.state, chairs, plan, judged, by.person_id, today)
    act = rules.VERDICTS[verdict]
    refuse_if(act, found, finding=row.id)
    chosen = there(chosen)
    chosen.verdict, chosen.looked_at, chosen.failed = verdict, *judged
    chosen.note, chosen.verdict_at = note, clock.now()
    if verdict is not Verdict.UNDETERMINED:
        row.closed_on = today
    course.move(session, row, act, by=by, judged=list(judged), commit={"note": note})
    return _again(session, row, by=by) if verdict is Verdict.INEFFECTIVE else None


def _again(session: Session, row: Finding, *, by: Account | None, is_followed: bool = False) -> Finding:
    """A new finding that points to an ended one, issued at once: it came back, or (`is_followed`) was never gone."""
    today = clock.today()
    head = posts.head(session, row.unit_id, today)
    official = head or session.get_one(Person, row.accountable_id)
    added = Finding(
        year=today.year,
        no=numbers.take(session, numbers.FINDINGS, today.year),
        item=row.item,
        requirement=row.requirement,
        object_id=row.object_id,
        unit_id=row.unit_id,
        accountable_id=official.id,
        post=official.position,
        severity=row.severity,
        description=row.description,
        found_on=today,
        state=State.DRAFT,
        recurrence_of=None if is_followed else row.id,
        follows=row.id if is_followed else None,
        account_id=id_of(by),
        at=clock.now(),
    )
    session.add(added)
    told = {"severity": row.severity, "official": official.id, "recurs": added.recurrence_of, "follows": added.follows}
    course.tell(session, added, Act.DRAFT, by=by, commit={"description": row.description}, **told)
    operations.issue(session, added, today, by=by)
    return added


def asked_annulment(session: Session, finding_id: int) -> Annulment | None:
    """The annulment that waits for its second person."""
    query = select(Annulment).where(Annulment.finding_id == finding_id, Annulment.is_agreed.is_(None))
    return session.scalars(query.order_by(Annulment.id.desc()).limit(1)).one_or_none()


def _act_of(row: Finding) -> Act:
    """What an annulment would take back now: the closure of a closed finding, or the finding."""
    return Act.ANNUL_CLOSURE if row.state in rules.MOVES[Act.ANNUL_CLOSURE][0] else Act.ANNUL


def ask_annulment(session: Session, row: Finding, *, reason: str, document_no: str, by: Account) -> Annulment:
    """One of the two persons asks, by a document. Raises Refused."""
    act = _act_of(row)
    found = rules.objections_to_move(act, row.state)
    found += rules.objections_to_apart(course.chairs(session, row), by.person_id)
    if asked_annulment(session, row.id) is not None:
        found.append(Objection(FindingGuard.ASKED))
    refuse_if(Act.ASK_ANNULMENT, found, finding=row.id)
    added = Annulment(
        finding_id=row.id,
        is_of_closure=act is Act.ANNUL_CLOSURE,
        reason=reason,
        document_no=document_no,
        asker_id=by.person_id,
        asked_at=clock.now(),
    )
    session.add(added)
    course.tell(session, row, Act.ASK_ANNULMENT, by=by, reason=reason, letter=document_no)
    return added


def decide_annulment(session: Session, row: Finding, *, is_agreed: bool, by: Account) -> Finding | None:
    """The other person decides. A closure taken back yields a new finding with the old date. Raises Refused."""
    asked = asked_annulment(session, row.id)
    act = _act_of(row)
    found = rules.objections_to_move(act, row.state)
    found += rules.objections_to_second(course.chairs(session, row), asked.asker_id if asked else None, by.person_id)
    if asked is not None and asked.is_of_closure != (act is Act.ANNUL_CLOSURE):
        found.append(Objection(FindingGuard.CHANGED))
    refuse_if(act, found, finding=row.id)
    asked = there(asked)
    asked.decider_id, asked.is_agreed, asked.decided_at = by.person_id, is_agreed, clock.now()
    if not is_agreed:
        course.tell(session, row, Act.REFUSE_ANNULMENT, by=by)
        return None
    row.closed_on = clock.today()
    course.move(session, row, act, by=by, letter=asked.document_no)
    return _again(session, row, by=by, is_followed=True) if act is Act.ANNUL_CLOSURE else None


def candidates(session: Session, requirements: Sequence[str], object_id: int | None, unit_id: int) -> list[Finding]:
    """Closed findings of the same requirement at the same object, or in the unit where none is named, the newest first:
    what fails again here comes back. `requirements` are one line of history through the versions of the checklist."""
    query = select(Finding).where(Finding.requirement.in_(requirements), Finding.unit_id == unit_id)
    same = Finding.object_id.is_(None) if object_id is None else Finding.object_id == object_id
    ended = Finding.state.in_([State.VERIFIED, State.EFFECTIVE])
    rows = session.scalars(query.where(same, ended).order_by(Finding.id.desc()))
    return [one for one in rows if rules.is_closed(one.state, one.severity)]
