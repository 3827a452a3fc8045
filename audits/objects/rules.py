"""What is inspected, and when its attestation or certificate alarms, pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel.objections import Objection


class ObjectKind(StrEnum):
    """What an object is."""

    PREMISES = "premises"
    INFORMATION_SYSTEM = "information_system"
    PROTECTION_MEANS = "protection_means"
    CONTAINER = "container"
    WORKPLACE = "workplace"
    UNIT = "unit"


class Expiry(StrEnum):
    """How near the end of an attestation is."""

    NONE = "none"
    FAR = "far"
    FIRST = "first"
    SECOND = "second"
    LAST = "last"
    OVER = "over"


class ObjectGuard(StrEnum):
    ENDED = "G-OBJ-ENDED"
    DATES = "G-OBJ-DATES"
    NOT_ATTESTED = "G-OBJ-NOT-ATTESTED"
    AHEAD = "G-OBJ-AHEAD"
    NOTHING = "G-OBJ-NOTHING"
    CHANGED = "G-OBJ-CHANGED"


ATTESTED = frozenset({ObjectKind.PREMISES, ObjectKind.INFORMATION_SYSTEM, ObjectKind.PROTECTION_MEANS})
ALARMS = frozenset({Expiry.FIRST, Expiry.SECOND, Expiry.LAST, Expiry.OVER})


@dataclass(frozen=True)
class Facts:
    """What the register says of an object. `composition` are its carriers and equipment, in words without secrets."""

    kind: ObjectKind
    name: str
    unit_id: int
    place: str
    rank: int
    composition: str


def expiry(valid_to: date | None, today: date, days: Sequence[int]) -> Expiry:
    """Which alarm an end raises today; `days` are those before it of the first, the second and the last alarm."""
    if valid_to is None:
        return Expiry.NONE
    left = (valid_to - today).days
    if left < 0:
        return Expiry.OVER
    first, second, last = days
    for step, number in ((Expiry.LAST, last), (Expiry.SECOND, second), (Expiry.FIRST, first)):
        if left <= number:
            return step
    return Expiry.FAR


def objections_to_change(before: Facts, after: Facts, *, is_ended: bool, is_as_seen: bool) -> list[Objection]:
    """An ended object stays as it ended, and nobody writes over what they have not seen."""
    if is_ended:
        return [Objection(ObjectGuard.ENDED)]
    if not is_as_seen:
        return [Objection(ObjectGuard.CHANGED)]
    return [Objection(ObjectGuard.NOTHING)] if before == after else []


def objections_to_attesting(
    kind: ObjectKind, valid: tuple[date, date | None], today: date, *, is_ended: bool
) -> list[Objection]:
    """Premises, systems and means are attested or certified, from a day that has come."""
    found = [Objection(ObjectGuard.ENDED)] if is_ended else []
    if kind not in ATTESTED:
        found.append(Objection(ObjectGuard.NOT_ATTESTED))
    first, last = valid
    if first > today:
        found.append(Objection(ObjectGuard.AHEAD))
    if last is not None and last < first:
        found.append(Objection(ObjectGuard.DATES))
    return found


def objections_to_ending(ended_on: date, today: date, *, is_ended: bool) -> list[Objection]:
    """It ends once, on a day that has come."""
    found = [Objection(ObjectGuard.ENDED)] if is_ended else []
    return [*found, Objection(ObjectGuard.AHEAD)] if ended_on > today else found
