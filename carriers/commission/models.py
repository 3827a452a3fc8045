"""Tables of commissions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from carriers.commission.rules import Order, Purpose, Seat
from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment, choice
from people.register.models import Person


class Commission(Base):
    """A commission as its order names it; another composition is another order."""

    __tablename__ = "commission"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_no: Mapped[str] = mapped_column(String(60))
    order_on: Mapped[date] = mapped_column(Date)
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    members: Mapped[list["Member"]] = relationship(lazy="selectin", order_by="Member.position")

    __table_args__ = (CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="in_order"), APPEND_ONLY)

    @property
    def order(self) -> Order:
        return Order(self.purpose, self.valid_from, self.valid_to)


class Member(Base):
    """One person in one commission, in the order in which papers name them."""

    __tablename__ = "commission_member"

    commission_id: Mapped[int] = mapped_column(ForeignKey("commission.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    position: Mapped[int]
    seat: Mapped[Seat] = mapped_column(choice(Seat))

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = APPEND_ONLY
