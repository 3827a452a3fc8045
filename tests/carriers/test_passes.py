"""Passes: printed again they are others, the old one is void, and digits that somebody typed sign nothing."""

import pypdfium2
import pytest
from sqlalchemy.orm import Session

from carriers.desk.rules import Said
from carriers.labels import drawing, rules
from carriers.labels.rules import DPIS, FORMS, Label, Template, dots, module_dots
from kernel.account import CONSOLE
from kernel.codes.codes import Kind, make_code, new_seal
from kernel.codes.scanning import names_one, read
from kernel.database.engine import Database
from people.register import operations, queries
from people.register.models import Person, PrintedPass
from people.roles.rules import Role
from tests import factories as f
from tests.carriers.at_desk import scan
from tests.client import Client
from tests.entries import told
from tests.keyboards import typed


def test_a_pass_printed_again_is_another_and_the_old_one_is_void(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    first = f.card_of(session, holder)
    assert first.startswith(holder.code)
    old = holder.code
    second = operations.print_pass(session, holder, reason="lost", by=clerk)
    assert second.code == holder.code != old
    assert scan(session, clerk, first, old) == [Said.VOID_PASS] * 2
    assert scan(session, clerk, holder.code) == [Said.PERSON]
    about = {"actor": clerk.id, "subject": f"person:{holder.id}"}
    assert told(session, "print_pass", "void", "reason")[-1] == {**about, "void": old, "reason": "lost"}
    assert told(session, "void_pass", "code") == [{**about, "code": old}] * 2
    cards = session.query(PrintedPass).order_by(PrintedPass.printed_at, PrintedPass.code).all()
    assert [one.voided_at is None for one in cards] == [False, True]
    assert not queries.is_sealed(session, holder, first[14:])
    assert queries.is_sealed(session, holder, second.seal)


@pytest.mark.parametrize(
    "seal", [None, "", make_code(Kind.PERSON, 4, 500_000_001).text, make_code(Kind.ACT, 4, 1).text]
)
def test_only_the_seal_of_the_card_in_hand_is_one(session: Session, seal: str | None) -> None:
    holder = f.a_person(session)
    assert not queries.is_sealed(session, holder, seal)
    f.card_of(session, holder)
    assert not queries.is_sealed(session, holder, seal)


@pytest.mark.parametrize("layout", ["kazakh", "russian", "latin"])
def test_a_card_reads_under_every_layout_and_names_its_person_only(session: Session, layout: str) -> None:
    holder = f.a_person(session)
    card = f.card_of(session, holder)
    text = card if layout == "latin" else typed(card, layout)
    assert [one.is_seal for one in read(text).codes] == [False, True]
    assert names_one(text, holder.code)
    assert not names_one(card[14:], holder.code)
    assert not names_one(card + holder.code, holder.code)


def test_a_seal_alone_is_nothing_at_the_desk(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    assert scan(session, clerk, f.card_of(session, holder)[14:]) == [Said.UNKNOWN]


def test_seals_are_not_guessed_from_one_another() -> None:
    assert len({new_seal(4).text for _ in range(200)}) == 200


def test_the_page_asks_why_and_gives_another_card_each_time(database: Database, client: Client) -> None:
    with database.writing() as session:
        officer = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0)
        holder = f.a_person(session)
    client.sit(officer.login)
    address, fields = f"/people/{holder.id}/pass", {"template": "pass", "dpi": 300, "start": 1}
    client.get(address)
    client.submit_last({**fields, "reason": "first"})
    assert client.status == 200
    with database.reading() as session:
        first = session.get_one(Person, holder.id).code
    client.get(address)
    client.submit_last({**fields, "reason": "first"})
    assert client.status == 422
    client.submit_last({**fields, "reason": "lost"})
    assert client.status == 200
    with database.reading() as session:
        assert first == holder.code != session.get_one(Person, holder.id).code
        assert session.query(PrintedPass).count() == 2


def test_what_a_person_prints_twice_by_one_request_is_one_card(database: Database, client: Client) -> None:
    with database.writing() as session:
        officer = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0)
        holder = f.a_person(session)
    client.sit(officer.login)
    address = f"/people/{holder.id}/pass"
    client.get(address)
    key = client.hidden("act_key")
    fields = {"template": "pass", "dpi": 300, "start": 1, "reason": "first", "act_key": key}
    token = client.hidden("csrf_token")
    papers = [client.http.post(address, data={**fields, "csrf_token": token}).get_data() for _ in range(2)]
    assert [one[:4] for one in papers] == [b"%PDF"] * 2
    with database.reading() as session:
        assert session.query(PrintedPass).count() == 1


@pytest.mark.parametrize("dpi", DPIS)
def test_the_seal_is_in_the_bars_and_nowhere_to_read(dpi: int) -> None:
    code, seal = make_code(Kind.PERSON, 4, 16), make_code(Kind.PERSON, 4, 712_345_678)
    form, label = FORMS[Template.PASS], Label(code.text, "Ахметова А. С.", "", ("маман",), seal.text)
    paper = pypdfium2.PdfDocument(drawing.draw([label], Template.PASS, dpi))
    text = "".join(paper[0].get_textpage().get_text_bounded().split())
    assert code.text in text
    assert seal.text[:10] not in text
    assert len(drawing.bars(label.coded)) == rules.bar_modules(28) == 189
    assert len(drawing.matrix(label.coded)) == rules.qr_modules(28) == 25
    bar, square = module_dots(form.bar_mm or 0, dpi), module_dots(form.qr_mm or 0, dpi)
    used = (189 + 2 * rules.BAR_QUIET) * bar + (25 + 2 * rules.QR_QUIET) * square
    assert used <= dots(form.width, dpi)


def test_a_person_is_entered_with_a_code_and_no_card(session: Session) -> None:
    holder = f.a_person(session)
    assert queries.printed_pass(session, holder.code) is None
    operations.print_pass(session, holder, reason="first", by=CONSOLE)
    assert queries.printed_pass(session, holder.code) is not None
