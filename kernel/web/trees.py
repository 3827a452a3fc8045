"""Rows that lie in one another, as a list to show: units of a body, shelves of a safe."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Nested(Protocol):
    """A row with its own number and that of the row it lies in."""

    id: int
    parent_id: int | None


Row = TypeVar("Row", bound=Nested)


def tree(rows: Sequence[Row], parent_id: int | None = None, depth: int = 0) -> list[tuple[int, Row]]:
    """Each row with its depth, from 0, followed by the rows in it; among themselves in the order given."""
    found: list[tuple[int, Row]] = []
    for row in rows:
        if row.parent_id == parent_id:
            found += [(depth, row), *tree(rows, row.id, depth + 1)]
    return found
