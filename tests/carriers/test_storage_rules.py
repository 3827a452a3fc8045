"""What a place may hold, and which place may stand in which."""

import pytest

from carriers.storage.rules import StorageGuard, objections_to_place, objections_to_storing
from kernel.grades import Grade
from kernel.objections import Objection


@pytest.mark.parametrize("grade", Grade)
@pytest.mark.parametrize("rank", range(4))
def test_a_place_holds_its_own_grade_and_lower(grade: Grade, rank: int) -> None:
    refused = [Objection(StorageGuard.STORE, {"rank": rank, "grade": int(grade)})]
    assert objections_to_storing(rank, grade) == (refused if int(grade) in range(rank + 1, 4) else [])


TAKEN = Objection(StorageGuard.NUMBER_TAKEN)
ABOVE = Objection(StorageGuard.STORE, {"rank": 1, "grade": 2})


@pytest.mark.parametrize(
    ("parent_rank", "rank", "is_taken", "refused"),
    [
        (None, 3, False, []),
        (None, 3, True, [TAKEN]),
        (2, 2, False, []),
        (2, 1, False, []),
        (1, 2, False, [ABOVE]),
        (1, 2, True, [TAKEN, ABOVE]),
        (0, 0, False, []),
        (0, 1, False, [Objection(StorageGuard.STORE, {"rank": 0, "grade": 1})]),
    ],
)
def test_a_shelf_is_not_stronger_than_its_safe_and_has_a_number_of_its_own(
    parent_rank: int | None, rank: int, *, is_taken: bool, refused: list[Objection]
) -> None:
    assert objections_to_place(parent_rank, rank, is_taken) == refused
