"""Acts on registers: what each writes in the journal, and that a number left out is never left out silently."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from carriers.custody.rules import CarrierKind, Origin
from carriers.register import operations
from carriers.register.models import NumberGap, Register
from carriers.register.rules import RegisterKind
from kernel import clock
from kernel.grades import Grade
from kernel.objections import Refused
from tests import factories as f
from tests.entries import told


def test_a_register_is_closed_today_and_its_last_number_is_journalled(session: Session) -> None:
    head, register, place = f.an_account(session), f.a_register(session), f.a_place(session)
    for _ in range(3):
        f.a_flash(session, register=register, place=place)
    operations.close_register(session, register, reason="жыл аяқталды", by=head)
    assert register.closed_on == clock.today()
    about = {"actor": head.id, "subject": f"register:{register.id}"}
    assert told(session, "close_register", "last", "reason") == [{**about, "last": 3, "reason": "жыл аяқталды"}]


def test_numbers_left_out_are_journalled_and_kept_with_who_left_them(session: Session) -> None:
    clerk, register, place = f.an_account(session), f.a_register(session), f.a_place(session)
    asked = operations.Particulars(
        kind=CarrierKind.FLASH,
        title="Деректерге арналған",
        grade=Grade.SECRET,
        registered_on=clock.today(),
        serial_no="AA-1",
        seq=5,
        gap=f.gap(1, 4, " ескі журналдан "),
        columns={"origin": Origin.PURCHASED},
    )
    entered = operations.enter(session, register, asked, place, by=clerk)
    gap = session.query(NumberGap).one()
    assert (gap.first, gap.last, gap.explanation, gap.account_id) == (1, 4, "ескі журналдан", clerk.id)
    about = {"actor": clerk.id, "subject": f"register:{register.id}"}
    assert told(session, "leave_gap", "numbers") == [{**about, "numbers": [1, 4]}]
    assert (entered[0].seq, register.next_seq) == (5, 6)
    f.a_flash(session, register=register, place=place)
    assert len(told(session, "leave_gap")) == 1


def test_a_new_register_is_journalled_with_its_code_and_year(session: Session) -> None:
    register = f.a_register(session, code="Т-77")
    about = {"actor": None, "subject": f"register:{register.id}"}
    assert told(session, "open_register", "code", "year") == [{**about, "code": "Т-77", "year": 2026}]


def test_labels_ahead_are_journalled_with_the_first_and_their_number(session: Session) -> None:
    clerk = f.an_account(session)
    labels = operations.print_ahead(session, 3, by=clerk)
    assert [one.account_id for one in labels] == [clerk.id] * 3
    assert told(session, "print_ahead", "first", "count") == [
        {"actor": clerk.id, "subject": None, "first": labels[0].code, "count": 3}
    ]


def test_a_carrier_is_found_by_everything_that_names_it(session: Session) -> None:
    flash = f.a_flash(
        session,
        title="Көшірме",
        serial_no="AA-17",
        inventory_no="И-4",
        columns={"origin": Origin.PURCHASED, "model": "Kingston 64"},
    )
    assert flash.search_key == "1с көшірме aa-17 и-4 kingston 64"
    unnamed = f.a_flash(session, title="Көшірме", serial_no="AA-18", columns={"origin": Origin.PURCHASED})
    assert unnamed.search_key == "1с көшірме aa-18"


def test_unless_more_is_said_there_is_one_copy_the_first(session: Session) -> None:
    carrier = f.a_document(session)
    asked = operations.Particulars(CarrierKind.DOCUMENT, "Жоспар", Grade.SECRET, clock.today())
    assert (asked.copies, asked.first_copy, asked.copies_total) == (1, 1, 1)
    assert carrier.copy_no == 1


def test_sheets_of_appendices_are_kept_of_paper_alone(session: Session) -> None:
    fields: dict[str, Any] = {"sheets": 5, "appendix_sheets": 3}
    paper, flash = f.a_document(session, **fields), f.a_flash(session, **fields)
    assert (paper.sheets, paper.appendix_sheets, paper.total_sheets) == (5, 3, 8)
    assert (flash.sheets, flash.appendix_sheets, flash.total_sheets) == (None, 0, None)


def test_two_registers_of_one_year_have_not_one_code(session: Session) -> None:
    asked: dict[str, Any] = {"kind": RegisterKind.MEDIA, "title": "Кітап", "ranks": (0, 3), "template": "{seq}"}
    operations.open_register(session, "К-1", year=2026, by=None, **asked)
    for code, year, template in (("К-1", 2026, "{seq}"), ("К-2", 2026, "{year}")):
        with pytest.raises(Refused):
            operations.open_register(session, code, year=year, by=None, **{**asked, "template": template})
    assert session.query(Register).filter(Register.code.startswith("К-")).count() == 1
