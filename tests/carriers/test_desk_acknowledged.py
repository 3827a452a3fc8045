"""Who acknowledged what at the desk, seen through its pages: nothing passes on the word of somebody else's list."""

from typing import Any

import pytest

from carriers.custody.models import Carrier, Movement
from carriers.custody.rules import State
from kernel import clock
from kernel.account import CONSOLE
from kernel.database.engine import Database
from kernel.grades import Grade
from people.accounts import operations as accounts
from people.accounts.models import Account
from people.register import operations as persons
from people.register.models import Person
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client
from tests.entries import told

pytestmark = pytest.mark.sqlite_first


def scan(client: Client, *texts: str) -> str:
    for text in texts:
        client.post("/desk/scan", {"text": text})
    return client.page


def commit(client: Client, **fields: Any) -> None:
    """Press the button of the desk; where the page shows none, send what it would have sent."""
    if "/desk/commit" in [form.get("action") for form in client.tree().iter("form")]:
        client.submit("/desk/commit", fields)
    else:
        client.post("/desk/commit", {"act_key": "no-button", **fields})


def moved(database: Database, carrier: Carrier) -> int:
    """How often the carrier passed from hand to hand since it was registered."""
    with database.reading() as session:
        return session.query(Movement).filter_by(carrier_id=carrier.id).count() - 1


@pytest.mark.parametrize("change", ["added", "removed"])
def test_the_receiver_acknowledges_the_list_as_it_now_stands(database: Database, client: Client, change: str) -> None:
    with database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session)
        card = f.card_of(session, holder)
        first, second, late = (f.a_flash(session, grade=Grade.OFFICIAL_USE) for _ in range(3))
    client.sit(clerk.login)
    scan(client, card, first.code, second.code)
    assert "Acknowledged by the pass" in scan(client, card)
    assert "Everything is acknowledged" in client.page
    if change == "added":
        scan(client, late.code)
    else:
        client.post("/desk/remove", {})
    assert "Everything is acknowledged" not in client.page
    commit(client)
    assert [moved(database, one) for one in (first, second, late)] == [0, 0, 0]
    scan(client, card)
    commit(client)
    assert [moved(database, one) for one in (first, second, late)] == ([1, 1, 1] if change == "added" else [1, 0, 0])


def test_a_pin_given_before_a_row_was_added_is_asked_again_in_a_transfer(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, giver, receiver = f.an_account(session), f.a_person(session), f.a_person(session, pin="161803")
        held = [f.issued(session, f.a_flash(session), giver, by=clerk) for _ in range(2)]
    client.sit(clerk.login)
    client.post("/desk/mode", {"act": "transfer"})
    scan(client, giver.code, receiver.code, held[0].code)
    commit(client, pin=f.PIN)
    assert f"PIN of {receiver.short_name}" in client.page
    scan(client, held[1].code)
    assert f"PIN of {giver.short_name}" in client.page
    commit(client, pin="161803")
    assert [moved(database, one) for one in held] == [1, 1]
    commit(client, pin=f.PIN)
    commit(client, pin="161803")
    assert [moved(database, one) for one in held] == [2, 2]


def at_second(database: Database, client: Client) -> tuple[Account, Person, Carrier]:
    """The desk as it waits for a second worker; its carrier is of the highest grade."""
    with database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session, pin="161803")
        carrier = f.a_flash(session, grade=Grade.SPECIAL_IMPORTANCE)
    client.sit(clerk.login)
    assert "A second registry worker scans their pass" in scan(client, holder.code, carrier.code)
    return clerk, holder, carrier


def test_the_second_worker_enters_a_pin_of_their_own(database: Database, client: Client) -> None:
    _clerk, holder, carrier = at_second(database, client)
    with database.writing() as session:
        second = f.an_account(session, person=f.a_person(session, pin="577215"))
    assert second.person is not None
    assert f"PIN of the second worker {second.person.short_name}" in scan(client, second.person.code)
    scan(client, second.person.code, holder.code)
    commit(client)
    assert f"PIN of the second worker {second.person.short_name}" in client.page
    for wrong in (f.PIN, "161803"):
        commit(client, pin=wrong)
        assert "The PIN is wrong" in client.page
    assert moved(database, carrier) == 0
    commit(client, pin="577215")
    commit(client, pin="161803")
    with database.reading() as session:
        last = session.query(Movement).filter_by(carrier_id=carrier.id).order_by(Movement.n.desc()).first()
        assert last is not None
        assert (last.receiver_id, last.second_account_id) == (holder.id, second.id)
        assert told(session, "issue", "second")[0]["second"] == second.id


@pytest.mark.parametrize(
    "who", ["officer", "inspector", "nobody", "low", "closed", "the clerk", "the clerk twice", "the holder"]
)
def test_only_another_worker_of_the_registry_is_the_second(database: Database, client: Client, who: str) -> None:
    clerk, holder, carrier = at_second(database, client)
    assert clerk.person is not None
    with database.writing() as session:
        person = f.a_person(session)
        match who:
            case "officer":
                f.an_account(session, Role.SECURITY_OFFICER, person=person)
            case "inspector":
                f.an_account(session, Role.INSPECTOR, person=person)
            case "low":
                f.an_account(session, person=person, max_rank=2)
            case "closed":
                accounts.set_disabled(
                    session, f.an_account(session, person=person), disabled=True, reason="тексеріс", by=CONSOLE
                )
            case "dismissed":
                f.an_account(session, person=person)
                persons.dismiss(session, person, on=clock.today(), by=CONSOLE)
            case "the clerk":
                person = clerk.person
            case "the clerk twice":
                person = clerk.person
                f.an_account(session).person_id = person.id  # as a database from before the guard may hold it
            case "the holder":
                person = holder
    scan(client, person.code)
    assert "PIN of the second worker" not in client.page
    assert client.status == 200
    for pin in (f.PIN, "161803", ""):
        commit(client, pin=pin)
    scan(client, holder.code)
    commit(client)
    assert moved(database, carrier) == 0
    with database.reading() as session:
        assert session.get_one(Carrier, carrier.id).state is State.IN_REGISTRY


@pytest.mark.parametrize("change", ["add", "remove"])
def test_the_second_worker_confirms_the_list_as_it_stands(database: Database, client: Client, change: str) -> None:
    _clerk, holder, first = at_second(database, client)
    with database.writing() as session:
        second = f.an_account(session, person=f.a_person(session, pin="577215"))
        other = f.a_flash(session, grade=Grade.SPECIAL_IMPORTANCE)
    assert second.person is not None
    scan(client, other.code, second.person.code)
    commit(client, pin="577215")
    assert f"PIN of {holder.short_name}" in client.page
    if change == "add":
        with database.writing() as session:
            third = f.a_flash(session, grade=Grade.SPECIAL_IMPORTANCE)
        scan(client, third.code)
    else:
        client.post("/desk/remove", {})
    assert f"PIN of the second worker {second.person.short_name}" in client.page
    commit(client, pin="161803")
    assert moved(database, first) == 0


def test_an_emptied_desk_forgets_the_second_worker(database: Database, client: Client) -> None:
    _clerk, _holder, carrier = at_second(database, client)
    with database.writing() as session:
        second = f.an_account(session, person=f.a_person(session, pin="577215"))
    assert second.person is not None
    scan(client, second.person.code)
    commit(client, pin="577215")
    client.post("/desk/remove", {})
    assert "A second registry worker scans their pass" in scan(client, carrier.code)


def test_a_cleared_desk_is_journalled_with_what_lay_on_it(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, carriers = f.an_account(session), [f.a_flash(session), f.a_flash(session)]
    client.sit(clerk.login)
    client.post("/desk/cancel", {})
    scan(client, *(one.code for one in carriers))
    client.post("/desk/cancel", {})
    assert "The desk is clear" in client.page
    with database.reading() as session:
        found = told(session, "cancel_basket", "carriers", "basket")
    assert [(one["actor"], sorted(one["carriers"])) for one in found] == [
        (clerk.id, sorted(one.code for one in carriers))
    ]
    assert found[0]["basket"] > 0
