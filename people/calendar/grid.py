"""The calendar of a year as its page shows it: twelve months of days, the special days, the numbers of working days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from people.calendar import rules, words
from people.calendar.rules import HOLIDAYS, MONTHS, Calendar, Kind, SpecialDay, Week
from people.calendar.shipped import totals


@dataclass(frozen=True)
class Cell:
    """A day: how it looks, and what a special one is called."""

    day: date
    css: str
    word: str


@dataclass(frozen=True)
class Month:
    """A month: the blank places before its first day, its days, how many work, and what the ministry published."""

    name: str
    blanks: int
    cells: tuple[Cell, ...]
    working: int
    published: int | None


@dataclass(frozen=True)
class Row:
    """A line of the table of special days."""

    special: SpecialDay
    weekday: str
    kind: str
    about: str


@dataclass(frozen=True)
class Year:
    """A year as one week sees it."""

    year: int
    week: Week
    months: tuple[Month, ...]
    rows: tuple[Row, ...]
    working: int
    published: int | None


def year_of(known: Calendar, year: int, week: Week, *, is_announced: bool) -> Year:
    """The page of a year; what the ministry published is of the general calendar that was announced."""
    special = known.of_year(year)
    moved = rules.moved_of(special, week)
    said: Mapping[tuple[int, int, Week], int] = totals() if is_announced else {}
    of_day = {one.day: one for one in special if week in one.weeks}
    rows = tuple(_row(one, moved) for one in special)
    months = tuple(_month(known, date(year, n, 1), week, of_day, moved, said) for n in range(1, MONTHS + 1))
    return Year(year, week, months, rows, known.days(year, week), said.get((year, 0, week)))


def _row(one: SpecialDay, moved: dict[date, date]) -> Row:
    weekday = str(words.WEEKDAYS[one.day.weekday()])
    return Row(one, weekday, str(words.KINDS[one.kind]), words.about(one, moved))


def _month(
    known: Calendar,
    first: date,
    week: Week,
    of_day: dict[date, SpecialDay],
    moved: dict[date, date],
    said: Mapping[tuple[int, int, Week], int],
) -> Month:
    last = rules.last_of_month(first)
    days = [first + timedelta(days=n) for n in range(last.day)]
    cells = tuple(_cell(day, week, of_day.get(day), moved) for day in days)
    working = sum(known.is_working(day, week) for day in days)
    name = str(words.MONTHS[first.month - 1])
    return Month(name, first.weekday(), cells, working, said.get((first.year, first.month, week)))


def _cell(day: date, week: Week, special: SpecialDay | None, moved: dict[date, date]) -> Cell:
    if special is None or special.kind is Kind.DROPPED:
        return Cell(day, "rest" if rules.is_weekend(day, week) else "", "")
    word = ", ".join(part for part in (str(words.KINDS[special.kind]), words.about(special, moved)) if part)
    return Cell(day, _css(special, moved), word)


def _css(special: SpecialDay, moved: dict[date, date]) -> str:
    if special.kind in HOLIDAYS or special.kind is Kind.RELIGIOUS:
        return "feast"
    if special.kind is Kind.MOVED_WORKING:
        return "works"
    return "instead" if special.day in moved else "off"
