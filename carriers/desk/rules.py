"""The desk: what a row is worth, whose turn it is, what a scan means. Pure tables and functions."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from carriers.custody.rules import Act, Confirmation, State, is_waiting
from kernel.objections import Objection

DESK_ACTS = (Act.ISSUE, Act.TAKE_BACK, Act.TRANSFER)


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
    OTHER_PERSON = "other_person"
    PERSON_REPLACED = "person_replaced"
    PERSON_CONFIRMED = "person_confirmed"
    PERSON_STRANGE = "person_strange"
    SECOND = "second"
    COUNTED = "counted"
    MISCOUNTED = "miscounted"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    WRONG_KIND = "wrong_kind"
    REMOVED = "removed"
    NOTHING_TO_REMOVE = "nothing_to_remove"
    CANCELLED = "cancelled"
    MODE = "mode"
    MODE_KEPT = "mode_kept"
    NOT_YET = "not_yet"
    COMMITTED = "committed"
    HELD_BACK = "held_back"


SOUNDS: dict[Said, Verdict] = {
    Said.ADDED: Verdict.FINE,
    Said.NEEDS: Verdict.LOOK,
    Said.REFUSED: Verdict.STOP,
    Said.ALREADY: Verdict.LOOK,
    Said.ELSEWHERE: Verdict.STOP,
    Said.PERSON: Verdict.FINE,
    Said.OTHER_PERSON: Verdict.FINE,
    Said.PERSON_REPLACED: Verdict.LOOK,
    Said.PERSON_CONFIRMED: Verdict.FINE,
    Said.PERSON_STRANGE: Verdict.STOP,
    Said.SECOND: Verdict.LOOK,
    Said.COUNTED: Verdict.FINE,
    Said.MISCOUNTED: Verdict.STOP,
    Said.UNKNOWN: Verdict.STOP,
    Said.UNREADABLE: Verdict.STOP,
    Said.WRONG_KIND: Verdict.STOP,
    Said.REMOVED: Verdict.LOOK,
    Said.NOTHING_TO_REMOVE: Verdict.LOOK,
    Said.CANCELLED: Verdict.LOOK,
    Said.MODE: Verdict.FINE,
    Said.MODE_KEPT: Verdict.STOP,
    Said.NOT_YET: Verdict.LOOK,
    Said.COMMITTED: Verdict.FINE,
    Said.HELD_BACK: Verdict.STOP,
}


@dataclass(frozen=True)
class Chairs:
    """Who sits at the basket and who has acknowledged."""

    giver: bool
    receiver: bool
    giver_confirmed: Confirmation | None
    receiver_confirmed: Confirmation | None
    second: bool
    second_confirmed: bool


def verdict(objections: Iterable[Objection], sheets_counted: int | None) -> Verdict:
    """The worst of a row's objections: one that bars stops, one that waits or warns asks to look."""
    found = list(objections)
    if any(one.bars and not is_waiting(one, sheets_counted) for one in found):
        return Verdict.STOP
    return Verdict.LOOK if found else Verdict.FINE


def next_step(act: Act, chairs: Chairs, verdicts: list[Verdict], *, uncounted: bool, needs_second: bool) -> Step:
    """The one thing to do now, in the order in which a clerk's hands do it."""
    if act is Act.TRANSFER and not chairs.giver:
        return Step.SCAN_PASS
    if act is Act.TRANSFER and not chairs.receiver:
        return Step.SCAN_OTHER_PASS
    if act is Act.ISSUE and not chairs.receiver:
        return Step.SCAN_PASS
    if not verdicts:
        return Step.SCAN_CARRIERS
    if Verdict.STOP in verdicts:
        return Step.REMOVE_REFUSED
    if uncounted:
        return Step.COUNT_SHEETS
    if needs_second and not chairs.second:
        return Step.SCAN_SECOND
    if chairs.second and not chairs.second_confirmed:
        return Step.SECOND_PIN
    if act in (Act.TAKE_BACK, Act.TRANSFER) and chairs.giver_confirmed is None:
        return Step.GIVER_CONFIRMS
    if act in (Act.ISSUE, Act.TRANSFER) and chairs.receiver_confirmed is None:
        return Step.RECEIVER_CONFIRMS
    return Step.COMMIT


def act_of_first_scan(act: Act, state: State, *, is_holder_at_desk: bool) -> Act:
    """An empty basket follows the carrier: one that is out comes back, one that is in goes out."""
    if act is Act.ISSUE and state is State.ISSUED and is_holder_at_desk:
        return Act.TAKE_BACK
    if act is Act.TAKE_BACK and state is State.IN_REGISTRY:
        return Act.ISSUE
    return act
