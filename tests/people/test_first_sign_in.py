"""A one-time password opens an account once, for a day, and only to the holder of its pass."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from kernel import clock
from kernel.account import CONSOLE
from kernel.database.engine import Database
from kernel.objections import Refused
from people.accounts import operations, rules
from people.accounts.models import Account, SignIn
from people.accounts.rules import AccountGuard
from people.register.models import Person
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client
from tests.conftest import MORNING

CHOSEN = "сегіз қырлы шебер тігінші"


def given(database: Database, person: Person | None = None) -> tuple[Account, str]:
    with database.writing() as session:
        return operations.add(
            session,
            "жаңа",
            person=person or f.a_person(session),
            roles={Role.CLERK},
            max_rank=0,
            language="en",
            by=CONSOLE,
        )


def test_an_administrator_who_reads_it_does_not_become_the_clerk(database: Database, client: Client) -> None:
    account, once = given(database)
    client.sign_in("жаңа", once)
    client.get("/desk")
    assert client.address == "/password"
    with database.writing() as session:
        admin = f.an_account(session, Role.ADMINISTRATOR, max_rank=0)
    assert account.person is not None
    assert admin.person is not None
    fields = {"old": once, "new": CHOSEN, "again": CHOSEN}
    for code, pin in (
        (admin.person.code, f.PIN),
        (account.person.code, "999111"),
        ("", ""),
    ):
        client.submit_last({**fields, "pass_code": code, "pin": pin})
        assert client.status == 422
        client.get("/desk")
        assert client.address == "/password"
    client.submit_last({**fields, "pass_code": account.person.code, "pin": f.PIN})
    client.get("/desk")
    assert client.address == "/desk"


def test_it_works_once(database: Database, client: Client) -> None:
    _account, once = given(database)
    client.sign_in("жаңа", once)
    assert client.address == "/password"
    other = Client(client.http.application)
    other.sign_in("жаңа", once)
    assert (other.status, other.address) == (422, "/sign-in")
    assert "was used" in other.page


@pytest.mark.parametrize(("hours", "opens"), [(23, True), (24, False), (48, False)])
def test_it_works_for_a_day(database: Database, client: Client, hours: int, opens: bool) -> None:
    _account, once = given(database)
    with clock.frozen(MORNING + timedelta(hours=hours)):
        client.sign_in("жаңа", once)
    assert (client.address == "/password") is opens


@pytest.mark.parametrize(
    ("must_change", "until", "spent"), [(True, 1, False), (True, 0, True), (True, None, True), (False, None, False)]
)
def test_when_it_is_spent(must_change: bool, until: int | None, spent: bool) -> None:
    last = None if until is None else MORNING + timedelta(seconds=until)
    assert rules.is_spent(must_change=must_change, until=last, now=MORNING) is spent


def test_a_new_password_ends_every_other_session_and_is_not_the_old_one(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk = f.an_account(session)
    other = Client(client.http.application)
    for one in (client, other):
        one.sit(clerk.login)
    client.get("/password")
    client.submit_last({"old": f.PASSWORD, "new": f.PASSWORD, "again": f.PASSWORD})
    assert "the password that stands now" in client.page
    client.submit_last({"old": f.PASSWORD, "new": CHOSEN, "again": CHOSEN})
    client.get("/desk")
    other.get("/desk")
    assert (client.address, other.address) == ("/desk", "/sign-in")
    with database.reading() as session:
        assert session.query(SignIn).filter_by(ended_at=None).count() == 1


@pytest.mark.parametrize(
    ("new", "near"),
    [
        ("  тоғыз жолдың торабы  ", "тоғыз жолдың торабы"),
        ("тоғыз\u00a0жолдың торабы", "тоғыз жолдың торабы"),
        ("тоғыз жолдың краи\u0306ы", "тоғыз жолдың крайы"),
    ],
)
def test_a_password_is_taken_as_it_is_typed(database: Database, client: Client, new: str, near: str) -> None:
    with database.writing() as session:
        clerk = f.an_account(session)
    client.sit(clerk.login)
    client.get("/password")
    client.submit_last({"old": f.PASSWORD, "new": new, "again": new})
    client.post("/sign-out", {})
    client.sign_in(clerk.login, near)
    assert client.address == "/sign-in"
    client.sign_in(clerk.login, new)
    assert client.address == "/desk"


def test_an_account_of_nobody_is_reset_at_the_console_only(session: Session) -> None:
    account, _once = operations.add(
        session, "ешкім", person=None, roles={Role.ADMINISTRATOR}, max_rank=0, language="kk", by=CONSOLE
    )
    admin = f.an_account(session, Role.ADMINISTRATOR, max_rank=0)
    with pytest.raises(Refused) as refused:
        operations.reset(session, account, reason="ұмытып қалды", by=admin)
    assert [one.guard for one in refused.value.objections] == [AccountGuard.CONSOLE_ONLY]
    assert operations.reset(session, account, reason="ұмытып қалды", by=CONSOLE)


def test_the_list_says_who_closed_an_account_and_why(database: Database, client: Client) -> None:
    with database.writing() as session:
        admin, clerk = f.an_account(session, Role.ADMINISTRATOR, max_rank=0), f.an_account(session)
    client.sit(admin.login)
    client.get(f"/accounts/{clerk.id}/disable")
    client.submit_last({"reason": "."})
    assert client.status == 422
    client.submit_last({"reason": "басқа бөлімге ауысты"})
    assert admin.person is not None
    assert f"{admin.person.short_name}: басқа бөлімге ауысты" in client.page
