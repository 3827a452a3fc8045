"""Tables of the register of persons and units."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.database.engine import Base, BigId, Moment, choice
from people.register.rules import Category


class Unit(Base):
    """A part of the body: department, division; a tree by `parent_id`."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name_kk: Mapped[str] = mapped_column(String(200))
    name_ru: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))

    __table_args__ = (CheckConstraint("parent_id <> id", name="not_its_own_parent"),)

    def name(self, language: str) -> str:
        return str(getattr(self, f"name_{language}"))


class PrintedPass(Base):
    """One card of a person: its code, the seal in its bars, and since when it is void because another was printed."""

    __tablename__ = "printed_pass"

    code: Mapped[str] = mapped_column(String(14), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    seal: Mapped[str] = mapped_column(String(14))
    printed_at: Mapped[datetime] = mapped_column(Moment)
    voided_at: Mapped[datetime | None] = mapped_column(Moment)


class Person(Base):
    """Somebody who may be issued carriers, was, or works with the register. `code` is the barcode of the pass."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(14), unique=True)
    last_name: Mapped[str] = mapped_column(String(80))
    first_name: Mapped[str] = mapped_column(String(80))
    middle_name: Mapped[str] = mapped_column(String(80), default="")
    position: Mapped[str] = mapped_column(String(200))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    category: Mapped[Category] = mapped_column(choice(Category), default=Category.CIVIL)
    citizenship: Mapped[str] = mapped_column(String(2), default="KZ")
    treaty_ref: Mapped[str] = mapped_column(String(200), default="")
    employed_from: Mapped[date] = mapped_column(Date)
    employed_to: Mapped[date | None] = mapped_column(Date)
    absent_from: Mapped[date | None] = mapped_column(Date)
    absent_to: Mapped[date | None] = mapped_column(Date)
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    search_key: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("employed_to IS NULL OR employed_to >= employed_from", name="employed_in_order"),
        CheckConstraint("absent_to IS NULL OR absent_to >= absent_from", name="absent_in_order"),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def names(self) -> tuple[str, ...]:
        """The words that a name consists of."""
        return tuple(one for one in (self.last_name, self.first_name, self.middle_name) if one)

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name, self.middle_name) if part)

    @property
    def short_name(self) -> str:
        """Surname and initials, as signatures are deciphered on papers."""
        initials = (f"{part[0]}." for part in (self.first_name, self.middle_name) if part)
        return "\u00a0".join((self.last_name, *initials))
