"""Numbers of days, people and hours as data with effective dates; many are unverified and say so."""

from datetime import date, time

from sqlalchemy import Boolean, Date, Integer, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.database import Base, BigId

EVERY_RANK = -1


class Term(Base):
    """One value of one rule from one day on. `rank` is a grade's or EVERY_RANK; `source` says where it was seen."""

    __tablename__ = "term"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(40))
    rank: Mapped[int] = mapped_column(Integer, default=EVERY_RANK)
    value: Mapped[int] = mapped_column(Integer)
    effective_on: Mapped[date] = mapped_column(Date)
    is_verified: Mapped[bool] = mapped_column(Boolean, default=False)
    source: Mapped[str] = mapped_column(String(200))

    __table_args__ = (UniqueConstraint("key", "rank", "effective_on"),)


class TermMissing(LookupError):
    """No value of this rule is in force on this day."""


def value(session: Session, key: str, on: date, *, rank: int = EVERY_RANK) -> int:
    """The number in force on the day, the grade's own before the general one. Raises TermMissing."""
    for known, of_rank, since, number in _known(session):
        if known == key and of_rank in (rank, EVERY_RANK) and since <= on:
            return number
    raise TermMissing(key)


def _known(session: Session) -> list[tuple[str, int, date, int]]:
    """Every term, a grade's own and the newest first; read once in a session, because one act asks many times."""
    if "terms" not in session.info:
        query = select(Term.key, Term.rank, Term.effective_on, Term.value)
        rows = session.execute(query.order_by(Term.rank.desc(), Term.effective_on.desc()))
        session.info["terms"] = [(row.key, row.rank, row.effective_on, row.value) for row in rows]
    found: list[tuple[str, int, date, int]] = session.info["terms"]
    return found


def hour(session: Session, key: str, on: date) -> time:
    """A term kept as minutes after midnight, as a time of day."""
    minutes = value(session, key, on)
    return time(minutes // 60, minutes % 60)
