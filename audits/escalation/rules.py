"""Which steps a finding has reached on a day, and how a failure to rectify is proposed and decided, pure.

A step is made once for each date of a finding. On a day off nothing is made; what a missed week has skipped is made
on the next working day, but no reminder of a date that has passed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from audits.findings.rules import RUNNING, State
from kernel.objections import Objection


class Step(StrEnum):
    """Whom a finding is brought to."""

    ISSUED = "S0"
    FIRST_REMINDER = "S1-1"
    SECOND_REMINDER = "S1-2"
    LAST_DAY = "S2"
    OVERDUE = "S3"
    NEXT_LEADER = "S4"
    BODY_HEAD = "S5"
    MATERIAL = "S6"
    VERIFIER = "V"


class FailureState(StrEnum):
    """Where a failure to rectify stands: proposed by the register, heard, and decided by a person."""

    PROPOSED = "proposed"
    EXPLAINED = "explained"
    CONFIRMED = "confirmed"
    JUSTIFIED = "justified"


class FailureGuard(StrEnum):
    DECIDED = "G-FAIL-DECIDED"
    NOT_YOURS = "G-FAIL-NOT-YOURS"
    OWN = "G-FAIL-OWN"
    FIXER = "G-FAIL-FIXER"
    UNHEARD = "G-FAIL-UNHEARD"
    EXPLAINED = "G-FAIL-EXPLAINED"


DECIDED = frozenset({FailureState.CONFIRMED, FailureState.JUSTIFIED})


@dataclass(frozen=True)
class Ladder:
    """Working days before and after the date at which each step is made, as the terms of the day have them."""

    first: int
    second: int
    next_leader: int
    body_head: int
    material: int
    verify: int


def steps(
    ladder: Ladder, state: State, left: int, over: int, waits: int, *, has_failed_before: bool = False
) -> list[Step]:
    """The steps that a finding has reached: `left` working days before its date, or `over` after it; 0 and 0 on it.

    `waits` is for how many working days a reported fix has waited: while it waits no other step is made.
    """
    if state is State.FIX_REPORTED:
        return [Step.VERIFIER] if waits > ladder.verify else []
    if state not in RUNNING:
        return []
    found = [Step.ISSUED]
    if over == 0:
        if left == 0:
            return [*found, Step.LAST_DAY]
        if left <= ladder.second:
            return [*found, Step.SECOND_REMINDER]
        return [*found, Step.FIRST_REMINDER] if left <= ladder.first else found
    found.append(Step.OVERDUE)
    after = ((Step.NEXT_LEADER, ladder.next_leader), (Step.BODY_HEAD, ladder.body_head))
    found += [step for step, days in after if over >= days]
    if over >= ladder.material or (has_failed_before and over >= 1):
        found.append(Step.MATERIAL)
    return found


def objections_to_explaining(state: FailureState, official_id: int, person_id: int | None) -> list[Objection]:
    """The official explains once, before the decision."""
    found = [] if person_id == official_id else [Objection(FailureGuard.NOT_YOURS)]
    if state is not FailureState.PROPOSED:
        found.append(Objection(FailureGuard.DECIDED if state in DECIDED else FailureGuard.EXPLAINED))
    return found


def objections_to_deciding(
    state: FailureState, official_id: int, fixers: Collection[int], person_id: int | None, due_on: date, today: date
) -> list[Objection]:
    """Decided once, by a person who is not the official and fixed nothing, after hearing or after the time for it."""
    found = [Objection(FailureGuard.DECIDED)] if state in DECIDED else []
    if person_id is None or person_id == official_id:
        found.append(Objection(FailureGuard.OWN))
    elif person_id in fixers:
        found.append(Objection(FailureGuard.FIXER))
    if state is FailureState.PROPOSED and today <= due_on:
        found.append(Objection(FailureGuard.UNHEARD, {"until": due_on}))
    return found
