"""Registration: every guard with the neighbouring number, day, grade or copy that it lets through."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from carriers.custody.rules import CarrierKind, Family
from carriers.register.rules import (
    TAKES,
    Application,
    Book,
    GapGiven,
    RegisterGuard,
    RegisterKind,
    number,
    objections_to_opening,
    objections_to_registration,
    objections_to_template,
)
from carriers.storage.rules import StorageGuard
from kernel.grades import Grade
from kernel.objections import Objection

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
OPENED = TODAY - 9 * DAY
BOOK = Book(next_seq=5, min_rank=1, max_rank=2, opened_on=OPENED, closed_on=None, year=2026, far_ahead=100)
PAPER = Application(
    title="Жұмыс барысы",
    grade=Grade.SECRET,
    family=Family.PAPER,
    is_kind_taken_here=True,
    sheets=6,
    serial_no="",
    seq=None,
    gap=GapGiven(),
    first_copy=1,
    first_copy_why="",
    copies=1,
    copies_total=1,
    registered_on=TODAY,
    worker_rank=3,
)
FLASH = replace(PAPER, family=Family.ELECTRONIC, sheets=None, serial_no="4C53")
ITEM = replace(PAPER, family=Family.ITEM, sheets=None)


def num(why: str, **data: Any) -> list[Objection]:
    return [Objection(RegisterGuard.NUM, {"why": why, **data})]


def copies(why: str, **data: Any) -> list[Objection]:
    return [Objection(RegisterGuard.COPIES, {"why": why, **data})]


def objections(asked: Application, book: Book = BOOK, place_rank: int = 3) -> list[Objection]:
    return objections_to_registration(asked, book, place_rank, TODAY)


GAP = num("gap", first=5, last=5, far=False)
UNTOLD = [Objection(RegisterGuard.GAP, {"field": "gap_explanation", "first": 5, "last": 5, "far": False})]
FAR = {"first": 5, "last": 104, "far": True}
AGAIN = [Objection(RegisterGuard.GAP, {"field": "seq_again", **FAR})]
DATE = [Objection(RegisterGuard.DATE, {"from": OPENED})]
GRADE = [Objection(RegisterGuard.GRADE, {"min": 1, "max": 2})]
TITLE, SHEETS, SERIAL = ([Objection(one)] for one in (RegisterGuard.TITLE, RegisterGuard.SHEETS, RegisterGuard.SERIAL))


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({}, []),
        ({"seq": 4}, num("used", next=5)),
        ({"seq": 5}, []),
        ({"seq": 6}, GAP),
        ({"seq": 6, "gap": GapGiven("ескі журнал", "5-6")}, GAP),
        ({"seq": 6, "gap": GapGiven(".", "5-5")}, UNTOLD),
        ({"seq": 6, "gap": GapGiven("1234", "5-5")}, UNTOLD),
        ({"seq": 6, "gap": GapGiven("ескі журнал", "5-5")}, []),
        ({"seq": 9}, num("gap", first=5, last=8, far=False)),
        ({"seq": 104, "gap": GapGiven("ескі журнал", "5-103")}, []),
        ({"seq": 105}, num("gap", **FAR)),
        ({"seq": 105, "gap": GapGiven("ескі журнал", "5-104")}, AGAIN),
        ({"seq": 105, "gap": GapGiven("ескі журнал", "5-104", 1050)}, AGAIN),
        ({"seq": 105, "gap": GapGiven("ескі журнал", "5-104", 105)}, []),
        ({"worker_rank": 1}, []),
        ({"worker_rank": 0}, [Objection(RegisterGuard.RANK_VIEW)]),
        ({"registered_on": TODAY + DAY}, DATE),
        ({"registered_on": OPENED}, []),
        ({"registered_on": OPENED - DAY}, DATE),
        ({"title": "аб"}, TITLE),
        ({"title": " аб  "}, TITLE),
        ({"title": "абв"}, []),
        ({"is_kind_taken_here": False}, [Objection(RegisterGuard.KIND)]),
        ({"grade": Grade.OFFICIAL_USE}, GRADE),
        ({"grade": Grade.TOP_SECRET}, []),
        ({"grade": Grade.SPECIAL_IMPORTANCE}, GRADE),
        ({"sheets": None}, SHEETS),
        ({"sheets": 0}, SHEETS),
        ({"sheets": 1}, []),
        ({"copies": 0, "copies_total": 0}, copies("number", most=200)),
        ({"copies": 200, "copies_total": 200}, []),
        ({"copies": 201, "copies_total": 201}, copies("number", most=200)),
        ({"copies": 2, "copies_total": 1}, copies("total")),
        ({"copies": 2, "copies_total": 2}, []),
        ({"first_copy": 2, "copies_total": 1}, copies("total")),
        ({"first_copy": 2, "copies": 2, "copies_total": 3}, copies("first", field="first_copy_why")),
        (
            {"first_copy": 2, "copies": 2, "copies_total": 3, "first_copy_why": "."},
            copies("first", field="first_copy_why"),
        ),
        ({"first_copy": 2, "copies": 2, "copies_total": 3, "first_copy_why": "1-дана мұрағатта"}, []),
        ({"first_copy": 2, "copies": 3, "copies_total": 3}, copies("total")),
        ({"serial_no": ""}, []),
    ],
)
def test_paper_is_entered_or_its_fault_is_named(fields: dict[str, Any], refused: list[Objection]) -> None:
    assert objections(replace(PAPER, **fields)) == refused


@pytest.mark.parametrize(
    ("asked", "fields", "refused"),
    [
        (FLASH, {}, []),
        (FLASH, {"serial_no": " "}, SERIAL),
        (FLASH, {"copies": 2, "copies_total": 2}, copies("not_paper")),
        (FLASH, {"first_copy": 2}, []),
        (ITEM, {}, []),
        (ITEM, {"copies": 2, "copies_total": 2}, copies("not_paper")),
    ],
)
def test_what_is_not_paper_has_no_sheets_and_no_copies(
    asked: Application, fields: dict[str, Any], refused: list[Objection]
) -> None:
    assert objections(replace(asked, **fields)) == refused


@pytest.mark.parametrize(("closed", "refused"), [(None, []), (TODAY, num("closed", on=TODAY))])
def test_a_closed_register_gives_no_number(closed: date | None, refused: list[Objection]) -> None:
    assert objections(PAPER, replace(BOOK, closed_on=closed)) == refused


@pytest.mark.parametrize(("rank", "refused"), [(1, []), (0, [Objection(StorageGuard.STORE, {"rank": 0, "grade": 1})])])
def test_a_carrier_is_entered_into_a_place_that_may_hold_it(rank: int, refused: list[Objection]) -> None:
    assert objections(PAPER, place_rank=rank) == refused


def test_every_fault_is_told_at_once() -> None:
    worst = replace(
        PAPER, title="", grade=Grade.SPECIAL_IMPORTANCE, is_kind_taken_here=False, sheets=None, seq=9, copies=0
    )
    wrong = replace(worst, registered_on=TODAY + DAY)
    assert [one.guard for one in objections(wrong, replace(BOOK, closed_on=TODAY), 0)] == [
        RegisterGuard.NUM,
        RegisterGuard.NUM,
        RegisterGuard.DATE,
        RegisterGuard.TITLE,
        RegisterGuard.KIND,
        RegisterGuard.GRADE,
        RegisterGuard.SHEETS,
        RegisterGuard.COPIES,
        StorageGuard.STORE,
    ]


# The registers of the office and what is entered in each, written by hand.
ENTERS = {
    "incoming": "document drawing photo map",
    "prepared": "document drawing photo map",
    "media": "flash hard_disk solid_state_disk optical_disk memory_card tape laptop computer mobile_device token",
    "publications": "publication",
    "maps_items": "map item model",
    "notebooks": "notebook",
    "cases": "case_file",
    "blank_sheets": "blank_sheets",
}


@pytest.mark.parametrize("register", RegisterKind)
@pytest.mark.parametrize("kind", CarrierKind)
def test_a_register_takes_its_own_kinds_of_carriers(register: RegisterKind, kind: CarrierKind) -> None:
    assert (kind in TAKES[register]) is (kind.value in ENTERS[register.value].split())


@pytest.mark.parametrize(
    ("template", "may"),
    [
        ("{seq}", True),
        ("{seq}{suffix}/{year}", True),
        ("Т-{seq}", True),
        ("", False),
        ("{suffix}/{year}", False),
        ("seq", False),
        ("{seq}{", False),
        ("{seq}}", False),
        ("{seq}{month}", False),
        ("{seq", False),
    ],
)
def test_a_template_holds_the_number_and_no_brace_of_another_field(template: str, *, may: bool) -> None:
    assert objections_to_template(template) == ([] if may else [Objection(RegisterGuard.TEMPLATE)])


@pytest.mark.parametrize(
    ("template", "made"),
    [("{seq}{suffix}", "58с"), ("{seq}", "58"), ("{year}-{seq}", "2026-58"), ("{seq}/{seq}{suffix}", "58/58с")],
)
def test_a_number_is_its_template_filled(template: str, made: str) -> None:
    assert number(template, 58, "с", 2026) == made


@pytest.mark.parametrize(
    ("year", "on", "refused"),
    [
        (2026, TODAY, []),
        (2026, date(2026, 1, 1), []),
        (2026, date(2025, 12, 31), [Objection(RegisterGuard.DATE, {"from": OPENED})]),
        (2025, date(2025, 12, 31), []),
        (2025, TODAY, [Objection(RegisterGuard.YEAR, {"year": 2025})]),
        (2027, TODAY, [Objection(RegisterGuard.YEAR, {"year": 2027})]),
    ],
)
def test_a_book_of_one_year_takes_no_date_of_another(year: int, on: date, refused: list[Objection]) -> None:
    opened = date(year, 1, 1) if year < 2026 else min(OPENED, on) if on.year == 2026 else OPENED
    assert objections(replace(PAPER, registered_on=on), replace(BOOK, year=year, opened_on=opened)) == refused


OPENED_WRONG = Objection(RegisterGuard.OPENED, {"year": 2026})
NO_WHY = Objection(RegisterGuard.CARRIED_OVER)


@pytest.mark.parametrize(
    ("year", "opened_on", "why", "refused"),
    [
        (2026, TODAY, "", []),
        (2026, TODAY + DAY, "", [OPENED_WRONG]),
        (2026, date(2026, 1, 5), "қағаз журналдан көшіру", []),
        (2026, date(2026, 1, 5), "", [NO_WHY]),
        (2026, date(2026, 1, 5), ".", [NO_WHY]),
        (2026, date(2025, 12, 30), "қағаз журналдан көшіру", [OPENED_WRONG]),
        (2027, TODAY, "", []),
        (2025, TODAY, "", [replace(OPENED_WRONG, data={"year": 2025})]),
        (2025, date(2025, 3, 1), "қағаз журналдан көшіру", []),
    ],
)
def test_a_book_begins_today_or_was_begun_on_paper(
    year: int, opened_on: date, why: str, refused: list[Objection]
) -> None:
    found = objections_to_opening("{seq}", year, opened_on, TODAY, why)
    assert list(dict.fromkeys(map(repr, found))) == [repr(one) for one in refused]
