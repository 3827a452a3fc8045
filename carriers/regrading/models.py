"""Tables of acts by which the grade of a medium falls."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from carriers.commission.models import Commission
from carriers.custody.models import Carrier
from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment


class GradeFall(Base):
    """One act: from which grade to which, on what sanitising it rests, who signs. Approved, the grade has fallen."""

    __tablename__ = "grade_fall"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(14), unique=True)
    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"))
    movement_n: Mapped[int]  # how often it had passed on: an act of before another hand is worth nothing
    from_rank: Mapped[int] = mapped_column(SmallInteger)
    to_rank: Mapped[int] = mapped_column(SmallInteger)
    sanitising_id: Mapped[int] = mapped_column(ForeignKey("sanitising.id"))
    commission_id: Mapped[int] = mapped_column(ForeignKey("commission.id"))
    reason: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Moment)

    carrier: Mapped[Carrier] = relationship(lazy="joined", innerjoin=True)
    commission: Mapped[Commission] = relationship(lazy="joined", innerjoin=True)
    hands: Mapped[list["FallSigned"]] = relationship(lazy="selectin", order_by="FallSigned.person_id")

    __table_args__ = (
        CheckConstraint("to_rank >= 0 AND to_rank < from_rank AND from_rank <= 3", name="falls"),
        CheckConstraint("(approver_id IS NULL) = (approved_at IS NULL)", name="approved_by_somebody"),
        Index("ix_grade_fall_carrier", "carrier_id", "id"),
    )


class FallSigned(Base):
    """A member's hand under one act."""

    __tablename__ = "grade_fall_signed"

    fall_id: Mapped[int] = mapped_column(ForeignKey("grade_fall.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = APPEND_ONLY
