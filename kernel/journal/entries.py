"""The journal: every act, refusal and sign-in as one canonical entry under a Merkle tree (RFC 9162).

Bodies are kept as the bytes that were hashed. Two logs: custody, and security for sign-ins and accounts.
"""

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String, Text, func, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel import clock
from kernel.account import Account, id_of
from kernel.database.engine import APPEND_ONLY, PLAIN, Base, BigId, Moment, choice
from kernel.journal import canon, merkle

VERSION = 1
ERASE = "erase"
CONFIRM_CLOCK = "confirm_clock"  # the one act whose time may lie before that of the entry before it
PATIENCE = timedelta(seconds=5)  # clocks of two machines, or of one that is put right, differ so much
WITNESSED = 32  # every so many entries a log says how long the other is
BATCH = 1000


class Log(StrEnum):
    CUSTODY = "custody"
    SECURITY = "security"


class ClockWentBack(Exception):
    """The clock shows a time before the last entry: nothing is written until the head of the registry confirms it."""

    def __init__(self, last: datetime, now: datetime) -> None:
        super().__init__(f"{time_of(now)} is before {time_of(last)}")
        self.last, self.now = last, now


class Entry(Base):
    """One line of a log; the columns beside the body only help to find it."""

    __tablename__ = "journal_entry"

    log: Mapped[Log] = mapped_column(choice(Log), primary_key=True)
    n: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    op: Mapped[str] = mapped_column(String(40), index=True)
    account_id: Mapped[int | None] = mapped_column(BigId, index=True)
    subject: Mapped[str | None] = mapped_column(String(40))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    leaf: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (
        Index("ix_journal_entry_subject", "subject", "log", "n"),
        Index("ix_journal_entry_at", "log", "at"),
        APPEND_ONLY,
    )


class Head(Base):
    """The frontier of a log's tree: its size, the roots of its full subtrees, and when its last entry was written."""

    __tablename__ = "journal_head"

    log: Mapped[Log] = mapped_column(choice(Log), primary_key=True)
    origin: Mapped[str] = mapped_column(String(80))
    algorithm: Mapped[str] = mapped_column(String(40), default="rfc9162-sha256")
    size: Mapped[int] = mapped_column(BigId, default=0)
    peaks: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    last_at: Mapped[datetime | None] = mapped_column(Moment)


class Detail(Base):
    """The text behind a salted commitment of an entry; it may be erased and the entry still verifies."""

    __tablename__ = "journal_detail"

    log: Mapped[Log] = mapped_column(choice(Log), primary_key=True)
    n: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    text: Mapped[str] = mapped_column(Text)

    __table_args__ = (ForeignKeyConstraint(["log", "n"], ["journal_entry.log", "journal_entry.n"]),)


def begin(session: Session, site: int) -> None:
    """Open both logs of this site, empty; does nothing where they stand already."""
    for log in Log:
        if session.get(Head, log) is None:
            session.add(Head(log=log, origin=f"tizilim/site-{site:02d}/{log.value}", size=0, peaks=b""))
    session.flush()


def append(
    session: Session,
    op: str,
    *,
    by: Account | None,
    log: Log = Log.CUSTODY,
    subject: str | None = None,
    commit: Mapping[str, str] | None = None,
    **fields: Any,
) -> int:
    """Write one entry inside the present transaction and return its number.

    `by` is who acts, None for the console and for strangers; `commit` holds texts kept off the body.
    Plain statements, because every act pays for them. Raises ClockWentBack.
    """
    columns = select(Head.size, Head.peaks, Head.last_at).where(Head.log == log)
    n, peaks, last_at = session.execute(columns.with_for_update()).one()
    at = _in_order(last_at, op)
    salted = {name: (secrets.token_bytes(32), text) for name, text in (commit or {}).items()}
    body = {
        "v": VERSION,
        "n": n,
        "t": time_of(at),
        "op": op,
        "actor": id_of(by),
        **session.info.get("context", {}),
        **({"subject": subject} if subject else {}),
        **({"commit": {name: commitment(*pair) for name, pair in salted.items()}} if salted else {}),
        **({} if n % WITNESSED else {"other": witness(session, log)}),
        **fields,
    }
    encoded = canon.encode(body)
    leaf = merkle.leaf_hash(encoded)
    row = {
        "log": log,
        "n": n,
        "at": at,
        "op": op,
        "account_id": id_of(by),
        "subject": subject,
        "body": encoded,
        "leaf": leaf,
    }
    session.execute(insert(Entry).values(row))
    frontier = merkle.Frontier.unpacked(n, peaks).push(leaf)
    grown = {"size": frontier.size, "peaks": frontier.packed(), "last_at": at}
    session.execute(update(Head).where(Head.log == log).values(grown), execution_options=PLAIN)
    session.add_all(Detail(log=log, n=n, field=name, salt=salt, text=text) for name, (salt, text) in salted.items())
    return n


def _in_order(last_at: datetime | None, op: str) -> datetime:
    """The time of a new entry: never before that of the last one, unless somebody confirms the clock."""
    now = clock.now()
    if last_at is None or op == CONFIRM_CLOCK:
        return now
    refuse_if_back(last_at)
    return max(now, last_at)


def refuse_if_back(last_at: datetime | None) -> None:
    """Raise ClockWentBack where the clock shows a time before this, beyond what clocks differ by."""
    now = clock.now()
    if last_at is not None and last_at - now > PATIENCE:
        raise ClockWentBack(last_at, now)


def last_moment(session: Session) -> datetime | None:
    """The time of the youngest entry of both logs; None where there is none."""
    return session.scalar(select(func.max(Head.last_at)))


def witness(session: Session, log: Log) -> dict[str, object]:
    """What one log remembers of the other: its size and root now, so that neither is emptied alone."""
    _origin, size, root = anchor(session, next(one for one in Log if one is not log))
    return {"size": size, "root": root}


def about(session: Session, log: Log, subject: str, ops: Sequence[str]) -> Sequence[Entry]:
    """The entries of these acts about a subject, the newest first."""
    query = select(Entry).where(Entry.log == log, Entry.subject == subject, Entry.op.in_(ops))
    return session.scalars(query.order_by(Entry.n.desc())).all()


def commitment(salt: bytes, text: str) -> str:
    """SHA-256 of 32 random bytes and the text, as hex: proves the text later without showing it now."""
    return hashlib.sha256(salt + text.encode()).hexdigest()


def erase(session: Session, detail: Detail, *, reason: str, by: Account | None) -> int:
    """Erase the text behind a commitment. Its entry stands and still verifies; another one tells of the erasure."""
    n = append(
        session, ERASE, by=by, log=detail.log, subject=erasure(detail.log, detail.n, detail.field), reason=reason
    )
    session.flush()
    session.delete(detail)
    session.flush()
    return n


def erasure(log: Log, n: int, field: str) -> str:
    """The subject of the entry without which the database erases no detail."""
    return f"{log.value}:{n}:{field}"


def anchor(session: Session, log: Log = Log.CUSTODY) -> tuple[str, int, str]:
    """Origin, size and root (hex) of a log as it stands in this transaction: what a printed slip carries."""
    head = session.get_one(Head, log, populate_existing=True)
    return head.origin, head.size, merkle.Frontier.unpacked(head.size, head.peaks).root().hex()


def time_of(at: datetime) -> str:
    """The moment of an entry as its body writes it: RFC 3339 in UTC with milliseconds."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def export(session: Session, log: Log) -> Iterator[bytes]:
    """The bodies one a line, in order, then a last line with origin, size and root."""
    last = -1
    while bodies := session.execute(
        select(Entry.n, Entry.body).where(Entry.log == log, Entry.n > last).order_by(Entry.n).limit(BATCH)
    ).all():
        yield from (body + b"\n" for _n, body in bodies)
        last = bodies[-1].n
    origin, size, root = anchor(session, log)
    yield canon.encode({"origin": origin, "size": size, "root": root}) + b"\n"
