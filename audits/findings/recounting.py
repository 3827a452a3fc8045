"""A calendar that changed: dates of open findings are counted anew, and no term is ever shortened by it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from audits.findings import course
from audits.findings.deadlines import DateKind, recounted
from audits.findings.models import Deadline, Finding
from audits.findings.rules import OPEN, Act
from kernel.account import CONSOLE
from people.calendar import queries as calendars

BATCH = 1000
COUNTED = frozenset({DateKind.INITIAL, DateKind.WAITING, DateKind.RECALC})  # the others name a day
COLUMNS = (
    *(Finding.id, Finding.unit_id, Deadline.kind, Deadline.base_on, Deadline.days),
    *(Deadline.calendar, Deadline.due_on),
)


def recount(session: Session, _today: date) -> None:
    """Each open finding whose last date another calendar counted: the later date holds, an earlier one changes nothing.

    Either way the new row names the calendar that was looked at, so that a preliminary date becomes exact.
    """
    known: dict[tuple[int, DateKind, date, int, date], date | None] = {}
    for rows in _last_dates(session):
        for one in rows:
            key = one.unit_id, one.kind, one.base_on, one.days, one.due_on
            if key not in known:
                known[key] = _later(session, one)
            is_other = one.calendar != calendars.version_of(session, one.due_on.year, one.unit_id)
            if known[key] is not None or is_other:
                _keep(session, one, known[key] or one.due_on)


def _last_dates(session: Session) -> Iterator[Sequence[Any]]:
    newest = select(Deadline.finding_id, func.max(Deadline.seq).label("seq")).group_by(Deadline.finding_id).subquery()
    last = 0
    while True:
        query = select(*COLUMNS).join(Deadline, Deadline.finding_id == Finding.id)
        query = query.join(newest, and_(newest.c.finding_id == Finding.id, newest.c.seq == Deadline.seq))
        query = query.where(Finding.state.in_(OPEN), Finding.id > last).order_by(Finding.id).limit(BATCH)
        rows = session.execute(query).all()
        if not rows:
            return
        yield rows
        last = rows[-1].id


def _later(session: Session, one: Any) -> date | None:
    """The later date that the calendar of today gives, whichever of its years has changed; None where none."""
    calendar = calendars.calendar(session, one.unit_id)
    if one.kind in COUNTED:
        return recounted(calendar, one.base_on, one.days, one.due_on)
    moved = calendar.forward(one.due_on)
    return moved if moved > one.due_on else None


def _keep(session: Session, one: Any, due_on: date) -> None:
    row = course.locked(session, one.id)
    course.set_date(session, row, DateKind.RECALC, one.base_on, one.days, due_on, by=CONSOLE)
    course.tell(session, row, Act.RECOUNT, by=CONSOLE)
