"""Working days: day by day against the rule of the law, month by month against what the ministry published."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.calendar.rules import HOLIDAYS, Calendar, Feast, Kind, NoCalendar, SpecialDay, Week, is_weekend, moved
from people.calendar.shipped import DATA, calendar
from tests import console

FIVE, SIX = Week.FIVE, Week.SIX
YEARS = range(2013, 2027)
TOTALS = DATA / "totals.csv"  # published figures; what no more holds says why
DAYS = st.dates(date(2013, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "number", "week", "found"),
    [
        (date(2026, 3, 12), 10, FIVE, date(2026, 3, 31)),
        (date(2026, 4, 29), 10, FIVE, date(2026, 5, 18)),
        (date(2026, 12, 28), 10, FIVE, date(2027, 1, 14)),
        (date(2026, 3, 12), 10, SIX, date(2026, 3, 27)),
        (date(2026, 8, 20), 10, FIVE, date(2026, 9, 3)),
        (date(2018, 8, 24), 1, FIVE, date(2018, 8, 25)),  # a Saturday that worked
        (date(2018, 8, 30), 1, FIVE, date(2018, 9, 3)),  # for the Friday after the holiday
        (date(2026, 3, 7), 0, FIVE, date(2026, 3, 7)),
    ],
)
def test_examples_of_terms(day: date, number: int, week: Week, found: date) -> None:
    assert calendar().plus(day, number, week) == found


def test_years_have_the_working_days_of_the_law() -> None:
    five = [246, 245, 245, 245, 245, 246, 246, 246, 245, 246, 246, 249, 246, 247]
    six = [297, 297, 297, 298, 296, 298, 298, 298, 297, 298, 297, 301, 298, 299]
    assert [calendar().days(year) for year in YEARS] == five
    assert [calendar().days(year, SIX) for year in YEARS] == six


def published() -> Iterator[tuple[int, int | None, Week, int, str]]:
    with TOTALS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            month = None if row["month"] == "all" else int(row["month"])
            for week, column in ((FIVE, "days5"), (SIX, "days6")):
                if row[column]:
                    yield int(row["year"]), month, week, int(row[column]), row["status"]


def test_every_published_total_agrees_or_is_known_to_be_superseded() -> None:
    figures = list(published())
    differing = [one for one in figures if calendar().days(one[0], one[2], one[1]) != one[3]]
    assert len(figures) > 100
    assert [one for one in differing if one[4] == "current"] == []
    assert {(one[0], one[1]) for one in differing if one[2] is SIX} >= {(2024, None), (2024, 6)}


def test_what_the_rule_moves_is_what_was_announced_unless_a_decree_moved_it_on() -> None:
    special = calendar().special
    for year in YEARS:
        for week in Week:
            of_year = [one for one in special if one.day.year == year and week in one.weeks]
            holidays = [one.day for one in of_year if one.kind in HOLIDAYS]
            religious = {one.day for one in of_year if one.kind is Kind.RELIGIOUS}
            off = {one.day for one in of_year if one.kind is Kind.MOVED_OFF}
            working = {one.day for one in of_year if one.kind is Kind.MOVED_WORKING}
            assert set(moved(holidays, religious, week)) <= off | working, (year, week)


def test_every_special_day_says_where_it_was_seen() -> None:
    assert all(one.source for one in calendar().special)


def test_next_year_is_generated_by_the_rule_and_preliminary() -> None:
    assert not calendar().is_working(date(2027, 1, 7))
    assert not calendar().is_working(date(2027, 3, 15))
    assert not calendar().is_working(date(2027, 1, 4))  # for 2 January, a Saturday
    assert calendar().is_working(date(2027, 1, 4), SIX)
    assert calendar().is_working(date(2027, 8, 30))
    assert calendar().is_preliminary(date(2027, 1, 1))
    assert not calendar().is_preliminary(date(2026, 12, 31))


def test_a_holiday_moves_past_holidays_and_days_that_never_move() -> None:
    saturday = date(2023, 1, 7)
    assert moved([saturday], [date(2023, 1, 9)], FIVE) == {date(2023, 1, 10): saturday}
    both = [date(2026, 3, 21), date(2026, 3, 22), date(2026, 3, 23)]
    assert moved(both, [], FIVE) == {date(2026, 3, 24): both[0], date(2026, 3, 25): both[1]}
    assert moved(both, [], SIX) == {date(2026, 3, 24): both[1]}


def test_a_dropped_holiday_works() -> None:
    one = SpecialDay(date(2030, 3, 4), Kind.DROPPED, frozenset(Week))
    assert Calendar((one,), ()).is_working(one.day)


def test_a_feast_holds_in_its_years() -> None:
    assert [Feast(3, 15, Kind.STATE_HOLIDAY, 2027, 2028).holds(year) for year in (2026, 2027, 2028, 2029)] == [
        *(False, True, True, False)
    ]


@given(DAYS, st.integers(0, 400), st.sampled_from(Week))
def test_the_nth_working_day_works_and_n_days_work_up_to_it(day: date, number: int, week: Week) -> None:
    found = calendar().plus(day, number, week)
    assert number == 0 or calendar().is_working(found, week)
    assert calendar().between(day, found, week) == number


@given(DAYS, st.sampled_from(Week))
def test_forward_and_back_find_the_nearest_working_day(day: date, week: Week) -> None:
    ahead, behind = calendar().forward(day, week), calendar().back(max(day, date(2013, 1, 3)), week)
    assert calendar().is_working(ahead, week)
    assert calendar().is_working(behind, week)
    assert behind <= max(day, date(2013, 1, 3))
    assert not any(calendar().is_working(day + timedelta(days=n), week) for n in range((ahead - day).days))


def test_days_that_no_calendar_knows_are_refused() -> None:
    with pytest.raises(NoCalendar):
        calendar().is_working(date(2012, 12, 31))
    with pytest.raises(NoCalendar):
        calendar().plus(date(9999, 12, 30), 5)
    with pytest.raises(ValueError, match="-1"):
        calendar().plus(date(2026, 1, 1), -1)
    assert is_weekend(date(2026, 11, 28), FIVE)
    assert not is_weekend(date(2026, 11, 28), SIX)


def test_the_console_prints_the_day_alone() -> None:
    done = console.run("workdays", "--from", "2026-03-12", "--plus", "10")
    assert (done.returncode, done.stdout, done.stderr) == (0, "2026-03-31\n", "")
    done = console.run("workdays", "--from", "2026-03-12", "--plus", "10", "--week", "6")
    assert done.stdout == "2026-03-27\n"
    done = console.run("workdays", "--from", "2026-12-28", "--plus", "10")
    assert done.stdout == "2027-01-14\n"
    assert "Preliminary" in done.stderr


@pytest.mark.parametrize(
    ("day", "number", "week", "says"),
    [
        ("2026-02-30", "1", "5", "is no day"),
        ("20260227", "1", "5", "is no day"),
        ("2026-02-27", "-1", "5", "range"),
        ("2026-02-27", "ten", "5", "not a valid"),
        ("2026-02-27", "1", "7", "5"),
        ("2012-12-31", "1", "5", "No calendar reaches there"),
    ],
)
def test_the_console_refuses_what_is_no_day_number_or_week(day: str, number: str, week: str, says: str) -> None:
    done = console.run("workdays", "--from", day, "--plus", number, "--week", week)
    assert done.returncode == 2
    assert done.stdout == ""
    assert says in done.stderr
