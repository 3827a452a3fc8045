"""Questions to the wordings."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carriers.wordings.models import PaperText
from carriers.wordings.rules import SHIPPED
from kernel.papers.paper import Pair


def last(session: Session) -> Mapping[str, PaperText]:
    """The wording that stands for each text that was ever reworded here."""
    newest = select(func.max(PaperText.id)).group_by(PaperText.key)
    return {one.key: one for one in session.scalars(select(PaperText).where(PaperText.id.in_(newest)))}


def now(session: Session, key: str) -> Pair:
    """The text as it stands now."""
    row = session.scalars(select(PaperText).where(PaperText.key == key).order_by(PaperText.id.desc()).limit(1)).first()
    return Pair(row.kk, row.ru) if row else SHIPPED[key].pair


def history(session: Session, key: str) -> Sequence[PaperText]:
    """Every wording of a text that was set here, the newest first."""
    return session.scalars(select(PaperText).where(PaperText.key == key).order_by(PaperText.id.desc())).all()


def edits(session: Session) -> Mapping[Pair, Pair]:
    """What stands for which shipped text; a key that is shipped no more stands for nothing."""
    return {SHIPPED[key].pair: Pair(one.kk, one.ru) for key, one in last(session).items() if key in SHIPPED}
