"""Sheets are counted blind, in a field of their own, and a count that differs is made again by somebody else."""

import re

import pytest

from carriers.custody import queries as custody
from carriers.custody.models import Carrier
from carriers.custody.rules import MOST_SHEETS, Count, State
from kernel.codes.codes import COMMAND_CODES, Command
from kernel.database.engine import Database
from people.accounts.models import Account
from people.register.models import Person
from tests import factories as f
from tests.client import Client
from tests.entries import told
from tests.keyboards import typed

pytestmark = pytest.mark.sqlite_first

HOLDERS_PIN, SECONDS_PIN = "161803", "577215"
SHEETS = 7324


@pytest.fixture
def laid(database: Database, client: Client) -> tuple[Account, Person, Carrier]:
    """A paper that its holder gives back, on the desk of a clerk."""
    with database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session, pin=HOLDERS_PIN)
        paper = f.issued(session, f.a_document(session, sheets=SHEETS), holder, by=clerk)
    client.sit(clerk.login)
    scan(client, paper.code)
    return clerk, holder, paper


def scan(client: Client, *texts: str) -> str:
    for text in texts:
        client.post("/desk/scan", {"text": text})
    return client.page


def count(client: Client, sheets: str, pin: str = "") -> str:
    return client.submit("/desk/count", {"sheets": sheets, "pin": pin})


def a_second(database: Database) -> Account:
    with database.writing() as session:
        return f.an_account(session, person=f.a_person(session, pin=SECONDS_PIN))


def call(client: Client, second: Account) -> str:
    assert second.person is not None
    return scan(client, second.person.code)


def tells(page: str) -> bool:
    return str(SHEETS) in re.sub(r'value="[^"]*"', "", page)


def test_at_issue_the_number_is_shown(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder, paper = f.an_account(session), f.a_person(session), f.a_document(session, sheets=SHEETS)
    client.sit(clerk.login)
    assert tells(scan(client, holder.code, paper.code))


@pytest.mark.usefixtures("laid")
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_response_tells_how_many_sheets_there_are_before_they_are_counted(
    database: Database, client: Client, language: str, laid: tuple[Account, Person, Carrier]
) -> None:
    client.post("/language", {"language": language, "back": "/desk"})
    assert not tells(client.get("/desk"))
    assert not tells(scan(client, laid[2].code, "5", COMMAND_CODES[Command.CONFIRM].text))
    assert not tells(count(client, "5"))
    assert "5" not in re.findall(r"<small>(.*?)</small>", client.page)
    assert not tells(client.get("/desk"))
    assert not tells(call(client, a_second(database)))
    assert not tells(client.submit("/desk/commit", {"pin": "1"}) if "/desk/commit" in client.page else "")
    assert tells(count(client, "6", SECONDS_PIN))


def test_the_card_of_a_carrier_on_my_desk_keeps_the_number_until_it_is_counted(
    client: Client, laid: tuple[Account, Person, Carrier]
) -> None:
    page = client.get(f"/carriers/{laid[2].id}")
    assert not tells(page)
    client.get("/desk")
    count(client, str(SHEETS))
    assert tells(client.get(f"/carriers/{laid[2].id}"))


def test_a_right_count_opens_the_way(database: Database, client: Client, laid: tuple[Account, Person, Carrier]) -> None:
    assert f"{SHEETS} sheets counted, as it should be" in count(client, str(SHEETS))
    client.submit("/desk/commit", {"pin": HOLDERS_PIN})
    with database.reading() as session:
        assert session.get_one(Carrier, laid[2].id).state is State.IN_REGISTRY
        made = [(one.sheets, one.expected, one.account_id, one.what) for one in custody.counts(session, laid[2].id)]
        assert made == [(SHEETS, SHEETS, laid[0].id, Count.COUNTED)]
        assert told(session, "count_sheets", "sheets", "expected")[0]["sheets"] == SHEETS


def test_a_wrong_count_cannot_be_corrected_by_whoever_made_it(
    database: Database, client: Client, laid: tuple[Account, Person, Carrier]
) -> None:
    clerk, holder, paper = laid
    assert "Let another worker count" in count(client, "5")
    with database.reading() as session:
        entry = told(session, "refused", "act", "guards", "on")[0]
        assert (entry["act"], entry["guards"]) == ("take_back", ["G-SHEET"])
        assert (entry["subject"], entry["on"]["giver"]) == (f"carrier:{paper.id}", holder.id)
    assert "A second registry worker scans their pass" in client.page
    for _ in range(2):
        client.post("/desk/remove", {})
        assert "A second registry worker scans their pass" in scan(client, paper.code)
        client.post("/desk/count", {"sheets": str(SHEETS), "row": "1", "pin": f.PIN})
    assert clerk.person is not None
    assert "PIN" not in scan(client, clerk.person.code).partition('id="step"')[2][:200]
    with database.reading() as session:
        assert [one.sheets for one in custody.counts(session, paper.id)] == [5]
        assert session.get_one(Carrier, paper.id).state is State.ISSUED


def test_a_second_count_is_another_workers_under_their_own_pin(
    database: Database, client: Client, laid: tuple[Account, Person, Carrier]
) -> None:
    count(client, "5")
    second = a_second(database)
    call(client, second)
    for wrong in ("", HOLDERS_PIN):
        count(client, str(SHEETS), wrong)
    assert not tells(client.page)
    assert "as it should be" in count(client, str(SHEETS), SECONDS_PIN)
    client.submit("/desk/commit", {"pin": HOLDERS_PIN})
    page = client.get(f"/carriers/{laid[2].id}")
    with database.reading() as session:
        assert session.get_one(Carrier, laid[2].id).state is State.IN_REGISTRY
        made = [(one.sheets, one.account_id) for one in custody.counts(session, laid[2].id)]
    assert made == [(SHEETS, second.id), (5, laid[0].id)]
    assert second.person is not None
    assert second.person.short_name in page
    assert f"5 of {SHEETS}" in page


def test_two_counts_that_differ_stop_the_act_and_lead_to_a_declaration(
    database: Database, client: Client, laid: tuple[Account, Person, Carrier]
) -> None:
    count(client, "5")
    call(client, a_second(database))
    page = count(client, "6", SECONDS_PIN)
    assert f"6 sheets were counted, {SHEETS} must be there" in page
    assert "counted: 5, 6" in page
    assert "Remove the refused rows" in page
    client.post("/desk/commit", {"pin": HOLDERS_PIN})
    with database.reading() as session:
        assert session.get_one(Carrier, laid[2].id).state is State.ISSUED
    client.get("/desk")
    row = re.search(r'action="/desk/sheets-missing".*?name="row" value="(\d+)"', client.page, re.DOTALL)
    assert row is not None
    assert "sheets are declared missing" in client.submit("/desk/sheets-missing", {"row": row[1]})
    with database.reading() as session:
        newest = custody.counts(session, laid[2].id)[0]
        assert (newest.what, newest.sheets, newest.expected) == (Count.DECLARED_MISSING, 6, SHEETS)
        entry = told(session, "declare_sheets_missing", "sheets", "expected")[0]
        assert (entry["sheets"], entry["expected"]) == (6, SHEETS)
    assert "Sheets declared missing" in client.get(f"/carriers/{laid[2].id}")
    client.get("/desk")
    assert "Declare sheets missing" in scan(client, laid[2].code)


@pytest.mark.parametrize("where", ["scan", "count"])
def test_a_number_that_names_a_carrier_is_that_carrier_and_no_count(
    database: Database, client: Client, laid: tuple[Account, Person, Carrier], where: str
) -> None:
    with database.writing() as session:
        flash = f.issued(session, f.a_flash(session, serial_no=str(SHEETS)), laid[1], by=laid[0])
    if where == "scan":
        assert f"Added: Flash drive {flash.number}" in scan(client, str(SHEETS))
    else:
        assert "also the number of a carrier" in count(client, str(SHEETS))
        assert "as it should be" in count(client, f"0{SHEETS}")
    with database.reading() as session:
        assert len(custody.counts(session, laid[2].id)) == (where == "count")


def test_a_code_scanned_where_the_count_is_asked_is_a_scan(
    database: Database, client: Client, laid: tuple[Account, Person, Carrier]
) -> None:
    with database.writing() as session:
        flash = f.issued(session, f.a_flash(session, serial_no="4C53-00"), laid[1], by=laid[0])
        other = f.issued(session, f.a_flash(session), laid[1], by=laid[0])
    assert f"Added: Flash drive {flash.number}" in count(client, "4C53-00")
    assert f"Added: Flash drive {other.number}" in count(client, other.code)


@pytest.mark.usefixtures("laid")
@pytest.mark.parametrize("text", ["", "   ", str(MOST_SHEETS + 1), "999999"])
def test_what_is_no_count_counts_nothing(
    database: Database, client: Client, laid: tuple[Account, Person, Carrier], text: str
) -> None:
    assert "A count is a whole number up to" in count(client, text)
    with database.reading() as session:
        assert not custody.counts(session, laid[2].id)


def test_the_largest_paper_that_can_be_registered_comes_back(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session)
        paper = f.issued(session, f.a_document(session, sheets=MOST_SHEETS), holder, by=clerk)
    client.sit(clerk.login)
    scan(client, paper.code)
    assert "as it should be" in count(client, typed(str(MOST_SHEETS), "kazakh"))


def test_a_count_is_of_the_paper_that_the_page_asked_for(
    database: Database, client: Client, laid: tuple[Account, Person, Carrier]
) -> None:
    shown = client.page
    with database.writing() as session:
        later = f.issued(session, f.a_document(session, sheets=3), laid[1], by=laid[0])
    scan(client, later.code)
    client.page = shown
    assert "Not yet" in count(client, str(SHEETS))
    with database.reading() as session:
        assert not custody.counts(session, laid[2].id)
        assert not custody.counts(session, later.id)
