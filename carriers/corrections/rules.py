"""When an entry may be voided: the same day by the head of the registry, later by the head of the body."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from carriers.custody.rules import Act
from kernel.objections import Objection


class CorrectionGuard(StrEnum):
    NOT_LAST = "G-VOID-LAST"
    LATER = "G-VOID-LATER"
    SECOND = "G-2P-VOID"
    HOLDER = "G-SELF-VOID"


VOIDED_BY = {Act.REGISTER: Act.VOID, Act.ISSUE: Act.VOID_ISSUE}


@dataclass(frozen=True)
class EntryFacts:
    """The last movement of a carrier as the guards see it."""

    act: Act
    on: date
    holder_id: int | None


@dataclass(frozen=True)
class Two:
    """The two who void: who acts, and the second worker of the registry with whom; persons."""

    first_id: int | None
    second_id: int | None
    is_second_of_registry: bool
    is_head_of_body: bool


def voiding(entry: EntryFacts) -> Act | None:
    """The act that voids the carrier's last entry; None where it is not one that is voided."""
    return VOIDED_BY.get(entry.act)


def objections_to_void(entry: EntryFacts, asked: Act, two: Two, today: date) -> list[Objection]:
    """Every reason not to void the last entry of a carrier (G-2P, G-SELF)."""
    found = []
    if voiding(entry) is not asked:
        found.append(Objection(CorrectionGuard.NOT_LAST))
    if entry.on != today and not two.is_head_of_body:
        found.append(Objection(CorrectionGuard.LATER, {"on": entry.on}))
    if two.second_id is None or two.second_id == two.first_id or not two.is_second_of_registry:
        found.append(Objection(CorrectionGuard.SECOND))
    if entry.holder_id is not None and entry.holder_id in (two.first_id, two.second_id):
        found.append(Objection(CorrectionGuard.HOLDER))
    return found
