"""What one account asked for is no other's: keys of acts, searches, receipts, baskets."""

import pytest

from carriers.custody.models import Carrier
from carriers.desk.models import Basket
from carriers.register.models import Register
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.journal import entries as journal
from people.accounts.models import Account
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client
from tests.entries import told

BOOK = {"code": "Т-77", "kind": "media", "title": "Жеткізгіштер", "min_rank": 0, "max_rank": 3, "year": 2026}


def two(database: Database, client: Client, role: Role = Role.CLERK) -> tuple[Client, Client, list[Account]]:
    """Two browsers at one register, each with an account of this role."""
    with database.writing() as session:
        accounts = [f.an_account(session, role) for _ in range(2)]
    other = Client(client.http.application)
    for browser, account in zip((client, other), accounts, strict=True):
        browser.sit(account.login)
    return client, other, accounts


def test_the_key_of_an_act_serves_the_account_that_acted_with_it(database: Database, client: Client) -> None:
    one, other, _accounts = two(database, client, Role.HEAD)
    one.get("/registers/open")
    asked = {**BOOK, "template": "{seq}", "opened_on": "23.11.2026", "act_key": one.hidden("act_key")}
    one.post("/registers/open", asked)
    assert one.address == "/registers/1"
    one.get("/registers/open")
    one.post("/registers/open", asked)
    assert (one.status, one.address) == (200, "/registers/1")
    other.get("/registers/open")
    other.post("/registers/open", asked)
    assert other.status == 409
    with database.reading() as session:
        assert session.query(Register).count() == 1


def test_the_key_of_an_act_serves_what_was_asked_with_it(database: Database, client: Client) -> None:
    one, _other, _accounts = two(database, client, Role.HEAD)
    one.get("/registers/open")
    asked = {**BOOK, "template": "{seq}", "opened_on": "23.11.2026", "act_key": one.hidden("act_key")}
    one.post("/registers/open", asked)
    one.get("/registers/open")
    one.post("/registers/open", {**asked, "code": "Т-78"})
    assert one.status == 409
    with database.reading() as session:
        assert [book.code for book in session.query(Register)] == ["Т-77"]


@pytest.mark.parametrize(("find", "listing"), [("/carriers/find", "/carriers"), ("/people/find", "/people")])
def test_a_search_is_read_by_the_account_that_searched(
    database: Database, client: Client, find: str, listing: str
) -> None:
    one, other, _accounts = two(database, client)
    with database.writing() as session:
        f.a_flash(session, title="Құпия сөзтіркес")
    one.get(listing)
    one.post(find, {"text": "құпиясөзтіркес"})
    assert "құпиясөзтіркес" in one.page
    other.get(one.address)
    assert other.status == 200
    assert "құпиясөзтіркес" not in other.page
    one.get(one.address)
    assert "құпиясөзтіркес" in one.page


@pytest.mark.parametrize(("rank", "status"), [(1, 404), (2, 200), (3, 200)])
def test_a_receipt_of_a_grade_that_an_account_is_not_shown_does_not_exist_for_it(
    database: Database, client: Client, rank: int, status: int
) -> None:
    with database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session)
        carrier = f.issued(session, f.a_flash(session, grade=Grade.TOP_SECRET), holder, by=clerk)
        reader = f.an_account(session, max_rank=rank)
    client.sit(reader.login)
    client.get("/receipts/1")
    assert client.status == status
    assert (carrier.number in client.page) is (status == 200)


def test_a_receipt_of_two_grades_is_judged_by_the_higher(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder, reader = f.an_account(session), f.a_person(session), f.an_account(session, max_rank=1)
        low, high = f.a_flash(session), f.a_flash(session, grade=Grade.TOP_SECRET)
    client.sit(clerk.login)
    for code in (holder.code, low.code, high.code):
        client.post("/desk/scan", {"text": code})
    client.submit("/desk/commit", {"pin": f.PIN})
    assert "2 carriers issued" in client.page
    client.sit(reader.login)
    client.get("/receipts/1")
    assert client.status == 404


def test_a_clerk_does_not_release_the_basket_of_another(database: Database, client: Client) -> None:
    one, other, accounts = two(database, client)
    with database.writing() as session:
        flash = f.a_flash(session)
    one.post("/desk/scan", {"text": flash.code})
    with database.reading() as session:
        basket = session.query(Basket).one()
    other.post(f"/desk/baskets/{basket.id}/release", {})
    assert other.status == 403
    with database.reading() as session:
        assert session.get_one(Basket, basket.id).closed_at is None
        assert told(session, "denied", "permission") == [
            {"actor": accounts[1].id, "subject": None, "permission": "release_baskets"}
        ]
    assert flash.number in one.get("/desk")


def test_no_card_of_a_grade_above_ones_own_is_shown_or_sought_out(database: Database, client: Client) -> None:
    with database.writing() as session:
        reader, flash = f.an_account(session, max_rank=1), f.a_flash(session, grade=Grade.TOP_SECRET)
    client.sit(reader.login)
    client.get(f"/carriers/{flash.id}")
    assert client.status == 404
    client.get("/carriers")
    client.post("/seek", {"text": flash.code})
    assert client.address != f"/carriers/{flash.id}"
    client.post("/desk/scan", {"text": flash.code})
    assert flash.number not in client.page
    with database.reading() as session:
        assert session.get_one(Carrier, flash.id).movement_n == 1
        assert session.query(journal.Entry).filter_by(op="scan_unknown").count() == 1
