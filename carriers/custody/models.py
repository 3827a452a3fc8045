"""Tables of carriers and their movements. The database refuses what the rules refuse."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from carriers.custody.rules import Act, CarrierKind, Confirmation, Count, Family, Origin, State
from carriers.storage.models import Place
from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment, choice
from kernel.grades import Grade
from people.register.models import Person


class Carrier(Base):
    """One physical copy with one barcode. State, holder and place are projections of its movements."""

    __tablename__ = "carrier"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(14), unique=True)
    register_id: Mapped[int] = mapped_column(ForeignKey("register.id"))
    seq: Mapped[int] = mapped_column(Integer)
    copy_no: Mapped[int] = mapped_column(Integer, default=0)
    number: Mapped[str] = mapped_column(String(60))
    registered_on: Mapped[date] = mapped_column(Date)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    kind: Mapped[CarrierKind] = mapped_column(choice(CarrierKind))
    family: Mapped[Family] = mapped_column(choice(Family))
    title: Mapped[str] = mapped_column(String(400))
    rank: Mapped[int] = mapped_column(SmallInteger)
    series: Mapped[str] = mapped_column(String(2), default="")
    sheets: Mapped[int | None] = mapped_column(Integer)
    appendix_sheets: Mapped[int] = mapped_column(Integer, default=0)
    appendices: Mapped[int] = mapped_column(Integer, default=0)
    serial_no: Mapped[str] = mapped_column(String(80), default="")
    inventory_no: Mapped[str] = mapped_column(String(80), default="")
    model: Mapped[str] = mapped_column(String(120), default="")
    capacity: Mapped[str] = mapped_column(String(40), default="")
    origin: Mapped[Origin] = mapped_column(choice(Origin))
    received_from: Mapped[str] = mapped_column(String(200), default="")
    received_no: Mapped[str] = mapped_column(String(80), default="")
    received_no_on: Mapped[date | None] = mapped_column(Date)
    remarks: Mapped[str] = mapped_column(Text, default="")
    home_place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    search_key: Mapped[str] = mapped_column(Text)
    state: Mapped[State] = mapped_column(choice(State))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime | None] = mapped_column(Moment)
    movement_n: Mapped[int] = mapped_column(Integer, default=0)
    frozen: Mapped[int] = mapped_column(SmallInteger, default=0)  # rules.Freeze, by the holds that stand
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("carrier.id"), index=True)  # inside which carrier it is
    parts: Mapped[int] = mapped_column(SmallInteger, default=0)  # how many carriers are inside
    version: Mapped[int] = mapped_column(default=1)

    holder: Mapped[Person | None] = relationship(lazy="raise")
    home_place: Mapped[Place] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("register_id", "seq", "copy_no"),
        CheckConstraint("rank BETWEEN 0 AND 3", name="rank_known"),
        CheckConstraint("frozen BETWEEN 0 AND 2", name="frozen_known"),
        CheckConstraint("parent_id IS NULL OR (parent_id <> id AND parts = 0)", name="one_level"),
        CheckConstraint("parts >= 0", name="parts_not_negative"),
        CheckConstraint("(family = 'paper') = (sheets IS NOT NULL)", name="paper_has_sheets"),
        CheckConstraint("sheets IS NULL OR sheets >= 1", name="sheets_positive"),
        CheckConstraint("appendix_sheets >= 0 AND appendices >= 0", name="appendices_not_negative"),
        CheckConstraint("family <> 'electronic' OR serial_no <> ''", name="electronic_has_serial_no"),
        CheckConstraint("(state = 'issued') = (holder_id IS NOT NULL)", name="issued_has_holder"),
        CheckConstraint("(state = 'issued') = (due_at IS NOT NULL)", name="issued_has_due"),
        Index("ix_carrier_due", "due_at", sqlite_where=due_at.is_not(None), postgresql_where=due_at.is_not(None)),
        Index("ix_carrier_rank_id", "rank", "id"),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def grade(self) -> Grade:
        return Grade(self.rank)

    @property
    def is_composed(self) -> bool:
        """Whether it is inside another carrier, or others are inside it: then all of them move together."""
        return self.parts > 0 or self.parent_id is not None

    @property
    def total_sheets(self) -> int | None:
        """Sheets of the copy with its appendices; None where nothing is counted."""
        return None if self.sheets is None else self.sheets + self.appendix_sheets

    @property
    def suffix(self) -> str:
        return f"{self.grade.suffix}{self.series.lower()}"


class Transition(Base):
    """Every lawful step of custody; movements refer to it, so that the database knows no other."""

    __tablename__ = "custody_transition"

    act: Mapped[Act] = mapped_column(choice(Act), primary_key=True)
    from_state: Mapped[State] = mapped_column(choice(State), primary_key=True)
    to_state: Mapped[State] = mapped_column(choice(State), primary_key=True)

    __table_args__ = APPEND_ONLY


class Receipt(Base):
    """One act at the desk: any number of carriers, one paper to sign. Numbered, never changed."""

    __tablename__ = "receipt"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(14), unique=True)
    act: Mapped[Act] = mapped_column(choice(Act))
    at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    __table_args__ = APPEND_ONLY


class ReceiptSigned(Base):
    """A receipt as it stood when it was signed: who its people were that day, and how long the journal was then.

    People are {"name", "position", "unit": {"kk", "ru", "en"}}; receipts of before this table have no row.
    """

    __tablename__ = "receipt_signed"

    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"), primary_key=True)
    giver: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    receiver: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    worker: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    second: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    origin: Mapped[str] = mapped_column(String(80))
    size: Mapped[int] = mapped_column(BigId)
    root: Mapped[str] = mapped_column(String(64))

    __table_args__ = APPEND_ONLY


class SheetCount(Base):
    """One count of a paper's sheets between two hands, or that sheets were declared missing after two counts."""

    __tablename__ = "sheet_count"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"), index=True)
    movement_n: Mapped[int] = mapped_column(Integer)
    what: Mapped[Count] = mapped_column(choice(Count))
    sheets: Mapped[int] = mapped_column(Integer)
    expected: Mapped[int] = mapped_column(Integer)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    journal_n: Mapped[int] = mapped_column(BigId)

    __table_args__ = (CheckConstraint("sheets >= 0", name="sheets_not_negative"), APPEND_ONLY)


class Movement(Base):
    """One hand that a carrier passed through. Append-only; each begins in the state where the last one ended."""

    __tablename__ = "movement"

    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"), primary_key=True)
    n: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    previous_n: Mapped[int | None] = mapped_column(Integer)
    act: Mapped[Act] = mapped_column(choice(Act))
    from_state: Mapped[State] = mapped_column(choice(State))
    to_state: Mapped[State] = mapped_column(choice(State))
    at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    second_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    giver_confirmed: Mapped[Confirmation | None] = mapped_column(choice(Confirmation))
    receiver_confirmed: Mapped[Confirmation | None] = mapped_column(choice(Confirmation))
    due_at: Mapped[datetime | None] = mapped_column(Moment)
    sheets_counted: Mapped[int | None] = mapped_column(Integer)
    receipt_id: Mapped[int | None] = mapped_column(ForeignKey("receipt.id"), index=True)
    paper: Mapped[str | None] = mapped_column(String(14), index=True)  # code of the act or case that it rests on
    happened_at: Mapped[datetime | None] = mapped_column(Moment)  # where it was entered later than it was done
    reason: Mapped[str | None] = mapped_column(String(200))
    journal_n: Mapped[int] = mapped_column(BigId)

    __table_args__ = (
        UniqueConstraint("carrier_id", "n", "to_state"),
        ForeignKeyConstraint(
            ["carrier_id", "previous_n", "from_state"],
            ["movement.carrier_id", "movement.n", "movement.to_state"],
            name="fk_movement_follows",
        ),
        ForeignKeyConstraint(
            ["act", "from_state", "to_state"],
            ["custody_transition.act", "custody_transition.from_state", "custody_transition.to_state"],
            name="fk_movement_lawful",
        ),
        CheckConstraint(
            "(n = 1 AND previous_n IS NULL AND from_state = 'draft') OR (n > 1 AND previous_n = n - 1)", name="dense"
        ),
        CheckConstraint("second_account_id IS NULL OR second_account_id <> account_id", name="two_are_two"),
        CheckConstraint("act <> 'issue' OR receiver_confirmed IS NOT NULL", name="issue_confirmed"),
        CheckConstraint("act <> 'take_back' OR giver_confirmed IS NOT NULL", name="take_back_confirmed"),
        CheckConstraint(
            "act <> 'transfer' OR (giver_confirmed IS NOT NULL AND receiver_confirmed IS NOT NULL "
            "AND giver_id <> receiver_id)",
            name="transfer_confirmed",
        ),
        CheckConstraint("(to_state = 'issued') = (receiver_id IS NOT NULL)", name="issued_to_somebody"),
        CheckConstraint(
            "(paper IS NOT NULL) = "
            "(act IN ('select', 'deselect', 'destroy', 'declare_missing', 'find', 'confirm_loss'))",
            name="rests_on_paper",
        ),
        CheckConstraint("act NOT IN ('void', 'void_issue') OR reason IS NOT NULL", name="void_says_why"),
        CheckConstraint("happened_at IS NULL OR happened_at <= at", name="happened_before_it_was_written"),
        APPEND_ONLY,
    )
