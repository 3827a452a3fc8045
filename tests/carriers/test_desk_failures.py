"""What may go wrong at the desk: a second clerk, a second click, a dismissal, a locked file, a wrong PIN."""

import re
import threading
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

import wsgi
from carriers.custody.models import Carrier, Movement
from carriers.custody.rules import State
from kernel import clock
from kernel.account import CONSOLE
from kernel.config import Settings
from kernel.database.engine import Database, Unavailable
from kernel.journal import entries as journal
from kernel.journal import verification
from people.register import operations as persons
from people.register.models import Person
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client
from tests.conftest import MORNING


def seat(database: Database, tmp_path: Any) -> Client:
    with database.writing() as session:
        clerk = f.an_account(session)
    settings = Settings(data=tmp_path, database_url=str(database.engine.url), language="ru")
    client = Client(wsgi.create_app(settings, database))
    client.sit(clerk.login)
    return client


def carrier_and_holder(database: Database) -> tuple[Carrier, Person]:
    with database.writing() as session:
        return f.a_flash(session), f.a_person(session)


def scan(client: Client, *codes: str) -> str:
    for code in codes:
        client.post("/desk/scan", {"text": code})
    return client.page


def movements(database: Database, carrier: Carrier) -> int:
    with database.reading() as session:
        assert verification.verify(session, journal.Log.CUSTODY) == []
        return session.query(Movement).filter_by(carrier_id=carrier.id).count()


def test_a_second_clerk_hears_whose_basket_it_is_in(database: Database, tmp_path: Any, morning: Any) -> None:
    one, other = seat(database, tmp_path), seat(database, tmp_path)
    carrier, holder = carrier_and_holder(database)
    scan(one, carrier.code)
    page = scan(other, holder.code, carrier.code)
    assert re.search(r"It lies in the basket of Ахметова\d+\sА.\sС.", page)


def test_two_clerks_at_one_moment_issue_it_once(database: Database, tmp_path: Any, morning: Any) -> None:
    clients = [seat(database, tmp_path) for _ in range(4)]
    carrier, holder = carrier_and_holder(database)
    start, scanned = threading.Barrier(len(clients)), threading.Barrier(len(clients))

    def issue(client: Client) -> None:
        start.wait()
        for text in (holder.code, carrier.code):
            fields = {"csrf_token": client.hidden("csrf_token"), "act_key": str(uuid4())}
            client.http.post("/desk/scan", data={**fields, "text": text})
        page = client.http.get("/desk").get_data(as_text=True)
        scanned.wait()
        client.page = page
        if "/desk/commit" in page:
            names = ("csrf_token", "act_key", "edition")
            client.http.post("/desk/commit", data={**{name: client.hidden(name) for name in names}, "pin": f.PIN})

    def issue_this_morning(client: Client) -> None:
        with clock.frozen(MORNING):
            issue(client)

    threads = [threading.Thread(target=issue_this_morning, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert movements(database, carrier) == 2
    with database.reading() as session:
        assert session.get_one(Carrier, carrier.id).holder_id == holder.id


def test_the_same_confirmation_twice_acts_once(database: Database, tmp_path: Any, morning: Any) -> None:
    client = seat(database, tmp_path)
    carrier, holder = carrier_and_holder(database)
    scan(client, holder.code, carrier.code)
    fields = {name: client.hidden(name) for name in ("csrf_token", "act_key", "edition")}
    answers = [client.http.post("/desk/commit", data={**fields, "pin": f.PIN}) for _ in range(2)]
    assert answers[0].status_code == 303
    assert movements(database, carrier) == 2
    assert answers[1].status_code in (200, 303)


def test_who_is_dismissed_between_scan_and_confirm_gets_a_sentence_and_nothing_else(
    database: Database, tmp_path: Any, morning: Any
) -> None:
    client = seat(database, tmp_path)
    carrier, holder = carrier_and_holder(database)
    scan(client, holder.code, carrier.code)
    with database.writing() as session:
        persons.dismiss(session, session.get_one(Person, holder.id), on=date(2026, 11, 23), by=CONSOLE)
    client.submit("/desk/commit", {"pin": f.PIN})
    assert "The person was dismissed on 23.11.2026" in client.page
    assert movements(database, carrier) == 1


@pytest.mark.parametrize("reason", ["locked", "full"])
def test_when_the_database_says_no_nothing_typed_is_lost(
    database: Database, tmp_path: Any, morning: Any, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    client = seat(database, tmp_path)
    client.post("/language", {"language": "ru", "back": "/places"})
    client.get("/places")

    def refuse(_database: Database) -> None:
        raise Unavailable(reason)

    with monkeypatch.context() as patched:
        patched.setattr(Database, "writing", refuse)
        client.submit_last({"kind": "safe", "number": "77", "name": "Жаңа сейф", "parent_id": 0, "max_rank": 3})
    assert client.status == 503
    assert "Введённые данные сохранены" in client.page
    kept = {one.get("name"): one.get("value") for one in client.tree().iter("input")}
    assert (kept["number"], kept["name"]) == ("77", "Жаңа сейф")
    client.post(
        client.address, {str(name): value for name, value in kept.items() if name not in ("back", "csrf_token")}
    )
    assert "Жаңа сейф" in client.page
    assert client.status == 200


def test_a_wrong_pin_is_counted_and_hands_nothing_over(database: Database, tmp_path: Any, morning: Any) -> None:
    client = seat(database, tmp_path)
    carrier, holder = carrier_and_holder(database)
    scan(client, holder.code, carrier.code)
    for _ in range(4):
        client.submit("/desk/commit", {"pin": "999111"})
    assert "The PIN is wrong" in client.page
    client.submit("/desk/commit", {"pin": f.PIN})
    assert "Too many wrong PINs" in client.page
    assert movements(database, carrier) == 1
    with database.reading() as session:
        assert session.query(journal.Entry).filter_by(op="wrong_pin").count() == 4
        assert session.get_one(Carrier, carrier.id).state is State.IN_REGISTRY


def test_the_head_frees_a_desk_that_its_clerk_left(database: Database, tmp_path: Any, morning: Any) -> None:
    client = seat(database, tmp_path)
    carrier, _holder = carrier_and_holder(database)
    scan(client, carrier.code)
    with database.writing() as session:
        head = f.an_account(session, Role.HEAD)
    other = Client(client.http.application)
    other.sit(head.login)
    other.get("/desk/baskets")
    action = next(one.get("action", "") for one in other.tree().iter("form") if "release" in one.get("action", ""))
    other.submit(action, {})
    assert "No basket is open" in other.page
    assert "may be issued" in scan(other, carrier.code) or "something is still needed" in other.page
