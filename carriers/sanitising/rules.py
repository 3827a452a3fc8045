"""When a medium is sanitised: in the registry, free, by a method that erases it, by one and verified by another."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from carriers.custody.rules import Family, Freeze, State
from kernel.objections import Objection


class Verification(StrEnum):
    """How the result was verified (NIST SP 800-88 r1, 4.7)."""

    FULL = "full"
    SAMPLED = "sampled"
    REPORT = "report"


class SanitisingGuard(StrEnum):
    STATE = "G-SAN-STATE"
    FAMILY = "G-SAN-FAMILY"
    HELD = "G-SAN-HELD"
    SERIAL = "G-SAN-SERIAL"
    TWO = "G-SAN-TWO"
    ORDER = "G-SAN-ORDER"
    AHEAD = "G-SAN-AHEAD"


@dataclass(frozen=True)
class Medium:
    """A medium as the guards see it."""

    family: Family
    state: State
    freeze: Freeze
    is_serial_right: bool


def objections_to_sanitising(
    medium: Medium, hands: tuple[int, int], times: tuple[datetime, datetime], now: datetime
) -> list[Objection]:
    """Every reason not to record it; `hands` are who did it and who verified it, `times` its beginning and end."""
    found = []
    if medium.family is not Family.ELECTRONIC:
        found.append(Objection(SanitisingGuard.FAMILY))
    if medium.state is not State.IN_REGISTRY:
        found.append(Objection(SanitisingGuard.STATE))
    if medium.freeze is not Freeze.NONE:
        found.append(Objection(SanitisingGuard.HELD))
    if not medium.is_serial_right:
        found.append(Objection(SanitisingGuard.SERIAL))
    if hands[0] == hands[1]:
        found.append(Objection(SanitisingGuard.TWO))
    if times[1] < times[0]:
        found.append(Objection(SanitisingGuard.ORDER))
    if times[1] > now:
        found.append(Objection(SanitisingGuard.AHEAD))
    return found
