"""Dates of a finding, pure: each is a row that never changes, the first is the original and the last the current one.

Terms in working days start on the day after their event (КоАП, art. 739(2)). The official's clock stands while a
reported fix waits for its verifier: the working days of waiting are added to the current date by a row of their own,
and the original date stays. A calendar that changes never takes a day away.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from audits.findings.rules import OPEN, RUNNING, SEVEREST, FindingGuard, State
from kernel.objections import Objection
from people.calendar.rules import Calendar, Week

SOON = 5  # working days before a date that are called soon


class DateKind(StrEnum):
    """Why a date is what it is."""

    INITIAL = "initial"
    EXTENSION = "extension"
    WAITING = "waiting"
    RECALC = "recalc"
    KEPT = "kept"  # of a finding that follows a false closure: the date of the old one


class Segment(StrEnum):
    """How a finding stands to its date on a day."""

    WAITS = "waits"
    PERMIT = "permit"
    IN_TIME = "in_time"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"
    DONE = "done"


@dataclass(frozen=True)
class Extended:
    """What was granted already and may be: numbers of times and working days."""

    times: int
    days: int
    original_days: int
    most_times: int
    share_percent: int
    ask_days: int


def waited(calendar: Calendar, reported_on: date, decided_on: date, week: Week = Week.FIVE) -> int:
    """How many working days a reported fix waited for its verifier."""
    return calendar.between(reported_on, decided_on, week)


def after_waiting(
    calendar: Calendar, due_on: date, reported_on: date, decided_on: date, week: Week = Week.FIVE
) -> date | None:
    """The date after a fix has waited; None where it waited no working day."""
    days = waited(calendar, reported_on, decided_on, week)
    return calendar.plus(due_on, days, week) if days else None


def recounted(calendar: Calendar, base_on: date, number: int, due_on: date, week: Week = Week.FIVE) -> date | None:
    """The later date that a changed calendar gives; None where it gives the same or an earlier one."""
    found = calendar.plus(base_on, number, week)
    return found if found > due_on else None


def is_overdue(state: State, due_on: date | None, today: date, reported_on: date | None) -> bool:
    """From the first minute of the day after the current date; while a fix waits, as it was when it was reported."""
    if due_on is None or state not in OPEN:
        return False
    return (reported_on if state is State.FIX_REPORTED and reported_on else today) > due_on


def segment(
    calendar: Calendar,
    state: State,
    due_on: date | None,
    today: date,
    *,
    permit_until: date | None = None,
    week: Week = Week.FIVE,
) -> Segment:
    """In which part of every count it stands: each open finding in exactly one."""
    if due_on is None or state not in OPEN:
        return Segment.DONE
    if permit_until is not None and today <= permit_until:
        return Segment.PERMIT
    if state is State.FIX_REPORTED:
        return Segment.WAITS
    if today >= due_on:
        return Segment.TODAY if today == due_on else Segment.OVERDUE
    return Segment.SOON if calendar.between(today, due_on, week) <= SOON else Segment.IN_TIME


def objections_to_extension(
    calendar: Calendar, severity: int, state: State, dates: tuple[date, date], today: date, given: Extended
) -> list[Objection]:
    """Every reason not to ask for it; `dates` are the current one and the one that is asked for."""
    due_on, asked = dates
    found = []
    if state not in RUNNING:
        found.append(Objection(FindingGuard.STATE, {"state": state}))
    if severity == SEVEREST:
        found.append(Objection(FindingGuard.EXT_SEVERITY))
    if today > due_on or calendar.between(today, due_on) < given.ask_days:
        found.append(Objection(FindingGuard.EXT_LATE, {"days": given.ask_days}))
    if given.times >= given.most_times:
        found.append(Objection(FindingGuard.EXT_NUMBER, {"most": given.most_times}))
    if asked <= due_on:
        found.append(Objection(FindingGuard.EXT_EARLIER))
    most = given.original_days * given.share_percent // 100
    if given.days + calendar.between(due_on, max(asked, due_on)) > most:
        found.append(Objection(FindingGuard.EXT_SUM, {"most": most, "left": max(0, most - given.days)}))
    return found
