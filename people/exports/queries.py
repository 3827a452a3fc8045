"""Reading the register of printed papers."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from people.exports.models import PaperPrint

PAGE = 50


def of_subject(session: Session, code: str) -> Sequence[PaperPrint]:
    """Every printing of the papers of this act or case, the newest first."""
    return session.scalars(select(PaperPrint).where(PaperPrint.subject == code).order_by(PaperPrint.id.desc())).all()


def printed(session: Session, code: str, position: int) -> PaperPrint | None:
    """The printing at this position, counted from 1, of those of this act or case, with its sheets."""
    chosen = select(PaperPrint).where(PaperPrint.subject == code).order_by(PaperPrint.id)
    return session.scalars(chosen.offset(position - 1).limit(1).options(undefer(PaperPrint.content))).one_or_none()
