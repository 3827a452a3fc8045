"""When a new value of a term is taken: ahead, within its bounds, with its source, before a second person."""

from datetime import date
from enum import StrEnum

from kernel.objections import Objection
from people.terms.rules import EVERY_RANK, Bounds

LEAST_SOURCE = 3  # letters and digits that name a document


class TermGuard(StrEnum):
    AHEAD = "G-TERM-AHEAD"
    BOUNDS = "G-TERM-BOUNDS"
    GRADE = "G-TERM-GRADE"
    TAKEN = "G-TERM-TAKEN"
    SECOND = "G-2P-TERM"
    SOURCE = "G-TERM-SOURCE"
    NOTHING = "G-TERM-NOTHING"


def objections_to_term(
    bounds: Bounds, value: int, rank: int, effective_on: date, today: date, *, is_taken: bool
) -> list[Objection]:
    """A value begins tomorrow at the earliest, so that nothing done today was done by another rule."""
    found = []
    if effective_on <= today:
        found.append(Objection(TermGuard.AHEAD))
    if not bounds.least <= value <= bounds.most:
        found.append(Objection(TermGuard.BOUNDS, {"least": bounds.least, "most": bounds.most}))
    if rank != EVERY_RANK and not bounds.by_grade:
        found.append(Objection(TermGuard.GRADE))
    if is_taken:
        found.append(Objection(TermGuard.TAKEN))
    return found


def objections_to_second(first_id: int | None, second_id: int | None) -> list[Objection]:
    """Two persons, not two accounts."""
    return [Objection(TermGuard.SECOND)] if second_id is None or second_id == first_id else []


def objections_to_source(source: str, *, is_verified: bool) -> list[Objection]:
    """Who says that a value was seen names the document."""
    has_words = sum(char.isalnum() for char in source) >= LEAST_SOURCE
    return [Objection(TermGuard.SOURCE)] if is_verified and not has_words else []
