"""Tables of inspected objects and of their attestations and certificates."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audits.objects.rules import Facts, ObjectKind
from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment, choice
from people.register.models import Unit


class InspectedObject(Base):
    """One thing that inspections look at, and the unit that answers for it. `valid_to` repeats its last attestation."""

    __tablename__ = "inspected_object"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[ObjectKind] = mapped_column(choice(ObjectKind))
    name: Mapped[str] = mapped_column(String(200))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    place: Mapped[str] = mapped_column(String(200))
    rank: Mapped[int] = mapped_column(SmallInteger)
    composition: Mapped[str] = mapped_column(Text)
    valid_to: Mapped[date | None] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    end_reason: Mapped[str | None] = mapped_column(String(200))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("rank BETWEEN 0 AND 3", name="rank_known"),
        CheckConstraint("(ended_on IS NULL) = (end_reason IS NULL)", name="ended_says_why"),
        Index("ix_inspected_object_valid", "ended_on", "valid_to"),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def facts(self) -> Facts:
        return Facts(self.kind, self.name, self.unit_id, self.place, self.rank, self.composition)


class Attestation(Base):
    """An attestation of premises or a system, or a certificate of a means, as its document says it."""

    __tablename__ = "object_attestation"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    object_id: Mapped[int] = mapped_column(ForeignKey("inspected_object.id"), index=True)
    document_no: Mapped[str] = mapped_column(String(60))
    rank: Mapped[int] = mapped_column(SmallInteger)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="in_order"), APPEND_ONLY)
