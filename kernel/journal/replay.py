"""Telling the present from the journal: what its entries say of a subject, against what the tables say.

A register of before these entries is told from a `baseline`, which commits to how each subject stood when it was made.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from kernel.account import CONSOLE
from kernel.journal import canon
from kernel.journal import entries as journal
from kernel.journal.entries import Entry, Log

BASELINE, BEGUN = "baseline", "begin_replay"
BATCH = 500
Body = Mapping[str, Any]


@dataclass(frozen=True)
class Untrue:
    """Where a table and the journal differ: the subject, the column, and the last entry that told of it, if any."""

    subject: str
    part: str
    n: int | None = None


def mark(secret_hash: str | None) -> str | None:
    """What an entry says of a password's or PIN's hash: SHA-256 of it, salt and all, so that it tells nothing else."""
    return hashlib.sha256(secret_hash.encode()).hexdigest() if secret_hash else None


def bodies(session: Session, log: Log, subjects: Iterable[str]) -> dict[str, list[tuple[int, Body]]]:
    """The entries about each of these subjects, in their order."""
    found: dict[str, list[tuple[int, Body]]] = {one: [] for one in subjects}
    query = select(Entry.n, Entry.subject, Entry.body).where(Entry.log == log, Entry.subject.in_(list(found)))
    for n, subject, body in session.execute(query.order_by(Entry.n)):
        found[str(subject)].append((n, canon.decode(body)))
    return found


def batches(session: Session, ids: Select[int]) -> Iterator[list[int]]:
    """Every id of this query, some at a time, in order."""
    column, last = next(iter(ids.selected_columns)), 0
    while found := list(session.scalars(ids.where(column > last).order_by(column).limit(BATCH))):
        yield found
        last = found[-1]


def differing(subject: str, n: int | None, told: Mapping[str, Any], kept: Mapping[str, Any]) -> Iterator[Untrue]:
    """Each column that the journal tells otherwise."""
    yield from (Untrue(subject, name, n) for name, value in kept.items() if name in told and told[name] != value)


def deleted(session: Session, log: Log, kind: str, op: str, known: Callable[[list[int]], set[int]]) -> Iterator[Untrue]:
    """Subjects that an entry brought into the register and that are there no more."""
    query = select(Entry.n, Entry.subject).where(Entry.log == log, Entry.op == op).order_by(Entry.n).limit(BATCH)
    last = -1
    while rows := session.execute(query.where(Entry.n > last)).all():
        ids = {int(str(row.subject).split(":")[1]): row.n for row in rows}
        there = known(list(ids))
        yield from (Untrue(f"{kind}:{one}", "row", n) for one, n in ids.items() if one not in there)
        last = rows[-1].n


def written_once(
    session: Session, table: Any, kind: str, op: str, facts: Callable[[Any], Mapping[str, Any]], *where: Any
) -> Iterator[Untrue]:
    """Every row of a table of `kind` that is not as its one entry `op` tells it, that none tells, or that is gone.

    `facts` are the columns of a row as its entry names them; `where` leaves out rows that no entry tells.
    """
    for ids in batches(session, select(table.id).where(*where)):
        told = bodies(session, Log.CUSTODY, [f"{kind}:{one}" for one in ids])
        for row in session.scalars(select(table).where(table.id.in_(ids)).order_by(table.id)):
            subject = f"{kind}:{row.id}"
            if not told[subject]:
                yield Untrue(subject, "entry")
                continue
            n, body = told[subject][-1]
            yield from differing(subject, n, body, facts(row))

    def there(ids: list[int]) -> set[int]:
        return set(session.scalars(select(table.id).where(table.id.in_(ids))))

    yield from deleted(session, Log.CUSTODY, kind, op, there)


def is_covered(session: Session) -> bool:
    """Whether the journal tells everything: from its first entries on, or from a baseline."""
    if session.scalars(select(Entry.n).where(Entry.op == BEGUN).limit(1)).first() is not None:
        return True
    first = (
        session.scalars(select(Entry.body).where(Entry.op == op).order_by(Entry.n).limit(1)).first()
        for op in ("register", "add_account")
    )
    return all(body is None or canon.decode(body).get("facts") for body in first)


def begin(session: Session, baselines: Iterable[Callable[[Session], None]]) -> None:
    """Commit once to how everything stands in a register whose first entries do not tell it."""
    if is_covered(session):
        return
    for baseline in baselines:
        baseline(session)
    for log in Log:
        journal.append(session, BEGUN, by=CONSOLE, log=log)


def begun_at(session: Session, log: Log) -> int | None:
    """The entry from which a log is told, where that is not its first."""
    return session.scalars(select(Entry.n).where(Entry.log == log, Entry.op == BEGUN).limit(1)).first()
