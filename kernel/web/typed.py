"""Typed work that survives a closed screen, an ended session, another language: kept for its author, encrypted.

One form an account, for an hour; never a PIN or a password. It comes back on the page it was typed on.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import LargeBinary, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel import clock
from kernel.database.engine import PLAIN, Base, BigId, Moment
from kernel.web.forms import SECRET_FIELDS

KEPT = timedelta(hours=1)
PURPOSE = b"tizilim typed work"  # the key of the server has other uses, and each has a key of its own (RFC 5869)
LEFT_OUT = SECRET_FIELDS | {"csrf_token", "act_key", "edition", "typed", "typed_at"}
Fields = list[tuple[str, str]]


class TypedWork(Base):
    """What one account typed last and could not send."""

    __tablename__ = "typed_work"

    account_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Moment)


def keep(session: Session, secret: bytes, account_id: int, path: str, fields: Iterable[tuple[str, str]]) -> None:
    """Keep what was typed on this page instead of what was kept before; nothing where nothing was typed."""
    kept = [(name, value) for name, value in fields if name not in LEFT_OUT and value]
    if not kept:
        return
    told = json.dumps({"account": account_id, "path": path, "fields": kept}).encode()
    row = session.get(TypedWork, account_id, with_for_update=True)
    if row is None:
        row = TypedWork(account_id=account_id)
        session.add(row)
    row.body, row.at = _cipher(secret).encrypt(told), clock.now()
    session.flush()


def of(session: Session, secret: bytes, account_id: int) -> tuple[str, Fields] | None:
    """The page and the fields that this account typed last, within the hour."""
    row = session.get(TypedWork, account_id)
    if row is None or not clock.now() - KEPT < row.at <= clock.now():
        return None
    try:
        told: Mapping[str, object] = json.loads(_cipher(secret).decrypt(row.body))
    except InvalidToken:
        return None  # of another key: nobody reads it any more
    if told["account"] != account_id:
        return None
    fields = told["fields"]
    assert isinstance(fields, list)  # noqa: S101 - written above
    return str(told["path"]), [(name, value) for name, value in fields]


def sent(session: Session, secret: bytes, account_id: int, path: str) -> None:
    """The form of this page was sent and acted: what was typed on it before is not asked for any more."""
    found = of(session, secret, account_id)
    if found is None or found[0] != path:
        return
    session.execute(delete(TypedWork).where(TypedWork.account_id == account_id), execution_options=PLAIN)


def forget(session: Session, _today: date) -> None:
    """Empty what nobody came back for."""
    session.execute(delete(TypedWork).where(TypedWork.at < clock.now() - KEPT), execution_options=PLAIN)


def _cipher(secret: bytes) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret)
    return Fernet(urlsafe_b64encode(derived))
