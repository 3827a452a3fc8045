"""Table of printed labels."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from carriers.labels.rules import Reason, Template
from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment, choice


class LabelPrint(Base):
    """One printing of one label: which, in what form, and why again. Append-only."""

    __tablename__ = "label_print"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(14))
    template: Mapped[Template] = mapped_column(choice(Template))
    dpi: Mapped[int] = mapped_column(SmallInteger)
    reason: Mapped[Reason] = mapped_column(choice(Reason))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (Index("ix_label_print_code", "code", "id"), APPEND_ONLY)
