"""Texts people searched for, kept here so that no name, number or title stands in an address."""

from datetime import datetime

from sqlalchemy import ColumnElement, String
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from kernel import clock
from kernel.account import Account
from kernel.database.engine import Base, BigId, Moment

LONGEST = 200


class Search(Base):
    """What one account searched for; its id is all that an address shows."""

    __tablename__ = "search"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigId, index=True)
    text: Mapped[str] = mapped_column(String(LONGEST))
    at: Mapped[datetime] = mapped_column(Moment)


def keep(session: Session, text: str, *, by: Account) -> Search:
    search = Search(account_id=by.id, text=text.strip()[:LONGEST], at=clock.now())
    session.add(search)
    session.flush()
    return search


def text_of(session: Session, search_id: int | None, *, by: Account) -> str:
    """The text of this account's own search; empty for none and for another's."""
    search = session.get(Search, search_id) if search_id else None
    return search.text if search is not None and search.account_id == by.id else ""


def contains(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """Whether a case-folded column holds the word; the word's own % and _ stand for themselves."""
    return column.contains(word, autoescape=True)
