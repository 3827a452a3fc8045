"""The desk: what differs between its acts, what a row is worth, whose turn it is. Pure tables and functions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from carriers.custody.rules import (
    Act,
    CarrierFacts,
    Confirmation,
    Sides,
    State,
    is_waiting,
    objections_to_issue,
    objections_to_state,
    objections_to_take_back,
    objections_to_transfer,
)
from kernel.objections import Objection


class DeskGuard(StrEnum):
    CHANGED = "G-CHANGED"


class Chair(StrEnum):
    """Where somebody sits at the desk; the values are the columns of a basket."""

    GIVER = "giver"
    RECEIVER = "receiver"


class Verdict(StrEnum):
    """What the desk thinks of a row: it may pass, it waits for somebody, it may not."""

    FINE = "fine"
    LOOK = "look"
    STOP = "stop"


class Step(StrEnum):
    """The one next step of the desk."""

    SCAN_PASS = "scan_pass"  # noqa: S105 - a step at the desk, not a password
    SCAN_OTHER_PASS = "scan_other_pass"  # noqa: S105 - a step at the desk, not a password
    SCAN_CARRIERS = "scan_carriers"
    REMOVE_REFUSED = "remove_refused"
    COUNT_SHEETS = "count_sheets"
    RECOUNT_SHEETS = "recount_sheets"
    SCAN_SECOND = "scan_second"
    SECOND_PIN = "second_pin"
    GIVER_CONFIRMS = "giver_confirms"
    RECEIVER_CONFIRMS = "receiver_confirms"
    COMMIT = "commit"


class Said(StrEnum):
    """The desk's answer to a scan or a command."""

    ADDED = "added"
    NEEDS = "needs"
    REFUSED = "refused"
    ALREADY = "already"
    ELSEWHERE = "elsewhere"
    PERSON = "person"
    PERSON_REPLACED = "person_replaced"
    PERSON_CONFIRMED = "person_confirmed"
    PERSON_STRANGE = "person_strange"
    SECOND = "second"
    COUNTED = "counted"
    COUNT_DIFFERS = "count_differs"
    MISCOUNTED = "miscounted"
    NOT_A_COUNT = "not_a_count"
    DECLARED_MISSING = "declared_missing"
    UNKNOWN = "unknown"
    VOID_PASS = "void_pass"  # noqa: S105 - what the desk says, not a password
    UNREADABLE = "unreadable"
    WRONG_KIND = "wrong_kind"
    REMOVED = "removed"
    NOTHING_TO_REMOVE = "nothing_to_remove"
    CANCELLED = "cancelled"
    MODE = "mode"
    MODE_KEPT = "mode_kept"
    NOT_YET = "not_yet"
    CHANGED = "changed"
    HELD_BACK = "held_back"


SOUNDS: dict[Said, Verdict] = {
    Said.ADDED: Verdict.FINE,
    Said.NEEDS: Verdict.LOOK,
    Said.REFUSED: Verdict.STOP,
    Said.ALREADY: Verdict.LOOK,
    Said.ELSEWHERE: Verdict.STOP,
    Said.PERSON: Verdict.FINE,
    Said.PERSON_REPLACED: Verdict.LOOK,
    Said.PERSON_CONFIRMED: Verdict.FINE,
    Said.PERSON_STRANGE: Verdict.STOP,
    Said.SECOND: Verdict.LOOK,
    Said.COUNTED: Verdict.FINE,
    Said.COUNT_DIFFERS: Verdict.STOP,
    Said.MISCOUNTED: Verdict.STOP,
    Said.NOT_A_COUNT: Verdict.STOP,
    Said.DECLARED_MISSING: Verdict.STOP,
    Said.UNKNOWN: Verdict.STOP,
    Said.VOID_PASS: Verdict.STOP,
    Said.UNREADABLE: Verdict.STOP,
    Said.WRONG_KIND: Verdict.STOP,
    Said.REMOVED: Verdict.LOOK,
    Said.NOTHING_TO_REMOVE: Verdict.LOOK,
    Said.CANCELLED: Verdict.LOOK,
    Said.MODE: Verdict.FINE,
    Said.MODE_KEPT: Verdict.STOP,
    Said.NOT_YET: Verdict.LOOK,
    Said.CHANGED: Verdict.STOP,
    Said.HELD_BACK: Verdict.STOP,
}


Guards = Callable[[CarrierFacts, Sides, int | None], list[Objection]]


@dataclass(frozen=True)
class DeskAct:
    """Everything that differs between the acts of the desk.

    `chairs` are filled in this order; `asks` are the passes wanted before any carrier; `confirms` are those whose
    acknowledgement the act needs, with the step that asks for it; `guards` judge one carrier when all chairs are taken.
    """

    chairs: tuple[Chair, ...]
    asks: Mapping[Chair, Step]
    confirms: Mapping[Chair, Step]
    guards: Guards
    counts_sheets: bool
    turns_into: Mapping[State, Act] = field(default_factory=dict)  # by the state of the first carrier
    is_of_holder: bool = False  # whoever holds the first carrier takes the empty chair


ISSUE = DeskAct(
    chairs=(Chair.RECEIVER,),
    asks={Chair.RECEIVER: Step.SCAN_PASS},
    confirms={Chair.RECEIVER: Step.RECEIVER_CONFIRMS},
    guards=lambda carrier, sides, _counted: objections_to_issue(carrier, sides),
    counts_sheets=False,
    turns_into={State.ISSUED: Act.TAKE_BACK},
)
TAKE_BACK = DeskAct(
    chairs=(Chair.GIVER,),
    asks={},
    confirms={Chair.GIVER: Step.GIVER_CONFIRMS},
    guards=objections_to_take_back,
    counts_sheets=True,
    turns_into={State.IN_REGISTRY: Act.ISSUE},
    is_of_holder=True,
)
TRANSFER = DeskAct(
    chairs=(Chair.GIVER, Chair.RECEIVER),
    asks={Chair.GIVER: Step.SCAN_PASS, Chair.RECEIVER: Step.SCAN_OTHER_PASS},
    confirms={Chair.GIVER: Step.GIVER_CONFIRMS, Chair.RECEIVER: Step.RECEIVER_CONFIRMS},
    guards=objections_to_transfer,
    counts_sheets=True,
)
CONFIRMING: Mapping[Step, Chair] = {Step.GIVER_CONFIRMS: Chair.GIVER, Step.RECEIVER_CONFIRMS: Chair.RECEIVER}


DESK_ACTS = (Act.ISSUE, Act.TAKE_BACK, Act.TRANSFER)


class NotOfTheDesk(ValueError):
    """An act of custody that is done elsewhere."""


def desk_act(act: Act) -> DeskAct:
    """The record of an act of DESK_ACTS. Raises NotOfTheDesk for any other."""
    match act:
        case Act.ISSUE:
            return ISSUE
        case Act.TAKE_BACK:
            return TAKE_BACK
        case Act.TRANSFER:
            return TRANSFER
        case _:
            raise NotOfTheDesk(act)


@dataclass(frozen=True)
class Seating:
    """Who sits at the basket and who has acknowledged."""

    taken: frozenset[Chair]
    confirmed: Mapping[Chair, Confirmation | None]
    second: bool
    second_confirmed: bool


def objections(
    act: Act, carrier: CarrierFacts, sides: Sides, sheets_counted: int | None, taken: frozenset[Chair]
) -> list[Objection]:
    """Every reason against a row; while a chair is empty, only whether the act is open to the carrier at all."""
    record = desk_act(act)
    if not taken.issuperset(record.chairs):
        return objections_to_state(carrier, act)
    return record.guards(carrier, sides, sheets_counted)


def objections_to_list(signed: bytes | None, lying: bytes) -> list[Objection]:
    """What is handed over is the list that was acknowledged, and no other."""
    return [] if signed == lying else [Objection(DeskGuard.CHANGED)]


def verdict(objections: Iterable[Objection], counts: int) -> Verdict:
    """The worst of a row's objections: one that bars stops, one that waits or warns asks to look.

    `counts` is how often its sheets were counted.
    """
    found = list(objections)
    if any(one.bars and not is_waiting(one, counts) for one in found):
        return Verdict.STOP
    return Verdict.LOOK if found else Verdict.FINE


def next_step(
    act: Act, seating: Seating, verdicts: list[Verdict], *, uncounted: bool, recount: bool, needs_second: bool
) -> Step:
    """The one thing to do now, in the order in which a clerk's hands do it; `recount` is by the second worker."""
    record = desk_act(act)
    asked = next((step for chair, step in record.asks.items() if chair not in seating.taken), None)
    if asked is not None:
        return asked
    if not verdicts:
        return Step.SCAN_CARRIERS
    if Verdict.STOP in verdicts:
        return Step.REMOVE_REFUSED
    if uncounted:
        return Step.COUNT_SHEETS
    if (needs_second or recount) and not seating.second:
        return Step.SCAN_SECOND
    if recount:
        return Step.RECOUNT_SHEETS
    if needs_second and not seating.second_confirmed:
        return Step.SECOND_PIN
    waiting = (step for chair, step in record.confirms.items() if seating.confirmed[chair] is None)
    return next(waiting, Step.COMMIT)


def act_of_first_scan(act: Act, state: State, *, is_holder_at_desk: bool) -> Act:
    """An empty basket follows the carrier: one that is out comes back, one that is in goes out."""
    return desk_act(act).turns_into.get(state, act) if is_holder_at_desk else act
