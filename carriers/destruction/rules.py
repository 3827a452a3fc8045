"""A destruction act from its draft to the last sheet: who signs, what is locked, what is counted (custody.md 2.5)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from carriers.custody.rules import CarrierKind, Family, family_of
from kernel.grades import Grade
from kernel.objections import Objection


class Stage(StrEnum):
    """Where an act stands."""

    DRAFT = "draft"
    SIGNED = "signed"
    APPROVED = "approved"
    EXECUTED = "executed"
    CANCELLED = "cancelled"


class Unit(StrEnum):
    """What became of one carrier of an act."""

    LISTED = "listed"
    CHECKED = "checked"
    EXCLUDED = "excluded"
    DESTROYED = "destroyed"
    REMOVED = "removed"


class Signed(StrEnum):
    """What a member signs: the list before its approval, the execution after its last unit."""

    LIST = "list"
    EXECUTION = "execution"


class Method(StrEnum):
    """How carriers are destroyed. NIST SP 800-88 knows clear, purge and destroy; an act destroys."""

    BURNING = "burning"
    PULPING = "pulping"
    CROSS_CUT = "cross_cut"
    MELTING = "melting"
    CHEMICAL = "chemical"
    OVERWRITE = "overwrite"
    BLOCK_ERASE = "block_erase"
    CRYPTO_ERASE = "crypto_erase"
    DEGAUSS = "degauss"
    SHRED = "shred"
    DISINTEGRATE = "disintegrate"
    INCINERATE = "incinerate"


class Effect(StrEnum):
    """What is left of the information: against a keyboard, against a laboratory, against everybody."""

    CLEAR = "clear"
    PURGE = "purge"
    DESTROY = "destroy"


class Exclusion(StrEnum):
    """Why a unit leaves the act at its execution."""

    NOT_FOUND = "not_found"
    SHEETS = "sheets"
    SERIAL = "serial"
    COPY = "copy"
    HELD = "held"
    METHOD = "method"
    NEEDED = "needed"
    OTHER = "other"


class DestructionGuard(StrEnum):
    STAGE = "G-ACT"
    EMPTY = "G-ACT-EMPTY"
    CHANGED = "G-ACT-CHANGED"
    METHOD = "G-METHOD"
    NOT_MEMBER = "G-COMM-MEMBER"
    SIGNED_ALREADY = "G-ACT-SIGNED"
    APPROVER = "G-COMM-APPROVER"
    OWN_ACT = "G-SELF-ACT"
    NOT_LISTED = "G-SCAN"
    UNKNOWN = "G-SCAN-UNKNOWN"
    TOO_MANY = "G-SCAN-MANY"
    CHECKED_ALREADY = "G-SCAN-AGAIN"
    ALONE = "G-COMM-ALONE"
    NO_SITTING = "G-ACT-SITTING"
    COUNTER = "G-SHEET-SECOND"
    COUNT = "G-SHEET-COUNT"
    SERIAL = "G-SERIAL"
    UNFINISHED = "G-ACT-LEFT"
    RANK_VIEW = "G-ACT-RANK"


MAGNETIC = frozenset({CarrierKind.HARD_DISK, CarrierKind.TAPE})  # a field erases nothing else (NIST SP 800-88, app. A)
NEVER_ALONE = 2  # the executor is never the only witness, whatever the term says
CHANGEABLE = frozenset({Stage.DRAFT, Stage.SIGNED})


@dataclass(frozen=True)
class MethodFacts:
    """One method for one family as it stands on the day of the act."""

    method: Method
    family: Family
    effect: Effect
    max_rank: int


@dataclass(frozen=True)
class ActFacts:
    """An act as the guards see it."""

    stage: Stage
    members: frozenset[int]  # persons
    drafter_id: int | None
    units: int
    left: int  # units neither checked nor excluded
    signed: frozenset[int] = frozenset()  # who signed the list as it stands
    finished: frozenset[int] = frozenset()  # who signed the execution
    present: frozenset[int] = frozenset()  # members at the open sitting
    has_sitting: bool = False
    rank: int = 0
    least_present: int = 2  # members at a sitting, by the term of the day; whoever scans is never alone


def objections_to_method(
    kind: CarrierKind, grade: Grade, method: Method, known: Collection[MethodFacts]
) -> list[Objection]:
    """Whether carriers of this kind and grade may be destroyed in this way."""
    family = family_of(kind)
    found = [one for one in known if one.method is method and one.family is family]
    if not any(one.effect is Effect.DESTROY for one in found):
        return [Objection(DestructionGuard.METHOD, {"why": "family", "method": method})]
    if all(one.max_rank < grade for one in found):
        return [Objection(DestructionGuard.METHOD, {"why": "grade", "method": method})]
    return []


def objections_to_sanitising(
    kind: CarrierKind, grade: Grade, method: Method, known: Collection[MethodFacts]
) -> list[Objection]:
    """Whether information on a medium of this kind may be cleared or purged in this way."""
    found = [one for one in known if one.method is method and one.family is family_of(kind)]
    if not any(one.effect is not Effect.DESTROY for one in found):
        return [Objection(DestructionGuard.METHOD, {"why": "family", "method": method})]
    if method is Method.DEGAUSS and kind not in MAGNETIC:
        return [Objection(DestructionGuard.METHOD, {"why": "not_magnetic", "method": method})]
    if all(one.max_rank < grade for one in found):
        return [Objection(DestructionGuard.METHOD, {"why": "grade", "method": method})]
    return []


def objections_to_changing(act: ActFacts) -> list[Objection]:
    """The list is open until it is approved; a change voids what was signed."""
    return [] if act.stage in CHANGEABLE else [Objection(DestructionGuard.STAGE, {"stage": act.stage})]


def objections_to_signing(
    act: ActFacts, person_id: int | None, *, seen: str, now: str, max_rank: int
) -> list[Objection]:
    """A member signs the list that they were shown (`seen`, a hash), in their own session, once."""
    found = objections_to_changing(act)
    if act.units == 0:
        found.append(Objection(DestructionGuard.EMPTY))
    if person_id not in act.members:
        found.append(Objection(DestructionGuard.NOT_MEMBER))
    if person_id in act.signed:
        found.append(Objection(DestructionGuard.SIGNED_ALREADY))
    return found + _as_seen(seen, now) + _rank(act, max_rank)


def objections_to_approving(
    act: ActFacts, person_id: int | None, *, seen: str, now: str, max_rank: int
) -> list[Objection]:
    """The head approves what every member signed, is no member and did not draft it (G-COMM, G-SELF)."""
    found = [] if act.stage is Stage.SIGNED else [Objection(DestructionGuard.STAGE, {"stage": act.stage})]
    if person_id is None or person_id in act.members:
        found.append(Objection(DestructionGuard.APPROVER))
    if person_id is not None and person_id == act.drafter_id:
        found.append(Objection(DestructionGuard.OWN_ACT))
    return found + _as_seen(seen, now) + _rank(act, max_rank)


def objections_to_sitting(act: ActFacts, person_id: int | None) -> list[Objection]:
    """Who may come to a sitting: a member, once the act is approved."""
    found = [] if act.stage is Stage.APPROVED else [Objection(DestructionGuard.STAGE, {"stage": act.stage})]
    return found if person_id in act.members else [*found, Objection(DestructionGuard.NOT_MEMBER)]


def objections_to_checking(
    act: ActFacts, unit: Unit | None, counts: Sequence[tuple[int, int]], person_id: int | None
) -> list[Objection]:
    """Whether this person may check a unit now; `unit` is None where it is not on the act, `counts` who counted what.

    A count that differs from the register is made once more, by another member; whoever scans is never alone.
    """
    found = objections_to_sitting(act, person_id)
    if not act.has_sitting:
        found.append(Objection(DestructionGuard.NO_SITTING))
    elif person_id not in act.present or len(act.present) < max(NEVER_ALONE, act.least_present):
        found.append(Objection(DestructionGuard.ALONE, {"least": max(NEVER_ALONE, act.least_present)}))
    if unit is None or unit is Unit.REMOVED:
        found.append(Objection(DestructionGuard.NOT_LISTED))
    elif unit is not Unit.LISTED:
        found.append(Objection(DestructionGuard.CHECKED_ALREADY))
    if any(person_id == counter for counter, _sheets in counts):
        found.append(Objection(DestructionGuard.COUNTER))
    return found


def objections_to_excluding(act: ActFacts, unit: Unit, person_id: int | None) -> list[Objection]:
    """A present member excludes a unit that is neither destroyed nor out already."""
    found = objections_to_sitting(act, person_id)
    if not act.has_sitting:
        found.append(Objection(DestructionGuard.NO_SITTING))
    elif person_id not in act.present or len(act.present) < max(NEVER_ALONE, act.least_present):
        found.append(Objection(DestructionGuard.ALONE, {"least": max(NEVER_ALONE, act.least_present)}))
    return found if unit in (Unit.LISTED, Unit.CHECKED) else [*found, Objection(DestructionGuard.CHECKED_ALREADY)]


def objections_to_finishing(act: ActFacts, person_id: int | None, *, seen: str, now: str) -> list[Objection]:
    """Every member confirms the execution once nothing is left to find."""
    found = objections_to_sitting(act, person_id)
    if act.left:
        found.append(Objection(DestructionGuard.UNFINISHED, {"left": act.left}))
    if person_id in act.finished:
        found.append(Objection(DestructionGuard.SIGNED_ALREADY))
    return found + _as_seen(seen, now)


def objections_to_cancelling(act: ActFacts) -> list[Objection]:
    """An act that is executed or cancelled stands for ever."""
    is_over = act.stage in (Stage.EXECUTED, Stage.CANCELLED)
    return [Objection(DestructionGuard.STAGE, {"stage": act.stage})] if is_over else []


def _as_seen(seen: str, now: str) -> list[Objection]:
    return [] if seen == now else [Objection(DestructionGuard.CHANGED)]


def _rank(act: ActFacts, max_rank: int) -> list[Objection]:
    return [Objection(DestructionGuard.RANK_VIEW)] if act.rank > max_rank else []
