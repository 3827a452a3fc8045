"""The doorkeeper: how a visitor is called, and when it is written down that they were here."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

import wsgi
from kernel import clock
from kernel.account import CONSOLE
from kernel.config import Settings
from kernel.database.engine import Database
from people.accounts import operations, queries
from people.accounts.gate import SEEN_STEP, Visitor
from people.accounts.models import SignIn
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client
from tests.conftest import MORNING
from tests.entries import told


def test_a_visitor_is_called_by_their_name_or_by_the_login_of_nobody(session: Session) -> None:
    clerk = f.an_account(session)
    assert clerk.person is not None
    assert Visitor(clerk).name == clerk.person.short_name
    admin, _password = operations.add(
        session, "кілтші", person=None, roles={Role.ADMINISTRATOR}, max_rank=0, language="kk", by=CONSOLE
    )
    session.expunge_all()
    found = queries.by_login(session, "кілтші")
    assert found is not None
    assert (Visitor(found).name, Visitor(found).get_id()) == ("кілтші", str(admin.id))
    assert Visitor(clerk).is_authenticated


def test_that_somebody_is_here_is_written_down_every_half_minute(database: Database, tmp_path: Path) -> None:
    with clock.frozen(MORNING), database.writing() as session:
        clerk = f.an_account(session)
    client = Client(wsgi.create_app(Settings(data=tmp_path, database_url=str(database.engine.url)), database))
    with clock.frozen(MORNING):
        client.sign_in(clerk.login)

    def seen_after(passed: timedelta) -> timedelta:
        with clock.frozen(MORNING + passed):
            client.get("/desk")
        with database.reading() as session:
            return session.query(SignIn).one().seen_at - MORNING

    assert timedelta(seconds=30) == SEEN_STEP
    almost = SEEN_STEP - timedelta(milliseconds=1)
    assert [seen_after(passed) for passed in (almost, SEEN_STEP)] == [timedelta(0), SEEN_STEP]
    with clock.frozen(MORNING + SEEN_STEP):
        client.post("/lock", {})
    assert seen_after(SEEN_STEP * 3) == SEEN_STEP


def test_an_address_that_a_role_does_not_open_is_denied_and_journalled(database: Database, tmp_path: Path) -> None:
    with clock.frozen(MORNING):
        with database.writing() as session:
            clerk = f.an_account(session)
        client = Client(wsgi.create_app(Settings(data=tmp_path, database_url=str(database.engine.url)), database))
        client.sign_in(clerk.login)
        client.get("/accounts")
        assert client.status == 403
    with database.reading() as session:
        denied = told(session, "denied", "permission")
    assert denied == [{"actor": clerk.id, "subject": None, "permission": "keep_accounts"}]
