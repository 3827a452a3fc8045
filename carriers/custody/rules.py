"""Custody: states, acts, who may hand what to whom. No guard here can be switched off for state secrets."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from itertools import takewhile

from kernel.grades import Grade
from kernel.objections import Objection
from people.admission.rules import Standing, objections_to_holding


class State(StrEnum):
    DRAFT = "draft"
    IN_REGISTRY = "in_registry"
    ISSUED = "issued"
    SELECTED = "selected"  # on an act of destruction
    MISSING = "missing"  # out of lawful possession, also for a time (Law on State Secrets, art. 1)
    DESTROYED = "destroyed"
    LOST = "lost"
    VOID = "void"  # registered by mistake; its number stays used


class Act(StrEnum):
    REGISTER = "register"
    ISSUE = "issue"
    TAKE_BACK = "take_back"
    TRANSFER = "transfer"
    SELECT = "select"
    DESELECT = "deselect"
    DESTROY = "destroy"
    DECLARE_MISSING = "declare_missing"
    FIND = "find"
    CONFIRM_LOSS = "confirm_loss"
    VOID = "void"
    VOID_ISSUE = "void_issue"


CUSTODY: dict[State, dict[Act, State]] = {
    State.DRAFT: {Act.REGISTER: State.IN_REGISTRY},
    State.IN_REGISTRY: {
        Act.ISSUE: State.ISSUED,
        Act.SELECT: State.SELECTED,
        Act.DECLARE_MISSING: State.MISSING,
        Act.VOID: State.VOID,
    },
    State.ISSUED: {
        Act.TAKE_BACK: State.IN_REGISTRY,
        Act.TRANSFER: State.ISSUED,
        Act.DECLARE_MISSING: State.MISSING,
        Act.VOID_ISSUE: State.IN_REGISTRY,
    },
    State.SELECTED: {
        Act.DESELECT: State.IN_REGISTRY,
        Act.DESTROY: State.DESTROYED,
        Act.DECLARE_MISSING: State.MISSING,
    },
    State.MISSING: {Act.FIND: State.IN_REGISTRY, Act.CONFIRM_LOSS: State.LOST},
    State.LOST: {Act.FIND: State.IN_REGISTRY},
}
DESK = frozenset({State.IN_REGISTRY, State.ISSUED})  # states in which the desk has an act for a carrier
ENDED = frozenset({State.DESTROYED, State.LOST, State.VOID})
BY_PAPER = frozenset({Act.SELECT, Act.DESELECT, Act.DESTROY, Act.DECLARE_MISSING, Act.FIND, Act.CONFIRM_LOSS})
LAWFUL = frozenset((act, state, then) for state, acts in CUSTODY.items() for act, then in acts.items())


class Freeze(IntEnum):
    """What the holds on a carrier forbid: nothing, its end, its end and its issue; never its return."""

    NONE = 0
    HELD = 1
    WITH_ISSUE = 2


FROZEN = {
    Freeze.NONE: frozenset[Act](),
    Freeze.HELD: frozenset({Act.SELECT, Act.DESTROY, Act.VOID}),
    Freeze.WITH_ISSUE: frozenset({Act.SELECT, Act.DESTROY, Act.VOID, Act.ISSUE, Act.TRANSFER}),
}


class CustodyGuard(StrEnum):
    STATE = "G-STATE"
    OVERDUE = "G-OVERDUE"
    SELF = "G-SELF"
    TWO_PERSONS = "G-2P"
    CONFIRMATION = "G-CONF"
    SHEETS = "G-SHEET"
    HOLDER = "G-HOLDER"
    RANK_VIEW = "G-RANKVIEW"
    WORKER = "G-WORKER"
    COUNT = "G-COUNT"
    HOLDER_FROZEN = "G-SUSP-CASE"
    FREEZE = "G-FREEZE"
    WHOLE = "G-WHOLE"


class Confirmation(StrEnum):
    """How a person acknowledged an act: the PIN of the pass, or the pass scanned a second time."""

    PIN = "pin"
    SECOND_SCAN = "second_scan"


class Count(StrEnum):
    """What was done about the sheets of a carrier between two hands: counted, or said to be missing."""

    COUNTED = "counted"
    DECLARED_MISSING = "declared_missing"


MOST_SHEETS = 100_000  # a form's own limit against a slip of the finger, no term of the law


class Family(StrEnum):
    PAPER = "paper"
    ELECTRONIC = "electronic"
    ITEM = "item"


class CarrierKind(StrEnum):
    DOCUMENT = "document"
    DRAWING = "drawing"
    PUBLICATION = "publication"
    MAP = "map"
    NOTEBOOK = "notebook"
    BLANK_SHEETS = "blank_sheets"
    CASE_FILE = "case_file"
    PHOTO = "photo"
    FLASH = "flash"
    HARD_DISK = "hard_disk"
    SOLID_STATE_DISK = "solid_state_disk"
    OPTICAL_DISK = "optical_disk"
    MEMORY_CARD = "memory_card"
    TAPE = "tape"
    LAPTOP = "laptop"
    COMPUTER = "computer"
    MOBILE_DEVICE = "mobile_device"
    TOKEN = "token"  # noqa: S105 - a kind of carrier, not a password
    ITEM = "item"
    MODEL = "model"


class Origin(StrEnum):
    COURIER = "courier"
    MAIL = "mail"
    HAND = "hand"
    E_CHANNEL = "e_channel"
    PRODUCED = "produced"
    REPRODUCED = "reproduced"
    FOUND = "found"
    PURCHASED = "purchased"


PAPER = frozenset(
    {
        CarrierKind.DOCUMENT,
        CarrierKind.DRAWING,
        CarrierKind.PUBLICATION,
        CarrierKind.MAP,
        CarrierKind.NOTEBOOK,
        CarrierKind.BLANK_SHEETS,
        CarrierKind.CASE_FILE,
        CarrierKind.PHOTO,
    }
)


def family_of(kind: CarrierKind) -> Family:
    if kind in PAPER:
        return Family.PAPER
    return Family.ITEM if kind in (CarrierKind.ITEM, CarrierKind.MODEL) else Family.ELECTRONIC


@dataclass(frozen=True)
class CarrierFacts:
    """A carrier as the guards see it. `sheets` is None where nothing is counted."""

    state: State
    grade: Grade
    sheets: int | None
    holder_id: int | None
    holder_name: str = ""
    since: datetime | None = None
    due_at: datetime | None = None
    freeze: Freeze = Freeze.NONE
    paper: str | None = None  # code of the act or case that it stands under


@dataclass(frozen=True)
class Counter:
    """The registry's side of the desk: who works, who is the second, what the terms of the day say."""

    worker_person_id: int | None
    second_person_id: int | None
    max_visible_rank: int
    two_person_ranks: frozenset[int]
    is_overdue_barred_below_secret: bool
    on: date


@dataclass(frozen=True)
class Sides:
    """Between whom a carrier passes, as the guards see them; None is the registry itself."""

    giver_id: int | None
    receiver: Standing | None
    receiver_overdue: int
    counter: Counter
    receiver_missing: int = 0  # carriers that went missing out of the receiver's hands and are sought now


def objections_to_issue(carrier: CarrierFacts, sides: Sides) -> list[Objection]:
    """Every reason not to issue this carrier to this person now."""
    return [
        *objections_to_state(carrier, Act.ISSUE),
        *_objections_to_receiver(carrier, sides),
        *_objections_to_overdue(carrier.grade, sides.counter, sides.receiver_overdue),
        *_objections_to_counter(carrier.grade, sides.counter),
        *_objections_to_self(sides),
    ]


def objections_to_take_back(carrier: CarrierFacts, sides: Sides, sheets_counted: int | None) -> list[Objection]:
    """Every reason not to take this carrier back from this person now."""
    return [
        *objections_to_state(carrier, Act.TAKE_BACK),
        *_objections_to_holder(carrier, sides.giver_id),
        *_objections_to_sheets(carrier, sheets_counted),
        *_objections_to_counter(carrier.grade, sides.counter),
        *_objections_to_self(sides),
    ]


def objections_to_transfer(carrier: CarrierFacts, sides: Sides, sheets_counted: int | None) -> list[Objection]:
    """A transfer is a return and an issue in one act: the guards of both, and two different people."""
    return [
        *objections_to_state(carrier, Act.TRANSFER),
        *_objections_to_holder(carrier, sides.giver_id),
        *_objections_to_sheets(carrier, sheets_counted),
        *_objections_to_receiver(carrier, sides),
        *_objections_to_overdue(carrier.grade, sides.counter, sides.receiver_overdue),
        *_objections_to_counter(carrier.grade, sides.counter),
        *_objections_to_self(sides),
    ]


def objections_to_confirmation(confirmations: list[Confirmation | None]) -> list[Objection]:
    """Nobody holds or gives back a carrier without having acknowledged it in the act itself."""
    return [Objection(CustodyGuard.CONFIRMATION)] if any(one is None for one in confirmations) else []


def objections_to_workers(working: Iterable[bool]) -> list[Objection]:
    """Whoever works at the desk does so by an account that is open and of the registry at this moment."""
    return [] if all(working) else [Objection(CustodyGuard.WORKER)]


ALONE = frozenset({Act.SELECT, Act.VOID})  # each carrier ends under its own number, taken apart first


def objections_to_parting(act: Act, *, is_composed: bool) -> list[Objection]:
    """What is inside another carrier, or has others inside, does not come to its end so (G-WHOLE)."""
    return [Objection(CustodyGuard.WHOLE, {"why": "apart"})] if is_composed and act in ALONE else []


def objections_to_whole(whole: Collection[int], lying: Collection[int]) -> list[Objection]:
    """A carrier passes from hand to hand with everything that is inside it (G-WHOLE)."""
    return [] if set(whole) <= set(lying) else [Objection(CustodyGuard.WHOLE, {"why": "part"})]


def objections_to_state(carrier: CarrierFacts, act: Act) -> list[Objection]:
    """Whether the act is open to a carrier in this state, and no hold forbids it."""
    if act in FROZEN[carrier.freeze]:
        return [Objection(CustodyGuard.FREEZE)]
    if act in CUSTODY.get(carrier.state, {}):
        return []
    data = {
        "state": carrier.state,
        "holder": carrier.holder_name,
        "since": carrier.since,
        "due_at": carrier.due_at,
        "paper": carrier.paper,
    }
    return [Objection(CustodyGuard.STATE, data)]


def _objections_to_holder(carrier: CarrierFacts, giver_id: int | None) -> list[Objection]:
    if carrier.state is not State.ISSUED or carrier.holder_id == giver_id:
        return []
    return [Objection(CustodyGuard.HOLDER, {"holder": carrier.holder_name})]


def _objections_to_sheets(carrier: CarrierFacts, counted: int | None) -> list[Objection]:
    if carrier.sheets is None or counted == carrier.sheets:
        return []
    return [Objection(CustodyGuard.SHEETS, {"expected": carrier.sheets, "counted": counted})]


def _objections_to_overdue(grade: Grade, counter: Counter, overdue: int) -> list[Objection]:
    bars = grade.is_state_secret or counter.is_overdue_barred_below_secret
    return [Objection(CustodyGuard.OVERDUE, {"count": overdue}, bars=bars)] if overdue else []


def _objections_to_receiver(carrier: CarrierFacts, sides: Sides) -> list[Objection]:
    """Nobody is nobody: without a receiver there is nothing to hold it by (art. 29)."""
    if sides.receiver is None:
        return [Objection(CustodyGuard.CONFIRMATION)]
    frozen = (
        [Objection(CustodyGuard.HOLDER_FROZEN, {"count": sides.receiver_missing})] if sides.receiver_missing else []
    )
    return objections_to_holding(sides.receiver, carrier.grade, sides.counter.on) + frozen


def _objections_to_counter(grade: Grade, counter: Counter) -> list[Objection]:
    found = []
    if grade > counter.max_visible_rank:
        found.append(Objection(CustodyGuard.RANK_VIEW))
    if grade in counter.two_person_ranks and counter.second_person_id is None:
        found.append(Objection(CustodyGuard.TWO_PERSONS, {"grade": int(grade)}))
    return found


def _objections_to_self(sides: Sides) -> list[Objection]:
    """Nobody sits on two chairs: worker, second worker, giver and receiver are different people."""
    receiver_id = sides.receiver.person_id if sides.receiver else None
    counter = sides.counter
    workers = (("worker", counter.worker_person_id), ("second", counter.second_person_id))
    partners = {person_id for person_id in (sides.giver_id, receiver_id) if person_id is not None}
    found = [Objection(CustodyGuard.SELF, {"why": why}) for why, person_id in workers if person_id in partners]
    if counter.second_person_id is not None and counter.second_person_id == counter.worker_person_id:
        found.append(Objection(CustodyGuard.SELF, {"why": "one_worker"}))
    if sides.giver_id is not None and sides.giver_id == receiver_id:
        found.append(Objection(CustodyGuard.SELF, {"why": "same_person"}))
    return found


LAST_MOMENT = time(23, 59, 59, 999_000)  # the clock counts milliseconds
LEAST_LOAN = timedelta(minutes=1)
COUNTS_ASKED = 2  # a count that differs from the register is made once more, by somebody else


def is_waiting(objection: Objection, counts: int) -> bool:
    """Whether an objection only waits for the next step at the desk: a second worker, or a count of sheets."""
    if objection.guard is CustodyGuard.TWO_PERSONS:
        return True
    return objection.guard is CustodyGuard.SHEETS and counts < COUNTS_ASKED


def standing_counts(expected: int, counts: Sequence[int]) -> tuple[int, ...]:
    """Of all counts since a carrier last passed on, those that still stand when it is laid on a desk again.

    A right one is made anew each time; a wrong one stays, so that nobody corrects it alone, and so do two.
    """
    wrong = list(takewhile(lambda sheets: sheets != expected, reversed(counts)))
    return tuple(reversed(wrong[:COUNTS_ASKED]))


def due_on(issued_on: date, loan_days: int, clearance_to: date | None) -> date:
    """The day of return: the loan days of the grade, but never beyond the holder's clearance."""
    day = issued_on + timedelta(days=loan_days)
    return min(day, clearance_to) if clearance_to is not None and clearance_to >= issued_on else day


def _as_it_is(day: date) -> date:
    return day


@dataclass(frozen=True)
class Due:
    """When a carrier must be back. `is_put_off`: its last day is today and the room has closed, so it is the next."""

    at: datetime
    is_put_off: bool


def due_at(
    now: datetime, loan_days: int, closing: time, clearance_to: date | None, back: Callable[[date], date] = _as_it_is
) -> Due:
    """The moment of return, `now` in the room's own time; never in the minute in which the loan begins.

    `back` leads a day off to the working day before: a loan of later days ends with that, unless it begins as late.
    """
    day = due_on(now.date(), loan_days, clearance_to)
    if now.date() < back(day):
        day = back(day)
    asked = datetime.combine(day, closing, tzinfo=now.tzinfo)
    if asked - now >= LEAST_LOAN:
        return Due(asked.astimezone(UTC), is_put_off=False)
    if clearance_to is None or clearance_to > day:
        next_day = datetime.combine(day + timedelta(days=1), closing, tzinfo=now.tzinfo)
        return Due(next_day.astimezone(UTC), is_put_off=True)
    last = datetime.combine(day, LAST_MOMENT, tzinfo=now.tzinfo)  # the clearance ends with this day
    return Due(max(last, now + LEAST_LOAN).astimezone(UTC), is_put_off=True)


def is_overdue(state: State, due_at: datetime | None, now: datetime) -> bool:
    return state is State.ISSUED and due_at is not None and due_at < now
