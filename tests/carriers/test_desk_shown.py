"""What is signed is what was shown: two screens of one account, a list that changed, rights lost before the PIN."""

import re
from datetime import date

import pytest

from carriers.custody.models import Carrier, Movement
from carriers.custody.rules import Act
from carriers.desk.models import Basket, BasketRow
from carriers.desk.queries import list_hash
from kernel import clock
from kernel.account import CONSOLE
from kernel.codes.codes import COMMAND_CODES, Command
from kernel.database.engine import Database
from kernel.grades import Grade
from people.accounts import operations as accounts
from people.accounts.models import Account, AccountRole
from people.register import operations as persons
from people.register.models import Person
from people.roles.rules import Role
from people.terms.models import Term
from tests import factories as f
from tests.client import Client
from tests.entries import told

pytestmark = pytest.mark.sqlite_first

HOLDERS_PIN, SECONDS_PIN = "161803", "577215"


class Screens:
    """One account before two screens, a holder, and carriers."""

    def __init__(self, database: Database, client: Client, grade: Grade) -> None:
        with database.writing() as session:
            self.clerk, self.holder = f.an_account(session), f.a_person(session, pin=HOLDERS_PIN)
            self.carriers = [f.a_flash(session, grade=grade) for _ in range(3)]
            self.card = f.card_of(session, self.holder)
        self.database, self.one, self.other = database, client, Client(client.http.application)
        for screen in (self.one, self.other):
            screen.sit(self.clerk.login)
            screen.get("/desk")

    def issued(self) -> list[int]:
        with self.database.reading() as session:
            return [n for n, one in enumerate(self.carriers) if session.get_one(Carrier, one.id).holder_id]


@pytest.fixture
def screens(database: Database, client: Client) -> Screens:
    found = Screens(database, client, Grade.SECRET)
    scan(found.one, found.holder.code, found.carriers[0].code)
    return found


def scan(client: Client, *texts: str) -> str:
    for text in texts:
        client.post("/desk/scan", {"text": text})
    return client.page


def refusals(database: Database) -> list[list[str]]:
    with database.reading() as session:
        return [one["guards"] for one in told(session, "refused", "guards")]


@pytest.mark.parametrize("change", ["add", "remove", "swap", "other person", "other act"])
def test_a_pin_signs_the_desk_that_stood_on_its_own_screen_and_no_other(screens: Screens, change: str) -> None:
    one, other = screens.one, screens.other
    with screens.database.writing() as session:
        stranger = f.a_person(session, pin=HOLDERS_PIN)
    other.get("/desk")
    match change:
        case "add":
            scan(other, screens.carriers[1].code)
        case "remove":
            other.post("/desk/remove", {})
        case "swap":
            other.post("/desk/remove", {})
            scan(other, screens.carriers[1].code)
        case "other person":
            other.post("/desk/remove", {})
            scan(other, stranger.code, screens.carriers[0].code)
        case "other act":
            other.post("/desk/cancel", {})
            scan(other, COMMAND_CODES[Command.TRANSFER].text, screens.card, stranger.code)
    standing = other.get("/desk").partition('data-part="now"')[2]
    one.submit("/desk/commit", {"pin": HOLDERS_PIN})
    assert "The desk has changed" in one.page
    assert 'class="said stop"' in one.page
    assert screens.issued() == []
    assert refusals(screens.database) == [["G-CHANGED"]]
    assert one.tree().find(".//*[@id='step']") is not None
    shown = one.page.partition('id="step">')[2][:60]
    assert shown == standing.partition('id="step">')[2][:60]


def test_what_was_acknowledged_on_the_other_screen_is_not_voided_by_a_refusal(screens: Screens) -> None:
    with screens.database.writing() as session:
        second = f.an_account(session, person=f.a_person(session, pin=SECONDS_PIN))
        top = f.a_flash(session, grade=Grade.SPECIAL_IMPORTANCE)
    assert second.person is not None
    old = scan(screens.one, screens.carriers[1].code)
    screens.other.get("/desk")
    scan(screens.other, top.code, second.person.code)
    screens.other.submit("/desk/commit", {"pin": SECONDS_PIN})
    screens.one.page = old
    screens.one.submit("/desk/commit", {"pin": HOLDERS_PIN})
    assert "The desk has changed" in screens.one.page
    with screens.database.reading() as session:
        assert session.query(Basket).one().is_second_confirmed
    screens.one.submit("/desk/commit", {"pin": HOLDERS_PIN})
    assert screens.issued() == [0, 1]


def test_a_receiver_signs_the_list_that_the_giver_signed(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, giver, receiver = f.an_account(session), f.a_person(session), f.a_person(session, pin=HOLDERS_PIN)
        carrier = f.issued(session, f.a_flash(session), giver, by=clerk)
    client.sit(clerk.login)
    client.get("/desk")
    scan(client, COMMAND_CODES[Command.TRANSFER].text, giver.code, receiver.code, carrier.code)
    client.submit("/desk/commit", {"pin": f.PIN})
    with database.writing() as session:
        session.get_one(Carrier, carrier.id).version += 1  # as an act on the carrier elsewhere would leave it
    client.submit("/desk/commit", {"pin": HOLDERS_PIN})
    assert "The desk has changed" in client.page
    client.submit("/desk/commit", {"pin": HOLDERS_PIN})
    with database.reading() as session:
        assert session.get_one(Carrier, carrier.id).holder_id == giver.id


@pytest.mark.parametrize("deed", ["remove", "cancel"])
def test_a_desk_is_not_cleared_from_a_page_that_shows_another(screens: Screens, deed: str) -> None:
    old = screens.one.page
    scan(screens.one, screens.carriers[1].code)
    screens.one.page = old
    screens.one.post(f"/desk/{deed}", {})
    assert "The desk has changed" in screens.one.page
    with screens.database.reading() as session:
        assert [one.closed_at for one in session.query(Basket)] == [None]


def test_the_journal_keeps_which_list_was_signed(screens: Screens) -> None:
    edition = screens.one.hidden("edition")
    screens.one.submit("/desk/commit", {"pin": HOLDERS_PIN})
    with screens.database.reading() as session:
        listed = told(session, "issue", "list")[0]["list"]
    assert len(listed) == 64
    assert listed == edition.rpartition(".")[2]


@pytest.mark.parametrize("lost", ["holder", "clerk", "role", "second"])
def test_who_lost_their_right_before_the_pin_is_refused_as_a_stop_and_journalled(
    screens: Screens, morning: None, lost: str
) -> None:
    one = screens.one
    with screens.database.writing() as session:
        second = f.an_account(session, person=f.a_person(session, pin=SECONDS_PIN))
        top = f.a_flash(session, grade=Grade.SPECIAL_IMPORTANCE)
    assert second.person is not None
    scan(one, top.code, second.person.code)
    one.submit("/desk/commit", {"pin": SECONDS_PIN})
    assert screens.clerk.person is not None
    with screens.database.writing() as session:
        match lost:
            case "holder":
                persons.dismiss(session, session.get_one(Person, screens.holder.id), on=clock.today(), by=CONSOLE)
            case "clerk":
                clerk = session.get_one(Person, screens.clerk.person.id)
                persons.dismiss(session, clerk, on=clock.today(), by=CONSOLE)
            case "role":
                session.query(AccountRole).filter_by(account_id=second.id).update({"role": Role.EXECUTOR})
            case "second":
                accounts.set_disabled(
                    session, session.get_one(Account, second.id), disabled=True, reason="тексеріс", by=CONSOLE
                )
    one.submit("/desk/commit", {"pin": HOLDERS_PIN})
    assert screens.issued() == []
    if lost == "clerk":
        return  # signed out at once: nothing of the desk was reached
    assert 'class="said stop"' in one.page
    found = refusals(screens.database)
    assert found == [["G-PERSON"] if lost == "holder" else ["G-WORKER"]]


def test_a_pin_that_is_not_set_is_refused_as_a_stop_and_journalled(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder, carrier = f.an_account(session), f.a_person(session, pin=None), f.a_flash(session)
    client.sit(clerk.login)
    client.get("/desk")
    scan(client, holder.code, carrier.code)
    client.submit("/desk/commit", {"pin": f.PIN})
    assert 'class="said stop"' in client.page
    assert refusals(database) == [["PIN-NONE"]]


def test_a_pass_scanned_again_acknowledges_no_state_secret(screens: Screens) -> None:
    assert "or their pass once more" not in screens.one.page
    scan(screens.one, screens.card, screens.card)
    screens.one.post("/desk/commit", {})
    assert screens.issued() == []


@pytest.mark.parametrize(("highest", "is_enough"), [(-1, False), (0, True), (1, True)])
def test_up_to_which_grade_a_pass_acknowledges_is_a_term(
    database: Database, client: Client, highest: int, *, is_enough: bool
) -> None:
    with database.writing() as session:
        session.add(
            Term(key="scan_acknowledges_up_to_rank", value=highest, effective_on=date(2020, 1, 1), source="бұйрық")
        )
    screens = Screens(database, client, Grade.OFFICIAL_USE)
    page = scan(screens.one, screens.card, screens.carriers[0].code)
    assert ("or their pass once more" in page) is is_enough
    scan(screens.one, screens.card)
    screens.one.post("/desk/commit", {})
    assert screens.issued() == ([0] if is_enough else [])


def test_a_pass_acknowledges_no_list_that_was_not_on_the_screen(database: Database, client: Client) -> None:
    screens = Screens(database, client, Grade.OFFICIAL_USE)
    card, (first, second, _third) = screens.card, screens.carriers
    scan(screens.one, card + first.code + card)
    assert "The desk has changed" in screens.one.page
    old = screens.one.page
    scan(screens.one, second.code)
    screens.one.page = old
    assert "The desk has changed" in scan(screens.one, card)
    assert refusals(database) == [["G-CHANGED"], ["G-CHANGED"]]
    screens.one.post("/desk/commit", {})
    assert screens.issued() == []
    assert "Acknowledged by the pass" in scan(screens.one, card)


def test_a_pin_that_has_to_wait_is_not_passed_by_a_scan(database: Database, client: Client) -> None:
    screens = Screens(database, client, Grade.OFFICIAL_USE)
    scan(screens.one, screens.card, screens.carriers[0].code)
    for _ in range(4):
        screens.one.submit("/desk/commit", {"pin": "999111"})
    assert "Too many wrong PINs" in scan(screens.one, screens.card)
    screens.one.post("/desk/commit", {})
    assert screens.issued() == []


def test_the_confirming_card_commits_what_its_own_page_shows(database: Database, client: Client) -> None:
    screens = Screens(database, client, Grade.OFFICIAL_USE)
    card = COMMAND_CODES[Command.CONFIRM].text
    old = scan(screens.one, screens.card, screens.carriers[0].code, screens.card)
    screens.other.get("/desk")
    scan(screens.other, screens.carriers[1].code, screens.card)
    screens.one.page = old
    assert "The desk has changed" in scan(screens.one, card)
    assert screens.issued() == []
    assert "2 carriers issued" in scan(screens.one, card)
    with database.reading() as session:
        assert session.query(Movement).filter(Movement.receipt_id.is_not(None)).count() == 2


def test_a_post_of_the_desk_leads_back_to_it(screens: Screens) -> None:
    for address in ("scan", "commit", "mode", "remove", "cancel", "count", "sheets-missing"):
        screens.one.post(f"/desk/{address}", {"act": "issue", "text": "?", "sheets": "1"})
        assert (screens.one.status, screens.one.address) == (200, "/desk")


def test_an_acknowledgement_of_a_list_that_is_not_the_one_that_lies_here_counts_for_nothing(
    database: Database, client: Client
) -> None:
    screens = Screens(database, client, Grade.OFFICIAL_USE)
    with database.writing() as session:
        second = f.an_account(session, person=f.a_person(session, pin=SECONDS_PIN))
        top = f.a_flash(session, grade=Grade.SPECIAL_IMPORTANCE)
    assert second.person is not None
    scan(screens.one, screens.card, top.code, second.person.code)
    screens.one.submit("/desk/commit", {"pin": SECONDS_PIN})
    assert f"PIN of {screens.holder.short_name}" in screens.one.page
    with database.writing() as session:
        session.get_one(Carrier, top.id).version += 1  # as an act on the carrier elsewhere would leave it
    screens.one.get("/desk")
    assert "PIN of the second worker" in screens.one.page
    screens.one.submit("/desk/commit", {"pin": HOLDERS_PIN})
    assert screens.issued() == []
    for pin in (SECONDS_PIN, HOLDERS_PIN):
        screens.one.submit("/desk/commit", {"pin": pin})
    with database.reading() as session:
        assert session.get_one(Carrier, top.id).holder_id == screens.holder.id


def test_a_page_from_before_the_giver_signed_signs_for_nobody(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, giver, receiver = f.an_account(session), f.a_person(session), f.a_person(session, pin=HOLDERS_PIN)
        carrier = f.issued(session, f.a_flash(session), giver, by=clerk)
    client.sit(clerk.login)
    client.get("/desk")
    scan(client, COMMAND_CODES[Command.TRANSFER].text, giver.code, receiver.code, carrier.code)
    other = Client(client.http.application)
    other.sit(clerk.login)
    other.get("/desk")
    client.submit("/desk/commit", {"pin": f.PIN})
    other.submit("/desk/commit", {"pin": HOLDERS_PIN})
    assert "The desk has changed" in other.page
    with database.reading() as session:
        assert session.get_one(Carrier, carrier.id).holder_id == giver.id


def test_the_list_is_another_with_every_part_of_it(database: Database) -> None:
    with database.writing() as session:
        clerk, holders = f.an_account(session), [f.a_person(session), f.a_person(session)]
        basket = Basket(account_id=clerk.id, act=Act.TRANSFER)
        rows = [BasketRow(position=n, carrier=f.a_flash(session)) for n in (1, 2)]
        found = {list_hash(basket, [], {})}
        for lying in (rows[:1], rows[1:], rows, rows[::-1]):
            found.add(list_hash(basket, lying, {}))
        basket.giver_id = holders[0].id
        found.add(list_hash(basket, rows, {}))
        basket.receiver_id = holders[1].id
        found.add(list_hash(basket, rows, {}))
        basket.act = Act.ISSUE
        found.add(list_hash(basket, rows, {}))
        rows[0].sheets_counted = 6
        found.add(list_hash(basket, rows, {}))
        rows[0].carrier.version += 1
        found.add(list_hash(basket, rows, {}))
    assert len(found) == 10


@pytest.mark.parametrize("stale", [False, True])
def test_sheets_are_declared_missing_from_the_page_that_shows_the_counts(
    database: Database, client: Client, *, stale: bool
) -> None:
    with database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session)
        second = f.an_account(session, person=f.a_person(session, pin=SECONDS_PIN))
        paper = f.issued(session, f.a_document(session, sheets=9), holder, by=clerk)
        other = f.issued(session, f.a_flash(session), holder, by=clerk)
    assert second.person is not None
    client.sit(clerk.login)
    client.get("/desk")
    scan(client, paper.code)
    client.submit("/desk/count", {"sheets": "8"})
    scan(client, second.person.code)
    old = client.submit("/desk/count", {"sheets": "7", "pin": SECONDS_PIN})
    row = re.search(r'name="row" value="(\d+)">Declare', old)
    assert row is not None
    if stale:
        scan(client, other.code)
        client.page = old
    client.post("/desk/sheets-missing", {"row": row[1]})
    assert ("The desk has changed" in client.page) is stale
    with database.reading() as session:
        assert len(told(session, "declare_sheets_missing")) == (not stale)
