"""Requests that acted, so that the same one sent twice acts once."""

import hashlib
from datetime import date, datetime, time, timedelta

from sqlalchemy import LargeBinary, String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel import clock
from kernel.account import Account
from kernel.database.engine import PLAIN, Base, BigId, Moment

KEPT = timedelta(days=2)


class ActedRequest(Base):
    """One key of one account, what was asked with it, and where it led."""

    __tablename__ = "acted_request"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    account_id: Mapped[int] = mapped_column(BigId)
    asked: Mapped[bytes] = mapped_column(LargeBinary(32))
    location: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime] = mapped_column(Moment)


class KeyReused(Exception):
    """The key was used before for something else."""


def answer_to(session: Session, key: str, asked: str, *, by: Account) -> str | None:
    """Where the same request led before; None for a new key. Raises KeyReused when it asked something else."""
    found = session.get(ActedRequest, key)
    if found is None:
        return None
    if found.account_id != by.id or found.asked != _digest(asked):
        raise KeyReused(key)
    return found.location


def remember(session: Session, key: str, asked: str, location: str, *, by: Account) -> None:
    session.add(ActedRequest(key=key, account_id=by.id, asked=_digest(asked), location=location, at=clock.now()))
    session.flush()


def _digest(asked: str) -> bytes:
    return hashlib.sha256(asked.encode()).digest()


def forget(session: Session, today: date) -> None:
    """Empty what was asked long ago: no form is sent again after KEPT, and a digest is nobody's to try on."""
    long_ago = clock.at_local(today, time()) - KEPT
    session.execute(delete(ActedRequest).where(ActedRequest.at < long_ago), execution_options=PLAIN)
