"""Slows down guessing: each failure beyond the third doubles the wait of one subject at one workstation."""

from datetime import datetime, timedelta

from sqlalchemy import Integer, String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel import clock
from kernel.database.engine import Base, Moment

FREE_FAILURES = 3
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=15)
FORGET_AFTER = timedelta(hours=12)


class Throttle(Base):
    """Failures of one subject, such as `pin:17@station` or `account:asel@station`."""

    __tablename__ = "throttle"

    subject: Mapped[str] = mapped_column(String(200), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    last_at: Mapped[datetime] = mapped_column(Moment)
    blocked_until: Mapped[datetime | None] = mapped_column(Moment)


def wait(session: Session, subject: str) -> int:
    """Whole seconds until the subject may try again; 0 when it may now.

    A failure that the clock puts ahead of now was counted under a wrong clock: its wait begins now.
    """
    row = session.get(Throttle, subject)
    if row is not None and row.last_at > clock.now():
        row.last_at = clock.now()
        row.blocked_until = min(row.blocked_until, row.last_at + LONGEST_WAIT) if row.blocked_until else None
    if row is None or row.blocked_until is None or row.blocked_until <= clock.now():
        return 0
    return int((row.blocked_until - clock.now()).total_seconds()) + 1


def failed(session: Session, subject: str) -> None:
    now = clock.now()
    row = session.get(Throttle, subject, with_for_update=True)
    if row is None:
        row = Throttle(subject=subject, failures=0, last_at=now)
        session.add(row)
    if now - row.last_at > FORGET_AFTER:
        row.failures = 0
    row.failures += 1
    row.last_at = now
    over = row.failures - FREE_FAILURES
    row.blocked_until = now + min(FIRST_WAIT * 2 ** min(over - 1, 20), LONGEST_WAIT) if over > 0 else None
    session.flush()


def forget(session: Session, prefix: str) -> None:
    """Forget the failures of every subject that begins so, wherever they came from."""
    session.execute(delete(Throttle).where(Throttle.subject.startswith(prefix, autoescape=True)))


def succeeded(session: Session, subject: str) -> None:
    row = session.get(Throttle, subject)
    if row is not None:
        row.failures, row.blocked_until = 0, None
        session.flush()
