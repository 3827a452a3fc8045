"""Who may sit in a commission, and whether it may act for a grade on a day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel.grades import Grade
from kernel.objections import Objection
from people.admission.rules import Standing, objections_to_holding


class Purpose(StrEnum):
    """What an order calls a commission together for."""

    DESTRUCTION = "destruction"
    LOSS = "loss"
    REGRADE = "regrade"


class Seat(StrEnum):
    CHAIRMAN = "chairman"
    MEMBER = "member"
    SECRETARY = "secretary"


class CommissionGuard(StrEnum):
    DATES = "G-COMM-DATES"
    TWICE = "G-COMM-TWICE"
    CHAIRMAN = "G-COMM-CHAIR"
    SIZE = "G-COMM-SIZE"
    NOT_VALID = "G-COMM-VALID"
    PURPOSE = "G-COMM-PURPOSE"
    CLEARANCE = "G-COMM-CLR"


VOTING = frozenset({Seat.CHAIRMAN, Seat.MEMBER})  # the secretary writes and does not count


@dataclass(frozen=True)
class Sitter:
    """A member as the guards see them; `standing` is their admission on the day."""

    name: str
    seat: Seat
    standing: Standing


@dataclass(frozen=True)
class Order:
    """By which order a commission sits."""

    purpose: Purpose
    valid_from: date
    valid_to: date | None


def objections_to_forming(order_on: date, order: Order, seats: Sequence[tuple[int, Seat]]) -> list[Objection]:
    """Every reason not to enter this order; `seats` are persons and where they sit."""
    found = []
    if (order.valid_to is not None and order.valid_to < order.valid_from) or order_on > order.valid_from:
        found.append(Objection(CommissionGuard.DATES))
    if any(times > 1 for times in Counter(person for person, _seat in seats).values()):
        found.append(Objection(CommissionGuard.TWICE))
    kinds = Counter(seat for _person, seat in seats)
    if kinds[Seat.CHAIRMAN] != 1 or kinds[Seat.SECRETARY] > 1:
        found.append(Objection(CommissionGuard.CHAIRMAN))
    return found


def objections_to_acting(
    order: Order, sitters: Sequence[Sitter], purpose: Purpose, grade: Grade, *, least: int, on: date
) -> list[Objection]:
    """Every reason why this commission may not act for carriers of this grade on this day (G-COMM)."""
    found = []
    if order.purpose is not purpose:
        found.append(Objection(CommissionGuard.PURPOSE))
    if on < order.valid_from or (order.valid_to is not None and order.valid_to < on):
        found.append(Objection(CommissionGuard.NOT_VALID))
    number = sum(one.seat in VOTING for one in sitters)
    if number < least:
        found.append(Objection(CommissionGuard.SIZE, {"number": number, "least": least}))
    barred = [one.name for one in sitters if any(why.bars for why in objections_to_holding(one.standing, grade, on))]
    if barred:
        found.append(Objection(CommissionGuard.CLEARANCE, {"names": barred, "grade": int(grade)}))
    return found
