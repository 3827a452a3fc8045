"""The calendar as it is shipped: announced years day by day with their sources, and the feasts of later ones."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from people.calendar.rules import Calendar, Feast, Kind, SpecialDay, Week

DATA = Path(__file__).parent / "data"
WEEKS = {"5": frozenset({Week.FIVE}), "6": frozenset({Week.SIX}), "both": frozenset(Week)}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def calendar() -> Calendar:
    """Read once a process."""
    special = tuple(
        SpecialDay(date.fromisoformat(one["date"]), Kind(one["kind"]), WEEKS[one["weeks"]], one["source"])
        for one in _rows("days.csv")
    )
    feasts = tuple(
        Feast(
            int(one["month"]),
            int(one["day"]),
            Kind(one["kind"]),
            int(one["first_year"]),
            int(one["last_year"]) if one["last_year"] else None,
        )
        for one in _rows("holidays.csv")
    )
    return Calendar(special, feasts)
