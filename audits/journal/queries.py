"""Questions to the journal, with what the reader may not see left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from carriers.custody.models import Carrier
from carriers.custody.queries import visible_to
from kernel.account import Account
from kernel.journal import canon
from kernel.journal import entries as journal
from kernel.journal.entries import Entry, Log
from kernel.words.texts import whole_number
from people.accounts.models import Account as AccountRow

PAGE = 50
SUBJECT = "carrier:"
CODE = re.compile(r"(?<!\d)1\d{13}(?!\d)")
FRAME = ("v", "n", "t", "op", "actor", "subject", "ws", "commit")


@dataclass(frozen=True)
class Sought:
    """What narrows the journal: the act, the account that did it, the subject it was done to."""

    log: Log
    op: str | None = None
    account_id: int | None = None
    subject: str | None = None

    @classmethod
    def of(cls, args: Mapping[str, str], log: Log) -> "Sought":
        account_id = whole_number(args.get("account"))
        return cls(log, args.get("op") or None, account_id, args.get("subject") or None)

    def args(self) -> dict[str, str]:
        pairs = {"op": self.op, "account": self.account_id, "subject": self.subject}
        return {name: str(value) for name, value in pairs.items() if value is not None}


@dataclass(frozen=True)
class Line:
    """One entry as the reader may see it. `fields` is None where it speaks of a carrier above their grade."""

    entry: Entry
    worker: AccountRow | None
    carrier: Carrier | None
    fields: dict[str, object] | None


@dataclass(frozen=True)
class Page:
    """Entries, the newest first; `before` asks for older ones; origin, size and root of the log."""

    lines: Sequence[Line]
    before: int | None
    anchor: tuple[str, int, str]


def page(session: Session, account: Account, sought: Sought, before: int | None) -> Page:
    query = select(Entry).where(Entry.log == sought.log).order_by(Entry.n.desc()).limit(PAGE + 1)
    if sought.op:
        query = query.where(Entry.op == sought.op)
    if sought.account_id is not None:
        query = query.where(Entry.account_id == sought.account_id)
    if sought.subject:
        query = query.where(Entry.subject == sought.subject)
    if before is not None:
        query = query.where(Entry.n < before)
    entries = session.scalars(query).all()
    more = entries[PAGE - 1].n if len(entries) > PAGE else None
    return Page(_lines(session, account, entries[:PAGE]), more, journal.anchor(session, sought.log))


def _lines(session: Session, account: Account, entries: Sequence[Entry]) -> list[Line]:
    ids = {int(entry.subject[len(SUBJECT) :]) for entry in entries if entry.subject and SUBJECT in entry.subject}
    codes = {code for entry in entries for code in CODE.findall(entry.body.decode())}
    about = session.scalars(
        select(Carrier).where((Carrier.id.in_(ids) | Carrier.code.in_(codes)), visible_to(account))
    ).all()
    known = {one.id: one for one in about}
    hidden = codes - {one.code for one in about}
    unseen = set(session.scalars(select(Carrier.code).where(Carrier.code.in_(hidden))))
    workers = {
        one.id: one
        for one in session.scalars(
            select(AccountRow)
            .where(AccountRow.id.in_({entry.account_id for entry in entries if entry.account_id}))
            .options(joinedload(AccountRow.person))
        )
    }
    return [_line(entry, workers.get(entry.account_id or 0), known, unseen) for entry in entries]


def _line(entry: Entry, worker: AccountRow | None, known: Mapping[int, Carrier], unseen: set[str]) -> Line:
    carrier = None
    if entry.subject and entry.subject.startswith(SUBJECT):
        carrier = known.get(int(entry.subject[len(SUBJECT) :]))
        if carrier is None:
            return Line(entry, worker, None, None)
    if unseen & set(CODE.findall(entry.body.decode())):
        return Line(entry, worker, None, None)
    body = canon.decode(entry.body)
    return Line(entry, worker, carrier, {name: value for name, value in body.items() if name not in FRAME})


def ops(session: Session, log: Log) -> Sequence[str]:
    """The kinds of acts that stand in a log."""
    return session.scalars(select(Entry.op).where(Entry.log == log).distinct().order_by(Entry.op)).all()
