"""Questions to the journal, with what the reader may not see left out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload

from carriers.custody.models import Carrier, Movement
from carriers.custody.queries import visible_to
from carriers.register import queries as registers
from carriers.register.models import Register
from carriers.storage.models import Place
from kernel import clock
from kernel.account import Account
from kernel.codes.scanning import ScanRefused, read
from kernel.journal import canon
from kernel.journal import entries as journal
from kernel.journal.entries import Entry, Log
from kernel.words.i18n import language
from kernel.words.texts import whole_day, whole_number
from people.accounts.models import Account as AccountRow
from people.register import queries as persons
from people.register.models import Person, Unit

PAGE = 50
MOST_FOUND = 50  # carriers and persons whose entries one search brings
CARRIER, PERSON = "carrier", "person"
CODE = re.compile(r"(?<!\d)1\d{13}(?!\d)")
FRAME = ("v", "n", "t", "op", "actor", "subject", "ws", "commit", "other")
PERSONS_IN = ("giver", "receiver", "witnesses")  # fields that hold ids of persons


@dataclass(frozen=True)
class Sought:
    """What narrows the journal: the act, who did it, to whom or what, between which days, and words."""

    log: Log
    op: str | None = None
    account_id: int | None = None
    person_id: int | None = None
    carrier_id: int | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str], log: Log, text: str = "") -> "Sought":
        """From the arguments of an address; what cannot be read narrows nothing."""
        account_id, person_id, carrier_id = (whole_number(args.get(name)) for name in ("account", PERSON, CARRIER))
        first, last = (whole_day(args.get(name)) for name in ("first", "last"))
        return cls(log, args.get("op") or None, account_id, person_id, carrier_id, first, last, text)

    def args(self) -> dict[str, str]:
        """Back to arguments of an address; words never stand in one."""
        pairs = {
            "op": self.op,
            "account": self.account_id,
            PERSON: self.person_id,
            CARRIER: self.carrier_id,
            "first": self.first,
            "last": self.last,
        }
        return {name: str(value) for name, value in pairs.items() if value is not None}


@dataclass(frozen=True)
class Line:
    """One entry as the reader may see it. `fields` is None where it speaks of a carrier above their grade."""

    entry: Entry
    worker: AccountRow | None
    carrier: Carrier | None
    fields: dict[str, Any] | None

    @property
    def subject(self) -> tuple[str, int] | None:
        """Whose or what the entry is about: a kind and its id."""
        kind, _colon, number = (self.entry.subject or "").partition(":")
        return (kind, int(number)) if number.isdecimal() else None


@dataclass(frozen=True)
class Names:
    """What the ids in a page of entries are called today, as far as the reader may know it."""

    persons: Mapping[int, str]
    accounts: Mapping[int, str]
    carriers: Mapping[str, str]  # numbers by barcode
    places: Mapping[int, str]
    registers: Mapping[int, str]
    units: Mapping[int, str]


@dataclass(frozen=True)
class Page:
    """Entries, the newest first, with their names; `before` asks for older ones; origin, size and root of the log."""

    lines: Sequence[Line]
    names: Names
    before: int | None
    anchor: tuple[str, int, str]


def page(session: Session, account: Account, sought: Sought, before: int | None) -> Page:
    query = narrowed(session, account, sought).limit(PAGE + 1)
    if before is not None:
        query = query.where(Entry.n < before)
    entries = session.scalars(query).all()
    more = entries[PAGE - 1].n if len(entries) > PAGE else None
    lines = _lines(session, account, entries[:PAGE])
    return Page(lines, _names(session, lines), more, journal.anchor(session, sought.log))


def every(session: Session, account: Account, sought: Sought) -> Iterator[tuple[Line, Names]]:
    """All that a search brings, the newest first, a page of names at a time."""
    before = None
    while True:
        found = page(session, account, sought, before)
        yield from ((line, found.names) for line in found.lines)
        if found.before is None:
            return
        before = found.before


def narrowed(session: Session, account: Account, sought: Sought) -> Select[Any]:
    query = select(Entry).where(Entry.log == sought.log).order_by(Entry.n.desc())
    if sought.op:
        query = query.where(Entry.op == sought.op)
    if sought.account_id is not None:
        query = query.where(Entry.account_id == sought.account_id)
    if sought.person_id is not None:
        query = query.where(_about_persons([sought.person_id]))
    if sought.carrier_id is not None:
        query = query.where(_about_carriers([sought.carrier_id]))
    if sought.first is not None:
        query = query.where(Entry.at >= clock.at_local(sought.first, time()))
    if sought.last is not None:
        query = query.where(Entry.at < clock.at_local(sought.last + timedelta(days=1), time()))
    return query.where(_about_words(session, account, sought.text)) if sought.text else query


def _about_carriers(ids: Iterable[int]) -> ColumnElement[bool]:
    return Entry.subject.in_([f"{CARRIER}:{one}" for one in ids])


def _about_persons(ids: Sequence[int]) -> ColumnElement[bool]:
    """Done to them, by them, or what passed through their hands."""
    own = select(AccountRow.id).where(AccountRow.person_id.in_(ids))
    hands = select(Movement.journal_n).where(Movement.giver_id.in_(ids) | Movement.receiver_id.in_(ids))
    return or_(
        Entry.subject.in_([f"{PERSON}:{one}" for one in ids]),
        Entry.account_id.in_(own),
        (Entry.log == Log.CUSTODY) & Entry.n.in_(hands),
    )


def _about_words(session: Session, account: Account, text: str) -> ColumnElement[bool]:
    """The number of an entry, the number or a code of a carrier, the name of a person."""
    carriers = session.scalars(
        select(Carrier.id).where(Carrier.number == text, visible_to(account)).limit(MOST_FOUND)
    ).all()
    found = [_about_carriers([*carriers, *_by_code(session, account, text)])]
    if (number := whole_number(text)) is not None:
        found.append(Entry.n == number)
    else:
        named = session.scalars(persons.persons(text).limit(MOST_FOUND)).unique()
        found.append(_about_persons([one.id for one in named]))
    return or_(*found)


def _by_code(session: Session, account: Account, text: str) -> list[int]:
    try:
        carriers = list(registers.by_codes(session, [code.text for code in read(text).codes]))
    except ScanRefused:
        alias = registers.by_alias(session, text)
        carriers = [alias] if alias else []
    return [one.id for one in carriers if one.rank <= account.max_rank]


def _lines(session: Session, account: Account, entries: Sequence[Entry]) -> list[Line]:
    ids = {int(number) for kind, number in map(_subject, entries) if kind == CARRIER}
    codes = {code for entry in entries for code in CODE.findall(entry.body.decode())}
    about = session.scalars(
        select(Carrier).where((Carrier.id.in_(ids) | Carrier.code.in_(codes)), visible_to(account))
    ).all()
    known = {one.id: one for one in about}
    hidden = codes - {one.code for one in about}
    unseen = set(session.scalars(select(Carrier.code).where(Carrier.code.in_(hidden))))
    by = {entry.account_id for entry in entries if entry.account_id}
    workers = {
        one.id: one
        for one in session.scalars(
            select(AccountRow).where(AccountRow.id.in_(by)).options(joinedload(AccountRow.person))
        )
    }
    return [_line(entry, workers.get(entry.account_id or 0), known, unseen) for entry in entries]


def _subject(entry: Entry) -> tuple[str, str]:
    kind, _colon, number = (entry.subject or "").partition(":")
    return (kind, number) if number.isdecimal() else ("", "")


def _line(entry: Entry, worker: AccountRow | None, known: Mapping[int, Carrier], unseen: set[str]) -> Line:
    carrier = None
    kind, number = _subject(entry)
    if kind == CARRIER:
        carrier = known.get(int(number))
        if carrier is None:
            return Line(entry, worker, None, None)
    if unseen & set(CODE.findall(entry.body.decode())):
        return Line(entry, worker, None, None)
    body = canon.decode(entry.body)
    return Line(entry, worker, carrier, {name: value for name, value in body.items() if name not in FRAME})


def _names(session: Session, lines: Sequence[Line]) -> Names:
    about: dict[str, set[int]] = {}
    for line in lines:
        if line.subject:
            about.setdefault(line.subject[0], set()).add(line.subject[1])
    shown = [line.fields for line in lines if line.fields is not None]
    people = {one for fields in shown for name in PERSONS_IN for one in _ids(fields.get(name))}
    people |= {one for fields in shown for one in _ids(refused_to(fields) if "guards" in fields else None)} | about.get(
        PERSON, set()
    )
    seconds = {one for fields in shown for one in _ids(fields.get("second"))} | about.get("account", set())
    accounts = session.scalars(
        select(AccountRow).where(AccountRow.id.in_(seconds)).options(joinedload(AccountRow.person))
    )
    codes = {code for fields in shown for code in CODE.findall(str(fields))}
    units = session.scalars(select(Unit).where(Unit.id.in_(about.get("unit", set()))))
    return Names(
        persons={one.id: one.short_name for one in session.scalars(select(Person).where(Person.id.in_(people)))},
        accounts={one.id: one.person.short_name if one.person else one.login for one in accounts},
        carriers={one.code: one.number for one in registers.by_codes(session, codes)},
        places={
            one.id: one.label for one in session.scalars(select(Place).where(Place.id.in_(about.get("place", set()))))
        },
        registers={
            one.id: one.designation
            for one in session.scalars(select(Register).where(Register.id.in_(about.get("register", set()))))
        },
        units={one.id: one.name(language()) for one in units},
    )


def refused_to(fields: Mapping[str, Any]) -> int | None:
    """The person whom a refused act was for, else from."""
    on = fields.get("on")
    return next((on[name] for name in ("receiver", "giver", PERSON) if name in on), None) if on else None


def _ids(value: object) -> list[int]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, int)]


def ops(session: Session, log: Log) -> Sequence[str]:
    """The kinds of acts that stand in a log."""
    return session.scalars(select(Entry.op).where(Entry.log == log).distinct().order_by(Entry.op)).all()
