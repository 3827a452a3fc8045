"""When the grade of a medium may fall: it is the highest ever written, and falls by an act of many hands only."""

from dataclasses import dataclass
from enum import StrEnum

from carriers.custody.rules import Family, Freeze, State
from kernel.objections import Objection


class FallGuard(StrEnum):
    TERM = "G-FALL-TERM"
    FAMILY = "G-FALL-FAMILY"
    STATE = "G-FALL-STATE"
    HELD = "G-FALL-HELD"
    WHOLE = "G-FALL-WHOLE"
    GRADE = "G-FALL-GRADE"
    PURGE = "G-FALL-PURGE"
    OPEN = "G-FALL-OPEN"
    MOVED = "G-FALL-MOVED"
    MEMBER = "G-FALL-MEMBER"
    SIGNED = "G-FALL-SIGNED"
    UNSIGNED = "G-FALL-UNSIGNED"
    HEAD = "G-FALL-HEAD"
    RIGHT = "G-FALL-RIGHT"
    DONE = "G-FALL-DONE"
    CHANGED = "G-FALL-CHANGED"


@dataclass(frozen=True)
class Medium:
    """A carrier as the guards see it; `is_purged` where a clean purge is the last that was done to it."""

    family: Family
    state: State
    freeze: Freeze
    is_composed: bool
    rank: int
    is_purged: bool


@dataclass(frozen=True)
class Act:
    """An act as the guards see it: persons of the commission, who signed, whether the medium moved since."""

    members: frozenset[int]
    signed: frozenset[int]
    has_moved: bool
    is_approved: bool = False


def objections_to_medium(medium: Medium, *, is_allowed: bool) -> list[Objection]:
    """Every reason why the grade of this medium does not fall now; `is_allowed` is a dated term."""
    checks = (
        (is_allowed, FallGuard.TERM),
        (medium.family is Family.ELECTRONIC, FallGuard.FAMILY),
        (medium.state is State.IN_REGISTRY, FallGuard.STATE),
        (medium.freeze is Freeze.NONE, FallGuard.HELD),
        (not medium.is_composed, FallGuard.WHOLE),
        (medium.is_purged, FallGuard.PURGE),
    )
    return [Objection(guard) for holds, guard in checks if not holds]


def objections_to_grade(rank: int, to_rank: int) -> list[Objection]:
    return [] if 0 <= to_rank < rank else [Objection(FallGuard.GRADE)]


def _over(act: Act) -> list[Objection]:
    """Whether the act has nothing left to be signed or approved."""
    found = [Objection(FallGuard.MOVED)] if act.has_moved else []
    return [*found, Objection(FallGuard.DONE)] if act.is_approved else found


def objections_to_signing(act: Act, person_id: int | None) -> list[Objection]:
    """A member signs once, in their own name."""
    found = _over(act)
    if person_id not in act.members:
        return [*found, Objection(FallGuard.MEMBER)]
    return [*found, Objection(FallGuard.SIGNED)] if person_id in act.signed else found


def objections_to_approving(act: Act, person_id: int | None, *, is_head: bool) -> list[Objection]:
    """The head of the body approves what every member has signed, and is none of them."""
    found = _over(act)
    if act.members - act.signed:
        found.append(Objection(FallGuard.UNSIGNED, {"left": len(act.members - act.signed)}))
    if not is_head:
        found.append(Objection(FallGuard.RIGHT))
    if person_id in act.members:
        found.append(Objection(FallGuard.HEAD))
    return found
