"""Questions to the inspections: lists, answers side by side, what stands against an act, samples."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from audits.checklists import queries as checklists
from audits.checklists.rules import Checklist
from audits.findings.models import Finding
from audits.findings.rules import State
from audits.inspections import rules
from audits.inspections.models import (
    ActObjection,
    ActSigned,
    Answer,
    Delivery,
    Inspection,
    InspectionAct,
    Settlement,
    TeamMember,
)
from audits.inspections.rules import Kind, Mark, Stage, Standing
from audits.objects.scope import seen_units
from kernel.account import Account
from kernel.journal import canon

PAGE = 50
DONE = frozenset({Stage.CLOSED, Stage.CANCELLED})


@dataclass(frozen=True)
class Sought:
    """What a list of inspections is filtered by; None is everything. `mine` are those of one's own team."""

    which: str = "open"
    year: int | None = None
    kind: Kind | None = None
    unit_id: int | None = None


def _seen_by(session: Session, account: Account, sought: Sought) -> Select[Inspection]:
    query = select(Inspection)
    units = seen_units(session, account)
    if units is not None:
        query = query.where(Inspection.unit_id.in_(units))
    if sought.which == "open":
        query = query.where(Inspection.stage.not_in(DONE))
    elif sought.which == "closed":
        query = query.where(Inspection.stage.in_(DONE))
    elif sought.which == "mine":
        own = select(TeamMember.inspection_id).where(TeamMember.person_id == (account.person_id or 0))
        query = query.where(Inspection.id.in_(own), Inspection.stage.not_in(DONE))
    for column, value in ((Inspection.year, sought.year), (Inspection.unit_id, sought.unit_id)):
        query = query.where(column == value) if value is not None else query
    return query.where(Inspection.kind == sought.kind) if sought.kind is not None else query


def page(
    session: Session, account: Account, sought: Sought, after: int | None
) -> tuple[Sequence[Inspection], int | None]:
    """Inspections, the newest number first, and what asks for older ones."""
    query = _seen_by(session, account, sought).options(joinedload(Inspection.unit), joinedload(Inspection.object))
    query = query.where(Inspection.id < after) if after else query
    rows = session.scalars(query.order_by(Inspection.id.desc()).limit(PAGE + 1)).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def every(session: Session, account: Account, sought: Sought) -> Iterable[Inspection]:
    """All inspections of the list, the first first, a few at a time."""
    query = _seen_by(session, account, sought).options(joinedload(Inspection.unit), joinedload(Inspection.object))
    return session.scalars(query.order_by(Inspection.id).execution_options(yield_per=500))


def waiting(session: Session, account: Account) -> int:
    """How many inspections of one's own team are not done."""
    found = _seen_by(session, account, Sought("mine")).with_only_columns(Inspection.id).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def inspection(session: Session, account: Account, inspection_id: int) -> Inspection | None:
    """The inspection with its unit and object; None where there is none, or none for this account."""
    query = _seen_by(session, account, Sought("all")).where(Inspection.id == inspection_id)
    return session.scalars(query.options(joinedload(Inspection.unit), joinedload(Inspection.object))).one_or_none()


def locked(session: Session, inspection_id: int) -> Inspection:
    """The inspection read anew; nobody changes it until the transaction ends."""
    query = select(Inspection).where(Inspection.id == inspection_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def checklist(session: Session, row: Inspection) -> Checklist | None:
    """The version of the checklist by which it is held."""
    return checklists.numbered(session, row.checklist_no) if row.checklist_no else None


def newest(session: Session, inspection_id: int, item: str | None = None) -> Sequence[Answer]:
    """The newest answer of each inspector to each item (or to one), in the order in which they were given."""
    last = select(func.max(Answer.id)).where(Answer.inspection_id == inspection_id)
    last = last.where(Answer.item == item) if item else last
    query = select(Answer).where(Answer.id.in_(last.group_by(Answer.item, Answer.person_id)))
    return session.scalars(query.order_by(Answer.id)).all()


def standings(session: Session, row: Inspection) -> dict[str, Standing]:
    """How every item stands that somebody has answered."""
    of_item: dict[str, list[Answer]] = {}
    for one in newest(session, row.id):
        of_item.setdefault(one.item, []).append(one)
    settled = _settled(session, row.id)
    return {item: _standing(answers, settled.get(item)) for item, answers in of_item.items()}


def _settled(session: Session, inspection_id: int) -> Mapping[str, Settlement]:
    query = select(Settlement).where(Settlement.inspection_id == inspection_id).order_by(Settlement.id)
    return {one.item: one for one in session.scalars(query)}


def _standing(answers: Sequence[Answer], settled: Settlement | None) -> Standing:
    chosen = None
    if settled is not None and all(one.id <= settled.until_answer_id for one in answers):
        chosen = next((one.given for one in answers if one.id == settled.answer_id), None)
    return rules.standing([one.given for one in answers], chosen)


def findings(session: Session, inspection_id: int) -> Sequence[Finding]:
    """The findings of an inspection that were not taken out of its act, in the order of their numbers."""
    query = select(Finding).where(Finding.inspection_id == inspection_id, Finding.state != State.ANNULLED)
    query = query.options(joinedload(Finding.accountable), joinedload(Finding.object), joinedload(Finding.unit))
    return session.scalars(query.order_by(Finding.id)).all()


def of_act(session: Session, act: InspectionAct) -> Sequence[Finding]:
    """The findings that an act lists, whatever became of them since."""
    listed = {one[0] for one in canon.decode(act.body.encode())["findings"]}
    query = select(Finding).where(Finding.inspection_id == act.inspection_id).order_by(Finding.id)
    query = query.options(joinedload(Finding.accountable), joinedload(Finding.object), joinedload(Finding.unit))
    return [one for one in session.scalars(query) if one.number in listed]


def act(session: Session, inspection_id: int) -> InspectionAct | None:
    """The newest act of an inspection."""
    query = select(InspectionAct).where(InspectionAct.inspection_id == inspection_id)
    return session.scalars(query.order_by(InspectionAct.id.desc()).limit(1)).one_or_none()


def signed(session: Session, act_id: int) -> dict[int, ActSigned]:
    """Who has signed an act, by person."""
    return {one.person_id: one for one in session.scalars(select(ActSigned).where(ActSigned.act_id == act_id))}


def delivery(session: Session, act_id: int) -> Delivery | None:
    return session.get(Delivery, act_id)


def objections(session: Session, inspection_id: int) -> Sequence[ActObjection]:
    """What was said against the act."""
    query = select(ActObjection).where(ActObjection.inspection_id == inspection_id).order_by(ActObjection.id)
    return session.scalars(query).all()


def counts(session: Session, row: Inspection) -> Counter[str]:
    """How many items have which answer; those that differ and those without one have names of their own."""
    listed, stands = checklist(session, row), standings(session, row)
    found: Counter[str] = Counter({one.value: 0 for one in Mark})
    for item in listed.items if listed else ():
        stand = stands.get(item.code)
        differs = stand is not None and stand.differing
        name = "differ" if differs else stand.holds.mark.value if stand and stand.holds else "open"
        found[name] += 1
    return found
