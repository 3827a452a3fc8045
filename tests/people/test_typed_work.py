"""What somebody typed is there again: after a closed screen, an ended session, another language, a lost token."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import text

from kernel import clock
from kernel.database.engine import Database
from people.register.models import Person
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client
from tests.conftest import MORNING

RECORD = {
    "last_name": "Әбілқасымов",
    "first_name": "Нұрсұлтан",
    "position": "бас маман",
    "category": "civil",
    "citizenship": "KZ",
    "employed_from": "02.03.2024",
}
AGAIN = "What you typed is here again"


@pytest.fixture
def officer(database: Database, client: Client) -> str:
    with database.writing() as session:
        account = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0)
        f.a_unit(session)
    client.sit(account.login)
    client.get("/people/enter")
    return account.login


def typed(client: Client) -> dict[str, str]:
    return {one.get("name", ""): one.get("value", "") for one in client.tree().iter("input")}


def came_back(client: Client) -> bool:
    return client.address == "/people/enter" and AGAIN in client.page and typed(client)["last_name"] == "Әбілқасымов"


def test_after_the_session_ended_by_idleness(client: Client, officer: str) -> None:
    with clock.frozen(MORNING + timedelta(minutes=20)):
        client.submit_last(RECORD)
        assert client.address == "/sign-in"
        client.sign_in(officer, f.PASSWORD)
        assert came_back(client)


def test_after_the_screen_was_closed_while_something_was_sent(database: Database, client: Client, officer: str) -> None:
    twin = Client(client.http.application)
    twin.http = client.http
    twin.get("/people")
    twin.post("/lock", {})
    client.submit_last(RECORD)
    assert client.address == "/unlock"
    client.submit_last({"password": f.PASSWORD})
    assert came_back(client)
    client.submit_last({**RECORD, "unit_id": 1})
    with database.reading() as session:
        assert session.query(Person).filter_by(last_name="Әбілқасымов").count() == 1
    client.get("/people/enter")
    assert AGAIN not in client.page


@pytest.mark.parametrize(
    ("address", "fields"), [("/lock", {}), ("/language", {"language": "en", "back": "/people/enter"})]
)
def test_what_the_page_sends_along_with_the_closed_screen_or_the_language(
    client: Client, officer: str, address: str, fields: dict[str, str]
) -> None:
    client.post(address, {**fields, "typed": urlencode(RECORD), "typed_at": "/people/enter"})
    if address == "/lock":
        client.submit_last({"password": f.PASSWORD})
    assert came_back(client)


def test_after_the_token_was_lost(client: Client, officer: str) -> None:
    client.http.post("/people/enter", data={**RECORD, "csrf_token": "жоғалған"})
    client.get("/people/enter")
    assert came_back(client)


def test_nobody_else_reads_it_and_not_for_longer_than_an_hour(database: Database, client: Client, officer: str) -> None:
    client.http.post("/people/enter", data=RECORD)
    with database.writing() as session:
        other = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0)
    twin = Client(client.http.application)
    twin.sit(other.login)
    twin.get("/people/enter")
    assert AGAIN not in twin.page
    with clock.frozen(MORNING + timedelta(minutes=61)):
        client.sit(officer)
        client.get("/people/enter")
        assert AGAIN not in client.page


def test_it_lies_encrypted_and_holds_no_secret(database: Database, client: Client, officer: str) -> None:
    client.get("/password")
    secrets = {"old": f.PASSWORD, "new": "сегіз қырлы шебер тігінші", "again": "сегіз қырлы шебер тігінші 2"}
    client.http.post("/password", data={**secrets, "note": "көрінетін"})
    with database.reading() as session:
        body = session.execute(text("SELECT body FROM typed_work")).scalar_one()
    assert "көрінетін".encode() not in bytes(body)
    client.get("/password")
    assert not [one for one in secrets.values() if one in client.page]


def test_a_request_from_elsewhere_leaves_nothing_to_come_back(database: Database, client: Client, officer: str) -> None:
    client.http.post("/people/enter", data=RECORD, headers={"Sec-Fetch-Site": "cross-site"})
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM typed_work")).scalar_one() == 0


def test_who_signed_out_left_nothing_and_a_stranger_keeps_nothing(
    database: Database, client: Client, officer: str
) -> None:
    client.post("/sign-out", {})
    client.http.post("/people/enter", data=RECORD)
    Client(client.http.application).http.post("/people/enter", data=RECORD)
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM typed_work")).scalar_one() == 0


@pytest.mark.parametrize("path", ["//desk", "/\\evil.kz", "//evil.kz/people/enter", "https://evil.kz", "/nowhere"])
def test_typed_work_leads_to_pages_of_ours_only(client: Client, officer: str, path: str) -> None:
    client.post("/lock", {"typed": urlencode(RECORD), "typed_at": path})
    client.get("/unlock")
    fields = {"csrf_token": client.hidden("csrf_token"), "act_key": client.hidden("act_key"), "password": f.PASSWORD}
    assert client.http.post("/unlock", data=fields).location == "/"
