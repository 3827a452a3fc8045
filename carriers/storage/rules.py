"""What storage refuses."""

from enum import StrEnum

from kernel.grades import Grade
from kernel.objections import Objection


class PlaceKind(StrEnum):
    PREMISE = "premise"
    SAFE = "safe"
    SHELF = "shelf"


class StorageGuard(StrEnum):
    STORE = "G-STORE"
    NUMBER_TAKEN = "G-PLACE-NUMBER"


def objections_to_storing(place_rank: int, grade: Grade) -> list[Objection]:
    """A place holds nothing above its highest grade."""
    return [Objection(StorageGuard.STORE, {"rank": place_rank, "grade": int(grade)})] if place_rank < grade else []


def objections_to_place(parent_rank: int | None, rank: int, is_number_taken: bool) -> list[Objection]:
    """A shelf is not stronger than its safe, and every number stands once."""
    found = [Objection(StorageGuard.NUMBER_TAKEN)] if is_number_taken else []
    if parent_rank is not None and rank > parent_rank:
        found.append(Objection(StorageGuard.STORE, {"rank": parent_rank, "grade": rank}))
    return found
