"""Requests that acted, so that the same one sent twice acts once."""

import hmac
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import JSON, LargeBinary, String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel import clock
from kernel.account import Account
from kernel.database.engine import INSERTS, PLAIN, Base, BigId, Moment

KEPT = timedelta(days=2)
LONGEST = 80
KEY = re.compile(rf"[0-9A-Za-z-]{{1,{LONGEST}}}")
PURPOSE = b"acted request\0"  # the key of the server also signs the tokens of forms


class ActedRequest(Base):
    """One key of one account, what was asked with it, and what it led to; without an answer while it is being done."""

    __tablename__ = "acted_request"

    key: Mapped[str] = mapped_column(String(LONGEST), primary_key=True)
    account_id: Mapped[int] = mapped_column(BigId)
    asked: Mapped[bytes] = mapped_column(LargeBinary(32))
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class Done:
    """Where an act leads and what is said there, once it is committed; `codes` are those of the labels it drew."""

    address: str
    message: str = ""
    css: str = "fine"
    codes: tuple[str, ...] = ()
    is_repeated: bool = False


class KeyReused(Exception):
    """The key was used before for something else."""


def digest(secret: bytes, address: str, fields: Iterable[tuple[str, str]]) -> bytes:
    """What was asked, in a form that nobody without the key of the server can try guesses on."""
    return hmac.digest(secret, PURPOSE + repr((address, sorted(fields))).encode(), "sha256")


def claim(session: Session, key: str, asked: bytes, *, by: Account) -> Done | None:
    """Take a key before the work begins; None when it is ours. Waits for whoever is at work with it now.

    What the same request led to when it was done before. Raises KeyReused when it asked something else.
    """
    row = {"key": key, "account_id": by.id, "asked": asked, "at": clock.now()}
    insert = INSERTS[session.get_bind().dialect.name](ActedRequest).values(row).on_conflict_do_nothing()
    if session.scalar(insert.returning(ActedRequest.key)) is not None:
        return None
    found = session.get_one(ActedRequest, key)
    if found.account_id != by.id or not hmac.compare_digest(found.asked, asked) or found.answer is None:
        raise KeyReused(key)
    return replace(Done(**found.answer), codes=tuple(found.answer["codes"]), is_repeated=True)


def keep(session: Session, key: str, done: Done) -> None:
    """Remember what the work led to, in the transaction that claimed the key and did it."""
    session.get_one(ActedRequest, key).answer = asdict(done)
    session.flush()


def forget(session: Session, today: date) -> None:
    """Empty what was asked long ago: no form is sent again after KEPT."""
    long_ago = clock.at_local(today, time()) - KEPT
    session.execute(delete(ActedRequest).where(ActedRequest.at < long_ago), execution_options=PLAIN)
