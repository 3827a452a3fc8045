"""Questions to what follows: the digest of a person, failures to rectify, what leaders have not remedied."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from audits.escalation.models import Failure, Notice
from audits.escalation.rules import DECIDED, FailureState
from audits.findings import deadlines
from audits.findings import queries as findings
from audits.findings.deadlines import DateKind
from audits.findings.models import Deadline, Finding
from audits.findings.rules import OPEN, State
from audits.objects.scope import seen_units
from kernel import clock
from kernel.account import Account
from people.calendar import queries as calendars
from people.posts import queries as posts
from people.posts.models import Tenure
from people.register.models import Unit

PAGE = 50
AGES = (10, 30, 90)  # working days; the last part is everything above


def digest(session: Session, person_id: int | None) -> Sequence[Notice]:
    """The notices of the newest day that somebody has any of, each with its finding."""
    own = Notice.person_id == (person_id or 0)
    day = session.scalar(select(func.max(Notice.day)).where(own))
    if day is None:
        return []
    query = select(Notice).join(Finding, Finding.id == Notice.finding_id).where(own, Notice.day == day)
    query = (
        query.where(Finding.state.in_(OPEN)).options(joinedload(Notice.finding)).order_by(Notice.step.desc(), Notice.id)
    )
    return session.scalars(query.limit(PAGE)).all()


def told(session: Session, account: Account) -> int:
    """How many notices stand in somebody's digest."""
    return len(digest(session, account.person_id))


def _failures(session: Session, account: Account, *, is_open: bool | None) -> Select[Failure]:
    query = select(Failure).join(Finding, Finding.id == Failure.finding_id)
    units = seen_units(session, account)
    if units is not None:
        query = query.where(Finding.unit_id.in_(units) | (Failure.official_id == (account.person_id or 0)))
    if is_open is not None:
        query = query.where(Failure.state.not_in(DECIDED) if is_open else Failure.state.in_(DECIDED))
    return query.options(joinedload(Failure.finding).joinedload(Finding.unit))


def failures(
    session: Session, account: Account, *, is_open: bool | None, after: int | None
) -> tuple[Sequence[Failure], int | None]:
    """Failures to rectify, the newest first, and what asks for older ones."""
    query = _failures(session, account, is_open=is_open)
    query = query.where(Failure.id < after) if after else query
    rows = session.scalars(query.order_by(Failure.id.desc()).limit(PAGE + 1)).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def every_failure(session: Session, account: Account, *, is_open: bool | None) -> Iterable[Failure]:
    """All failures of the list, a few at a time."""
    query = _failures(session, account, is_open=is_open).order_by(Failure.id)
    return session.scalars(query.execution_options(yield_per=500))


def failure(session: Session, account: Account, failure_id: int) -> Failure | None:
    """The failure with its finding; None where there is none, or none for this account."""
    return session.scalars(_failures(session, account, is_open=None).where(Failure.id == failure_id)).one_or_none()


def waiting(session: Session, account: Account) -> int:
    """How many failures wait for their decision."""
    found = _failures(session, account, is_open=True).with_only_columns(Failure.id).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def of_finding(session: Session, finding_id: int) -> Sequence[Failure]:
    """Every failure of a finding, the first first."""
    return session.scalars(select(Failure).where(Failure.finding_id == finding_id).order_by(Failure.id)).all()


@dataclass(frozen=True)
class Leader:
    """What one leader has not remedied. `ages` are numbers by age; `counts` of findings, extensions and failures."""

    unit: Unit
    tenure: Tenure | None
    ages: list[int] = field(default_factory=lambda: [0] * (len(AGES) + 1))
    counts: Counter[str] = field(default_factory=Counter)


def unresolved(session: Session, account: Account, severity: int | None) -> list[Leader]:
    """Leaders of today by what their units have not remedied, the most overdue first."""
    found: dict[int, Leader] = {}
    holders = posts.holders(session, clock.today())
    for unit_id, *facts, number in _counted(session, account, severity):
        leader = found.get(unit_id)
        if leader is None:
            chair = posts.head_post(session, unit_id)
            leader = found[unit_id] = Leader(session.get_one(Unit, unit_id), holders.get(chair.id) if chair else None)
        _add(session, leader, facts, number)
    _extended(session, found)
    _failed(session, found)
    return sorted(found.values(), key=lambda one: (-one.counts["overdue"], -one.counts["number"], one.unit.code))


def _counted(session: Session, account: Account, severity: int | None) -> Iterable[Any]:
    facts = (
        Finding.unit_id,
        Finding.state,
        Finding.found_on,
        Finding.due_on,
        Finding.reported_on,
        Finding.permit_until,
    )
    query = select(*facts, func.count()).where(Finding.state.in_(OPEN), findings.of(session, account))
    query = query.where(Finding.severity == severity) if severity is not None else query
    return session.execute(query.group_by(*facts))


def _add(session: Session, leader: Leader, facts: Sequence[Any], number: int) -> None:
    state, found_on, due_on, reported_on, permit_until = facts
    today, calendar = clock.today(), calendars.calendar(session, leader.unit.id)
    age = calendar.between(found_on, today)
    counts = leader.counts
    counts["number"] += number
    leader.ages[sum(age > one for one in AGES)] += number
    counts["oldest"] = max(counts["oldest"], age)
    counts["waiting"] += number if state is State.FIX_REPORTED else 0
    counts["permitted"] += number if permit_until is not None and today <= permit_until else 0
    if deadlines.is_overdue(state, due_on, today, reported_on):
        until = reported_on if state is State.FIX_REPORTED else today
        counts["overdue"] += number
        counts["longest"] = max(counts["longest"], calendar.between(due_on, until))


def _extended(session: Session, found: dict[int, Leader]) -> None:
    query = select(Finding.unit_id, func.count()).join(Deadline, Deadline.finding_id == Finding.id)
    query = query.where(Deadline.kind == DateKind.EXTENSION, Finding.state.in_(OPEN)).group_by(Finding.unit_id)
    for unit_id, number in session.execute(query):
        if unit_id in found:
            found[unit_id].counts["extensions"] = number


def _failed(session: Session, found: dict[int, Leader]) -> None:
    query = select(Finding.unit_id, Failure.state, func.count()).join(Failure, Failure.finding_id == Finding.id)
    for unit_id, state, number in session.execute(query.group_by(Finding.unit_id, Failure.state)):
        if unit_id in found and state is FailureState.CONFIRMED:
            found[unit_id].counts["confirmed"] += number
        elif unit_id in found and state not in DECIDED:
            found[unit_id].counts["proposed"] += number


def days_over(session: Session, row: Failure, until: date) -> int:
    """How many working days after the date it was."""
    return calendars.calendar(session, row.finding.unit_id).between(row.due_on, until)
