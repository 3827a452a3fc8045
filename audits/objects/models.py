"""Tables of the inspected objects and of their attestations."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audits.objects.rules import ObjectKind
from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment, choice
from kernel.grades import Grade
from people.register.models import Unit


class InspectedObject(Base):
    """One thing that inspections go to. `no` is its number in the register, `rank` the grade of what is done in it."""

    __tablename__ = "inspected_object"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    no: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[ObjectKind] = mapped_column(choice(ObjectKind))
    name: Mapped[str] = mapped_column(String(200))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    place: Mapped[str] = mapped_column(String(200))
    rank: Mapped[int] = mapped_column(SmallInteger)
    composition: Mapped[str] = mapped_column(Text)
    ended_on: Mapped[date | None] = mapped_column(Date)
    end_reason: Mapped[str | None] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(default=1)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    unit: Mapped[Unit] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("rank BETWEEN 0 AND 3", name="rank_known"),
        CheckConstraint("(ended_on IS NULL) = (end_reason IS NULL)", name="ended_says_why"),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def is_ended(self) -> bool:
        return self.ended_on is not None

    @property
    def grade(self) -> Grade:
        return Grade(self.rank)


class ObjectAttestation(Base):
    """An attestation or a certificate of an object; the last one entered holds, those before stay."""

    __tablename__ = "object_attestation"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    object_id: Mapped[int] = mapped_column(ForeignKey("inspected_object.id"))
    document_no: Mapped[str] = mapped_column(String(60))
    rank: Mapped[int | None] = mapped_column(SmallInteger)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        CheckConstraint("rank BETWEEN 0 AND 3", name="rank_known"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="in_order"),
        Index("ix_object_attestation_object", "object_id", "id"),
        APPEND_ONLY,
    )

    @property
    def grade(self) -> Grade | None:
        return None if self.rank is None else Grade(self.rank)
