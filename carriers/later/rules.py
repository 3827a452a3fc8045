"""When an issue or a return is entered after it was done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kernel.objections import Objection


class LaterGuard(StrEnum):
    AHEAD = "G-LATER-AHEAD"
    ORDER = "G-LATER-ORDER"
    TERM = "G-LATER-TERM"
    SECOND = "G-2P-LATER"
    HOLDER = "G-SELF-LATER"


@dataclass(frozen=True)
class Chairs:
    """Who enters it, who is there as the second worker, whose hand it was; persons."""

    first_id: int | None
    second_id: int | None
    is_second_of_registry: bool
    holder_id: int


def objections_to_later(
    happened_at: datetime, now: datetime, last_at: datetime, most_days: int, chairs: Chairs
) -> list[Objection]:
    """Every reason not to enter it; `last_at` is when the carrier last passed on, `most_days` a dated term."""
    found = []
    if happened_at > now:
        found.append(Objection(LaterGuard.AHEAD))
    if happened_at < last_at:
        found.append(Objection(LaterGuard.ORDER, {"since": last_at}))
    if now - happened_at > timedelta(days=most_days):
        found.append(Objection(LaterGuard.TERM, {"days": most_days}))
    if chairs.second_id is None or chairs.second_id == chairs.first_id or not chairs.is_second_of_registry:
        found.append(Objection(LaterGuard.SECOND))
    if chairs.holder_id in (chairs.first_id, chairs.second_id):
        found.append(Objection(LaterGuard.HOLDER))
    return found
