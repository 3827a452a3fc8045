"""Numbers that makers and other offices gave: kept, unique against all, under any layout, and never our own codes."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from carriers.custody.models import Carrier
from carriers.register import queries
from carriers.register.rules import AliasKind, Foreign, RegisterGuard, RegisterKind, objections_to_foreign
from kernel.codes.codes import COMMAND_CODES, Command
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.objections import Refused
from tests import factories as f
from tests.client import Client
from tests.keyboards import LAYOUTS, typed

pytestmark = pytest.mark.sqlite_first

SERIAL = "S/N-4C53_a0"


def plain(**facts: Any) -> Foreign:
    return Foreign(**{"field": AliasKind.SERIAL_NO, "is_taken": False, "read_as": None, "could_be": "", **facts})


@pytest.mark.parametrize(
    ("facts", "copies", "is_as_typed", "guards"),
    [
        ({}, 1, False, []),
        ({"is_taken": True}, 1, True, [RegisterGuard.ALIAS]),
        ({"read_as": ("person", "")}, 1, True, [RegisterGuard.OWN_CODE]),
        ({"could_be": "SN"}, 1, False, [RegisterGuard.LAYOUT]),
        ({"could_be": "SN"}, 1, True, []),
        ({}, 2, True, [RegisterGuard.ALIAS_COPIES]),
    ],
)
def test_each_number_scans_as_one_carrier_and_as_nothing_else(
    facts: dict[str, Any], copies: int, *, is_as_typed: bool, guards: list[RegisterGuard]
) -> None:
    found = objections_to_foreign([plain(**facts)], copies, is_as_typed=is_as_typed)
    assert [one.guard for one in found] == guards
    assert all(one.data["field"] is AliasKind.SERIAL_NO for one in found)


@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("prefix", ["", "]C0"])
def test_a_stored_number_is_found_under_every_layout(session: Session, prefix: str, layout: str, *, caps: bool) -> None:
    flash = f.a_flash(session, serial_no=SERIAL)
    digits = f.a_flash(session, serial_no="73245566")
    for carrier, number in ((flash, SERIAL), (digits, "73245566")):
        found = queries.by_alias(session, typed(prefix + number, layout, caps=caps))
        assert found is not None
        assert found.id == carrier.id


def test_what_could_be_two_carriers_is_neither(session: Session) -> None:
    f.a_flash(session, serial_no="SN")
    f.a_flash(session, serial_no="]C0SN")
    assert queries.by_alias(session, "ЫТ") is not None
    f.a_flash(session, inventory_no=typed("SN", "russian"))
    found = queries.by_alias(session, typed("SN", "russian"))
    assert found is not None
    assert found.inventory_no == "ЫТ"


@pytest.mark.parametrize("number", [1, 2, 7])
def test_an_inventory_number_of_a_later_copy_is_kept(session: Session, number: int) -> None:
    paper = f.a_document(
        session, first_copy=number, first_copy_why="алдыңғылары мұрағатта", copies_total=9, inventory_no="И-77"
    )
    found = queries.by_alias(session, "и-77")
    assert found is not None
    assert found.id == paper.id
    with pytest.raises(Refused) as refused:
        f.a_flash(session, inventory_no="И-77")
    assert [one.guard for one in refused.value.objections] == [RegisterGuard.ALIAS]


def test_a_number_is_not_given_to_several_copies(session: Session) -> None:
    with pytest.raises(Refused) as refused:
        f.a_document(session, copies=2, copies_total=2, inventory_no="И-77")
    assert [one.guard for one in refused.value.objections] == [RegisterGuard.ALIAS_COPIES]
    assert session.query(Carrier).count() == 0


class Form:
    """The form of a new medium at the page of its register."""

    def __init__(self, database: Database, client: Client) -> None:
        with database.writing() as session:
            clerk = f.an_account(session, max_rank=1)
            self.register, self.place = f.a_register(session, RegisterKind.MEDIA), f.a_place(session)
        client.sit(clerk.login)
        self.client, self.database = client, database
        self.address = f"/registers/{self.register.id}/enter"

    def send(self, **fields: Any) -> str:
        self.client.get(self.address)
        given = {"kind": "flash", "title": "Жинақтауыш", "rank": "1", "origin": "purchased", "serial_no": "AA-1"}
        given |= {"registered_on": "23.11.2026", "series": "", "home_place_id": str(self.place.id)}
        return self.client.submit_last({**given, **fields})

    def kept(self) -> list[str]:
        with self.database.reading() as session:
            return [one.serial_no for one in session.query(Carrier) if one.register_id == self.register.id]


@pytest.fixture
def form(database: Database, client: Client, morning: Any) -> Form:
    return Form(database, client)


@pytest.mark.parametrize("layout", ["kazakh", "kazakh-latin"])
def test_a_number_of_digits_scanned_under_a_kazakh_layout_is_kept_as_digits(form: Form, layout: str) -> None:
    form.send(serial_no=typed("73245566", layout))
    assert form.kept() == ["73245566"]


def test_a_number_in_letters_of_another_layout_is_asked_about_and_nothing_typed_is_lost(form: Form) -> None:
    arrived = typed("SN4C53", "russian")
    page = form.send(serial_no=arrived)
    assert form.client.status == 422
    assert "may have made this of SN4C53" in page
    assert arrived in page
    assert form.kept() == []
    form.send(serial_no=arrived, is_as_typed="y")
    assert form.kept() == [arrived]


def test_a_number_whose_signs_are_compared_as_whole_words_is_asked_for_in_plain_letters(form: Form) -> None:
    page = form.send(serial_no="\ufdfa" * 70)
    assert form.client.status == 422
    assert "Type the number with plain letters" in page
    assert form.kept() == []


@pytest.mark.parametrize("field", ["serial_no", "inventory_no", "label"])
@pytest.mark.parametrize("whose", ["pass", "carrier", "hidden carrier", "place", "card"])
def test_our_own_codes_are_no_numbers_of_others(form: Form, field: str, whose: str) -> None:
    with form.database.writing() as session:
        person, place = f.a_person(session), f.a_place(session)
        known, hidden = f.a_flash(session), f.a_flash(session, grade=Grade.TOP_SECRET)
    texts = {
        "pass": (person.code, "a pass"),
        "carrier": (known.code, f"the barcode of a carrier {known.number}"),
        "hidden carrier": (hidden.code, "the barcode of a carrier."),
        "place": (place.code, "the label of a place"),
        "card": (COMMAND_CODES[Command.CANCEL].text, "a command card"),
    }
    text, said = texts[whose]
    page = form.send(**{field: typed(text, "kazakh")})
    assert form.client.status == 422
    assert form.kept() == []
    if field == "label" and "carrier" in whose:
        assert "not one of the labels printed ahead" in page
    else:
        assert said in page
    assert hidden.number not in page or hidden.number == known.number
