"""Whether a log holds: columns against bodies, leaves, commitments, the head. Each harm has its place."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, aliased

from kernel.journal import canon, merkle
from kernel.journal.entries import (
    BATCH,
    CONFIRM_CLOCK,
    ERASE,
    WITNESSED,
    Detail,
    Entry,
    Head,
    Log,
    commitment,
    erasure,
    time_of,
)

COLUMNS = (Entry.n, Entry.at, Entry.op, Entry.account_id, Entry.subject, Entry.body, Entry.leaf)
MOST_NAMED = 100  # rows of one kind of harm that are named one by one
UNREADABLE = (
    DatabaseError,
    ValueError,
    LookupError,
    TypeError,
)  # a damaged page, or a value that is none of its column


class Harm(StrEnum):
    """What can be wrong with a log."""

    MISSING = "missing"
    DOUBLED = "doubled"
    UNREADABLE = "unreadable"
    CUT_SHORT = "cut_short"
    BEYOND_HEAD = "beyond_head"
    ROOT = "root"
    NO_HEAD = "no_head"
    HEAD = "head"
    BODY = "body"
    NOT_CANONICAL = "not_canonical"
    COLUMN = "column"
    DETAIL = "detail"
    GONE = "gone"
    FORGOTTEN = "forgotten"
    LAST_TIME = "last_time"


@dataclass(frozen=True)
class Fault:
    """Where a log does not hold: entries `n` to `last`, and the column or the detail that is wrong."""

    log: Log
    n: int
    harm: Harm
    last: int
    part: str = ""


def verify(session: Session, log: Log, tick: Callable[[int], None] | None = None) -> list[Fault]:
    """Every harm of a log, the first entry first; none: the log holds in itself. `tick` hears of each batch."""
    walk = _Walk(session, log)
    walk.pass_by(tick)
    walk.faults += walk.of_witness()
    return sorted([*walk.of_entries(), *walk.of_head(), *_doubled(session, log), *_orphans(session, log)], key=_place)


def of_head(session: Session, log: Log) -> list[Fault]:
    """What the head alone shows: that it is there, fits its size, and that the last entry is the one it counts."""
    walk = _Walk(session, log)
    last = session.scalar(select(func.max(Entry.n)).where(Entry.log == log))
    walk.expected, walk.at_head = (-1 if last is None else last) + 1, None
    return list(walk.of_head())


def length(session: Session, log: Log) -> int:
    """How many entries the head knows; 0 where there is none."""
    return session.scalar(select(Head.size).where(Head.log == log)) or 0


def _place(fault: Fault) -> tuple[int, str, str]:
    return fault.n, fault.harm.value, fault.part


class _Walk:
    """One pass over a log: what was found wrong, and the tree that its leaves make."""

    def __init__(self, session: Session, log: Log) -> None:
        self.session, self.log = session, log
        self.faults: list[Fault] = []
        self.expected = 0
        self.frontier = merkle.Frontier(0, ())
        columns = select(Head.size, Head.peaks, Head.last_at).where(Head.log == log)
        self.head = session.execute(columns).one_or_none()
        self.claims = _claims(session, log)
        self.erased: set[str] = set()
        self.last_at: datetime | None = None
        self.at_head = self.frontier if self.head is None or self.head.size == 0 else None

    def fault(self, n: int, harm: Harm, *, last: int | None = None, part: str = "") -> None:
        self.faults.append(Fault(self.log, n, harm, n if last is None else last, part))

    def pass_by(self, tick: Callable[[int], None] | None) -> None:
        while rows := self._page():
            details = self._details(rows)
            for row in rows:
                self._take(row, details[row.n])
            if tick:
                tick(len(rows))

    def _page(self) -> Sequence[Any]:
        query = _of(self.log).where(Entry.n >= self.expected).limit(BATCH)
        try:
            return self.session.execute(query).all()
        except UNREADABLE:
            return self._one_by_one()

    def _one_by_one(self) -> list[Any]:
        """What can still be read of a batch, the rest named; where the whole table is damaged, up to the head."""
        end = min(self.expected + BATCH, self.head.size if self.head else self.expected + 1)
        found: list[Any] = []
        for n in range(self.expected, end):
            try:
                found += self.session.execute(_of(self.log).where(Entry.n == n)).all()
            except UNREADABLE:
                self.fault(n, Harm.UNREADABLE)
                if not found:
                    self.expected = n + 1
        if not found and self.expected < end:
            self.expected = end
        return found

    def _details(self, rows: Sequence[Any]) -> defaultdict[int, list[Any]]:
        query = select(Detail.n, Detail.field, Detail.salt, Detail.text)
        found: defaultdict[int, list[Any]] = defaultdict(list)
        for one in self.session.execute(query.where(Detail.log == self.log, Detail.n.between(rows[0].n, rows[-1].n))):
            found[one.n].append(one)
        return found

    def _take(self, row: Any, details: list[Any]) -> None:
        if row.n < self.expected:
            return  # a doubled row: named by itself
        if row.n > self.expected:
            self.fault(self.expected, Harm.MISSING, last=row.n - 1)
        self.expected = row.n + 1
        for harm, part in _harms(row, details):
            self.fault(row.n, harm, part=part)
        if row.op == ERASE:
            self.erased.add(row.subject)
        self.frontier = self.frontier.push(row.leaf if isinstance(row.leaf, bytes) else b"")
        if self.head is not None and self.frontier.size == self.head.size:
            self.at_head, self.last_at = self.frontier, row.at
        claim = self.claims.pop(self.frontier.size, None)
        if claim is not None and claim.root != self.frontier.root().hex():
            self.fault(row.n, Harm.FORGOTTEN, part=str(claim.n))

    def of_entries(self) -> list[Fault]:
        """What the pass found, but for details that were erased with an entry of their own."""
        return [
            one
            for one in self.faults
            if one.harm is not Harm.GONE or erasure(one.log, one.n, one.part) not in self.erased
        ]

    def of_witness(self) -> Iterator[Fault]:
        """Entries that the other log remembers and this one does not hold."""
        for size, claim in sorted(self.claims.items()):
            if size > self.expected:
                yield Fault(self.log, self.expected, Harm.FORGOTTEN, size - 1, str(claim.n))

    def of_head(self) -> Iterator[Fault]:
        if self.head is None:
            yield Fault(self.log, 0, Harm.NO_HEAD, 0)
            return
        size = self.head.size
        if self.expected < size:
            yield Fault(self.log, self.expected, Harm.CUT_SHORT, size - 1)
        if self.expected > size:
            yield Fault(self.log, size, Harm.BEYOND_HEAD, self.expected - 1)
        try:
            claimed = merkle.Frontier.unpacked(size, self.head.peaks)
        except ValueError:
            yield Fault(self.log, size, Harm.HEAD, size)
            return
        if self.last_at is not None and self.head.last_at != self.last_at:
            yield Fault(self.log, size, Harm.LAST_TIME, size)
        if self.at_head is not None:
            yield from _other_trees(self.log, claimed, self.at_head)


@dataclass(frozen=True)
class _Claim:
    """What entry `n` of the other log says of this one at a size."""

    n: int
    root: str


def _claims(session: Session, log: Log) -> dict[int, _Claim]:
    """What the other log remembers of this one, by the size it had then; what cannot be read is named elsewhere."""
    query = select(Entry.n, Entry.body).where(Entry.log != log, Entry.n % WITNESSED == 0).order_by(Entry.n)
    found: dict[int, _Claim] = {}
    with suppress(*UNREADABLE):
        for n, body in session.execute(query):
            with suppress(canon.CanonError):
                said = canon.decode(body).get("other")
                if said and said["size"]:
                    found.setdefault(said["size"], _Claim(n, said["root"]))
    return found


def falls(session: Session, log: Log) -> Iterator[tuple[int, datetime, datetime]]:
    """Entries written at an earlier time than the one before them, without somebody's confirming the clock."""
    before = aliased(Entry)
    query = (
        select(Entry.n, before.at, Entry.at)
        .join(before, (before.log == Entry.log) & (before.n == Entry.n - 1))
        .where(Entry.log == log, Entry.at < before.at, Entry.op != CONFIRM_CLOCK)
        .order_by(Entry.n)
        .limit(MOST_NAMED)
    )
    with suppress(*UNREADABLE):
        yield from ((n, was, at) for n, was, at in session.execute(query))


def _other_trees(log: Log, claimed: merkle.Frontier, found: merkle.Frontier) -> Iterator[Fault]:
    """The full subtrees whose roots the head knows otherwise: among their entries one was rewritten."""
    first = 0
    for peak, root in zip(claimed.peaks, found.peaks, strict=True):
        width = 1 << ((claimed.size - first).bit_length() - 1)
        if peak != root:
            yield Fault(log, first, Harm.ROOT, first + width - 1)
        first += width


def _of(log: Log) -> Any:
    return select(*COLUMNS).where(Entry.log == log).order_by(Entry.n)


def _harms(row: Any, details: list[Any]) -> Iterator[tuple[Harm, str]]:
    if not isinstance(row.body, bytes) or merkle.leaf_hash(row.body) != row.leaf:
        yield Harm.BODY, ""
        return
    try:
        body = canon.decode(row.body)
    except canon.CanonError:
        yield Harm.NOT_CANONICAL, ""
        return
    said = {"n": row.n, "t": time_of(row.at), "op": row.op, "actor": row.account_id, "subject": row.subject}
    for name, value in said.items():
        if body.get(name) != value:
            yield Harm.COLUMN, {"t": "at", "actor": "account_id"}.get(name, name)
    commits = body.get("commit", {})
    for one in details:
        if commits.get(one.field) != commitment(one.salt, one.text):
            yield Harm.DETAIL, one.field
    for name in sorted(commits.keys() - {one.field for one in details}):
        yield Harm.GONE, name


def _doubled(session: Session, log: Log) -> list[Fault]:
    """Numbers that stand on more than one row: possible only where somebody rebuilt the table without its key."""
    query = select(Entry.n).where(Entry.log == log).group_by(Entry.n).having(func.count() > 1).order_by(Entry.n)
    try:
        return [Fault(log, n, Harm.DOUBLED, n) for n in session.scalars(query.limit(MOST_NAMED))]
    except UNREADABLE:
        return []  # the pass has named what cannot be read


def _orphans(session: Session, log: Log) -> list[Fault]:
    """Details of entries that are not there."""
    entry = aliased(Entry)
    query = select(Detail.n, Detail.field).outerjoin(entry, (entry.log == Detail.log) & (entry.n == Detail.n))
    query = query.where(Detail.log == log, entry.n.is_(None)).order_by(Detail.n).limit(MOST_NAMED)
    try:
        return [Fault(log, n, Harm.DETAIL, n, field) for n, field in session.execute(query)]
    except UNREADABLE:
        return []  # as above
