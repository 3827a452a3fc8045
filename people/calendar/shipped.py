"""The calendar as it is shipped: announced years day by day with their sources, and the feasts of later ones."""

import csv
from collections.abc import Iterator, Mapping
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
            {language: one[f"note_{language}"] for language in ("kk", "ru", "en")},
        )
        for one in _rows("holidays.csv")
    )
    return Calendar(special, feasts)


@cache
def totals() -> Mapping[tuple[int, int, Week], int]:
    """How many days the ministry published as working, by year, month (0 is the whole year) and week; not of each."""
    found = {}
    for row in _rows("totals.csv"):
        month = 0 if row["month"] == "all" else int(row["month"])
        for week, column in ((Week.FIVE, "days5"), (Week.SIX, "days6")):
            if row[column] and row["status"] == "current":
                found[int(row["year"]), month, week] = int(row[column])
    return found
