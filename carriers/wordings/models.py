"""Table of the wordings that were set here."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment
from people.accounts.models import Account


class PaperText(Base):
    """Another wording of one text of the papers; the last one of its key stands, those before stay."""

    __tablename__ = "paper_text"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(60))
    kk: Mapped[str] = mapped_column(Text)
    ru: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True, foreign_keys=[account_id])
    second: Mapped[Account] = relationship(lazy="joined", innerjoin=True, foreign_keys=[second_id])

    __table_args__ = (
        CheckConstraint("account_id <> second_id", name="two_are_two"),
        Index("ix_paper_text_key", "key", "id"),
        APPEND_ONLY,
    )
