"""What `tick` does with findings, and how a failure to rectify is heard and decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, case, func, insert, select
from sqlalchemy.orm import Session

from audits.escalation import rules
from audits.escalation.models import CarrierDay, Failure, FindingDay, Notice
from audits.escalation.rules import FailureState, Ladder, Step
from audits.findings import course
from audits.findings import queries as findings
from audits.findings.models import Finding
from audits.findings.rules import OPEN, RUNNING, State
from audits.inspections.models import TeamMember
from carriers.custody.models import Carrier
from kernel import clock
from kernel.account import CONSOLE, Account
from kernel.journal import entries as journal
from kernel.objections import refuse_if
from people.calendar import queries as calendars
from people.calendar.rules import Calendar, plus_months
from people.posts import queries as posts
from people.register.models import Person, Unit
from people.terms import queries as terms

BATCH = 1000
YEAR = 12  # months in which a second failure is told at once
LADDER = {
    "first": "remind_first_days",
    "second": "remind_second_days",
    "next_leader": "escalate_deputy_days",
    "body_head": "escalate_head_days",
    "material": "escalate_authority_days",
    "verify": "verify_days",
}
COLUMNS = (
    *(Finding.id, Finding.unit_id, Finding.inspection_id, Finding.accountable_id, Finding.state),
    *(Finding.due_on, Finding.reported_on, Finding.permit_until),
)


@dataclass(frozen=True)
class Day:
    """What one run of the ladder asks again and again, answered once: distances, leaders, who failed before."""

    session: Session
    today: date
    ladder: Ladder
    failed: Mapping[int, set[int]]  # findings of earlier days that an official has failed to have remedied
    _left: dict[tuple[int, date, date], int] = field(default_factory=dict)
    _chains: dict[int, list[Person]] = field(default_factory=dict)
    _leaders: dict[int, int | None] = field(default_factory=dict)
    _heads: dict[tuple[int, date], Person | None] = field(default_factory=dict)
    _after: dict[tuple[int, date], date] = field(default_factory=dict)
    _explain: dict[int, date] = field(default_factory=dict)

    def has_failed(self, person_id: int, finding_id: int) -> bool:
        """Whether an official has failed before, in another finding."""
        known = self.failed.get(person_id, set())
        return len(known) > (finding_id in known)

    def calendar(self, unit_id: int) -> Calendar:
        return calendars.calendar(self.session, unit_id)

    def between(self, unit_id: int, first: date, last: date) -> int:
        """Working days after `first` up to `last`; 0 where that lies before."""
        key = unit_id, first, last
        if key not in self._left:
            self._left[key] = self.calendar(unit_id).between(first, last) if first < last else 0
        return self._left[key]

    def chain(self, unit_id: int) -> list[Person]:
        """The leaders of this day from the unit upwards, each once."""
        if unit_id not in self._chains:
            self._chains[unit_id] = leaders(self.session, unit_id, self.today)
        return self._chains[unit_id]

    def head(self, unit_id: int, on: date) -> Person | None:
        """Who headed the unit on a day."""
        if (unit_id, on) not in self._heads:
            self._heads[unit_id, on] = posts.head(self.session, unit_id, on)
        return self._heads[unit_id, on]

    def after(self, unit_id: int, due_on: date) -> date:
        """The first working day after a date."""
        key = unit_id, due_on
        if key not in self._after:
            self._after[key] = self.calendar(unit_id).forward(due_on + timedelta(days=1))
        return self._after[key]

    def explain_until(self, unit_id: int) -> date:
        """Until when an official explains a failure that is proposed today."""
        if unit_id not in self._explain:
            days = terms.value(self.session, "explain_days", self.today)
            self._explain[unit_id] = self.calendar(unit_id).plus(self.today, days)
        return self._explain[unit_id]

    def leader(self, inspection_id: int) -> int | None:
        """Who led the inspection."""
        if inspection_id not in self._leaders:
            query = select(TeamMember.person_id).where(TeamMember.inspection_id == inspection_id, TeamMember.leads)
            self._leaders[inspection_id] = self.session.scalars(query).first()
        return self._leaders[inspection_id]


def leaders(session: Session, unit_id: int, on: date) -> list[Person]:
    """Who heads the unit, the one above it, and so on to the body, on a day; a vacant post is passed over."""
    found: list[Person] = []
    unit = session.get(Unit, unit_id)
    while unit is not None:
        head = posts.head(session, unit.id, on)
        if head is not None and head.id not in {one.id for one in found}:
            found.append(head)
        unit = session.get(Unit, unit.parent_id) if unit.parent_id else None
    return found


def escalate(session: Session, today: date) -> None:
    """Make each step that open findings have reached and that was not made: nothing on a day off."""
    ladder = Ladder(**{name: terms.value(session, key, today) for name, key in LADDER.items()})
    day = Day(session, today, ladder, _failed(session, today))
    for rows in _open(session):
        working = [one for one in rows if day.calendar(one.unit_id).is_working(today)]
        made = _made(session, [one.id for one in working])
        new = [notice for one in working for notice in _notices(day, one, made)]
        proposed = [found for one in working if (found := _failure(day, one)) is not None]
        for table, values in ((Notice, new), (Failure, _unknown(session, proposed))):
            if values:
                session.execute(insert(table), values)
                _tell(session, table, values)


def _failed(session: Session, today: date) -> dict[int, set[int]]:
    """Who has failed in the last months, in which findings; what was found justified is no failure."""
    query = select(Failure.official_id, Failure.finding_id).where(
        Failure.proposed_on >= plus_months(today, -YEAR),
        Failure.proposed_on < today,
        Failure.state != FailureState.JUSTIFIED,
    )
    found: dict[int, set[int]] = {}
    for official_id, finding_id in session.execute(query):
        found.setdefault(official_id, set()).add(finding_id)
    return found


def _open(session: Session) -> Iterator[Sequence[Any]]:
    """The open findings a batch at a time, so that no number of them fills the memory."""
    last = 0
    while True:
        query = select(*COLUMNS).where(Finding.id > last, Finding.state.in_(OPEN)).order_by(Finding.id).limit(BATCH)
        rows = session.execute(query).all()
        if not rows:
            return
        yield rows
        last = rows[-1].id


def _made(session: Session, ids: Sequence[int]) -> set[tuple[int, Step, date]]:
    query = select(Notice.finding_id, Notice.step, Notice.due_on).where(Notice.finding_id.in_(ids)).distinct()
    return {(one.finding_id, one.step, one.due_on) for one in session.execute(query)}


def _notices(day: Day, one: Row[Any], made: set[tuple[int, Step, date]]) -> Iterator[dict[str, Any]]:
    """The notices of one finding that are due and were not given."""
    if one.due_on is None or (one.permit_until is not None and day.today <= one.permit_until):
        return
    left = day.between(one.unit_id, day.today, one.due_on)
    over = day.between(one.unit_id, one.due_on, day.today)
    waits = day.between(one.unit_id, one.reported_on, day.today) if one.reported_on else 0
    chain = day.chain(one.unit_id)
    has_failed = bool(chain) and day.has_failed(chain[0].id, one.id)
    for step in rules.steps(day.ladder, one.state, left, over, waits, has_failed_before=has_failed):
        if (one.id, step, one.due_on) in made:
            continue
        for person_id in _recipients(day, one, step, [person.id for person in chain]):
            yield {
                "finding_id": one.id,
                "step": step,
                "due_on": one.due_on,
                "person_id": person_id,
                "day": day.today,
            }


def _recipients(day: Day, one: Row[Any], step: Step, chain: list[int]) -> list[int]:
    """Who is told of a step: the official of today, then further up the chain with every step."""
    leader = day.leader(one.inspection_id)
    inspectors = [leader] if leader is not None else []
    own = chain[:1] or [one.accountable_id]
    if step is Step.VERIFIER:
        return inspectors
    reach = {Step.LAST_DAY: 2, Step.ISSUED: 2, Step.OVERDUE: 2, Step.NEXT_LEADER: 3}.get(step, 1)
    if step in (Step.BODY_HEAD, Step.MATERIAL):
        reach = len(chain)
    told = list(dict.fromkeys([*own, *chain[:reach]]))
    return told + [one for one in inspectors if one not in told] if step is Step.OVERDUE else told


def _failure(day: Day, one: Row[Any]) -> dict[str, Any] | None:
    """The failure that is proposed from the first working day after the date, against the official in office then."""
    is_permitted = one.permit_until is not None and day.today <= one.permit_until
    if one.state not in RUNNING or one.due_on is None or one.due_on >= day.today or is_permitted:
        return None
    from_on = day.after(one.unit_id, one.due_on)
    if from_on > day.today:
        return None
    head = day.head(one.unit_id, from_on)
    official = head or next(iter(day.chain(one.unit_id)), None) or day.session.get_one(Person, one.accountable_id)
    return {
        "finding_id": one.id,
        "due_on": one.due_on,
        "from_on": from_on,
        "official_id": official.id,
        "post": official.position,
        "state": FailureState.PROPOSED,
        "proposed_on": day.today,
        "explain_until": day.explain_until(one.unit_id),
    }


def _unknown(session: Session, proposed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ids = [one["finding_id"] for one in proposed]
    query = select(Failure.finding_id, Failure.due_on).where(Failure.finding_id.in_(ids))
    known = {(one.finding_id, one.due_on) for one in session.execute(query)}
    return [one for one in proposed if (one["finding_id"], one["due_on"]) not in known]


def _tell(session: Session, table: type[Notice] | type[Failure], values: list[dict[str, Any]]) -> None:
    """One entry a batch: every step is in it."""
    if table is Notice:
        steps = [[one["finding_id"], one["step"].value, one["due_on"].isoformat(), one["person_id"]] for one in values]
        journal.append(session, "escalate", by=CONSOLE, steps=steps)
        return
    told = [[one["finding_id"], one["due_on"].isoformat(), one["official_id"]] for one in values]
    journal.append(session, "propose_failure", by=CONSOLE, failures=told)


def count(session: Session, today: date) -> None:
    """How findings and carriers stand on this day, for every picture that is drawn later. A day is counted once."""
    if session.scalars(select(CarrierDay.day).where(CarrierDay.day == today).limit(1)).first() is not None:
        return
    permitted = Finding.permit_until >= today

    def number(condition: Any) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    query = select(
        Finding.unit_id,
        Finding.severity,
        number(Finding.state.in_(RUNNING)).label("running"),
        number(findings.is_overdue(today)).label("overdue"),
        number(Finding.state == State.FIX_REPORTED).label("waiting"),
        number(permitted).label("permitted"),
    ).where(Finding.state.in_(OPEN))
    days = [
        {"day": today, **one} for one in session.execute(query.group_by(Finding.unit_id, Finding.severity)).mappings()
    ]
    held = select(Carrier.state, Carrier.rank, func.count().label("number")).group_by(Carrier.state, Carrier.rank)
    carriers = [
        {"day": today, "state": one.state.value, "rank": one.rank, "number": one.number}
        for one in session.execute(held)
    ]
    for table, rows in ((FindingDay, days), (CarrierDay, carriers)):
        if rows:
            session.execute(insert(table), rows)


def locked(session: Session, failure_id: int) -> Failure:
    """The failure read anew; nobody changes it until the transaction ends."""
    query = select(Failure).where(Failure.id == failure_id).with_for_update(of=Failure)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def explain(session: Session, row: Failure, text: str, *, by: Account) -> None:
    """The official is heard. Raises Refused."""
    refuse_if(
        "explain_failure",
        rules.objections_to_explaining(row.state, row.official_id, by.person_id),
        finding=row.finding_id,
    )
    row.explanation, row.explained_at, row.state = text, clock.now(), FailureState.EXPLAINED
    session.flush()
    subject = f"finding:{row.finding_id}"
    told: dict[str, Any] = {"due_on": row.due_on.isoformat(), "official": row.official_id}
    journal.append(session, "explain_failure", by=by, subject=subject, commit={"text": text}, **told)


def decide(session: Session, row: Failure, why: str, *, is_confirmed: bool, by: Account) -> None:
    """Confirmed or found justified by a person, after hearing. Raises Refused."""
    op = "confirm_failure" if is_confirmed else "justify_failure"
    fixers = course.chairs(session, session.get_one(Finding, row.finding_id)).fixers
    found = rules.objections_to_deciding(
        row.state, row.official_id, fixers, by.person_id, row.explain_until, clock.today()
    )
    refuse_if(op, found, finding=row.finding_id)
    row.state = FailureState.CONFIRMED if is_confirmed else FailureState.JUSTIFIED
    row.decider_id, row.why, row.decided_at = by.person_id, why, clock.now()
    session.flush()
    subject, commit = f"finding:{row.finding_id}", {"why": why}
    told: dict[str, Any] = {"due_on": row.due_on.isoformat(), "official": row.official_id}
    journal.append(session, op, by=by, subject=subject, commit=commit, **told)
