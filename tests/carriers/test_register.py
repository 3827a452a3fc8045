"""Registration: numbers once and in order, gaps explained, copies, preprinted labels, numbers of others that scan."""

import threading
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session

from carriers.custody.models import Carrier
from carriers.custody.rules import CarrierKind, Origin
from carriers.register import operations, queries, rules
from carriers.register.models import NumberGap, Register
from carriers.register.operations import Particulars
from carriers.register.rules import RegisterGuard, RegisterKind
from carriers.storage.rules import StorageGuard
from kernel import clock
from kernel.account import CONSOLE
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.objections import Refused
from tests import factories as f
from tests.keyboards import typed


def paper(**fields: Any) -> Particulars:
    columns = {
        "kind": CarrierKind.DOCUMENT,
        "title": "Жұмыс барысы туралы",
        "grade": Grade.SECRET,
        "registered_on": clock.today(),
        "sheets": 6,
        "columns": {"origin": Origin.COURIER},
        **fields,
    }
    return Particulars(**columns)


def guards(refused: pytest.ExceptionInfo[Refused]) -> set[Any]:
    return {one.guard for one in refused.value.objections}


def test_numbers_follow_each_other_and_carry_the_suffix(session: Session) -> None:
    register, place = f.a_register(session, template="{seq}{suffix}/{year}"), f.a_place(session)
    numbers = [f.a_flash(session, register=register, place=place, grade=grade).number for grade in Grade]
    assert numbers == ["1дсп/2026", "2с/2026", "3сс/2026", "4ов/2026"]


def test_a_gap_is_explained_and_kept_and_a_number_is_never_used_again(session: Session) -> None:
    register, place = f.a_register(session), f.a_place(session)
    with pytest.raises(Refused) as refused:
        f.a_flash(session, register=register, place=place, seq=5)
    assert guards(refused) == {RegisterGuard.NUM}
    f.a_flash(session, register=register, place=place, seq=5, gap=f.gap(1, 4))
    gap = session.query(NumberGap).one()
    assert (gap.first, gap.last, register.next_seq) == (1, 4, 6)
    for used in (1, 5):
        with pytest.raises(Refused) as refused:
            f.a_flash(session, register=register, place=place, seq=used)
        assert guards(refused) == {RegisterGuard.NUM}


def test_the_database_refuses_a_number_twice_whatever_the_code_does(database: Database) -> None:
    with database.writing() as session:
        first, second = (f.a_flash(session, register=register) for register in [f.a_register(session)] * 2)
    statement = "UPDATE carrier SET seq = 1 WHERE id = :id"
    with pytest.raises(IntegrityError), database.writing() as session:
        session.execute(text(statement), {"id": second.id})
    assert first.seq == 1


def test_clerks_at_one_register_get_different_numbers(database: Database) -> None:
    with database.writing() as session:
        register, place = f.a_register(session), f.a_place(session)

    def enter() -> None:
        for _ in range(5):
            with database.writing() as session:
                f.a_flash(session, register=session.get_one(Register, register.id), place=place)

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert sorted(session.scalars(text("SELECT seq FROM carrier"))) == list(range(1, 21))


def test_copies_of_a_document_share_a_number_and_each_has_a_code(session: Session) -> None:
    register, place = f.a_register(session, RegisterKind.INCOMING), f.a_place(session)
    copies = operations.enter(
        session,
        register,
        paper(first_copy=2, first_copy_why="1-дана мұрағатта", copies=3, copies_total=4),
        place,
        by=CONSOLE,
    )
    assert [one.copy_no for one in copies] == [2, 3, 4]
    assert len({one.code for one in copies}) == 3
    assert {(one.number, one.document_id) for one in copies} == {("1с", copies[0].document_id)}
    with pytest.raises(Refused) as refused:
        operations.enter(session, register, paper(first_copy=4, copies=2, copies_total=4), place, by=CONSOLE)
    assert guards(refused) == {RegisterGuard.COPIES}


@pytest.mark.parametrize(
    ("wrong", "guard"),
    [
        ({"title": " а "}, RegisterGuard.TITLE),
        ({"sheets": None}, RegisterGuard.SHEETS),
        ({"sheets": 0}, RegisterGuard.SHEETS),
        ({"kind": CarrierKind.FLASH, "serial_no": "x"}, RegisterGuard.KIND),
        ({"grade": Grade.TOP_SECRET}, RegisterGuard.GRADE),
        ({"registered_on": date(2027, 1, 1)}, RegisterGuard.DATE),
        ({"copies": 201, "copies_total": 201}, RegisterGuard.COPIES),
        ({"label": "10400000012382"}, RegisterGuard.LABEL),
        ({"label": "болмайды"}, RegisterGuard.LABEL),
    ],
)
def test_each_fault_of_an_entry_is_named(session: Session, wrong: dict[str, Any], guard: RegisterGuard) -> None:
    register = f.a_register(session, RegisterKind.INCOMING, ranks=(0, 1))
    with pytest.raises(Refused) as refused:
        operations.enter(session, register, paper(**wrong), f.a_place(session), by=CONSOLE)
    assert guards(refused) == {guard}
    assert session.query(Carrier).count() == 0
    assert register.next_seq == 1


def test_a_place_keeps_nothing_above_its_grade(session: Session) -> None:
    register = f.a_register(session, RegisterKind.INCOMING)
    with pytest.raises(Refused) as refused:
        operations.enter(session, register, paper(grade=Grade.TOP_SECRET), f.a_place(session, max_rank=1), by=CONSOLE)
    assert guards(refused) == {StorageGuard.STORE}


def test_a_closed_register_gives_no_number(session: Session) -> None:
    register, clerk = f.a_register(session), f.an_account(session)
    operations.close_register(session, register, reason="жыл аяқталды", by=clerk)
    with pytest.raises(Refused) as refused:
        f.a_flash(session, register=register)
    assert guards(refused) == {RegisterGuard.NUM}


def test_a_label_printed_ahead_is_bound_once(session: Session) -> None:
    clerk, register, place = f.an_account(session), f.a_register(session, RegisterKind.INCOMING), f.a_place(session)
    label = operations.print_ahead(session, 3, by=clerk)[1]
    entered = operations.enter(session, register, paper(label=typed(label.code, "kazakh")), place, by=clerk)
    assert [one.code for one in entered] == [label.code]
    free = operations.print_ahead(session, 1, by=clerk)[0]
    several = {"label": free.code, "copies": 2, "copies_total": 2}
    for wrong, why in (({"label": label.code}, "bound"), ({"label": "ххх"}, "unknown"), (several, "copies")):
        with pytest.raises(Refused) as refused:
            operations.enter(session, register, paper(**wrong), place, by=clerk)
        assert [one.data["why"] for one in refused.value.objections] == [why]
        assert guards(refused) == {RegisterGuard.LABEL}
    assert free.carrier_id is None


def test_a_serial_number_scans_and_belongs_to_one_carrier(session: Session) -> None:
    flash = f.a_flash(session, serial_no="AB 12-Қ", inventory_no="Инв. 7")
    for told in ("ab12-қ", "AB 12-Қ", "инв.7"):
        found = queries.by_alias(session, told)
        assert found is not None
        assert found.id == flash.id
    with pytest.raises(Refused) as refused:
        f.a_flash(session, serial_no="инв. 7")
    assert guards(refused) == {RegisterGuard.ALIAS}


def test_an_explained_gap_is_never_rewritten(database: Database) -> None:
    with database.writing() as session:
        f.a_flash(session, seq=3, gap=f.gap(1, 2))
    with pytest.raises(DatabaseError, match="append-only"), database.writing() as session:
        session.execute(text("UPDATE number_gap SET explanation = 'жаңа'"))


@given(st.text(alphabet="{}seqsuffixyear/-", max_size=30))
def test_any_template_is_refused_or_makes_a_number(template: str) -> None:
    if rules.objections_to_template(template) == []:
        made = rules.number(template, 58, "с", 2026)
        assert "58" in made
        assert not {"{", "}"} & set(made)


def test_only_paper_has_numbered_copies(session: Session) -> None:
    assert (f.a_flash(session).copy_no, f.a_document(session).copy_no) == (0, 1)
