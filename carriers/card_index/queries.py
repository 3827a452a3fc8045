"""Questions to the card index: lists by filters and search, one card with its whole history."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from carriers.custody import queries as custody
from carriers.custody.models import Carrier, Movement, Receipt, ReceiptSigned, SheetCount
from carriers.custody.queries import Shown
from carriers.custody.rules import CarrierKind, State
from carriers.desk import queries as desk
from carriers.register.models import Alias, Preprinted, Register
from carriers.storage import queries as storage
from kernel.account import Account
from kernel.grades import Grade
from kernel.web.searches import contains
from kernel.words.texts import folded, whole_number
from people.accounts import queries as accounts
from people.accounts.models import Account as AccountRow
from people.register import queries as persons
from people.register.models import Person

PAGE = 50
COUNTED_TO = 1000
BATCH = 500
Member = TypeVar("Member", CarrierKind, State)


@dataclass(frozen=True)
class Filters:
    """What narrows a list. Text is matched word by word, letter case folded."""

    text: str = ""
    register_id: int | None = None
    rank: Grade | None = None
    kind: CarrierKind | None = None
    state: State | None = None
    holder_id: int | None = None
    place_id: int | None = None
    is_overdue: bool = False

    @classmethod
    def of(cls, args: Mapping[str, str], text: str = "") -> "Filters":
        """From the arguments of an address; what cannot be read filters nothing."""
        return cls(
            text=text,
            register_id=whole_number(args.get("register")),
            rank=_grade(args.get("rank")),
            kind=_member(CarrierKind, args.get("kind")),
            state=_member(State, args.get("state")),
            holder_id=whole_number(args.get("holder")),
            place_id=whole_number(args.get("place")),
            is_overdue=args.get("overdue") == "1",
        )

    @property
    def is_empty(self) -> bool:
        return self == Filters()

    def args(self) -> dict[str, str]:
        """Back to arguments of an address; the text never stands in one."""
        pairs = {
            "register": self.register_id,
            "rank": None if self.rank is None else int(self.rank),
            "kind": self.kind.value if self.kind else None,
            "state": self.state.value if self.state else None,
            "holder": self.holder_id,
            "place": self.place_id,
            "overdue": 1 if self.is_overdue else None,
        }
        return {name: str(value) for name, value in pairs.items() if value is not None}

    def without_holder(self) -> "Filters":
        return replace(self, holder_id=None)


def _grade(text: str | None) -> Grade | None:
    return next((one for one in Grade if str(int(one)) == text), None)


def _member(kind: type[Member], text: str | None) -> Member | None:
    return next((one for one in kind if one.value == text), None)


def carriers(session: Session, account: Account, filters: Filters, now: datetime) -> Select[Carrier]:
    """Carriers that this account may see; the newest first, overdue ones the longest overdue first."""
    query = select(Carrier).where(custody.visible_to(account))
    for word in folded(filters.text).split():
        query = query.where(contains(Carrier.search_key, word))
    columns = {
        Carrier.register_id: filters.register_id,
        Carrier.rank: filters.rank,
        Carrier.kind: filters.kind,
        Carrier.state: filters.state,
        Carrier.holder_id: filters.holder_id,
    }
    for column, value in columns.items():
        if value is not None:
            query = query.where(column == value)
    if filters.place_id is not None:
        query = query.where(Carrier.home_place_id.in_(storage.inside(session, filters.place_id)))
    if filters.is_overdue:
        return query.where(custody.is_overdue(now)).order_by(Carrier.due_at, Carrier.id)
    return query.order_by(Carrier.id.desc())


@dataclass(frozen=True)
class Page:
    """One page of a list: rows, the key of the next page, and how many there are (None: more than are counted)."""

    rows: Sequence[Carrier]
    after: int | None
    count: int | None


def page(session: Session, account: Account, filters: Filters, now: datetime, after: int | None) -> Page:
    """The page after the carrier with this id."""
    query = carriers(session, account, filters, now)
    counted = session.scalar(
        select(func.count()).select_from(
            query.with_only_columns(Carrier.id).order_by(None).limit(COUNTED_TO + 1).subquery()
        )
    )
    found = list(session.scalars(_with_people(_after(session, query, filters, after)).limit(PAGE + 1)).unique())
    more = found[PAGE - 1].id if len(found) > PAGE else None
    return Page(found[:PAGE], more, counted if counted is not None and counted <= COUNTED_TO else None)


def every(session: Session, account: Account, filters: Filters, now: datetime) -> Iterator[Carrier]:
    """All rows of a list, read page by page, so that a long list needs little memory."""
    query = _with_people(carriers(session, account, filters, now))
    after: int | None = None
    while True:
        found = list(session.scalars(_after(session, query, filters, after).limit(BATCH)).unique())
        yield from found
        if len(found) < BATCH:
            return
        after = found[-1].id
        session.expunge_all()


def _with_people(query: Select[Carrier]) -> Select[Carrier]:
    return query.options(joinedload(Carrier.holder).joinedload(Person.unit), joinedload(Carrier.home_place))


def _after(session: Session, query: Select[Carrier], filters: Filters, after: int | None) -> Select[Carrier]:
    if after is None:
        return query
    if not filters.is_overdue:
        return query.where(Carrier.id < after)
    due_at = session.scalar(select(Carrier.due_at).where(Carrier.id == after))
    if due_at is None:
        return query
    return query.where((Carrier.due_at > due_at) | ((Carrier.due_at == due_at) & (Carrier.id > after)))


@dataclass(frozen=True)
class Hand:
    """A movement with everybody in it."""

    movement: Movement
    giver: Shown | None
    receiver: Shown | None
    worker: AccountRow | None
    second: AccountRow | None


@dataclass(frozen=True)
class Counted:
    """A count of the sheets and whose it was."""

    count: SheetCount
    worker: AccountRow | None


@dataclass(frozen=True)
class Card:
    """Everything known of one carrier; `earlier` is the movement to ask older ones before.

    `is_blind` while the reader is to count its sheets: then the card does not tell how many there are.
    """

    carrier: Carrier
    register: Register
    hands: Sequence[Hand]
    earlier: int | None
    counts: Sequence[Counted]
    is_blind: bool
    copies: Sequence[Carrier]
    aliases: Sequence[Alias]


def card(session: Session, account: Account, carrier_id: int, before: int | None) -> Card | None:
    """None where there is no such carrier, or none for this account."""
    carrier = session.scalars(
        _with_people(select(Carrier).where(Carrier.id == carrier_id, custody.visible_to(account)))
    ).one_or_none()
    if carrier is None:
        return None
    movements = _movements(session, carrier_id, before)
    more = movements[PAGE - 1].n if len(movements) > PAGE else None
    return Card(
        carrier=carrier,
        register=session.get_one(Register, carrier.register_id),
        hands=_hands(session, movements[:PAGE]),
        earlier=more,
        counts=[Counted(one, accounts.account(session, one.account_id)) for one in custody.counts(session, carrier_id)],
        is_blind=carrier.id in desk.blind(session, account),
        copies=_copies(session, account, carrier),
        aliases=session.scalars(select(Alias).where(Alias.carrier_id == carrier_id).order_by(Alias.kind)).all(),
    )


def _movements(session: Session, carrier_id: int, before: int | None) -> Sequence[Movement]:
    query = select(Movement).where(Movement.carrier_id == carrier_id).order_by(Movement.n.desc()).limit(PAGE + 1)
    return session.scalars(query.where(Movement.n < before) if before else query).all()


def _hands(session: Session, movements: Sequence[Movement]) -> list[Hand]:
    person_ids = {one for move in movements for one in (move.giver_id, move.receiver_id) if one}
    account_ids = {one for move in movements for one in (move.account_id, move.second_account_id) if one}
    people = persons.shown(session, person_ids)
    known = session.scalars(
        select(AccountRow).where(AccountRow.id.in_(account_ids)).options(joinedload(AccountRow.person))
    )
    workers = {one.id: one for one in known}
    kept = custody.signed(session, [move.receipt_id for move in movements if move.receipt_id])
    nobody = ReceiptSigned(giver=None, receiver=None)
    return [
        Hand(
            move,
            custody.shown(kept.get(move.receipt_id or 0, nobody).giver, people.get(move.giver_id or 0)),
            custody.shown(kept.get(move.receipt_id or 0, nobody).receiver, people.get(move.receiver_id or 0)),
            workers.get(move.account_id or 0),
            workers.get(move.second_account_id or 0),
        )
        for move in movements
    ]


def _copies(session: Session, account: Account, carrier: Carrier) -> Sequence[Carrier]:
    if carrier.document_id is None:
        return []
    return session.scalars(
        select(Carrier)
        .where(Carrier.document_id == carrier.document_id, Carrier.id != carrier.id, custody.visible_to(account))
        .order_by(Carrier.copy_no)
        .limit(PAGE)
    ).all()


def receipt_by_code(session: Session, code: str) -> Receipt | None:
    return session.scalars(select(Receipt).where(Receipt.code == code)).one_or_none()


def is_unbound_label(session: Session, code: str) -> bool:
    """Whether these digits stand on a label that was printed ahead and awaits its carrier."""
    found = session.get(Preprinted, code)
    return found is not None and found.carrier_id is None


def own(session: Session, person_id: int | None) -> Sequence[Carrier]:
    """What this person answers for now, the earliest due first."""
    query = _with_people(select(Carrier).where(Carrier.holder_id == person_id).order_by(Carrier.due_at, Carrier.id))
    return session.scalars(query).unique().all() if person_id else []
