"""Which objects are inspected, when an attestation is about to end, and what their acts refuse."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kernel.objections import Objection


class ObjectKind(StrEnum):
    """What an inspection goes to."""

    PREMISES = "premises"
    INFORMATION_SYSTEM = "information_system"
    PROTECTION_MEANS = "protection_means"
    CONTAINER = "container"
    WORKPLACE = "workplace"
    UNIT = "unit"


ATTESTED = frozenset(
    {ObjectKind.PREMISES, ObjectKind.INFORMATION_SYSTEM, ObjectKind.PROTECTION_MEANS, ObjectKind.WORKPLACE}
)  # by an attestation or a certificate; a safe and a unit have none


class Expiry(StrEnum):
    """How near the end of an attestation is: three alarms one after another, then it is over."""

    FIRST = "first"
    SECOND = "second"
    LAST = "last"
    EXPIRED = "expired"


class ObjectGuard(StrEnum):
    UNIT = "G-OBJECT-UNIT"
    CHANGED = "G-OBJECT-CHANGED"
    ENDED = "G-OBJECT-ENDED"
    END_DAY = "G-OBJECT-END-DAY"
    KIND = "G-OBJECT-KIND"
    ORDER = "G-OBJECT-ORDER"


@dataclass(frozen=True)
class Steps:
    """Days before the end at which the three alarms are given."""

    first: int
    second: int
    last: int


def horizon(step: Expiry, today: date, steps: Steps) -> date:
    """The latest end of an attestation that has reached this step today."""
    days = {Expiry.FIRST: steps.first, Expiry.SECOND: steps.second, Expiry.LAST: steps.last, Expiry.EXPIRED: -1}
    return today + timedelta(days=days[step])


def expiry(valid_to: date | None, today: date, steps: Steps) -> Expiry | None:
    """The gravest step that an attestation has reached; its last day is still valid. None: nothing to say yet."""
    if valid_to is None:
        return None
    return next((step for step in reversed(Expiry) if valid_to <= horizon(step, today, steps)), None)


def objections_to_facts(unit_id: int, units: Collection[int]) -> list[Objection]:
    """Some unit of the body answers for every object."""
    return [] if unit_id in units else [Objection(ObjectGuard.UNIT)]


def objections_to_change(*, is_ended: bool, version: int, seen: int) -> list[Objection]:
    """What is out of the register stands as it is; a record that moved on since it was `seen` is looked at again."""
    found = [Objection(ObjectGuard.ENDED)] if is_ended else []
    return found if seen == version else [*found, Objection(ObjectGuard.CHANGED)]


def objections_to_attestation(
    kind: ObjectKind, valid_from: date, valid_to: date | None, *, is_ended: bool
) -> list[Objection]:
    """An attestation is of something that has one, that still stands, and ends after it begins."""
    found = [Objection(ObjectGuard.ENDED)] if is_ended else []
    if kind not in ATTESTED:
        found.append(Objection(ObjectGuard.KIND))
    if valid_to is not None and valid_to < valid_from:
        found.append(Objection(ObjectGuard.ORDER))
    return found


def objections_to_end(on: date, today: date, *, is_ended: bool) -> list[Objection]:
    """An object leaves the register once, on a day that has come."""
    found = [Objection(ObjectGuard.ENDED)] if is_ended else []
    return [*found, Objection(ObjectGuard.END_DAY)] if on > today else found
