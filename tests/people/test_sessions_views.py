"""Sessions that end, screens that open only to their holder, and secrets that no page gives back."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import wsgi
from kernel import clock
from kernel.config import Settings
from kernel.database.engine import Database, Unavailable
from kernel.journal import entries as journal
from people.accounts.models import Account
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client
from tests.conftest import MORNING

pytestmark = pytest.mark.sqlite_first

SECRETS = {"pin": "314159", "password": "жасырын сөз осында", "old": "161803", "new": "577215", "again": "577216"}


def a_clerk(database: Database) -> Account:
    with database.writing() as session:
        return f.an_account(session)


def test_a_session_ends_at_its_hour_however_busy_it_was(database: Database, tmp_path: Path, morning: Any) -> None:
    settings = Settings(data=tmp_path, database_url=str(database.engine.url), idle_minutes=480, absolute_hours=8)
    client = Client(wsgi.create_app(settings, database))
    client.sign_in(a_clerk(database).login)
    for hours in (4, 7):
        with clock.frozen(MORNING + timedelta(hours=hours)):
            client.get("/desk")
            assert client.address == "/desk"
    with clock.frozen(MORNING + timedelta(hours=8, milliseconds=-1)):
        client.get("/desk")
        assert client.address == "/desk"
    with clock.frozen(MORNING + timedelta(hours=8)):
        client.get("/desk")
        assert client.address == "/sign-in"


@pytest.mark.parametrize(
    ("away", "where"), [(timedelta(minutes=15), "/desk"), (timedelta(minutes=15, seconds=1), "/sign-in")]
)
def test_an_idle_session_ends_after_its_minutes(
    database: Database, client: Client, away: timedelta, where: str
) -> None:
    client.sign_in(a_clerk(database).login)
    with clock.frozen(MORNING + away):
        client.get("/desk")
        assert client.address == where


@pytest.mark.parametrize("deed", ["reset", "disable"])
def test_a_reset_account_is_out_at_its_next_click(database: Database, client: Client, deed: str) -> None:
    clerk = a_clerk(database)
    client.sign_in(clerk.login)
    with database.writing() as session:
        admin = f.an_account(session, Role.ADMINISTRATOR, max_rank=0)
    other = Client(client.http.application)
    other.sign_in(admin.login)
    other.get(f"/accounts/{clerk.id}/{deed}")
    other.submit_last({"reason": "иесі ұмытып қалды"})
    assert other.status == 200
    client.get("/desk")
    assert client.address == "/sign-in"


@pytest.mark.parametrize(
    ("own_pass", "own_pin", "opens"),
    [(None, True, False), (False, True, False), (True, None, False), (True, False, False), (True, True, True)],
)
def test_a_closed_screen_opens_by_the_holders_own_pass_and_own_pin_together(
    database: Database, client: Client, own_pass: bool | None, own_pin: bool | None, opens: bool
) -> None:
    with database.writing() as session:
        clerk, other = f.an_account(session), f.a_person(session, pin="161803")
    assert clerk.person is not None
    client.sign_in(clerk.login)
    client.post("/lock", {})
    codes = {None: "", True: clerk.person.code, False: other.code}
    pins = {None: "", True: f.PIN, False: "161803"}
    client.submit_last({"pass_code": codes[own_pass], "pin": pins[own_pin], "password": ""})
    assert client.status == (200 if opens else 422)
    client.get("/desk")
    assert client.address == ("/desk" if opens else "/unlock")
    with database.reading() as session:
        ops = [one.op for one in session.query(journal.Entry).filter_by(log=journal.Log.SECURITY)]
    assert ops.count("unlock") == int(opens)
    assert ops.count("unlock_failed") == int(not opens)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/unlock", "pass_code"),
        ("/password", None),
        ("/pin", None),
        ("/desk/commit", None),
        ("/sign-in", "login"),
    ],
)
def test_no_secret_comes_back_on_the_page_that_keeps_what_was_typed(
    database: Database, client: Client, monkeypatch: pytest.MonkeyPatch, address: str, kept: str | None
) -> None:
    with database.writing() as session:
        f.a_person(session)
        login = f.an_account(session).login
    client.sign_in(login)

    def refuse(_database: Database) -> None:
        raise Unavailable("locked")

    monkeypatch.setattr(Database, "writing", refuse)
    fields = {
        **SECRETS,
        "again": SECRETS["new"],
        "login": "көрінетін",
        "pass_code": "көрінетін",
    }
    client.post(address, fields)
    assert client.status == 503
    assert not [name for name, secret in SECRETS.items() if secret in client.page]
    given = {one.get("name"): one.get("value") for one in client.tree().iter("input") if one.get("type") == "hidden"}
    assert not set(given) & set(SECRETS)
    if kept:
        assert given[kept] == "көрінетін"
