"""The desk as tables: whose turn it is in every act, what a first carrier makes of it, what a row is worth."""

from datetime import date

import pytest

from carriers.custody.rules import Act, CarrierFacts, Confirmation, Counter, CustodyGuard, Sides, State
from carriers.desk.rules import (
    DESK_ACTS,
    SOUNDS,
    Chair,
    NotOfTheDesk,
    Said,
    Seating,
    Step,
    Verdict,
    act_of_first_scan,
    desk_act,
    next_step,
    objections,
    verdict,
)
from kernel.grades import Grade
from kernel.objections import Objection

GIVER, RECEIVER = Chair.GIVER, Chair.RECEIVER
NOBODY: dict[Chair, Confirmation | None] = {GIVER: None, RECEIVER: None}
SIDES = Sides(
    None, None, 0, Counter(1, None, 3, frozenset(), is_overdue_barred_below_secret=False, on=date(2026, 11, 23))
)
FINE = [Verdict.FINE]


def step(
    act: Act, *taken: Chair, confirmed: tuple[Chair, ...] = (), verdicts: list[Verdict] | None = None, **facts: bool
) -> Step:
    marks = NOBODY | dict.fromkeys(confirmed, Confirmation.PIN)
    seating = Seating(
        frozenset(taken),
        marks,
        second=facts.pop("second", False),
        second_confirmed=facts.pop("second_confirmed", False),
    )
    asked = {"uncounted": False, "recount": False, "needs_second": False, **facts}
    return next_step(act, seating, FINE if verdicts is None else verdicts, **asked)


@pytest.mark.parametrize(
    ("act", "taken", "expected"),
    [
        (Act.ISSUE, (), Step.SCAN_PASS),
        (Act.ISSUE, (RECEIVER,), Step.RECEIVER_CONFIRMS),
        (Act.TAKE_BACK, (), Step.GIVER_CONFIRMS),
        (Act.TAKE_BACK, (GIVER,), Step.GIVER_CONFIRMS),
        (Act.TRANSFER, (), Step.SCAN_PASS),
        (Act.TRANSFER, (GIVER,), Step.SCAN_OTHER_PASS),
        (Act.TRANSFER, (RECEIVER,), Step.SCAN_PASS),
        (Act.TRANSFER, (GIVER, RECEIVER), Step.GIVER_CONFIRMS),
    ],
)
def test_passes_are_asked_in_the_order_of_the_chairs(act: Act, taken: tuple[Chair, ...], expected: Step) -> None:
    assert step(act, *taken) is expected


@pytest.mark.parametrize("act", DESK_ACTS)
def test_what_is_still_open_is_asked_in_the_order_of_the_hands(act: Act) -> None:
    seats = desk_act(act).chairs
    assert step(act, *seats, verdicts=[]) is Step.SCAN_CARRIERS
    assert step(act, *seats, verdicts=[Verdict.FINE, Verdict.STOP], uncounted=True) is Step.REMOVE_REFUSED
    assert step(act, *seats, verdicts=[Verdict.LOOK], uncounted=True, needs_second=True) is Step.COUNT_SHEETS
    assert step(act, *seats, needs_second=True) is Step.SCAN_SECOND
    assert step(act, *seats, needs_second=True, second=True) is Step.SECOND_PIN
    assert step(act, *seats, recount=True) is Step.SCAN_SECOND
    assert step(act, *seats, recount=True, uncounted=True, second=True) is Step.COUNT_SHEETS
    for needs_second in (False, True):
        found = step(act, *seats, recount=True, needs_second=needs_second, second=True)
        assert found is Step.RECOUNT_SHEETS
    first = step(act, *seats, needs_second=True, second=True, second_confirmed=True)
    assert step(act, *seats, second=True) is first
    assert first in (Step.GIVER_CONFIRMS, Step.RECEIVER_CONFIRMS)


@pytest.mark.parametrize(
    ("act", "confirmed", "expected"),
    [
        (Act.ISSUE, (RECEIVER,), Step.COMMIT),
        (Act.ISSUE, (GIVER,), Step.RECEIVER_CONFIRMS),
        (Act.TAKE_BACK, (GIVER,), Step.COMMIT),
        (Act.TAKE_BACK, (RECEIVER,), Step.GIVER_CONFIRMS),
        (Act.TRANSFER, (GIVER,), Step.RECEIVER_CONFIRMS),
        (Act.TRANSFER, (RECEIVER,), Step.GIVER_CONFIRMS),
        (Act.TRANSFER, (GIVER, RECEIVER), Step.COMMIT),
    ],
)
def test_an_act_is_ready_when_everybody_it_needs_has_acknowledged(
    act: Act, confirmed: tuple[Chair, ...], expected: Step
) -> None:
    assert step(act, GIVER, RECEIVER, confirmed=confirmed) is expected


@pytest.mark.parametrize(
    ("act", "state", "then"),
    [
        (Act.ISSUE, State.IN_REGISTRY, Act.ISSUE),
        (Act.ISSUE, State.ISSUED, Act.TAKE_BACK),
        (Act.ISSUE, State.DRAFT, Act.ISSUE),
        (Act.TAKE_BACK, State.IN_REGISTRY, Act.ISSUE),
        (Act.TAKE_BACK, State.ISSUED, Act.TAKE_BACK),
        (Act.TAKE_BACK, State.DRAFT, Act.TAKE_BACK),
        (Act.TRANSFER, State.IN_REGISTRY, Act.TRANSFER),
        (Act.TRANSFER, State.ISSUED, Act.TRANSFER),
        (Act.TRANSFER, State.DRAFT, Act.TRANSFER),
    ],
)
def test_an_empty_desk_follows_the_first_carrier(act: Act, state: State, then: Act) -> None:
    assert act_of_first_scan(act, state, is_holder_at_desk=True) is then
    assert act_of_first_scan(act, state, is_holder_at_desk=False) is act


def test_every_act_of_the_desk_has_its_record_and_no_other_act_has_one() -> None:
    assert [act for act in Act if act in DESK_ACTS] == [Act.ISSUE, Act.TAKE_BACK, Act.TRANSFER]
    for act in DESK_ACTS:
        record = desk_act(act)
        assert set(record.confirms) == set(record.chairs)
        assert set(record.asks) <= set(record.chairs)
    assert [desk_act(act).counts_sheets for act in DESK_ACTS] == [False, True, True]
    assert [desk_act(act).is_of_holder for act in DESK_ACTS] == [False, True, False]
    with pytest.raises(NotOfTheDesk):
        desk_act(Act.REGISTER)


@pytest.mark.parametrize("act", DESK_ACTS)
@pytest.mark.parametrize("state", list(State))
def test_while_a_chair_is_empty_only_the_state_is_judged(act: Act, state: State) -> None:
    carrier = CarrierFacts(state, Grade.TOP_SECRET, 6, 7 if state is State.ISSUED else None)
    found = [one.guard for one in objections(act, carrier, SIDES, None, frozenset())]
    is_open = (act, state) in {
        (Act.ISSUE, State.IN_REGISTRY),
        (Act.TAKE_BACK, State.ISSUED),
        (Act.TRANSFER, State.ISSUED),
    }
    assert found == ([] if is_open else [CustodyGuard.STATE])
    seated = {one.guard for one in objections(act, carrier, SIDES, None, frozenset(Chair))}
    assert (CustodyGuard.SHEETS in seated) is desk_act(act).counts_sheets
    assert (CustodyGuard.CONFIRMATION in seated) is (RECEIVER in desk_act(act).chairs)


SHEETS, TWO = Objection(CustodyGuard.SHEETS), Objection(CustodyGuard.TWO_PERSONS)
WARNING, BAR = Objection(CustodyGuard.OVERDUE, bars=False), Objection(CustodyGuard.OVERDUE)


@pytest.mark.parametrize(
    ("found", "counts", "expected"),
    [
        ([], 0, Verdict.FINE),
        ([WARNING], 0, Verdict.LOOK),
        ([TWO], 0, Verdict.LOOK),
        ([TWO], 2, Verdict.LOOK),
        ([SHEETS], 0, Verdict.LOOK),
        ([SHEETS], 2, Verdict.STOP),
        ([SHEETS], 1, Verdict.LOOK),
        ([BAR], 0, Verdict.STOP),
        ([WARNING, TWO, BAR], 0, Verdict.STOP),
    ],
)
def test_a_row_is_worth_its_worst_objection(found: list[Objection], counts: int, expected: Verdict) -> None:
    assert verdict(found, counts) is expected


def test_everything_the_desk_says_is_heard() -> None:
    assert set(SOUNDS) == set(Said)
