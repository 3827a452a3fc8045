"""Dates in working days of Kazakhstan, as the designs count them by hand."""

from datetime import date
from fractions import Fraction

import pytest

from audits.findings.deadlines import (
    Extended,
    Segment,
    after_waiting,
    is_overdue,
    objections_to_extension,
    recounted,
    segment,
)
from audits.findings.rules import FindingGuard, State
from audits.sampling.rules import at_most, widened
from people.calendar.rules import Week
from people.calendar.shipped import calendar

UNUSED = Extended(0, 0, 10, 2, 100, 3)


@pytest.mark.parametrize(
    ("start", "number", "week", "due"),
    [
        (date(2026, 3, 12), 10, Week.FIVE, date(2026, 3, 31)),
        (date(2026, 4, 29), 10, Week.FIVE, date(2026, 5, 18)),
        (date(2026, 12, 28), 10, Week.FIVE, date(2027, 1, 14)),
        (date(2026, 3, 12), 10, Week.SIX, date(2026, 3, 27)),
        (date(2026, 8, 20), 10, Week.FIVE, date(2026, 9, 3)),
    ],
)
def test_ten_working_days_are_not_two_weeks(start: date, number: int, week: Week, due: date) -> None:
    assert calendar().plus(start, number, week) == due


def test_the_days_of_waiting_are_working_days_after_the_report() -> None:
    found = after_waiting(calendar(), date(2026, 11, 24), date(2026, 11, 16), date(2026, 11, 18))
    assert found == date(2026, 11, 26)
    assert after_waiting(calendar(), date(2026, 11, 24), date(2026, 11, 20), date(2026, 11, 22)) is None


def test_a_changed_calendar_gives_days_and_never_takes_any() -> None:
    assert recounted(calendar(), date(2026, 3, 12), 10, date(2026, 3, 26)) == date(2026, 3, 31)
    assert recounted(calendar(), date(2026, 3, 12), 10, date(2026, 4, 1)) is None


@pytest.mark.parametrize(
    ("state", "today", "reported", "expected"),
    [
        (State.IN_WORK, date(2026, 11, 24), None, False),
        (State.IN_WORK, date(2026, 11, 25), None, True),
        (State.FIX_REPORTED, date(2026, 12, 30), date(2026, 11, 24), False),
        (State.FIX_REPORTED, date(2026, 12, 30), date(2026, 11, 25), True),
        (State.VERIFIED, date(2026, 12, 30), date(2026, 11, 25), False),
        (State.DRAFT, date(2026, 12, 30), None, False),
    ],
)
def test_overdue_is_from_the_day_after_and_stands_while_a_fix_waits(
    state: State, today: date, reported: date | None, *, expected: bool
) -> None:
    assert is_overdue(state, date(2026, 11, 24), today, reported) is expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 16), Segment.IN_TIME),
        (date(2026, 11, 17), Segment.SOON),
        (date(2026, 11, 24), Segment.TODAY),
        (date(2026, 11, 25), Segment.OVERDUE),
    ],
)
def test_an_open_finding_stands_in_one_segment(today: date, expected: Segment) -> None:
    assert segment(calendar(), State.IN_WORK, date(2026, 11, 24), today) is expected
    permit = segment(calendar(), State.IN_WORK, date(2026, 11, 24), today, permit_until=date(2026, 12, 1))
    assert permit is Segment.PERMIT


@pytest.mark.parametrize(
    ("today", "asked", "given", "expected"),
    [
        (date(2026, 11, 19), date(2026, 12, 8), UNUSED, set()),
        (date(2026, 11, 20), date(2026, 12, 8), UNUSED, {FindingGuard.EXT_LATE}),
        (date(2026, 11, 19), date(2026, 12, 9), UNUSED, {FindingGuard.EXT_SUM}),
        (date(2026, 11, 19), date(2026, 11, 24), UNUSED, {FindingGuard.EXT_EARLIER}),
        (date(2026, 11, 19), date(2026, 12, 1), Extended(2, 4, 10, 2, 100, 3), {FindingGuard.EXT_NUMBER}),
        (date(2026, 11, 19), date(2026, 12, 1), Extended(1, 6, 10, 2, 100, 3), {FindingGuard.EXT_SUM}),
    ],
)
def test_what_an_extension_may_not_be(today: date, asked: date, given: Extended, expected: set[FindingGuard]) -> None:
    dates = date(2026, 11, 24), asked
    found = objections_to_extension(calendar(), 2, State.IN_WORK, dates, today, given)
    assert {one.guard for one in found} == expected


CONFIDENCE = Fraction(95, 100)


@pytest.mark.parametrize(
    ("population", "looked", "found", "most"), [(200, 155, 0, 1), (200, 200, 0, 0), (200, 200, 3, 3), (10, 0, 0, 10)]
)
def test_how_many_may_be_missing_at_most(population: int, looked: int, found: int, most: int) -> None:
    assert at_most(population, looked, found, CONFIDENCE) == most


def test_a_sample_that_was_enough_says_less_than_the_tolerable_number() -> None:
    assert at_most(1000, 258, 0, CONFIDENCE) == 9
    assert at_most(20_000, 296, 0, CONFIDENCE) == 199


def test_after_a_miss_more_is_looked_at_and_all_where_nothing_less_says_anything() -> None:
    wider = widened(1000, 10, 1, CONFIDENCE)
    assert wider > 258
    assert at_most(1000, wider, 1, CONFIDENCE) < 10 <= at_most(1000, wider - 1, 1, CONFIDENCE)
    assert widened(200, 2, 2, CONFIDENCE) == 200
