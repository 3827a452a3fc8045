"""Tables of destruction acts."""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from carriers.commission.models import Commission
from carriers.custody.models import Carrier
from carriers.custody.rules import Family
from carriers.destruction.rules import Effect, Exclusion, Method, MethodFacts, Signed, Stage, Unit
from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment, choice
from people.register.models import Person


class MethodRow(Base):
    """From which day on a method is allowed for a family, up to which grade. Another rule is another row."""

    __tablename__ = "destruction_method"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    method: Mapped[Method] = mapped_column(choice(Method))
    family: Mapped[Family] = mapped_column(choice(Family))
    effect: Mapped[Effect] = mapped_column(choice(Effect))
    max_rank: Mapped[int] = mapped_column(SmallInteger)
    effective_on: Mapped[date] = mapped_column(Date)
    is_verified: Mapped[bool] = mapped_column(Boolean, default=False)
    source: Mapped[str] = mapped_column(String(200))

    __table_args__ = (UniqueConstraint("method", "family", "effective_on"), APPEND_ONLY)

    @property
    def facts(self) -> MethodFacts:
        return MethodFacts(self.method, self.family, self.effect, self.max_rank)


class DestructionAct(Base):
    """One act. `list_hash` is set by its approval and locks the list."""

    __tablename__ = "destruction_act"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(14), unique=True)
    stage: Mapped[Stage] = mapped_column(choice(Stage))
    basis: Mapped[str] = mapped_column(String(200))
    method: Mapped[Method] = mapped_column(choice(Method))
    place: Mapped[str] = mapped_column(String(200))
    tool: Mapped[str] = mapped_column(String(200))
    commission_id: Mapped[int] = mapped_column(ForeignKey("commission.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    drawn_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime | None] = mapped_column(Moment)  # the list; what was signed before is void
    list_hash: Mapped[str | None] = mapped_column(String(64))
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    executed_at: Mapped[datetime | None] = mapped_column(Moment)
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)
    cancel_reason: Mapped[str | None] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(default=1)

    commission: Mapped[Commission] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        CheckConstraint("(approved_at IS NULL) = (list_hash IS NULL)", name="approved_is_locked"),
        CheckConstraint("(stage = 'executed') = (executed_at IS NOT NULL)", name="executed_is_dated"),
        CheckConstraint("(stage = 'cancelled') = (cancel_reason IS NOT NULL)", name="cancelled_says_why"),
        Index("ix_destruction_act_stage", "stage", "id"),
    )
    __mapper_args__ = {"version_id_col": version}


class ActUnit(Base):
    """One carrier on one act, as it stood when it was selected, and what became of it."""

    __tablename__ = "act_unit"

    act_id: Mapped[int] = mapped_column(ForeignKey("destruction_act.id"), primary_key=True)
    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(Integer)
    number: Mapped[str] = mapped_column(String(60))
    rank: Mapped[int] = mapped_column(SmallInteger)
    sheets: Mapped[int | None] = mapped_column(Integer)
    what: Mapped[Unit] = mapped_column(choice(Unit))
    checked_at: Mapped[datetime | None] = mapped_column(Moment)
    serial_read: Mapped[str | None] = mapped_column(String(80))
    exclusion: Mapped[Exclusion | None] = mapped_column(choice(Exclusion))
    excluded_why: Mapped[str | None] = mapped_column(String(200))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("loss_case.id"))

    carrier: Mapped[Carrier] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("(what = 'excluded') = (exclusion IS NOT NULL)", name="excluded_says_why"),
        CheckConstraint("what NOT IN ('checked', 'destroyed') OR checked_at IS NOT NULL", name="checked_is_dated"),
    )


class UnitCount(Base):
    """One blind count of the sheets of a unit at its destruction."""

    __tablename__ = "unit_count"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("destruction_act.id"))
    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sheets: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        CheckConstraint("sheets >= 0", name="sheets_not_negative"),
        Index("ix_unit_count_unit", "act_id", "carrier_id"),
        APPEND_ONLY,
    )


class Signature(Base):
    """A member's hand under the list or the execution, by PIN in their own session; void once the hash is another."""

    __tablename__ = "act_signature"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("destruction_act.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    signed: Mapped[Signed] = mapped_column(choice(Signed))
    hash: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (UniqueConstraint("act_id", "person_id", "signed", "hash"), APPEND_ONLY)


class Sitting(Base):
    """One sitting of an execution; an act takes as many as it needs. What is left is sealed between two."""

    __tablename__ = "sitting"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("destruction_act.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    left_in: Mapped[str | None] = mapped_column(String(200))
    seal_no: Mapped[str | None] = mapped_column(String(60))


class Present(Base):
    """A member at a sitting, by PIN in their own session."""

    __tablename__ = "sitting_present"

    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = APPEND_ONLY
