"""Tables of the versions of the checklist, their items, and what became of requirements that a version took out."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audits.checklists.rules import LANGUAGES, Item, Words
from kernel.database.engine import Base, BigId, Moment
from people.accounts.models import Account


class ChecklistVersion(Base):
    """One version: a draft until another person approves it or it is discarded; the first is shipped by nobody."""

    __tablename__ = "checklist_version"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    sha256: Mapped[str | None] = mapped_column(String(64))
    drafter_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    drafted_at: Mapped[datetime] = mapped_column(Moment)
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    discarded_at: Mapped[datetime | None] = mapped_column(Moment)
    discard_reason: Mapped[str | None] = mapped_column(String(200))

    drafter: Mapped[Account | None] = relationship(lazy="joined", foreign_keys=[drafter_id])
    approver: Mapped[Account | None] = relationship(lazy="joined", foreign_keys=[approver_id])

    __table_args__ = (
        CheckConstraint("(approved_at IS NULL) = (sha256 IS NULL)", name="approved_is_known"),
        CheckConstraint("approved_at IS NULL OR discarded_at IS NULL", name="one_end"),
        CheckConstraint("(discarded_at IS NULL) = (discard_reason IS NULL)", name="discarded_says_why"),
        CheckConstraint("approver_id <> drafter_id", name="two_are_two"),
        CheckConstraint(
            "(approver_id IS NULL) = (approved_at IS NULL OR drafter_id IS NULL)", name="approved_by_somebody"
        ),
    )

    @property
    def is_open(self) -> bool:
        return self.approved_at is None and self.discarded_at is None


class ChecklistItem(Base):
    """One requirement as a version lists it; the position only orders, and is given once in a version."""

    __tablename__ = "checklist_item"

    version_id: Mapped[int] = mapped_column(ForeignKey("checklist_version.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(20))
    requirement: Mapped[str] = mapped_column(String(40))
    section_kk: Mapped[str] = mapped_column(String(200))
    section_ru: Mapped[str] = mapped_column(String(200))
    section_en: Mapped[str] = mapped_column(String(200))
    text_kk: Mapped[str] = mapped_column(Text)
    text_ru: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    evidence_kk: Mapped[str] = mapped_column(Text)
    evidence_ru: Mapped[str] = mapped_column(Text)
    evidence_en: Mapped[str] = mapped_column(Text)
    severity: Mapped[int] = mapped_column(SmallInteger)

    __table_args__ = (
        UniqueConstraint("version_id", "requirement"),
        CheckConstraint("severity BETWEEN 1 AND 4", name="severity_known"),
    )

    @property
    def item(self) -> Item:
        section, text, evidence = (
            Words(*(str(getattr(self, f"{part}_{language}")) for language in LANGUAGES))
            for part in ("section", "text", "evidence")
        )
        return Item(self.code, self.requirement, section, text, evidence, self.severity)


class ChecklistSuccession(Base):
    """What a version says of a requirement that it took out: it lives on in another, or in none where `new` is NULL."""

    __tablename__ = "checklist_succession"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("checklist_version.id"), index=True)
    old: Mapped[str] = mapped_column(String(40))
    new: Mapped[str | None] = mapped_column(String(40))
    is_same: Mapped[bool] = mapped_column(Boolean)

    __table_args__ = (
        UniqueConstraint("version_id", "old", "new"),
        CheckConstraint("new IS NOT NULL OR NOT is_same", name="same_as_something"),
    )
