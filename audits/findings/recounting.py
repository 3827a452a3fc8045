"""A calendar that changed: dates of open findings are counted anew, and no term is ever shortened by it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from audits.findings import course
from audits.findings.deadlines import DateKind
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
    for rows in _last_dates(session):
        for one in rows:
            if one.calendar != calendars.version_of(session, one.due_on.year, one.unit_id):
                _count(session, one)


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


def _count(session: Session, one: Any) -> None:
    calendar = calendars.calendar(session, one.unit_id)
    counted = calendar.plus(one.base_on, one.days) if one.kind in COUNTED else calendar.forward(one.due_on)
    row = course.locked(session, one.id)
    course.set_date(session, row, DateKind.RECALC, one.base_on, one.days, max(counted, one.due_on), by=CONSOLE)
    course.tell(session, row, Act.RECOUNT, by=CONSOLE)
