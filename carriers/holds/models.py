"""Table of holds."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from carriers.custody.models import Carrier
from carriers.holds.rules import HoldKind
from kernel.database.engine import Base, BigId, Moment, choice


class Hold(Base):
    """One freeze of one carrier by a document; it stands until the head of the body lifts it with a reason."""

    __tablename__ = "hold"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"), index=True)
    kind: Mapped[HoldKind] = mapped_column(choice(HoldKind))
    document_no: Mapped[str] = mapped_column(String(60))
    document_on: Mapped[date] = mapped_column(Date)
    review_on: Mapped[date] = mapped_column(Date)
    bars_issue: Mapped[bool] = mapped_column(Boolean, default=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    set_at: Mapped[datetime] = mapped_column(Moment)
    lifted_at: Mapped[datetime | None] = mapped_column(Moment)
    lifter_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    lift_reason: Mapped[str | None] = mapped_column(String(200))

    carrier: Mapped[Carrier] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("(lifted_at IS NULL) = (lift_reason IS NULL)", name="lifted_says_why"),
        CheckConstraint("(lifted_at IS NULL) = (lifter_id IS NULL)", name="lifted_by_somebody"),
    )
