"""The only source of time. Moments are aware and in UTC; dates are the registry room's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)
_default_zone = [ZoneInfo("Asia/Almaty")]


def set_zone(name: str) -> None:
    """Make the named IANA zone the room's own. Raises ZoneInfoNotFoundError for an unknown name."""
    _default_zone[0] = ZoneInfo(name)


def zone() -> ZoneInfo:
    return _default_zone[0]


def now() -> datetime:
    """The present moment in UTC, cut to milliseconds as the journal writes it."""
    moment = _frozen.get() or datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def today() -> date:
    return local(now()).date()


def local(moment: datetime) -> datetime:
    return moment.astimezone(zone())


def at_local(day: date, hour_minute: time) -> datetime:
    """The UTC moment when the room's clock shows this time on this day."""
    return datetime.combine(day, hour_minute, tzinfo=zone()).astimezone(UTC)


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Hold the clock at one moment; for tests and for rebuilding demo data in the past."""
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
