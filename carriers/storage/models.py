"""Table of places."""

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from carriers.storage.rules import PlaceKind
from kernel.database.engine import Base, BigId, choice


class Place(Base):
    """Where carriers are kept: a premise, a safe in it, a shelf in that. `max_rank` is the highest grade inside."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(14), unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    kind: Mapped[PlaceKind] = mapped_column(choice(PlaceKind))
    number: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    max_rank: Mapped[int] = mapped_column(SmallInteger)

    __table_args__ = (
        CheckConstraint("max_rank BETWEEN 0 AND 3", name="max_rank_known"),
        CheckConstraint("parent_id <> id", name="not_in_itself"),
    )

    @property
    def label(self) -> str:
        return f"{self.number} {self.name}".strip()
