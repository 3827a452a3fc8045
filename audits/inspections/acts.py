"""The act of an inspection: drawn up from the answers, signed by each of the team, made known, objected to, closed."""

from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from audits.findings import course, numbers
from audits.findings import operations as findings
from audits.findings.rules import SEVEREST, State
from audits.inspections import queries, rules, samples
from audits.inspections.models import ActObjection, ActSigned, Delivery, Inspection, InspectionAct
from audits.inspections.operations import move, tell
from audits.inspections.rules import Act, InspectionGuard, Reply
from kernel import clock
from kernel.account import Account
from kernel.journal import canon
from kernel.objections import Objection, refuse_if, there
from people.calendar import queries as calendars
from people.posts import queries as posts
from people.register.models import Person
from people.terms import queries as terms

BOOK = "inspection_act"


def draft(session: Session, row: Inspection, conclusion: str, *, by: Account) -> InspectionAct:
    """Draw the act up from the answers and findings as they stand; its text is fixed with its hash. Raises Refused."""
    found = rules.objections_to_move(Act.DRAFT, row.stage) + rules.objections_to_member(row.members, by.person_id)
    listed, stands = queries.checklist(session, row), queries.standings(session, row)
    items = [one.code for one in listed.items] if listed else []
    written = queries.findings(session, row.id)
    found += rules.objections_to_draft(items, stands, {one.item for one in written})
    refuse_if(Act.DRAFT, found, inspection=row.id)
    body = canon.encode(_content(session, row, conclusion))
    year = clock.today().year
    added = InspectionAct(
        inspection_id=row.id,
        no=numbers.take(session, BOOK, year),
        year=year,
        conclusion=conclusion,
        body=body.decode(),
        sha256=sha256(body).hexdigest(),
        account_id=by.id,
        at=clock.now(),
    )
    session.add(added)
    session.flush()
    move(session, row, Act.DRAFT, by=by, act_no=added.number, act_sum=added.sha256)
    return added


def _content(session: Session, row: Inspection, conclusion: str) -> dict[str, Any]:
    """Everything that the act says, so that its hash is that of what everybody signs."""
    answers = {one.id: one for one in queries.newest(session, row.id)}
    held = {item: answers[one.holds.id] for item, one in queries.standings(session, row).items() if one.holds}
    return {
        "inspection": row.number,
        "order": [row.order_no, row.order_on.isoformat() if row.order_on else None],
        "unit": row.unit_id,
        "object": row.object_id,
        "days": [row.first_on.isoformat(), row.last_on.isoformat()],
        "period": [row.period_from.isoformat(), row.period_to.isoformat()],
        "team": [one.person_id for one in row.team],
        "checklist": [row.checklist_no, row.checklist_sha256],
        "answers": [
            [item, one.mark.value, one.how.value, one.looked_at, one.of, one.failed, one.note]
            for item, one in sorted(held.items())
        ],
        "findings": [
            [one.number, one.requirement, one.object_id, one.severity, one.description, one.found_on.isoformat()]
            for one in queries.findings(session, row.id)
        ],
        "sample": _sampled(session, row),
        "conclusion": conclusion,
    }


def _sampled(session: Session, row: Inspection) -> list[Any] | None:
    """How the sample was drawn, and how many of all are at most not as registered; None where none was drawn."""
    drawn = samples.last(session, row.id)
    if drawn is None:
        return None
    seen = samples.result(session, drawn)
    numbers = [drawn.population, drawn.size, seen.looked_at, seen.misses, seen.at_most]
    return [drawn.seed, drawn.share, drawn.confidence, *numbers]


def give_back(session: Session, row: Inspection, *, reason: str, by: Account) -> None:
    """The act goes back to the answers; what was signed of it holds for nothing any more. Raises Refused."""
    found = rules.objections_to_move(Act.RETURN, row.stage) + rules.objections_to_member(row.members, by.person_id)
    refuse_if(Act.RETURN, found, inspection=row.id)
    move(session, row, Act.RETURN, by=by, reason=reason)


def sign(session: Session, row: Inspection, shown: str, *, by: Account) -> None:
    """One of the team signs the act with the hash that they were shown; the last hand locks it. Raises Refused."""
    act = queries.act(session, row.id)
    hands = queries.signed(session, act.id) if act else {}
    is_as_shown = act is not None and act.sha256 == shown
    found = rules.objections_to_signing(row.stage, row.members, hands, by.person_id, is_as_shown=is_as_shown)
    refuse_if(Act.SIGN, found, inspection=row.id)
    act = there(act)
    session.add(ActSigned(act_id=act.id, person_id=by.person_id, account_id=by.id, at=clock.now()))
    is_last = set(hands) | {by.person_id} == row.members
    (move if is_last else tell)(session, row, Act.SIGN, by=by, act_no=act.number, act_sum=act.sha256)


def deliver(session: Session, row: Inspection, shown: str, *, by: Account) -> None:
    """The head of the unit knows the act, by their own PIN: the clocks of its findings start. Raises Refused."""
    act = queries.act(session, row.id)
    head = posts.head(session, row.unit_id, clock.today())
    found = rules.objections_to_move(Act.DELIVER, row.stage)
    if head is None or head.id != by.person_id:
        found.append(Objection(InspectionGuard.NOT_HEAD))
    if act is None or act.sha256 != shown:
        found.append(Objection(InspectionGuard.ACT_CHANGED))
    refuse_if(Act.DELIVER, found, inspection=row.id)
    _made_known(session, row, by.person_id, None, by=by)


def refuse_to_sign(session: Session, row: Inspection, witness: Person, *, by: Account) -> None:
    """The head refuses to sign: one of the team enters it before a witness; the act is known. Raises Refused."""
    head = posts.head(session, row.unit_id, clock.today())
    found = rules.objections_to_move(Act.REFUSE_TO_SIGN, row.stage)
    found += rules.objections_to_member(row.members, by.person_id)
    if head is None:
        found.append(Objection(InspectionGuard.NOT_HEAD))
    if witness.id == by.person_id or (head is not None and witness.id == head.id):
        found.append(Objection(InspectionGuard.WITNESS))
    refuse_if(Act.REFUSE_TO_SIGN, found, inspection=row.id)
    _made_known(session, row, head.id if head else None, witness, by=by)


def _made_known(
    session: Session, row: Inspection, person_id: int | None, witness: Person | None, *, by: Account
) -> None:
    act, today = queries.act(session, row.id), clock.today()
    session.add(
        Delivery(
            act_id=act.id if act else None,
            person_id=person_id,
            is_refused=witness is not None,
            witness_id=witness.id if witness else None,
            account_id=by.id,
            at=clock.now(),
        )
    )
    days = terms.value(session, "act_objection_days", today)
    row.delivered_on, row.is_refused = today, witness is not None
    row.objections_until = calendars.calendar(session, row.unit_id).plus(today, days)
    done = Act.REFUSE_TO_SIGN if witness else Act.DELIVER
    move(session, row, done, by=by, official=person_id, witnesses=[witness.id] if witness else None)
    for one in queries.findings(session, row.id):
        finding = course.locked(session, one.id)
        if finding.state is State.DRAFT:
            findings.issue(session, finding, today, by=by)


def object_to(session: Session, row: Inspection, text: str, *, by: Account) -> ActObjection:
    """The head of the unit says what they have against the act. Raises Refused."""
    head, today = posts.head(session, row.unit_id, clock.today()), clock.today()
    found = rules.objections_to_objecting(
        row.stage,
        is_head=head is not None and head.id == by.person_id,
        has_objected=bool(queries.objections(session, row.id)),
        until=row.objections_until or today,
        today=today,
    )
    refuse_if(Act.OBJECT, found, inspection=row.id)
    added = ActObjection(inspection_id=row.id, person_id=by.person_id, text=text, at=clock.now())
    session.add(added)
    tell(session, row, Act.OBJECT, by=by, commit={"text": text})
    return added


def reply_to(session: Session, row: Inspection, reply: Reply, text: str, *, by: Account) -> None:
    """The leader answers what was said against the act; it stays as it was signed. Raises Refused."""
    asked = [one for one in queries.objections(session, row.id) if one.reply is None]
    found = [] if by.person_id is not None and by.person_id == row.leader_id else [Objection(InspectionGuard.LEADS)]
    if not asked:
        found.append(Objection(InspectionGuard.REPLIED))
    refuse_if(Act.REPLY, found, inspection=row.id)
    asked[0].reply, asked[0].reply_text = reply, text
    asked[0].replier_id, asked[0].replied_at = by.person_id, clock.now()
    tell(session, row, Act.REPLY, by=by, reply=reply.value, commit={"text": text})


def unknown_extent(session: Session, row: Inspection) -> int:
    """How many other objects nobody has answered for, of all findings of the gravest severity."""
    gravest = [one for one in queries.findings(session, row.id) if one.severity == SEVEREST]
    known = {one.id: findings.extent(session, one.id) for one in gravest}
    return sum(other.id not in known[one.id] for one in gravest for other in findings.others(session, one))


def close(session: Session, row: Inspection, *, by: Account) -> None:
    """Nothing is left to say of this inspection; its findings go on by themselves. Raises Refused."""
    said, today = queries.objections(session, row.id), clock.today()
    is_open = not said and row.objections_until is not None and today <= row.objections_until
    found = rules.objections_to_member(row.members, by.person_id)
    found += rules.objections_to_closing(
        row.stage,
        unanswered=sum(one.reply is None for one in said),
        is_open_to_objections=is_open,
        to_extend=unknown_extent(session, row),
    )
    refuse_if(Act.CLOSE, found, inspection=row.id)
    row.closed_at = clock.now()
    move(session, row, Act.CLOSE, by=by)
