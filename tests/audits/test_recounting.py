"""A calendar that changed moves dates later, never earlier, and a preliminary date becomes exact."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from audits.findings import course, recounting
from audits.findings.deadlines import DateKind
from kernel import clock
from people.calendar import operations, queries
from people.calendar.rules import Kind, SpecialDay, Week
from people.roles.rules import Role
from tests import factories
from tests.audits import office as o

OFF = date(2027, 1, 6)


def _approved(session: Session, days: tuple[SpecialDay, ...], year: int = 2027) -> None:
    """The calendar of a year as two persons made it."""
    officer, head = factories.an_account(session, Role.SECURITY_OFFICER), factories.an_account(session, Role.HEAD)
    version = operations.draft(session, year, days, source="Қаулы № 7", unit=None, by=officer)
    operations.approve(session, version, seen=version.edition, by=head)


@pytest.mark.parametrize(("is_longer", "due"), [(False, date(2027, 1, 8)), (True, date(2027, 1, 11))])
def test_a_day_off_more_gives_a_day_and_none_makes_the_date_exact(
    session: Session, *, is_longer: bool, due: date
) -> None:
    row = o.issued(session, o.office(session))
    first = course.dates(session, row.id)[0]
    assert (first.is_preliminary, first.calendar) == (True, "2027/rule")
    known = queries.calendar(session).of_year(2027)
    more = (SpecialDay(OFF, Kind.MOVED_OFF, frozenset(Week), "Қаулы"),) if is_longer else ()
    _approved(session, (*known, *more))
    for _n in range(2):
        recounting.recount(session, clock.today())
    rows = course.dates(session, row.id)
    assert [one.kind for one in rows] == [DateKind.INITIAL, DateKind.RECALC]
    assert (rows[1].is_preliminary, rows[1].calendar, row.due_on) == (False, "2027/1", due)
    assert row.original_due_on == date(2027, 1, 8)


def test_a_day_off_less_shortens_nothing(session: Session) -> None:
    row = o.issued(session, o.office(session))
    known = queries.calendar(session).of_year(2027)
    _approved(session, tuple(one for one in known if one.day != date(2027, 1, 7)))
    recounting.recount(session, clock.today())
    assert course.dates(session, row.id)[1].due_on == date(2027, 1, 8)
    assert row.due_on == date(2027, 1, 8)


def test_a_day_off_before_the_year_of_the_date_is_counted_as_well(session: Session) -> None:
    row = o.issued(session, o.office(session))
    known = queries.calendar(session).of_year(2026)
    _approved(session, (*known, SpecialDay(date(2026, 12, 15), Kind.MOVED_OFF, frozenset(Week), "Қаулы")), 2026)
    recounting.recount(session, clock.today())
    assert (row.original_due_on, row.due_on) == (date(2027, 1, 8), date(2027, 1, 11))
