"""The desk by plain forms, as a browser without scripts would use it."""

import pytest

from carriers.custody.models import Carrier, Receipt
from carriers.custody.rules import State
from carriers.desk.models import Basket
from kernel.codes.codes import COMMAND_CODES, Command
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.journal import entries as journal
from kernel.journal import verification
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client
from tests.entries import told

pytestmark = pytest.mark.sqlite_first


def test_pass_carriers_and_pin_issue_and_the_same_again_takes_back(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session)
        flash, paper = f.a_flash(session), f.a_document(session, sheets=6)
    client.sit(clerk.login)
    for code in (holder.code, flash.code, paper.code):
        page = client.post("/desk/scan", {"text": code})
    assert "may be issued" in page
    client.submit("/desk/commit", {"pin": f.PIN})
    assert "2 carriers issued" in client.page
    client.get("/desk")
    for code in (flash.code, paper.code):
        client.post("/desk/scan", {"text": code})
    assert "may be taken back" in client.submit("/desk/count", {"sheets": "6"})
    client.submit("/desk/commit", {"pin": f.PIN})
    assert "2 carriers taken back" in client.page
    with database.reading() as session:
        for one in (flash, paper):
            assert session.get_one(type(one), one.id).state is State.IN_REGISTRY
        assert verification.verify(session, journal.Log.CUSTODY) == []
        assert verification.verify(session, journal.Log.SECURITY) == []


def test_the_same_scan_sent_again_by_the_network_acknowledges_nothing(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session)
        flash, card = f.a_flash(session, grade=Grade.OFFICIAL_USE), f.card_of(session, holder)
    client.sit(clerk.login)
    client.get("/desk")
    client.post("/desk/scan", {"text": flash.code})
    edition = client.hidden("edition")
    for key in ("k1", "k1", "k1"):
        client.post("/desk/scan", {"text": card, "act_key": key, "edition": edition})
        assert client.status == 200
    edition = client.hidden("edition")
    for key in ("k2", "k2"):
        client.post("/desk/commit", {"act_key": key, "edition": edition})
    with database.reading() as session:
        assert session.get_one(Carrier, flash.id).holder_id is None
    client.post("/desk/scan", {"text": card, "act_key": "k3"})
    client.post("/desk/commit", {})
    with database.reading() as session:
        assert session.get_one(Carrier, flash.id).holder_id == holder.id


def test_a_code_scanned_into_the_field_of_the_pin_is_a_scan(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder, carriers = f.an_account(session), f.a_person(session), [f.a_flash(session), f.a_flash(session)]
    client.sit(clerk.login)
    for code in (holder.code, carriers[0].code):
        client.post("/desk/scan", {"text": code})
    client.submit("/desk/commit", {"pin": carriers[1].code})
    assert carriers[1].number in client.page
    assert "The PIN is wrong" not in client.page


def test_a_basket_that_was_handed_over_is_not_released_afterwards(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, head = f.an_account(session), f.an_account(session, Role.HEAD)
        holder, flash = f.a_person(session), f.a_flash(session)
    client.sit(clerk.login)
    for code in (holder.code, flash.code):
        client.post("/desk/scan", {"text": code})
    client.submit("/desk/commit", {"pin": f.PIN})
    with database.reading() as session:
        basket = session.query(Basket).filter_by(account_id=clerk.id).one()
    other = Client(client.http.application)
    other.sit(head.login)
    other.get("/desk/baskets")
    other.post(f"/desk/baskets/{basket.id}/release", {})
    with database.reading() as session:
        assert told(session, "cancel_basket") == []
        assert basket.receipt_id is not None
        assert session.get_one(Basket, basket.id).receipt_id == basket.receipt_id


def test_the_card_that_confirms_says_what_is_still_open(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder, flash = f.an_account(session), f.a_person(session), f.a_flash(session)
    client.sit(clerk.login)
    card = COMMAND_CODES[Command.CONFIRM].text
    assert "Not yet: Scan the pass" in client.post("/desk/scan", {"text": card})
    for code in (holder.code, flash.code):
        client.post("/desk/scan", {"text": code})
    assert f"Not yet: PIN of {holder.short_name}" in client.post("/desk/scan", {"text": card})


@pytest.mark.parametrize("act", ["", "register", "nonsense"])
def test_an_act_that_the_desk_does_not_know_is_no_choice(database: Database, client: Client, act: str) -> None:
    with database.writing() as session:
        clerk = f.an_account(session)
    client.sit(clerk.login)
    client.get("/desk")
    client.post("/desk/mode", {"act": act})
    assert client.status == 400
    with database.reading() as session:
        assert session.query(Basket).all() == []


def test_the_card_that_prints_opens_the_last_receipt_of_this_worker(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder, flash = f.an_account(session), f.a_person(session), f.a_flash(session)
        f.issued(session, f.a_flash(session), holder, by=f.an_account(session))
    client.sit(clerk.login)
    client.get("/desk")
    card = COMMAND_CODES[Command.PRINT_RECEIPT].text
    client.post("/desk/scan", {"text": card})
    assert client.address == "/desk"
    for code in (holder.code, flash.code):
        client.post("/desk/scan", {"text": code})
    client.submit("/desk/commit", {"pin": f.PIN})
    made = client.address
    client.get("/desk")
    client.post("/desk/scan", {"text": card})
    assert client.address == made
    assert "/receipts/" in made


def test_a_receipt_that_is_not_there_and_one_above_the_reader_are_the_same(database: Database, client: Client) -> None:
    with database.writing() as session:
        low, holder = f.an_account(session, max_rank=1), f.a_person(session)
        f.issued(session, f.a_flash(session, grade=Grade.TOP_SECRET), holder, by=f.an_account(session))
        receipt = session.query(Receipt).one().id
    client.sit(low.login)
    for number in (receipt, receipt + 1000):
        client.get(f"/receipts/{number}")
        assert client.status == 404


def test_a_basket_that_is_not_there_is_not_released(database: Database, client: Client) -> None:
    with database.writing() as session:
        head = f.an_account(session, Role.HEAD)
    client.sit(head.login)
    client.get("/desk/baskets")
    client.post("/desk/baskets/1000/release", {})
    assert client.status == 404


def test_a_wrong_pin_is_said_on_the_desk_and_stops_it(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder, flash = f.an_account(session), f.a_person(session), f.a_flash(session)
    client.sit(clerk.login)
    for code in (holder.code, flash.code):
        client.post("/desk/scan", {"text": code})
    client.submit("/desk/commit", {"pin": "999111"})
    assert client.address == "/desk"
    assert 'data-sound="stop"' in client.page
    assert "The PIN is wrong" in client.page


@pytest.mark.parametrize("deed", ["scan", "commit", "count", "mode", "remove", "cancel", "sheets-missing"])
def test_a_form_that_the_desk_never_made_is_not_understood(database: Database, client: Client, deed: str) -> None:
    with database.writing() as session:
        clerk = f.an_account(session)
    client.sit(clerk.login)
    client.get("/desk")
    client.post(f"/desk/{deed}", {"act": "issue", "edition": "1" * 500})
    assert client.status == 400
    client.get("/desk")
    assert 'id="step"' in client.page
