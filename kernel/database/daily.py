"""What is done once a day, remembered, so that a second call on the same day does nothing again."""

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.database.engine import APPEND_ONLY, INSERTS, Base


class DailyRun(Base):
    """A step that was done for a day. Append-only."""

    __tablename__ = "daily_run"

    step: Mapped[str] = mapped_column(String(80), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)

    __table_args__ = APPEND_ONLY


def claim(session: Session, step: str, day: date) -> bool:
    """Take a step of a day before it is done; False where another has. Waits for whoever is at it now."""
    if session.get(DailyRun, (step, day)) is not None:
        return False
    insert = INSERTS[session.get_bind().dialect.name](DailyRun).values(step=step, day=day).on_conflict_do_nothing()
    return session.scalar(insert.returning(DailyRun.step)) is not None
