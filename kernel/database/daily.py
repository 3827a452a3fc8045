"""What is done once a day, remembered, so that a second call on the same day does nothing again."""

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.database.engine import APPEND_ONLY, Base


class DailyRun(Base):
    """A step that was done for a day. Append-only."""

    __tablename__ = "daily_run"

    step: Mapped[str] = mapped_column(String(80), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)

    __table_args__ = APPEND_ONLY


def is_done(session: Session, step: str, day: date) -> bool:
    return session.get(DailyRun, (step, day)) is not None


def mark(session: Session, step: str, day: date) -> None:
    session.add(DailyRun(step=step, day=day))
    session.flush()
