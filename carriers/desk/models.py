"""Tables of baskets: what lies on the desk between the first scan and the act."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from carriers.custody.models import Carrier
from carriers.custody.rules import Act, Confirmation
from carriers.desk.rules import Chair
from kernel.database.engine import Base, BigId, Moment, choice


class Basket(Base):
    """One act being prepared by one account; it survives a crash, and ends committed or cancelled."""

    __tablename__ = "basket"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    act: Mapped[Act] = mapped_column(choice(Act))
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    giver_confirmed: Mapped[Confirmation | None] = mapped_column(choice(Confirmation))
    receiver_confirmed: Mapped[Confirmation | None] = mapped_column(choice(Confirmation))
    second_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    is_second_confirmed: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)
    signed_list: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    opened_at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    receipt_id: Mapped[int | None] = mapped_column(ForeignKey("receipt.id"))

    rows: Mapped[list["BasketRow"]] = relationship(
        lazy="raise", order_by="BasketRow.position.desc()", back_populates="basket"
    )

    __table_args__ = (
        CheckConstraint("second_account_id IS NULL OR second_account_id <> account_id", name="two_are_two"),
        Index(
            "uq_basket_one_open",
            "account_id",
            unique=True,
            sqlite_where=closed_at.is_(None),
            postgresql_where=closed_at.is_(None),
        ),
    )

    def sitter_id(self, chair: Chair) -> int | None:
        """The person on this chair."""
        found: int | None = getattr(self, f"{chair}_id")
        return found

    def seat(self, chair: Chair, person_id: int | None) -> None:
        setattr(self, f"{chair}_id", person_id)

    def confirmation(self, chair: Chair) -> Confirmation | None:
        """How the person on this chair acknowledged the list as it stands."""
        found: Confirmation | None = getattr(self, f"{chair}_confirmed")
        return found

    def confirm(self, chair: Chair, how: Confirmation | None) -> None:
        setattr(self, f"{chair}_confirmed", how)


class BasketRow(Base):
    """A carrier in a basket. While the basket is open no other may hold the carrier."""

    __tablename__ = "basket_row"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    basket_id: Mapped[int] = mapped_column(ForeignKey("basket.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"))
    sheets_counted: Mapped[int | None] = mapped_column(Integer)
    sheets_recounted: Mapped[int | None] = mapped_column(Integer)
    is_open: Mapped[bool] = mapped_column(Boolean, default=True)

    basket: Mapped[Basket] = relationship(lazy="raise", back_populates="rows")
    carrier: Mapped[Carrier] = relationship(lazy="raise")

    @property
    def counts(self) -> tuple[int, ...]:
        """Every count of its sheets so far, the first one first."""
        return tuple(one for one in (self.sheets_counted, self.sheets_recounted) if one is not None)

    @property
    def sheets(self) -> int | None:
        """The count that stands: the last one made."""
        return self.counts[-1] if self.counts else None

    __table_args__ = (
        Index(
            "uq_basket_row_one_open",
            "carrier_id",
            unique=True,
            sqlite_where=is_open.is_(True),
            postgresql_where=is_open.is_(True),
        ),
    )
