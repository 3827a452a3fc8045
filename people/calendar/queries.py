"""Questions to the calendar."""

from sqlalchemy.orm import Session

from people.calendar import shipped
from people.calendar.rules import Calendar


def calendar(_session: Session, _unit_id: int | None = None) -> Calendar:
    """The calendar by which a unit counts."""
    return shipped.calendar()


def version_of(_session: Session, year: int, _unit_id: int | None = None) -> str:
    """By what a date of this year is counted."""
    return f"{year}/shipped"
