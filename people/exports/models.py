"""Table of printed papers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment, choice
from kernel.papers.paper import Tongue
from people.accounts.models import Account


class PaperPrint(Base):
    """One printing of one paper, with its sheets as they left: another printing is another row under another number.

    `subject` is the code that its QR leads back to; `rank` the grade of the marking chosen (art. 18(2)), None where
    the paper carries none; `content_rank` the highest grade of what the paper names.
    """

    __tablename__ = "paper_print"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(String(14), unique=True)
    what: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(14))
    tongue: Mapped[Tongue] = mapped_column(choice(Tongue))
    rank: Mapped[int | None] = mapped_column(SmallInteger)
    content_rank: Mapped[int] = mapped_column(SmallInteger)
    list_item: Mapped[str] = mapped_column(String(60), default="")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    sheets: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)

    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        CheckConstraint("rank IS NULL OR rank BETWEEN 0 AND 3", name="rank_known"),
        CheckConstraint("content_rank BETWEEN 0 AND 3", name="content_rank_known"),
        Index("ix_paper_print_subject", "subject", "id"),
        APPEND_ONLY,
    )
