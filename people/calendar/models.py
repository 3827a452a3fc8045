"""Tables of the versions of a year's calendar, and of their special days."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.database.engine import FIXED_ONCE, Base, BigId, Moment, choice
from people.calendar.rules import Kind, SpecialDay, Week
from people.register.models import Person, Unit

GENERAL = text("unit_id IS NULL")


class CalendarVersion(Base):
    """The calendar of a year, of a unit or of all: drafted by one person, then approved by another or discarded.

    Approved it is fixed, and so are its days: triggers refuse to change them. `edition` counts the changes of a draft,
    so that what is approved is what was shown.
    """

    __tablename__ = "calendar_version"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    year: Mapped[int] = mapped_column(Integer)
    no: Mapped[int] = mapped_column(Integer)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    source: Mapped[str] = mapped_column(String(200))
    edition: Mapped[int] = mapped_column(Integer, default=1)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    drafted_at: Mapped[datetime] = mapped_column(Moment)
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approving_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    discarder_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    discarded_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str | None] = mapped_column(String(200))

    unit: Mapped[Unit | None] = relationship(lazy="raise")
    drafter: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])
    approving: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[approving_id])

    __table_args__ = (
        UniqueConstraint("year", "unit_id", "no"),
        Index("uq_calendar_version_general", "year", "no", unique=True, sqlite_where=GENERAL, postgresql_where=GENERAL),
        CheckConstraint("approving_id <> person_id", name="approved_by_another"),
        CheckConstraint("(approved_at IS NULL) = (approver_id IS NULL)", name="approved_by_somebody"),
        CheckConstraint("(approved_at IS NULL) = (approving_id IS NULL)", name="approved_by_a_person"),
        CheckConstraint("(discarded_at IS NULL) = (reason IS NULL)", name="discarded_says_why"),
        CheckConstraint("(discarded_at IS NULL) = (discarder_id IS NULL)", name="discarded_by_somebody"),
        CheckConstraint("approved_at IS NULL OR discarded_at IS NULL", name="ends_once"),
        {"info": {FIXED_ONCE: ("calendar_version", "id", "approved_at")}},
    )

    @property
    def is_open(self) -> bool:
        return self.approved_at is None and self.discarded_at is None


class CalendarDay(Base):
    """A day of a version that is not as its day of the week says, in the weeks it is so."""

    __tablename__ = "calendar_day"

    version_id: Mapped[int] = mapped_column(ForeignKey("calendar_version.id"), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    kind: Mapped[Kind] = mapped_column(choice(Kind))
    in_five: Mapped[bool] = mapped_column(Boolean)
    in_six: Mapped[bool] = mapped_column(Boolean)
    note: Mapped[str] = mapped_column(String(200), default="")

    __table_args__ = (
        CheckConstraint("in_five OR in_six", name="in_some_week"),
        {"info": {FIXED_ONCE: ("calendar_version", "version_id", "approved_at")}},
    )

    def special(self, source: str = "") -> SpecialDay:
        """As the rules know it, with the document of its version."""
        weeks = {Week.FIVE: self.in_five, Week.SIX: self.in_six}
        return SpecialDay(self.day, self.kind, frozenset(week for week in Week if weeks[week]), source, self.note)
