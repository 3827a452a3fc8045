"""Questions to the calendar: which days of a year work for a unit, by which version, and what is being drafted."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from kernel import clock
from kernel.account import Account
from people.calendar import rules, shipped
from people.calendar.models import CalendarDay, CalendarVersion
from people.calendar.rules import Calendar, SpecialDay, Standing, YearVersion
from people.register.models import Unit

CACHE = "calendars"


def calendar(session: Session, unit_id: int | None = None) -> Calendar:
    """What was shipped, under the newest approved version of each year: a unit's own, its parents', the general one.

    Read once in a session, because one act asks many times.
    """
    known: dict[int | None, Calendar] = session.info.setdefault(CACHE, {})
    if unit_id not in known:
        known[unit_id] = rules.overlaid(shipped.calendar(), _in_force(session, _chain(session, unit_id)))
    return known[unit_id]


def version_of(session: Session, year: int, unit_id: int | None = None) -> str:
    """By which calendar deadlines of the year are counted: 2026/shipped, 2027/1, a unit's 2027/1-u5, 2028/rule."""
    return calendar(session, unit_id).name(year)


def forget(session: Session) -> None:
    """Read the calendars anew: one was approved in this session."""
    session.info.pop(CACHE, None)


def _chain(session: Session, unit_id: int | None) -> list[int | None]:
    """The unit, those above it, and None for all."""
    found: list[int | None] = []
    while unit_id is not None and unit_id not in found:
        found.append(unit_id)
        unit_id = session.scalar(select(Unit.parent_id).where(Unit.id == unit_id))
    return [*found, None]


def _in_force(session: Session, chain: Sequence[int | None]) -> dict[int, YearVersion]:
    query = select(CalendarVersion).where(CalendarVersion.approved_at.is_not(None))
    best: dict[int, CalendarVersion] = {}
    for row in session.scalars(query.order_by(CalendarVersion.no)):
        there = best.get(row.year)
        is_nearer = row.unit_id in chain and (there is None or chain.index(row.unit_id) <= chain.index(there.unit_id))
        if is_nearer:
            best[row.year] = row
    days = days_of(session, best.values())
    return {year: YearVersion(name_of(row), days[row.id]) for year, row in best.items()}


def name_of(version: CalendarVersion) -> str:
    """Short and stable, also where a unit has one of its own."""
    return f"{version.year}/{version.no}" + (f"-u{version.unit_id}" if version.unit_id else "")


def days_of(session: Session, versions: Iterable[CalendarVersion]) -> dict[int, tuple[SpecialDay, ...]]:
    """The special days of these versions in their order, by the id of the version."""
    sources = {one.id: one.source for one in versions}
    found: dict[int, list[SpecialDay]] = {one: [] for one in sources}
    query = select(CalendarDay).where(CalendarDay.version_id.in_(list(sources))).order_by(CalendarDay.day)
    for row in session.scalars(query) if sources else ():
        found[row.version_id].append(row.special(sources[row.version_id]))
    return {one: tuple(days) for one, days in found.items()}


def _of(year: int, unit_id: int | None) -> Select[CalendarVersion]:
    whose = CalendarVersion.unit_id.is_(None) if unit_id is None else CalendarVersion.unit_id == unit_id
    return select(CalendarVersion).where(CalendarVersion.year == year, whose)


def last_no(session: Session, year: int, unit_id: int | None) -> int:
    """The number of the newest version of a year, discarded or not; 0 where there is none."""
    query = _of(year, unit_id).with_only_columns(func.max(CalendarVersion.no))
    return session.scalar(query) or 0


def open_draft(session: Session, year: int, unit_id: int | None = None) -> CalendarVersion | None:
    """The version of a year that is neither approved nor discarded."""
    query = _of(year, unit_id).where(CalendarVersion.approved_at.is_(None), CalendarVersion.discarded_at.is_(None))
    return session.scalars(query.options(*_WHOSE)).one_or_none()


_WHOSE = (
    joinedload(CalendarVersion.unit),
    joinedload(CalendarVersion.drafter),
    joinedload(CalendarVersion.approving),
)


def version(session: Session, version_id: int) -> CalendarVersion | None:
    return session.get(CalendarVersion, version_id, options=_WHOSE)


def versions(session: Session, year: int) -> Sequence[CalendarVersion]:
    """Every version of a year, the general ones first, the newest first."""
    query = select(CalendarVersion).where(CalendarVersion.year == year).options(*_WHOSE)
    order = (CalendarVersion.unit_id.is_not(None), CalendarVersion.unit_id, CalendarVersion.no.desc())
    return session.scalars(query.order_by(*order)).all()


def in_force(session: Session, year: int) -> CalendarVersion | None:
    """The newest approved general version of a year."""
    query = _of(year, None).where(CalendarVersion.approved_at.is_not(None)).options(*_WHOSE)
    return session.scalars(query.order_by(CalendarVersion.no.desc()).limit(1)).first()


def standing(session: Session, row: CalendarVersion) -> Standing:
    """A version as the rules ask of it."""
    return Standing(
        drafter=row.person_id,
        edition=row.edition,
        is_approved=row.approved_at is not None,
        is_discarded=row.discarded_at is not None,
        is_newest=row.no == last_no(session, row.year, row.unit_id),
    )


def missed(session: Session, _account: Account) -> int:
    """1 where it is October or later and next year has no calendar."""
    return int(rules.is_missed(calendar(session), clock.today()))
