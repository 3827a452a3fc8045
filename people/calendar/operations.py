"""The acts on the calendar of a year: drafting a version, changing its days, approving it, discarding it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from kernel import clock
from kernel.account import Account
from kernel.journal import entries as journal
from kernel.objections import Objection, refuse_if
from people.calendar import queries, rules
from people.calendar.models import CalendarDay, CalendarVersion
from people.calendar.rules import AHEAD, CalendarGuard, SpecialDay, Week
from people.register.models import Unit

Told = list[str | list[int]]  # of a day: itself, its kind, its weeks, the note


def told(one: SpecialDay) -> Told:
    """A special day as an entry tells it."""
    return [one.day.isoformat(), one.kind.value, sorted(int(week) for week in one.weeks), one.note]


def draft(
    session: Session, year: int, days: Sequence[SpecialDay] | None, *, source: str, unit: Unit | None, by: Account
) -> CalendarVersion:
    """A new version with these special days; None: those in force, or by rule where none are. Raises Refused."""
    unit_id = unit.id if unit else None
    known = queries.calendar(session, unit_id)
    years = range(known.first_year, clock.today().year + AHEAD + 1)
    has_draft = queries.open_draft(session, year, unit_id) is not None
    objections = rules.objections_to_draft(year, years, by.person_id, has_draft=has_draft)
    given = days if days is not None else known.of_year(year) if year in years else ()
    refuse_if("draft_calendar", [*objections, *rules.objections_to_days(year, given)])
    row = CalendarVersion(
        year=year,
        no=queries.last_no(session, year, unit_id) + 1,
        unit_id=unit_id,
        source=source,
        account_id=by.id,
        person_id=by.person_id,
        drafted_at=clock.now(),
    )
    session.add(row)
    session.flush()
    session.add_all(_row(row, one) for one in given)
    session.flush()
    journal.append(
        session,
        "draft_calendar",
        by=by,
        subject=f"calendar:{row.id}",
        year=year,
        version=row.no,
        of_unit=unit_id,
        source=source,
        special_days=[told(one) for one in given],
    )
    return row


def _row(version: CalendarVersion, one: SpecialDay) -> CalendarDay:
    in_five, in_six = (week in one.weeks for week in Week)
    return CalendarDay(version_id=version.id, day=one.day, kind=one.kind, in_five=in_five, in_six=in_six, note=one.note)


def enter_day(session: Session, version: CalendarVersion, one: SpecialDay, *, by: Account) -> None:
    """Another special day of a draft that the caller has locked. Raises Refused."""
    objections = rules.objections_to_change(queries.standing(session, version), by.person_id)
    others = queries.days_of(session, [version])[version.id]
    about = [found for found in rules.objections_to_days(version.year, [*others, one]) if found.data["day"] == one.day]
    refuse_if("enter_special_day", [*objections, *about], calendar=version.id)
    session.add(_row(version, one))
    version.edition += 1
    session.flush()
    subject = f"calendar:{version.id}"
    journal.append(session, "enter_special_day", by=by, subject=subject, year=version.year, special_day=told(one))


def drop_day(session: Session, version: CalendarVersion, day: date, *, by: Account) -> None:
    """A day of a draft that the caller has locked is as any other again. Raises Refused."""
    objections = rules.objections_to_change(queries.standing(session, version), by.person_id)
    row = session.get(CalendarDay, (version.id, day))
    gone = [Objection(CalendarGuard.NO_DAY, {"day": day})] if row is None else []
    refuse_if("drop_special_day", [*objections, *gone], calendar=version.id)
    session.delete(row)
    version.edition += 1
    session.flush()
    subject = f"calendar:{version.id}"
    journal.append(session, "drop_special_day", by=by, subject=subject, year=version.year, on=day.isoformat())


def approve(session: Session, version: CalendarVersion, *, seen: int, by: Account) -> None:
    """Another person puts a draft that the caller has locked in force; `seen` is its edition. Raises Refused."""
    objections = rules.objections_to_approval(queries.standing(session, version), by.person_id, seen)
    days = queries.days_of(session, [version])[version.id]
    objections += rules.objections_to_days(version.year, days)
    refuse_if("approve_calendar", objections, calendar=version.id)
    version.approver_id, version.approving_id, version.approved_at = by.id, by.person_id, clock.now()
    session.flush()
    queries.forget(session)
    journal.append(
        session,
        "approve_calendar",
        by=by,
        subject=f"calendar:{version.id}",
        year=version.year,
        version=version.no,
        of_unit=version.unit_id,
        source=version.source,
        special_days=[told(one) for one in days],
    )


def discard(session: Session, version: CalendarVersion, *, reason: str, by: Account) -> None:
    """A draft that the caller has locked is given up; it stays, with the reason. Raises Refused."""
    objections = rules.objections_to_discard(queries.standing(session, version))
    refuse_if("discard_calendar", objections, calendar=version.id)
    version.discarder_id, version.discarded_at, version.reason = by.id, clock.now(), reason
    session.flush()
    subject = f"calendar:{version.id}"
    journal.append(
        session, "discard_calendar", by=by, subject=subject, year=version.year, version=version.no, reason=reason
    )
