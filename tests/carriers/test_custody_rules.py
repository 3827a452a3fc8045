"""Custody: every state × act, every guard of issue, return and transfer with the neighbouring case it lets through."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from carriers.custody.rules import (
    CUSTODY,
    LAWFUL,
    MOST_SHEETS,
    Act,
    CarrierFacts,
    CarrierKind,
    Confirmation,
    Counter,
    CustodyGuard,
    Family,
    Sides,
    State,
    due_on,
    family_of,
    is_overdue,
    is_waiting,
    objections_to_confirmation,
    objections_to_issue,
    objections_to_take_back,
    objections_to_transfer,
)
from kernel.grades import Grade
from kernel.objections import Objection
from people.admission.rules import AdmissionGuard, ClearanceFacts, Element, Standing

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
SINCE, DUE = datetime(2026, 11, 20, 5, tzinfo=UTC), datetime(2026, 12, 20, 13, tzinfo=UTC)
PAPER = "40400000000101"
GIVER, RECEIVER, WORKER, SECOND, STRANGER = 1, 2, 3, 4, 5

# Written by hand from the order of the registry; a dot is an act that this state does not know.
STEPS = """
state        register     issue   take_back    transfer  select    deselect     destroy    declare_missing
draft        in_registry  .       .            .         .         .            .          .
in_registry  .            issued  .            .         selected  .            .          missing
issued       .            .       in_registry  issued    .         .            .          missing
selected     .            .       .            .         .         in_registry  destroyed  missing
missing      .            .       .            .         .         .            .          .
destroyed    .            .       .            .         .         .            .          .
lost         .            .       .            .         .         .            .          .
void         .            .       .            .         .         .            .          .
"""
MORE_STEPS = """
state        find         confirm_loss  void  void_issue
draft        .            .             .     .
in_registry  .            .             void  .
issued       .            .             .     in_registry
selected     .            .             .     .
missing      in_registry  lost          .     .
destroyed    .            .             .     .
lost         in_registry  .             .     .
void         .            .             .     .
"""
TABLE = [
    (row[0], act, then)
    for steps in (STEPS, MORE_STEPS)
    for head, *rows in [[line.split() for line in steps.strip().splitlines()]]
    for row in rows
    for act, then in zip(head[1:], row[1:], strict=True)
]

IN = CarrierFacts(state=State.IN_REGISTRY, grade=Grade.SECRET, sheets=6, holder_id=None, since=SINCE)
OUT = replace(IN, state=State.ISSUED, holder_id=GIVER, holder_name="Ахметова А.", due_at=DUE)
COUNTER = Counter(
    worker_person_id=WORKER,
    second_person_id=None,
    max_visible_rank=3,
    two_person_ranks=frozenset({3}),
    is_overdue_barred_below_secret=False,
    on=TODAY,
)
CLEARANCE = ClearanceFacts(
    form=1, is_suspended=False, valid_from=TODAY - DAY, valid_to=None, elements=dict.fromkeys(Element, TODAY - DAY)
)
STANDING = Standing(
    person_id=RECEIVER,
    employed_from=TODAY - 9 * DAY,
    employed_to=None,
    absent_from=None,
    absent_to=None,
    citizenship="KZ",
    treaty_ref="",
    clearance=CLEARANCE,
)


def sides(**asked: Any) -> Sides:
    """Two lawful partners and a lawful worker, but for what is asked."""
    return Sides(
        giver_id=asked.get("giver", GIVER),
        receiver=replace(STANDING, **asked.get("standing", {})),
        receiver_overdue=asked.get("overdue", 0),
        receiver_missing=asked.get("missing", 0),
        counter=replace(COUNTER, **asked.get("counter", {})),
    )


def issue(carrier: dict[str, Any], **asked: Any) -> list[Objection]:
    """What stands against an issue of a carrier that differs in this from a lawful one."""
    return objections_to_issue(replace(IN, **carrier), replace(sides(**asked), giver_id=None))


def take_back(carrier: dict[str, Any], **asked: Any) -> list[Objection]:
    alone = replace(sides(**asked), receiver=None)
    return objections_to_take_back(replace(OUT, **carrier), alone, asked.get("sheets", 6))


def transfer(carrier: dict[str, Any], **asked: Any) -> list[Objection]:
    return objections_to_transfer(replace(OUT, **carrier), sides(**asked), asked.get("sheets", 6))


Handing = Callable[..., list[Objection]]
HANDS: list[tuple[Act, Handing]] = [(Act.ISSUE, issue), (Act.TAKE_BACK, take_back), (Act.TRANSFER, transfer)]
BACK: list[Handing] = [take_back, transfer]
OUTWARD: list[Handing] = [issue, transfer]
EVERY: list[Handing] = [issue, take_back, transfer]


@pytest.mark.parametrize(("state", "act", "then"), TABLE)
def test_an_act_leads_from_a_state_where_the_order_of_the_registry_says(state: str, act: str, then: str) -> None:
    assert CUSTODY.get(State(state), {}).get(Act(act)) == (None if then == "." else State(then))
    assert ((Act(act), State(state)) in {(one, before) for one, before, _then in LAWFUL}) is (then != ".")


def test_the_order_of_the_registry_names_every_state_and_every_act() -> None:
    assert {state for state, _act, _then in TABLE} == {one.value for one in State}
    assert {act for _state, act, _then in TABLE} == {one.value for one in Act}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(("act", "hand"), HANDS)
def test_an_act_is_refused_in_every_state_but_its_own(state: State, act: Act, hand: Handing) -> None:
    facts = {
        "state": state,
        "holder_id": GIVER,
        "holder_name": "Ахметова А.",
        "since": SINCE,
        "due_at": DUE,
        "paper": PAPER,
    }
    data = {"state": state, "holder": "Ахметова А.", "since": SINCE, "due_at": DUE, "paper": PAPER}
    may = (state.value, act.value) in {(one, other) for one, other, then in TABLE if then != "."}
    assert hand(facts) == ([] if may else [Objection(CustodyGuard.STATE, data)])


@pytest.mark.parametrize("hand", BACK)
def test_only_its_holder_hands_a_carrier_over(hand: Handing) -> None:
    assert hand({}, giver=GIVER) == []
    assert hand({}, giver=STRANGER) == [Objection(CustodyGuard.HOLDER, {"holder": "Ахметова А."})]
    assert hand({"holder_id": None}) == [Objection(CustodyGuard.HOLDER, {"holder": "Ахметова А."})]


@pytest.mark.parametrize("hand", BACK)
@pytest.mark.parametrize(
    ("sheets", "counted", "may"),
    [(6, 6, True), (6, 5, False), (6, 7, False), (6, None, False), (6, 0, False), (None, None, True), (None, 6, True)],
)
def test_paper_passes_with_exactly_its_sheets(
    hand: Handing, sheets: int | None, counted: int | None, *, may: bool
) -> None:
    refused = [Objection(CustodyGuard.SHEETS, {"expected": sheets, "counted": counted})]
    assert hand({"sheets": sheets}, sheets=counted) == ([] if may else refused)


@pytest.mark.parametrize("hand", OUTWARD)
@pytest.mark.parametrize(
    ("standing", "guard"),
    [
        ({"clearance": None}, AdmissionGuard.CLR),
        ({"clearance": replace(CLEARANCE, valid_to=TODAY - DAY)}, AdmissionGuard.CLR),
        ({"clearance": replace(CLEARANCE, valid_from=TODAY + DAY)}, AdmissionGuard.CLR),
        ({"clearance": replace(CLEARANCE, is_suspended=True)}, AdmissionGuard.SUSP),
        ({"clearance": replace(CLEARANCE, elements={})}, AdmissionGuard.OBL),
        ({"employed_to": TODAY}, AdmissionGuard.PERSON),
        ({"citizenship": "DE"}, AdmissionGuard.ACC),
    ],
)
def test_nothing_goes_out_to_who_may_not_hold_it(hand: Handing, standing: dict[str, Any], guard: Any) -> None:
    assert [one.guard for one in hand({}, standing=standing)] == [guard]
    assert hand({}, standing={}) == []


@pytest.mark.parametrize("hand", OUTWARD)
def test_the_day_of_the_counter_is_the_day_that_is_asked(hand: Handing) -> None:
    ends = {"clearance": replace(CLEARANCE, valid_to=TODAY)}
    assert hand({}, standing=ends) == []
    assert [one.guard for one in hand({}, standing=ends, counter={"on": TODAY + DAY})] == [AdmissionGuard.CLR]


@pytest.mark.parametrize("hand", OUTWARD)
@pytest.mark.parametrize(
    ("grade", "by_the_terms", "bars"),
    [
        (Grade.SECRET, False, True),
        (Grade.SECRET, True, True),
        (Grade.OFFICIAL_USE, False, False),
        (Grade.OFFICIAL_USE, True, True),
    ],
)
def test_who_is_overdue_is_barred_from_state_secrets_and_below_as_the_terms_say(
    hand: Handing, grade: Grade, *, by_the_terms: bool, bars: bool
) -> None:
    terms = {"is_overdue_barred_below_secret": by_the_terms}
    told = [Objection(CustodyGuard.OVERDUE, {"count": 1}, bars=bars)]
    assert hand({"grade": grade}, counter=terms, overdue=1) == told
    assert hand({"grade": grade}, counter=terms, overdue=0) == []


@pytest.mark.parametrize("hand", EVERY)
@pytest.mark.parametrize(("rank", "may"), [(0, False), (1, True), (2, True)])
def test_a_worker_hands_nothing_that_they_may_not_see(hand: Handing, rank: int, *, may: bool) -> None:
    refused = [] if may else [Objection(CustodyGuard.RANK_VIEW)]
    assert hand({"grade": Grade.SECRET}, counter={"max_visible_rank": rank}) == refused


@pytest.mark.parametrize("hand", EVERY)
@pytest.mark.parametrize(
    ("grade", "second", "may"),
    [(3, None, False), (3, SECOND, True), (2, None, True), (2, SECOND, True)],
)
def test_the_grades_of_the_terms_need_two_workers(hand: Handing, grade: int, second: int | None, *, may: bool) -> None:
    refused = [] if may else [Objection(CustodyGuard.TWO_PERSONS, {"grade": grade})]
    assert hand({"grade": Grade(grade)}, counter={"second_person_id": second}) == refused


@pytest.mark.parametrize(
    ("hand", "person"), [(issue, RECEIVER), (take_back, GIVER), (transfer, GIVER), (transfer, RECEIVER)]
)
@pytest.mark.parametrize(("chair", "why"), [("worker_person_id", "worker"), ("second_person_id", "second")])
def test_who_works_at_the_desk_hands_nothing_to_themselves(hand: Handing, person: int, chair: str, why: str) -> None:
    assert hand({}, counter={chair: person}) == [Objection(CustodyGuard.SELF, {"why": why})]
    assert hand({}, counter={chair: STRANGER}) == []


def test_nobody_passes_a_carrier_to_themselves() -> None:
    same = [Objection(CustodyGuard.SELF, {"why": "same_person"})]
    assert transfer({}, standing={"person_id": GIVER}) == same
    assert transfer({}, standing={"person_id": STRANGER}) == []


def test_a_worker_who_passes_to_themselves_is_told_once_that_they_are_the_worker() -> None:
    found = transfer({}, standing={"person_id": GIVER}, counter={"worker_person_id": GIVER})
    assert [one.data["why"] for one in found] == ["worker", "same_person"]


def test_nothing_goes_out_to_nobody() -> None:
    nobody = replace(sides(), receiver=None)
    refused = [Objection(CustodyGuard.CONFIRMATION)]
    assert objections_to_issue(IN, replace(nobody, giver_id=None)) == refused
    assert objections_to_transfer(OUT, nobody, 6) == refused


def test_without_a_giver_nothing_comes_back() -> None:
    refused = [Objection(CustodyGuard.HOLDER, {"holder": "Ахметова А."})]
    assert objections_to_take_back(OUT, replace(sides(giver=None), receiver=None), 6) == refused


PIN, SCAN = Confirmation.PIN, Confirmation.SECOND_SCAN


@pytest.mark.parametrize(
    ("given", "may"),
    [([PIN], True), ([SCAN], True), ([None], False), ([PIN, SCAN], True), ([PIN, None], False), ([None, PIN], False)],
)
def test_everybody_acknowledges(given: list[Confirmation | None], *, may: bool) -> None:
    assert objections_to_confirmation(given) == ([] if may else [Objection(CustodyGuard.CONFIRMATION)])


@pytest.mark.parametrize(
    ("guard", "counts", "waits"),
    [
        (CustodyGuard.TWO_PERSONS, 0, True),
        (CustodyGuard.TWO_PERSONS, 2, True),
        (CustodyGuard.SHEETS, 0, True),
        (CustodyGuard.SHEETS, 1, True),
        (CustodyGuard.SHEETS, 2, False),
        *((one, 0, False) for one in CustodyGuard if one not in (CustodyGuard.TWO_PERSONS, CustodyGuard.SHEETS)),
        *((one, 0, False) for one in AdmissionGuard),
    ],
)
def test_only_a_second_worker_and_a_count_are_waited_for(guard: Any, counts: int, *, waits: bool) -> None:
    assert is_waiting(Objection(guard), counts) is waits


@pytest.mark.parametrize(
    ("loan_days", "clearance_to", "due"),
    [
        (0, None, TODAY),
        (30, None, TODAY + 30 * DAY),
        (30, TODAY + 29 * DAY, TODAY + 29 * DAY),
        (30, TODAY + 30 * DAY, TODAY + 30 * DAY),
        (30, TODAY + 31 * DAY, TODAY + 30 * DAY),
        (30, TODAY, TODAY),
        (30, TODAY - DAY, TODAY + 30 * DAY),
    ],
)
def test_a_loan_ends_with_its_days_or_with_the_clearance(loan_days: int, clearance_to: date | None, due: date) -> None:
    assert due_on(TODAY, loan_days, clearance_to) == due


MILLISECOND = timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("state", "due_at", "is_late"),
    [
        (State.ISSUED, DUE, False),
        (State.ISSUED, DUE - MILLISECOND, True),
        (State.ISSUED, DUE + MILLISECOND, False),
        (State.ISSUED, None, False),
        (State.IN_REGISTRY, DUE - MILLISECOND, False),
        (State.DRAFT, DUE - MILLISECOND, False),
    ],
)
def test_what_is_out_is_overdue_after_its_hour(state: State, due_at: datetime | None, *, is_late: bool) -> None:
    assert is_overdue(state, due_at, DUE) is is_late


FAMILIES = {
    Family.PAPER: "document drawing publication map notebook blank_sheets case_file photo",
    Family.ELECTRONIC: "flash hard_disk solid_state_disk optical_disk memory_card tape "
    "laptop computer mobile_device token",
    Family.ITEM: "item model",
}


@pytest.mark.parametrize(
    ("family", "kind"), [(family, kind) for family, kinds in FAMILIES.items() for kind in kinds.split()]
)
def test_a_kind_of_carrier_is_of_its_family(family: Family, kind: str) -> None:
    assert family_of(CarrierKind(kind)) is family


def test_every_kind_of_carrier_has_a_family() -> None:
    assert {kind for kinds in FAMILIES.values() for kind in kinds.split()} == {one.value for one in CarrierKind}


def test_the_largest_paper_has_a_hundred_thousand_sheets() -> None:
    assert MOST_SHEETS == 100_000
