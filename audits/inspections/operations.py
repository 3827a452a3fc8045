"""Acts on inspections up to the last answer: planned, prepared, begun, answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audits.checklists import queries as checklists
from audits.findings import numbers
from audits.inspections import queries, rules
from audits.inspections.models import Answer, Inspection, Settlement, TeamMember
from audits.inspections.rules import Act, Counted, How, InspectionGuard, Kind, Mark, Matter, Stage
from kernel import clock
from kernel.account import Account, id_of
from kernel.journal import entries as journal
from kernel.journal.entries import Log
from kernel.objections import Objection, refuse_if, there
from people.accounts import queries as accounts
from people.calendar.rules import plus_months
from people.posts import queries as posts
from people.register.models import Person
from people.roles.rules import Permission
from people.terms import queries as terms

BOOK = "inspection"
NOTHING_THROWN = ""


@dataclass(frozen=True)
class Plan:
    """What is inspected, when, for which time, and why. `days` and `period` are first and last, both included."""

    kind: Kind
    matter: Matter
    unit_id: int
    object_id: int | None
    days: tuple[date, date]
    period: tuple[date, date]
    basis: str


@dataclass(frozen=True)
class Order:
    """By which order the team inspects, and what it threw for the seed of its samples."""

    number: str
    on: date
    dice: str = NOTHING_THROWN


@dataclass(frozen=True)
class Said:
    """What an inspector says of one item. `seen` is the newest answer that their page showed them, 0 for none."""

    item: str
    mark: Mark
    how: How
    counted: Counted
    note: str
    seen: int


def plan(session: Session, said: Plan, *, by: Account | None) -> Inspection:
    """Enter an inspection into the plan of its year. Raises Refused."""
    refuse_if(Act.PLAN, rules.objections_to_plan(said.days, said.period), unit=said.unit_id)
    year = said.days[0].year
    row = Inspection(
        year=year,
        no=numbers.take(session, BOOK, year),
        kind=said.kind,
        matter=said.matter,
        unit_id=said.unit_id,
        object_id=said.object_id,
        first_on=said.days[0],
        last_on=said.days[1],
        period_from=said.period[0],
        period_to=said.period[1],
        basis=said.basis,
        planner_id=by.person_id if by else None,
        account_id=id_of(by),
        at=clock.now(),
    )
    session.add(row)
    tell(session, row, Act.PLAN, by=by, valid=[one.isoformat() for one in said.days], source=said.basis)
    return row


def name_team(session: Session, row: Inspection, team: Sequence[tuple[Person, bool]], *, by: Account) -> None:
    """The team, before anybody approves it: nobody of the inspected unit, now or within the term. Raises Refused."""
    people = [(person.id, leads) for person, leads in team]
    ids = [person for person, _leads in people]
    today = clock.today()
    months = terms.value(session, "inspector_apart_months", today)
    there = posts.worked_in(session, ids, row.unit_id, plus_months(row.first_on, -months), row.last_on)
    found = rules.objections_to_team(people, there, [one for one in ids if not _works_here(session, one)])
    if row.stage is not Stage.PLANNED:
        found.append(Objection(InspectionGuard.STAGE, {"stage": row.stage}))
    if row.team:
        found.append(Objection(InspectionGuard.TEAM))
    refuse_if("name_team", found, inspection=row.id)
    session.add_all(
        TeamMember(inspection_id=row.id, person_id=person, position=n, leads=leads)
        for n, (person, leads) in enumerate(people, start=1)
    )
    session.flush()
    session.refresh(row, ["team"])
    journal.append(session, "name_team", by=by, subject=f"inspection:{row.id}", number=row.number, team=ids)


def _works_here(session: Session, person_id: int) -> bool:
    """Whether somebody has an account with which an inspector signs."""
    return any(one.may(Permission.CONDUCT_INSPECTIONS) for one in accounts.by_person(session, person_id))


def prepare(session: Session, row: Inspection, order: Order, *, by: Account) -> None:
    """The head of the body approves the team by an order; the list in force that day is that of the inspection,
    and the root of the journal at this moment, with what the team threw, the seed of its samples. Raises Refused."""
    found = rules.objections_to_move(Act.PREPARE, row.stage)
    found += rules.objections_to_approving(row.members, row.planner_id, by.person_id)
    if not row.team:
        found.append(Objection(InspectionGuard.LEADER))
    if order.on > row.first_on:
        found.append(Objection(InspectionGuard.DATES))
    refuse_if(Act.PREPARE, found, inspection=row.id)
    _version, listed = checklists.in_force(session)
    _origin, _size, root = journal.anchor(session, Log.CUSTODY)
    row.order_no, row.order_on = order.number, order.on
    row.checklist_no, row.checklist_sha256 = listed.number, listed.sha256
    row.seed = f"{root[:40]}-{order.dice}" if order.dice else root[:40]
    row.approver_id, row.approved_at = by.person_id, clock.now()
    told = {"order": order.number, "list_no": listed.number, "list_sum": listed.sha256, "seed": row.seed}
    move(session, row, Act.PREPARE, by=by, **told)


def begin(session: Session, row: Inspection, *, by: Account) -> None:
    """One of the team begins, not before the first day. Raises Refused."""
    found = rules.objections_to_move(Act.BEGIN, row.stage) + rules.objections_to_member(row.members, by.person_id)
    if clock.today() < row.first_on:
        found.append(Objection(InspectionGuard.EARLY, {"on": row.first_on}))
    refuse_if(Act.BEGIN, found, inspection=row.id)
    move(session, row, Act.BEGIN, by=by)


def cancel(session: Session, row: Inspection, *, reason: str, by: Account) -> None:
    """It is not held; its number stays its own. Raises Refused."""
    refuse_if(Act.CANCEL, rules.objections_to_move(Act.CANCEL, row.stage), inspection=row.id)
    move(session, row, Act.CANCEL, by=by, reason=reason)


def answer(session: Session, row: Inspection, said: Said, *, by: Account) -> Answer:
    """Keep an answer beside every other. Raises Refused, also where one's own newer answer was not shown."""
    found = rules.objections_to_move(Act.ANSWER, row.stage) + rules.objections_to_member(row.members, by.person_id)
    listed = queries.checklist(session, row)
    if listed is None or said.item not in {one.code for one in listed.items}:
        found.append(Objection(InspectionGuard.ITEM))
    found += rules.objections_to_answer(said.mark, said.counted, said.note)
    own = select(func.max(Answer.id)).where(Answer.inspection_id == row.id, Answer.item == said.item)
    newest = session.scalar(own.where(Answer.person_id == by.person_id)) or 0
    if newest > said.seen:
        found.append(Objection(InspectionGuard.ANSWERED_SINCE))
    refuse_if(Act.ANSWER, found, inspection=row.id)
    kept = Answer(
        inspection_id=row.id,
        item=said.item,
        person_id=by.person_id,
        mark=said.mark,
        how=said.how,
        looked_at=said.counted.looked_at,
        of=said.counted.of,
        failed=said.counted.failed,
        note=said.note,
        account_id=by.id,
        at=clock.now(),
    )
    session.add(kept)
    commit = {"note": said.note} if said.note else None
    tell(session, row, Act.ANSWER, by=by, item=said.item, mark=said.mark.value, commit=commit)
    return kept


def settle(session: Session, row: Inspection, item: str, answer_id: int, *, by: Account) -> None:
    """The leader lets one of the differing answers stand; all of them are kept. Raises Refused."""
    found = rules.objections_to_move(Act.SETTLE, row.stage)
    if by.person_id is None or by.person_id != row.leader_id:
        found.append(Objection(InspectionGuard.LEADS))
    stand = queries.standings(session, row).get(item)
    chosen = next((one for one in (stand.differing if stand else ()) if one.id == answer_id), None)
    if chosen is None:
        found.append(Objection(InspectionGuard.NO_CONFLICT))
    refuse_if(Act.SETTLE, found, inspection=row.id)
    stand = there(stand)
    session.add(
        Settlement(
            inspection_id=row.id,
            item=item,
            answer_id=answer_id,
            until_answer_id=max(one.id for one in stand.differing),
            person_id=by.person_id,
            at=clock.now(),
        )
    )
    tell(session, row, Act.SETTLE, by=by, item=item, mark=chosen.mark.value if chosen else None)


def move(session: Session, row: Inspection, act: Act, *, by: Account | None, **told: Any) -> None:
    """The next stage, which the caller has found allowed, and the entry of it."""
    row.stage = rules.MOVES[act][1]
    tell(session, row, act, by=by, **told)


def tell(session: Session, row: Inspection, act: Act, *, by: Account | None, **told: Any) -> None:
    """The entry of an act on an inspection."""
    session.flush()
    stands = {"number": row.number, "stage": row.stage.value}
    journal.append(session, act.value, by=by, subject=f"inspection:{row.id}", **{**stands, **told})
