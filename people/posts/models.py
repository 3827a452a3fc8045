"""Tables of posts and of their tenures."""

from datetime import date

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.database.engine import Base, BigId, choice
from people.posts.rules import Span, TenureKind
from people.register.models import Person, Unit

HEADS = text("is_head")


class Post(Base):
    """A post of the staff list. A unit is headed by at most one."""

    __tablename__ = "post"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name_kk: Mapped[str] = mapped_column(String(200))
    name_ru: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    is_head: Mapped[bool] = mapped_column(Boolean, default=False)

    unit: Mapped[Unit] = relationship(lazy="raise")

    __table_args__ = (Index("uq_post_head", "unit_id", unique=True, sqlite_where=HEADS, postgresql_where=HEADS),)

    def name(self, language: str) -> str:
        return str(getattr(self, f"name_{language}"))


class Tenure(Base):
    """Somebody on a post from a day to a day, by an order."""

    __tablename__ = "tenure"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[TenureKind] = mapped_column(choice(TenureKind))
    first_on: Mapped[date] = mapped_column(Date)
    last_on: Mapped[date | None] = mapped_column(Date)
    order_no: Mapped[str] = mapped_column(String(60))

    person: Mapped[Person] = relationship(lazy="raise")

    __table_args__ = (CheckConstraint("last_on IS NULL OR last_on >= first_on", name="in_order"),)

    @property
    def span(self) -> Span:
        return Span(self.person_id, self.kind, self.first_on, self.last_on)
