"""Table of terms."""

from datetime import date

from sqlalchemy import Boolean, Date, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kernel.database.engine import APPEND_ONLY, Base, BigId
from people.terms.rules import EVERY_RANK


class Term(Base):
    """One value of one rule from one day on. `rank` is a grade's or EVERY_RANK; `source` says where it was seen.

    Append-only: another value is another row, from its own day on.
    """

    __tablename__ = "term"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(40))
    rank: Mapped[int] = mapped_column(Integer, default=EVERY_RANK)
    value: Mapped[int] = mapped_column(Integer)
    effective_on: Mapped[date] = mapped_column(Date)
    is_verified: Mapped[bool] = mapped_column(Boolean, default=False)
    source: Mapped[str] = mapped_column(String(200))

    __table_args__ = (UniqueConstraint("key", "rank", "effective_on"), APPEND_ONLY)
