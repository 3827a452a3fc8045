"""Tables of registers, documents, other codes of carriers and preprinted labels."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carriers.register.rules import AliasKind, RegisterKind
from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment, choice

LONGEST_ALIAS = 120  # as it is compared


class Register(Base):
    """One book of account. `template` makes numbers of {seq}, {suffix} and {year}; `next_seq` only grows."""

    __tablename__ = "register"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(20))
    year: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[RegisterKind] = mapped_column(choice(RegisterKind))
    title: Mapped[str] = mapped_column(String(200))
    min_rank: Mapped[int] = mapped_column(SmallInteger, default=0)
    max_rank: Mapped[int] = mapped_column(SmallInteger, default=3)
    template: Mapped[str] = mapped_column(String(40))
    next_seq: Mapped[int] = mapped_column(Integer, default=1)
    opened_on: Mapped[date] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    carried_over_on: Mapped[date | None] = mapped_column(Date)  # when a book of paper was taken into the register
    carried_over_why: Mapped[str] = mapped_column(String(200), default="")

    __table_args__ = (
        UniqueConstraint("code", "year"),
        CheckConstraint("min_rank BETWEEN 0 AND 3 AND max_rank BETWEEN min_rank AND 3", name="ranks_in_order"),
        CheckConstraint("next_seq >= 1", name="seq_positive"),
    )

    @property
    def designation(self) -> str:
        return f"{self.code} / {self.year}"

    def is_of_paper(self, registered_on: date) -> bool:
        """Whether an entry of this day was made on paper before the book was carried over."""
        return self.carried_over_on is not None and registered_on < self.carried_over_on


class NumberGap(Base):
    """Numbers of a register that were left out, and why. Never reused."""

    __tablename__ = "number_gap"

    register_id: Mapped[int] = mapped_column(ForeignKey("register.id"), primary_key=True)
    first: Mapped[int] = mapped_column(Integer, primary_key=True)
    last: Mapped[int] = mapped_column(Integer)
    explanation: Mapped[str] = mapped_column(String(400))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        CheckConstraint("last >= first", name="in_order"),
        CheckConstraint("explanation <> ''", name="explained"),
        APPEND_ONLY,
    )


class Document(Base):
    """What several numbered copies have in common."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    title: Mapped[str] = mapped_column(String(400))
    rank: Mapped[int] = mapped_column(SmallInteger)
    copies_total: Mapped[int] = mapped_column(Integer)
    first_copy_why: Mapped[str] = mapped_column(String(200), default="")  # where copies begin without the first

    __table_args__ = (CheckConstraint("copies_total >= 1", name="copies_positive"),)


class Alias(Base):
    """Another text that scans as a carrier: its maker's serial number, an old inventory number."""

    __tablename__ = "alias"

    text: Mapped[str] = mapped_column(String(LONGEST_ALIAS), primary_key=True)
    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"), index=True)
    kind: Mapped[AliasKind] = mapped_column(choice(AliasKind))


class Preprinted(Base):
    """A label printed before its carrier came; bound once, at registration."""

    __tablename__ = "preprinted"

    code: Mapped[str] = mapped_column(String(14), primary_key=True)
    printed_at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    carrier_id: Mapped[int | None] = mapped_column(ForeignKey("carrier.id"), unique=True)
