"""Books as the office keeps them: carried over from paper, closed with a reason, labels for every copy."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from carriers.custody.models import Carrier
from carriers.register import operations
from carriers.register.models import Document, NumberGap, Preprinted, Register
from carriers.register.rules import RegisterKind
from kernel.database.engine import Database
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client
from tests.entries import told

OPENING = {
    "code": "ҚЖ",
    "year": 2026,
    "kind": "incoming",
    "title": "Кіріс құжаттар",
    "min_rank": 0,
    "max_rank": 3,
    "template": "{seq}{suffix}",
}
PAPER = {
    "kind": "document",
    "title": "Жиынтық есеп",
    "rank": 1,
    "series": "",
    "origin": "courier",
    "registered_on": "23.11.2026",
    "sheets": 4,
    "first_copy": 1,
    "copies": 1,
    "copies_total": 1,
}


@pytest.fixture
def head(database: Database, client: Client) -> Client:
    with database.writing() as session:
        account = f.an_account(session, Role.HEAD)
    client.sit(account.login)
    return client


def carried_over(database: Database, head: Client) -> int:
    head.get("/registers/open")
    head.submit_last({**OPENING, "opened_on": "05.01.2026", "carried_over_why": "қағаз журнал толды"})
    with database.reading() as session:
        return session.query(Register.id).filter_by(code="ҚЖ").scalar() or 0


def test_a_paper_book_is_carried_over_with_its_own_numbers_and_days(database: Database, head: Client) -> None:
    head.get("/registers/open")
    head.submit_last({**OPENING, "opened_on": "05.01.2026", "carried_over_why": "."})
    assert "Say in words why the paper book is carried over" in head.page
    register_id = carried_over(database, head)
    assert "Carried over from paper" in head.page
    with database.writing() as session:
        place = f.a_place(session)
        assert told(session, "open_register", "on", "reason")[-1]["reason"] == "қағаз журнал толды"
    head.get(f"/registers/{register_id}/enter")
    head.submit_last({**PAPER, "home_place_id": place.id, "registered_on": "04.01.2026"})
    assert "The date must be from 05.01.2026" in head.page
    head.submit_last({**PAPER, "home_place_id": place.id, "registered_on": "06.02.2026", "seq": 41})
    assert "40 numbers would be left out" in head.page
    head.submit_last({"gap_explanation": "жойылған, акт 12"})
    with database.reading() as session:
        carrier, gap = session.query(Carrier).one(), session.query(NumberGap).one()
        register = session.get_one(Register, register_id)
    assert (carrier.seq, carrier.registered_on, gap.last) == (41, date(2026, 2, 6), 40)
    assert register.is_of_paper(carrier.registered_on)
    assert not register.is_of_paper(date(2026, 11, 23))
    head.get(f"/carriers/{carrier.id}")
    assert "carried over from paper" in head.page


def test_a_slip_far_ahead_does_not_end_a_book(database: Database, head: Client) -> None:
    with database.writing() as session:
        register, place = f.a_register(session, RegisterKind.INCOMING), f.a_place(session)
    head.get(f"/registers/{register.id}/enter")
    head.submit_last({**PAPER, "home_place_id": place.id, "seq": 999999999})
    assert "999999998 numbers would be left out" in head.page.replace("\xa0", "").replace(",", "")
    head.submit_last({"gap_explanation": "ескі журналдан", "seq_again": ""})
    assert "Type the number once more" in head.page
    with database.reading() as session:
        assert session.query(Carrier).count() == 0
        assert session.get_one(Register, register.id).next_seq == 1


def test_the_gap_that_was_shown_is_the_one_that_is_left(database: Database, head: Client) -> None:
    with database.writing() as session:
        register, place = f.a_register(session, RegisterKind.INCOMING), f.a_place(session)
    head.get(f"/registers/{register.id}/enter")
    head.submit_last({**PAPER, "home_place_id": place.id, "seq": 5})
    with database.writing() as session:
        f.a_document(session, register=session.get_one(Register, register.id), place=place)
    head.submit_last({"gap_explanation": "ескі журналдан"})
    assert "3 numbers would be left out" in head.page
    with database.reading() as session:
        assert session.query(NumberGap).count() == 0


def test_labels_printed_ahead_serve_every_copy_of_a_paper(session: Session) -> None:
    clerk, register, place = f.an_account(session), f.a_register(session, RegisterKind.INCOMING), f.a_place(session)
    labels = operations.print_ahead(session, 3, by=clerk)
    scanned = " ".join(one.code for one in labels)
    f.a_document(session, register=register, place=place, label=scanned, copies=3, copies_total=3)
    carriers = session.query(Carrier).order_by(Carrier.copy_no).all()
    assert [(one.seq, one.copy_no, one.code) for one in carriers] == [
        (1, n, label.code) for n, label in enumerate(labels, 1)
    ]
    bound = session.query(Preprinted).order_by(Preprinted.code).all()
    assert [one.carrier_id for one in bound] == [one.id for one in carriers]


def test_copies_without_the_first_keep_why(session: Session) -> None:
    f.a_document(session, first_copy=2, copies_total=2, first_copy_why="1-дана министрлікте")
    assert session.query(Document).one().first_copy_why == "1-дана министрлікте"


def test_a_book_is_closed_on_a_page_that_asks_why(database: Database, head: Client) -> None:
    with database.writing() as session:
        register = f.a_register(session)
    head.get(f"/registers/{register.id}/close")
    head.submit_last({"reason": "."})
    assert head.status == 422
    head.submit_last({"reason": "жыл аяқталды"})
    assert "Closed on" in head.page
    with database.reading() as session:
        assert told(session, "close_register", "reason")[-1]["reason"] == "жыл аяқталды"
