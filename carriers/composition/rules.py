"""When one carrier is put inside another, and taken out."""

from dataclasses import dataclass
from enum import StrEnum

from carriers.custody.rules import CarrierKind, Freeze, State
from kernel.objections import Objection


class CompositionGuard(StrEnum):
    SAME = "G-PART-SAME"
    KIND = "G-PART-KIND"
    GRADE = "G-CHILD"
    STATE = "G-PART-STATE"
    INSIDE = "G-PART-INSIDE"
    LEVEL = "G-PART-LEVEL"
    HELD = "G-PART-HELD"
    NOT_INSIDE = "G-PART-NOT"


_K = CarrierKind
DEVICES = frozenset({_K.LAPTOP, _K.COMPUTER, _K.MOBILE_DEVICE})
MEDIA = frozenset({_K.HARD_DISK, _K.SOLID_STATE_DISK, _K.MEMORY_CARD, _K.FLASH, _K.OPTICAL_DISK, _K.TAPE, _K.TOKEN})
SHEETS = frozenset({_K.DOCUMENT, _K.DRAWING, _K.PHOTO, _K.MAP, _K.NOTEBOOK, _K.BLANK_SHEETS, _K.PUBLICATION})
HOLDS = {
    **dict.fromkeys(DEVICES, MEDIA),
    _K.CASE_FILE: SHEETS | MEDIA,
    _K.DOCUMENT: SHEETS | MEDIA,
}


@dataclass(frozen=True)
class Piece:
    """A carrier as the guards see it."""

    id: int
    kind: CarrierKind
    rank: int
    state: State
    freeze: Freeze
    parent_id: int | None
    parts: int


def objections_to_putting(part: Piece, whole: Piece) -> list[Objection]:
    """Every reason not to put a carrier inside another: what is inside is never graded above what holds it."""
    if part.id == whole.id:
        return [Objection(CompositionGuard.SAME)]
    found = []
    if part.kind not in HOLDS.get(whole.kind, frozenset()):
        found.append(Objection(CompositionGuard.KIND))
    if part.rank > whole.rank:
        found.append(Objection(CompositionGuard.GRADE))
    if State.IN_REGISTRY is not part.state or State.IN_REGISTRY is not whole.state:
        found.append(Objection(CompositionGuard.STATE))
    if part.parent_id is not None:
        found.append(Objection(CompositionGuard.INSIDE))
    if part.parts or whole.parent_id is not None:
        found.append(Objection(CompositionGuard.LEVEL))
    if Freeze.NONE is not part.freeze or Freeze.NONE is not whole.freeze:
        found.append(Objection(CompositionGuard.HELD))
    return found


def objections_to_taking_out(part: Piece) -> list[Objection]:
    """Parts are taken out in the registry."""
    if part.parent_id is None:
        return [Objection(CompositionGuard.NOT_INSIDE)]
    return [] if part.state is State.IN_REGISTRY else [Objection(CompositionGuard.STATE)]
