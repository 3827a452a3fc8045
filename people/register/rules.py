"""What the register of persons refuses."""

from datetime import date
from enum import StrEnum

from kernel.objections import Objection


class Guard(StrEnum):
    PIN_NONE = "PIN-NONE"
    PIN_WRONG = "PIN-WRONG"
    PIN_WAIT = "PIN-WAIT"
    PIN_WEAK = "PIN-WEAK"
    DISMISSED = "DISMISSED"
    DATE_ORDER = "DATE-ORDER"


def objections_to_dismissal(employed_from: date, employed_to: date | None, on: date) -> list[Objection]:
    found = []
    if employed_to is not None:
        found.append(Objection(Guard.DISMISSED, {"on": employed_to}))
    if on < employed_from:
        found.append(Objection(Guard.DATE_ORDER, {"from": employed_from}))
    return found
