"""Destruction: methods and grades, who signs and approves, what is counted, as tables."""

from dataclasses import replace
from typing import Any

import pytest

from carriers.custody.rules import CarrierKind, Family
from carriers.destruction.rules import (
    ActFacts,
    DestructionGuard,
    Effect,
    Method,
    MethodFacts,
    Stage,
    Unit,
    objections_to_approving,
    objections_to_cancelling,
    objections_to_changing,
    objections_to_checking,
    objections_to_excluding,
    objections_to_finishing,
    objections_to_method,
    objections_to_sanitising,
    objections_to_signing,
    objections_to_sitting,
)
from kernel.grades import Grade

G = DestructionGuard
KNOWN = (
    MethodFacts(Method.BURNING, Family.PAPER, Effect.DESTROY, 3),
    MethodFacts(Method.MELTING, Family.PAPER, Effect.DESTROY, 1),
    MethodFacts(Method.SHRED, Family.ELECTRONIC, Effect.DESTROY, 3),
    MethodFacts(Method.OVERWRITE, Family.ELECTRONIC, Effect.CLEAR, 1),
    MethodFacts(Method.DEGAUSS, Family.ELECTRONIC, Effect.PURGE, 3),
)
DRAFT = ActFacts(stage=Stage.DRAFT, members=frozenset({1, 2, 3}), drafter_id=9, units=2, left=2, rank=1)
SIGNED = replace(DRAFT, stage=Stage.SIGNED, signed=frozenset({1, 2, 3}))
APPROVED = replace(SIGNED, stage=Stage.APPROVED, present=frozenset({1, 2}), has_sitting=True)
HASH = "a" * 64


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


@pytest.mark.parametrize(
    ("kind", "grade", "method", "why"),
    [
        (CarrierKind.DOCUMENT, Grade.SPECIAL_IMPORTANCE, Method.BURNING, None),
        (CarrierKind.DOCUMENT, Grade.SECRET, Method.MELTING, None),
        (CarrierKind.DOCUMENT, Grade.TOP_SECRET, Method.MELTING, "grade"),
        (CarrierKind.DOCUMENT, Grade.SECRET, Method.SHRED, "family"),
        (CarrierKind.FLASH, Grade.SECRET, Method.BURNING, "family"),
        (CarrierKind.FLASH, Grade.SECRET, Method.SHRED, None),
        (CarrierKind.FLASH, Grade.SECRET, Method.OVERWRITE, "family"),
        (CarrierKind.HARD_DISK, Grade.SECRET, Method.DEGAUSS, "family"),
        (CarrierKind.ITEM, Grade.OFFICIAL_USE, Method.BURNING, "family"),
    ],
)
def test_a_method_destroys_its_family_up_to_its_grade(
    kind: CarrierKind, grade: Grade, method: Method, why: str | None
) -> None:
    found = objections_to_method(kind, grade, method, KNOWN)
    assert [one.data["why"] for one in found] == ([why] if why else [])


@pytest.mark.parametrize(
    ("kind", "grade", "method", "why"),
    [
        (CarrierKind.HARD_DISK, Grade.TOP_SECRET, Method.DEGAUSS, None),
        (CarrierKind.TAPE, Grade.SECRET, Method.DEGAUSS, None),
        (CarrierKind.FLASH, Grade.SECRET, Method.DEGAUSS, "not_magnetic"),
        (CarrierKind.SOLID_STATE_DISK, Grade.SECRET, Method.DEGAUSS, "not_magnetic"),
        (CarrierKind.FLASH, Grade.SECRET, Method.OVERWRITE, None),
        (CarrierKind.FLASH, Grade.TOP_SECRET, Method.OVERWRITE, "grade"),
        (CarrierKind.FLASH, Grade.SECRET, Method.SHRED, "family"),
        (CarrierKind.DOCUMENT, Grade.SECRET, Method.OVERWRITE, "family"),
    ],
)
def test_a_medium_is_sanitised_by_what_erases_it(
    kind: CarrierKind, grade: Grade, method: Method, why: str | None
) -> None:
    found = objections_to_sanitising(kind, grade, method, KNOWN)
    assert [one.data["why"] for one in found] == ([why] if why else [])


@pytest.mark.parametrize("stage", Stage)
def test_the_list_is_open_until_it_is_approved_and_an_ended_act_stands(stage: Stage) -> None:
    at = replace(DRAFT, stage=stage)
    is_open = stage in (Stage.DRAFT, Stage.SIGNED)
    assert guards(objections_to_changing(at)) == ([] if is_open else [G.STAGE])
    is_over = stage in (Stage.EXECUTED, Stage.CANCELLED)
    assert guards(objections_to_cancelling(at)) == ([G.STAGE] if is_over else [])
    may_sit = stage is Stage.APPROVED
    assert guards(objections_to_sitting(at, 1)) == ([] if may_sit else [G.STAGE])


@pytest.mark.parametrize(
    ("facts", "who", "seen", "rank", "found"),
    [
        (DRAFT, 1, HASH, 1, []),
        (DRAFT, 9, HASH, 1, [G.NOT_MEMBER]),
        (DRAFT, None, HASH, 1, [G.NOT_MEMBER]),
        (DRAFT, 1, "b", 1, [G.CHANGED]),
        (DRAFT, 1, HASH, 0, [G.RANK_VIEW]),
        (replace(DRAFT, units=0), 1, HASH, 1, [G.EMPTY]),
        (replace(DRAFT, signed=frozenset({1})), 1, HASH, 1, [G.SIGNED_ALREADY]),
        (APPROVED, 1, HASH, 1, [G.STAGE, G.SIGNED_ALREADY]),
    ],
)
def test_each_member_signs_once_what_they_were_shown(
    facts: ActFacts, who: int | None, seen: str, rank: int, found: list[DestructionGuard]
) -> None:
    assert guards(objections_to_signing(facts, who, seen=seen, now=HASH, max_rank=rank)) == found


@pytest.mark.parametrize(
    ("facts", "who", "seen", "rank", "found"),
    [
        (SIGNED, 7, HASH, 1, []),
        (DRAFT, 7, HASH, 1, [G.STAGE]),
        (SIGNED, 1, HASH, 1, [G.APPROVER]),
        (SIGNED, None, HASH, 1, [G.APPROVER]),
        (SIGNED, 9, HASH, 1, [G.OWN_ACT]),
        (SIGNED, 7, "b", 1, [G.CHANGED]),
        (SIGNED, 7, HASH, 0, [G.RANK_VIEW]),
    ],
)
def test_the_head_approves_what_everybody_signed_and_is_none_of_them(
    facts: ActFacts, who: int | None, seen: str, rank: int, found: list[DestructionGuard]
) -> None:
    assert guards(objections_to_approving(facts, who, seen=seen, now=HASH, max_rank=rank)) == found


@pytest.mark.parametrize(
    ("facts", "unit", "counts", "who", "found"),
    [
        (APPROVED, Unit.LISTED, [], 1, []),
        (APPROVED, None, [], 1, [G.NOT_LISTED]),
        (APPROVED, Unit.REMOVED, [], 1, [G.NOT_LISTED]),
        (APPROVED, Unit.CHECKED, [], 1, [G.CHECKED_ALREADY]),
        (APPROVED, Unit.EXCLUDED, [], 1, [G.CHECKED_ALREADY]),
        (APPROVED, Unit.LISTED, [(1, 5)], 1, [G.COUNTER]),
        (APPROVED, Unit.LISTED, [(1, 5)], 2, []),
        (APPROVED, Unit.LISTED, [], 3, [G.ALONE]),
        (replace(APPROVED, present=frozenset({1})), Unit.LISTED, [], 1, [G.ALONE]),
        (replace(APPROVED, present=frozenset({1}), least_present=1), Unit.LISTED, [], 1, [G.ALONE]),
        (replace(APPROVED, least_present=3), Unit.LISTED, [], 1, [G.ALONE]),
        (replace(APPROVED, has_sitting=False, present=frozenset()), Unit.LISTED, [], 1, [G.NO_SITTING]),
        (APPROVED, Unit.LISTED, [], 9, [G.NOT_MEMBER, G.ALONE]),
        (SIGNED, Unit.LISTED, [], 1, [G.STAGE, G.NO_SITTING]),
    ],
)
def test_a_unit_is_checked_by_a_present_member_who_is_not_alone(
    facts: ActFacts, unit: Unit | None, counts: list[tuple[int, int]], who: int, found: list[DestructionGuard]
) -> None:
    assert guards(objections_to_checking(facts, unit, counts, who)) == found


@pytest.mark.parametrize(
    ("facts", "unit", "who", "found"),
    [
        (APPROVED, Unit.LISTED, 1, []),
        (APPROVED, Unit.CHECKED, 1, []),
        (APPROVED, Unit.EXCLUDED, 1, [G.CHECKED_ALREADY]),
        (APPROVED, Unit.DESTROYED, 1, [G.CHECKED_ALREADY]),
        (APPROVED, Unit.LISTED, 3, [G.ALONE]),
        (replace(APPROVED, has_sitting=False), Unit.LISTED, 1, [G.NO_SITTING]),
        (APPROVED, Unit.LISTED, 9, [G.NOT_MEMBER, G.ALONE]),
    ],
)
def test_a_unit_is_excluded_by_a_present_member(
    facts: ActFacts, unit: Unit, who: int, found: list[DestructionGuard]
) -> None:
    assert guards(objections_to_excluding(facts, unit, who)) == found


@pytest.mark.parametrize(
    ("facts", "who", "seen", "found"),
    [
        (replace(APPROVED, left=0), 1, HASH, []),
        (replace(APPROVED, left=0), 3, HASH, []),
        (APPROVED, 1, HASH, [G.UNFINISHED]),
        (replace(APPROVED, left=0), 9, HASH, [G.NOT_MEMBER]),
        (replace(APPROVED, left=0), 1, "b", [G.CHANGED]),
        (replace(APPROVED, left=0, finished=frozenset({1})), 1, HASH, [G.SIGNED_ALREADY]),
    ],
)
def test_every_member_confirms_the_end_once_nothing_is_left(
    facts: ActFacts, who: int, seen: str, found: list[DestructionGuard]
) -> None:
    assert guards(objections_to_finishing(facts, who, seen=seen, now=HASH)) == found
