"""Who may hold what: every guard of the law says no once, and beside it the neighbouring case where it does not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kernel.grades import Grade
from kernel.objections import Objection
from people.admission.rules import (
    AdmissionGuard,
    ClearanceFacts,
    Element,
    Standing,
    missing_elements,
    objections_to_dates,
    objections_to_holding,
)

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
ELEMENTS: dict[Element, date | None] = dict.fromkeys(Element, TODAY - 9 * DAY)
CLEARANCE = ClearanceFacts(
    form=1, is_suspended=False, valid_from=TODAY - 9 * DAY, valid_to=TODAY + 9 * DAY, elements=ELEMENTS
)
STANDING = Standing(
    person_id=7,
    employed_from=TODAY - 99 * DAY,
    employed_to=None,
    absent_from=None,
    absent_to=None,
    citizenship="KZ",
    treaty_ref="",
    clearance=CLEARANCE,
)


def person(why: str, on: date | None) -> list[Objection]:
    return [Objection(AdmissionGuard.PERSON, {"why": why, "on": on})]


def clearance(why: str, **data: Any) -> list[Objection]:
    return [Objection(AdmissionGuard.CLR, {"why": why, **data})]


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({}, []),
        ({"employed_to": TODAY - DAY}, person("dismissed", TODAY - DAY)),
        ({"employed_to": TODAY}, person("dismissed", TODAY)),
        ({"employed_to": TODAY + DAY}, []),
        ({"employed_from": TODAY + DAY}, person("not_yet", TODAY + DAY)),
        ({"employed_from": TODAY}, []),
        ({"absent_from": TODAY + DAY, "absent_to": TODAY + 2 * DAY}, []),
        ({"absent_from": TODAY, "absent_to": TODAY + 2 * DAY}, person("absent", TODAY + 2 * DAY)),
        ({"absent_from": TODAY - DAY, "absent_to": TODAY}, person("absent", TODAY)),
        ({"absent_from": TODAY - 2 * DAY, "absent_to": TODAY - DAY}, []),
        ({"absent_from": TODAY, "absent_to": None}, person("absent", None)),
    ],
)
@pytest.mark.parametrize("grade", Grade)
def test_only_who_works_today_holds_anything(grade: Grade, fields: dict[str, Any], refused: list[Objection]) -> None:
    assert objections_to_holding(replace(STANDING, **fields), grade, TODAY) == refused


# Law on State Secrets, art. 29(2): form 1 opens everything, form 2 up to top secret, form 3 only secret.
OPENS = """
form  official_use secret top_secret special_importance
none  x . . .
3     x x . .
2     x x x .
1     x x x x
"""
FORMS = [
    (words[0], Grade(rank), mark == "x")
    for words in [line.split() for line in OPENS.strip().splitlines()[1:]]
    for rank, mark in enumerate(words[1:])
]


@pytest.mark.parametrize(("form", "grade", "opens"), FORMS)
def test_a_form_of_clearance_opens_its_grades_and_no_higher(form: str, grade: Grade, *, opens: bool) -> None:
    has = None if form == "none" else replace(CLEARANCE, form=int(form))
    need = {Grade.SECRET: 3, Grade.TOP_SECRET: 2, Grade.SPECIAL_IMPORTANCE: 1}.get(grade)
    refused = clearance("none", need=need) if has is None else clearance("form", form=has.form, need=need)
    assert objections_to_holding(replace(STANDING, clearance=has), grade, TODAY) == ([] if opens else refused)


MISSING = [Objection(AdmissionGuard.OBL, {"missing": ["decision"]})]


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"valid_from": TODAY + DAY}, clearance("not_yet", on=TODAY + DAY)),
        ({"valid_from": TODAY}, []),
        ({"valid_to": TODAY - DAY}, clearance("expired", on=TODAY - DAY)),
        ({"valid_to": TODAY}, []),
        ({"valid_to": None}, []),
        ({"is_suspended": True}, [Objection(AdmissionGuard.SUSP)]),
        ({"elements": {**ELEMENTS, Element.DECISION: None}}, MISSING),
        ({"elements": {**ELEMENTS, Element.DECISION: TODAY + DAY}}, MISSING),
        ({"elements": {**ELEMENTS, Element.DECISION: TODAY}}, []),
    ],
)
def test_a_clearance_that_does_not_stand_opens_official_use_alone(
    fields: dict[str, Any], refused: list[Objection]
) -> None:
    standing = replace(STANDING, clearance=replace(CLEARANCE, **fields))
    assert objections_to_holding(standing, Grade.SECRET, TODAY) == refused
    assert objections_to_holding(standing, Grade.OFFICIAL_USE, TODAY) == []


@pytest.mark.parametrize(
    ("citizenship", "treaty", "may"), [("KZ", "", True), ("DE", "", False), ("DE", "2019/4", True), ("", "", False)]
)
def test_a_foreigner_holds_state_secrets_only_under_a_treaty(citizenship: str, treaty: str, *, may: bool) -> None:
    standing = replace(STANDING, citizenship=citizenship, treaty_ref=treaty)
    refused = [] if may else [Objection(AdmissionGuard.ACC)]
    assert objections_to_holding(standing, Grade.SECRET, TODAY) == refused
    assert objections_to_holding(standing, Grade.OFFICIAL_USE, TODAY) == []


def test_every_reason_is_told_at_once_and_in_its_order() -> None:
    worst = replace(
        CLEARANCE, form=3, is_suspended=True, valid_from=TODAY + DAY, valid_to=TODAY - DAY, elements=dict(ELEMENTS)
    )
    worst.elements[Element.OBLIGATION] = None
    standing = replace(STANDING, employed_to=TODAY, citizenship="DE", clearance=worst)
    found = objections_to_holding(standing, Grade.TOP_SECRET, TODAY)
    assert [(one.guard, one.data.get("why")) for one in found] == [
        (AdmissionGuard.PERSON, "dismissed"),
        (AdmissionGuard.CLR, "not_yet"),
        (AdmissionGuard.CLR, "expired"),
        (AdmissionGuard.CLR, "form"),
        (AdmissionGuard.SUSP, None),
        (AdmissionGuard.OBL, None),
        (AdmissionGuard.ACC, None),
    ]
    assert all(one.bars for one in found)


@pytest.mark.parametrize("element", Element)
def test_an_element_counts_from_its_own_day(element: Element) -> None:
    assert missing_elements(ELEMENTS, TODAY) == []
    assert missing_elements({**ELEMENTS, element: None}, TODAY) == [element]
    assert missing_elements({**ELEMENTS, element: TODAY + DAY}, TODAY) == [element]
    assert missing_elements({**ELEMENTS, element: TODAY}, TODAY) == []
    assert missing_elements({one: ELEMENTS[one] for one in Element if one is not element}, TODAY) == [element]


def test_the_five_elements_of_the_law_are_five() -> None:
    assert [one.value for one in missing_elements({}, TODAY)] == [
        "obligation",
        "restriction_consent",
        "check_consent",
        "law_briefing",
        "decision",
    ]


ORDER = Objection(AdmissionGuard.ORDER, {"field": "valid_to"})


@pytest.mark.parametrize(("valid_to", "refused"), [(None, []), (TODAY + DAY, []), (TODAY, []), (TODAY - DAY, [ORDER])])
def test_a_clearance_ends_no_earlier_than_it_begins(valid_to: date | None, refused: list[Objection]) -> None:
    assert objections_to_dates(ELEMENTS, TODAY, valid_to, TODAY) == refused


@pytest.mark.parametrize("element", Element)
def test_a_paper_of_tomorrow_is_not_entered_today(element: Element) -> None:
    ahead = Objection(AdmissionGuard.AHEAD, {"field": f"{element.value}_on"})
    assert objections_to_dates({**ELEMENTS, element: TODAY}, TODAY, None, TODAY) == []
    assert objections_to_dates({**ELEMENTS, element: None}, TODAY, None, TODAY) == []
    assert objections_to_dates({**ELEMENTS, element: TODAY + DAY}, TODAY, None, TODAY) == [ahead]
    assert objections_to_dates({**ELEMENTS, element: TODAY + DAY}, TODAY, TODAY - DAY, TODAY) == [ORDER, ahead]
