"""Questions about who holds what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from carriers.custody.models import Carrier, Movement, Receipt, ReceiptSigned, SheetCount, Transition
from carriers.custody.rules import DESK, LAWFUL, CarrierFacts, Count, Counter, Due, Freeze, Sides, State, due_at
from kernel import clock
from kernel.account import Account
from kernel.grades import Grade
from kernel.journal import entries as journal
from people.accounts import queries as accounts
from people.accounts.models import Account as AccountRow
from people.admission import queries as admission
from people.calendar import queries as calendars
from people.register import queries as persons
from people.register.models import Person
from people.roles.rules import Permission
from people.terms import queries as terms


def visible_to(account: Account) -> ColumnElement[bool]:
    """Carriers above the account's rank do not exist for it (G-RANKVIEW)."""
    return Carrier.rank <= account.max_rank


def visible(session: Session, account: Account, carrier_id: int) -> Carrier | None:
    """The carrier with this id; None where there is none, or none for this account."""
    return session.scalars(select(Carrier).where(Carrier.id == carrier_id, visible_to(account))).one_or_none()


def locked(session: Session, ids: Iterable[int]) -> list[Carrier]:
    """These carriers, read anew and locked in the order of their ids, so that two desks never wait for each other."""
    return list(
        session.scalars(
            select(Carrier)
            .where(Carrier.id.in_(list(ids)))
            .order_by(Carrier.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def lock_hands(
    session: Session, person_ids: Iterable[int | None], account_ids: Iterable[int | None]
) -> Sequence[AccountRow]:
    """Hold fast and read anew whose hands an act is in, and who works, with their clearances; returns the accounts.

    Persons first, as whoever dismisses them does, so that neither waits for the other for ever; carriers after them.
    """
    ids = [one for one in account_ids if one is not None]
    sitters = [one for one in (*person_ids, *accounts.persons_of(session, ids)) if one is not None]
    persons.lock(session, sitters)
    admission.lock(session, sitters)
    return accounts.locked(session, ids)


def works(account: AccountRow) -> bool:
    """Whether this account may work in the registry now."""
    return accounts.is_open(account) and account.may(Permission.WORK_AT_DESK)


def whole(session: Session, carrier: Carrier) -> list[Carrier]:
    """The carrier, what is inside it, or what it is inside of with everything there: the outer one first."""
    if not carrier.is_composed:
        return [carrier]
    outer = carrier.parent_id or carrier.id
    chosen = select(Carrier).where(or_(Carrier.id == outer, Carrier.parent_id == outer))
    return list(session.scalars(chosen.order_by(Carrier.parent_id.is_not(None), Carrier.id)))


def facts(session: Session, carrier: Carrier) -> CarrierFacts:
    """The carrier as the guards see it, with the name of its present holder."""
    holder = session.get(Person, carrier.holder_id) if carrier.holder_id else None
    return CarrierFacts(
        state=carrier.state,
        grade=Grade(carrier.rank),
        sheets=carrier.total_sheets,
        holder_id=carrier.holder_id,
        holder_name=holder.short_name if holder else "",
        since=carrier.since,
        due_at=carrier.due_at,
        freeze=Freeze(carrier.frozen),
        paper=None if carrier.state in DESK else paper(session, carrier),
    )


def paper(session: Session, carrier: Carrier) -> str | None:
    """The code of the act or case that the carrier stands under."""
    return session.scalar(
        select(Movement.paper).where(Movement.carrier_id == carrier.id, Movement.n == carrier.movement_n)
    )


def last_movement(session: Session, carrier: Carrier) -> Movement:
    return session.get_one(Movement, (carrier.id, carrier.movement_n))


def missing_from(session: Session, person_id: int) -> int:
    """How many carriers went missing out of this person's hands and are sought now."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Movement)
            .join(Carrier, (Carrier.id == Movement.carrier_id) & (Carrier.movement_n == Movement.n))
            .where(Movement.giver_id == person_id, Carrier.state == State.MISSING)
        )
        or 0
    )


def counter(session: Session, account: Account, second: Account | None) -> Counter:
    """The registry's side of the desk today, by the terms in force."""
    today = clock.today()
    ranks = frozenset(int(grade) for grade in Grade if terms.value(session, "two_persons", today, rank=int(grade)))
    return Counter(
        worker_person_id=account.person_id,
        second_person_id=second.person_id if second else None,
        max_visible_rank=account.max_rank,
        two_person_ranks=ranks,
        is_overdue_barred_below_secret=bool(terms.value(session, "overdue_bars", today, rank=0)),
        on=today,
    )


@dataclass(frozen=True)
class Hands:
    """Between whom a carrier passes; None is the registry itself."""

    giver: Person | None
    receiver: Person | None


def sides(session: Session, hands: Hands, *, second: Account | None, by: Account) -> Sides:
    """Everything the guards ask of the people; assembled here alone, for the scan and again for the act under lock."""
    receiver = hands.receiver
    return Sides(
        giver_id=hands.giver.id if hands.giver else None,
        receiver=admission.standing(session, receiver) if receiver else None,
        receiver_overdue=load(session, receiver.id).overdue if receiver else 0,
        counter=counter(session, by, second),
        receiver_missing=missing_from(session, receiver.id) if receiver else 0,
    )


def due(session: Session, rank: int, receiver: Person, *, given_at: datetime | None = None) -> Due:
    """When a carrier of this grade, given to this person now, or then, must be back."""
    now = clock.local(given_at or clock.now())
    days = terms.value(session, "loan_days", now.date(), rank=rank)
    clearance = admission.open_clearance(session, receiver.id)
    closing = terms.hour(session, "day_end", now.date())
    back = calendars.calendar(session).back
    return due_at(now, days, closing, clearance.valid_to if clearance else None, back)


def is_overdue(now: datetime) -> ColumnElement[bool]:
    return (Carrier.state == State.ISSUED) & (Carrier.due_at < now)


@dataclass(frozen=True)
class Load:
    """How many carriers a person holds, and how many of them are overdue."""

    on_hand: int
    overdue: int


def load(session: Session, person_id: int) -> Load:
    """Counted over every grade: a guard must not miss what the clerk may not see."""
    now = clock.now()
    row = session.execute(
        select(func.count(), func.count().filter(Carrier.due_at < now)).where(Carrier.holder_id == person_id)
    ).one()
    return Load(row[0], row[1])


def history(session: Session, carrier_id: int) -> Sequence[Movement]:
    """Every hand of a carrier, the newest first."""
    return session.scalars(select(Movement).where(Movement.carrier_id == carrier_id).order_by(Movement.n.desc())).all()


def counts(session: Session, carrier_id: int) -> Sequence[SheetCount]:
    """Every count of a carrier's sheets, the newest first."""
    query = select(SheetCount).where(SheetCount.carrier_id == carrier_id).order_by(SheetCount.id.desc())
    return session.scalars(query).all()


def counts_now(session: Session, carrier: Carrier) -> Sequence[SheetCount]:
    """What was counted since the carrier last passed on, the first count first."""
    return session.scalars(
        select(SheetCount)
        .where(
            SheetCount.carrier_id == carrier.id,
            SheetCount.movement_n == carrier.movement_n,
            SheetCount.what == Count.COUNTED,
        )
        .order_by(SheetCount.id)
    ).all()


def receipt_rows(session: Session, receipt_id: int) -> list[tuple[Movement, Carrier]]:
    rows = session.execute(
        select(Movement, Carrier)
        .join(Carrier, Carrier.id == Movement.carrier_id)
        .where(Movement.receipt_id == receipt_id)
        .order_by(Carrier.register_id, Carrier.seq, Carrier.copy_no)
    )
    return [(movement, carrier) for movement, carrier in rows]


def overdue_number(session: Session, account: Account, now: datetime) -> int:
    """How many carriers that this account may see should have been back."""
    return session.scalar(select(func.count()).where(is_overdue(now), visible_to(account))) or 0


def last_receipt(session: Session, account_id: int) -> Receipt | None:
    """The newest receipt that this account made."""
    return session.scalars(
        select(Receipt).where(Receipt.account_id == account_id).order_by(Receipt.id.desc()).limit(1)
    ).first()


@dataclass(frozen=True)
class Shown:
    """Somebody as a paper shows them: as they were at the act, and as they are today where that differs."""

    then: dict[str, Any]
    now: dict[str, Any] | None


@dataclass(frozen=True)
class ReceiptPage:
    """A receipt with its people, rows and the state of the journal that it anchors on paper."""

    receipt: Receipt
    giver: Shown | None
    receiver: Shown | None
    worker: Shown | None
    second: Shown | None
    rows: list[tuple[Movement, Carrier]]
    anchor: tuple[str, int, str]
    is_as_signed: bool  # receipts of before `receipt_signed` show people and journal as they are today


def shown(then: dict[str, Any] | None, now: dict[str, Any] | None) -> Shown | None:
    """`then` is what was kept at the act; where nothing was, today's stands alone."""
    if then is None:
        return Shown(now, None) if now else None
    return Shown(then, now if now != then else None)


def signed(session: Session, receipt_ids: Iterable[int]) -> dict[int, ReceiptSigned]:
    """Receipts as they were signed, by their ids."""
    query = select(ReceiptSigned).where(ReceiptSigned.receipt_id.in_(set(receipt_ids)))
    return {one.receipt_id: one for one in session.scalars(query)}


def receipt_page(session: Session, receipt_id: int) -> ReceiptPage | None:
    found = session.get(Receipt, receipt_id)
    if found is None:
        return None
    kept, rows = session.get(ReceiptSigned, receipt_id), receipt_rows(session, receipt_id)
    second_id = next((move.second_account_id for move, _carrier in rows if move.second_account_id), None)
    workers = (person_of(session, one) for one in (found.account_id, second_id))
    ids = (found.giver_id, found.receiver_id, *workers)
    today = persons.shown(session, ids)
    giver, receiver, worker, second = (today.get(one or 0) for one in ids)
    return ReceiptPage(
        receipt=found,
        giver=shown(kept.giver if kept else None, giver),
        receiver=shown(kept.receiver if kept else None, receiver),
        worker=shown(kept.worker if kept else None, worker),
        second=shown(kept.second if kept else None, second),
        rows=rows,
        anchor=(kept.origin, kept.size, kept.root) if kept else journal.anchor(session),
        is_as_signed=kept is not None,
    )


def person_of(session: Session, account_id: int | None) -> int | None:
    """Whose an account is."""
    account = accounts.account(session, account_id) if account_id else None
    return account.person_id if account else None


@dataclass(frozen=True, order=True)
class TransitionFault:
    """A step that the database and the rules do not both know; `is_lawful` where the rules know it."""

    act: str
    from_state: str
    to_state: str
    is_lawful: bool


def transition_faults(session: Session) -> list[TransitionFault]:
    """Where the table of lawful steps differs from CUSTODY; empty in a sound register."""
    step = (_as_text(Transition.act), _as_text(Transition.from_state), _as_text(Transition.to_state))
    written = {(act, state, then) for act, state, then in session.execute(select(*step))}
    lawful = {(act.value, state.value, then.value) for act, state, then in LAWFUL}
    return sorted(TransitionFault(*one, is_lawful=one in lawful) for one in lawful ^ written)


def _as_text(column: InstrumentedAttribute[Any]) -> ColumnElement[str]:
    return type_coerce(column, String)  # a value that the rules do not know is to be told, not to raise
