"""PINs: whose session sets them, before whom, and that nobody clears and sets one alone."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

import wsgi
from kernel.account import CONSOLE
from kernel.database.engine import Database
from kernel.journal import canon
from kernel.journal.entries import Entry
from kernel.objections import Refused
from kernel.secrets import passwords
from kernel.web.house import listeners_of
from people.accounts import operations as accounts
from people.accounts.models import Account
from people.pins import operations
from people.pins.operations import Witness
from people.pins.rules import PinGuard
from people.register.models import Person
from people.register.rules import PersonGuard
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client
from tests.console import run

NEW = "161803"


def of(account: Account) -> Person:
    assert account.person is not None
    return account.person


def told(session: Session, op: str) -> list[dict[str, object]]:
    return [canon.decode(one.body) for one in session.query(Entry).filter_by(op=op).order_by(Entry.n)]


def guards(refused: pytest.ExceptionInfo[Refused]) -> list[object]:
    return [one.guard for one in refused.value.objections]


def test_a_holder_changes_it_in_their_own_session_by_the_old_one(session: Session) -> None:
    clerk = f.an_account(session)
    with pytest.raises(Refused) as refused:
        operations.set_own(session, of(clerk), old="999111", new=NEW, address="", by=clerk)
    assert guards(refused) == [PinGuard.OLD_WRONG]
    operations.set_own(session, of(clerk), old=f.PIN, new=NEW, address="", by=clerk)
    assert passwords.is_right(NEW, of(clerk).pin_hash)
    entry = told(session, "set_pin")[0]
    assert (entry["actor"], entry["subject"]) == (clerk.id, f"person:{clerk.person_id}")


@pytest.mark.parametrize(
    ("worker_pin", "second", "second_pin", "wrong"),
    [
        (f.PIN, "worker", f.PIN, None),
        ("999111", "worker", f.PIN, PinGuard.WORKER_PIN),
        (f.PIN, "worker", "999111", PinGuard.SECOND_PIN),
        (f.PIN, "nobody", f.PIN, PinGuard.TWO_WORKERS),
        (f.PIN, "executor", f.PIN, PinGuard.TWO_WORKERS),
        (f.PIN, "officer", f.PIN, PinGuard.TWO_WORKERS),
        (f.PIN, "closed", f.PIN, PinGuard.TWO_WORKERS),
        (f.PIN, "self", f.PIN, PinGuard.SAME_PERSON),
        (f.PIN, "holder", f.PIN, PinGuard.TWO_WORKERS),
        (f.PIN, "holder who works here", f.PIN, PinGuard.SAME_PERSON),
    ],
)
def test_at_the_registry_two_workers_confirm(
    session: Session, worker_pin: str, second: str, second_pin: str, wrong: PinGuard | None
) -> None:
    worker, holder = f.an_account(session), f.a_person(session, pin=None)
    match second:
        case "worker":
            there: Person | None = of(f.an_account(session))
        case "executor" | "officer":
            role = Role.EXECUTOR if second == "executor" else Role.SECURITY_OFFICER
            there = of(f.an_account(session, role, max_rank=0))
        case "closed":
            closed = f.an_account(session)
            accounts.set_disabled(session, closed, disabled=True, reason="кетіп қалды", by=CONSOLE)
            there = of(closed)
        case "self":
            there = of(worker)
        case "holder":
            there = holder
        case "holder who works here":
            f.an_account(session, person=holder)
            there = holder
        case _:
            there = None
    witnesses = {"worker": Witness(of(worker), worker_pin), "second": Witness(there, second_pin)}
    if wrong is None:
        operations.set_at_registry(session, holder, old="", new=NEW, address="", by=worker, **witnesses)
        assert passwords.is_right(NEW, holder.pin_hash)
        entry = told(session, "set_pin")[0]
        assert entry["witnesses"] == [worker.person_id, there.id if there else None]
        return
    with pytest.raises(Refused) as refused:
        operations.set_at_registry(session, holder, old="", new=NEW, address="", by=worker, **witnesses)
    assert guards(refused) == [wrong]
    assert holder.pin_hash is None


def test_one_that_stands_is_asked_at_the_registry_too(session: Session) -> None:
    worker, second, holder = f.an_account(session), f.an_account(session), f.a_person(session)
    witnesses = {"worker": Witness(of(worker), f.PIN), "second": Witness(of(second), f.PIN)}
    with pytest.raises(Refused) as refused:
        operations.set_at_registry(session, holder, old="", new=NEW, address="", by=worker, **witnesses)
    assert guards(refused) == [PinGuard.OLD_WRONG]


def test_a_forgotten_one_is_cleared_with_a_reason_and_never_by_its_holder(session: Session) -> None:
    officer = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0)
    holder = f.a_person(session)
    operations.clear(session, holder, reason="ұмытып қалды", by=officer)
    assert holder.pin_hash is None
    assert told(session, "clear_pin")[0]["reason"] == "ұмытып қалды"
    with pytest.raises(Refused) as refused:
        operations.clear(session, holder, reason="ұмытып қалды", by=officer)
    assert guards(refused) == [PersonGuard.PIN_NONE]
    with pytest.raises(Refused) as refused:
        operations.clear(session, of(officer), reason="ұмытып қалды", by=officer)
    assert guards(refused) == [PinGuard.OWN_CLEARED]


def test_the_console_sets_those_of_the_first_two_workers_and_no_more(session: Session) -> None:
    first, second, third = (f.an_account(session, person=f.a_person(session, pin=None)) for _ in range(3))
    outsider = f.a_person(session, pin=None)
    with pytest.raises(Refused) as refused:
        operations.bootstrap(session, outsider, new=NEW)
    assert guards(refused) == [PinGuard.TWO_WORKERS]
    operations.bootstrap(session, of(first), new=NEW)
    with pytest.raises(Refused) as refused:
        operations.bootstrap(session, of(first), new="271828")
    assert guards(refused) == [PinGuard.STANDS]
    operations.bootstrap(session, of(second), new=NEW)
    with pytest.raises(Refused) as refused:
        operations.bootstrap(session, of(third), new=NEW)
    assert guards(refused) == [PinGuard.ROOM_STANDS]
    assert [one["subject"] for one in told(session, "bootstrap_pin")] == [
        f"person:{one.person_id}" for one in (first, second)
    ]


def test_the_command_asks_for_it_twice_and_shows_it_never(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", data=tmp_path).returncode == 0
    database = Database(f"sqlite:///{tmp_path / 'tizilim.sqlite3'}", listeners_of(wsgi.ROOMS))
    with database.writing() as session:
        code = of(f.an_account(session, person=f.a_person(session, pin=None))).code
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: NEW)
    wrong = run("pin", "bootstrap", "20400000000009", data=tmp_path)
    assert (wrong.returncode, NEW in wrong.stdout + wrong.stderr) == (1, False)
    done = run("pin", "bootstrap", code, data=tmp_path)
    assert (done.returncode, NEW in done.stdout + done.stderr) == (0, False)
    with database.reading() as session:
        assert passwords.is_right(NEW, session.query(Person).filter_by(code=code).one().pin_hash)
    again = run("pin", "bootstrap", code, data=tmp_path)
    assert (again.returncode, "A PIN stands" in again.stderr) == (1, True)
    database.close()


def test_the_page_of_the_registry_says_each_fault_at_its_field_and_counts_guesses(
    database: Database, client: Client
) -> None:
    with database.writing() as session:
        clerk, second = f.an_account(session), f.an_account(session)
        holder, other = f.a_person(session, pin=None), f.a_person(session)
    client.sit(clerk.login)
    client.get(f"/people/{holder.id}/pin")
    good = {
        "pass_code": holder.code,
        "new": NEW,
        "again": NEW,
        "worker_pin": f.PIN,
        "second_code": of(second).code,
        "second_pin": f.PIN,
    }
    for wrong, said in (
        ({"pass_code": other.code}, "not the pass of this person"),
        ({"again": "161804"}, "The two new PINs differ"),
        ({"new": "111111", "again": "111111"}, "too simple"),
        ({"second_code": other.code}, "Two workers of the registry confirm"),
        ({"worker_pin": "999111"}, "This PIN is wrong"),
    ):
        client.submit_last({**good, **wrong})
        assert (client.status, said in client.page) == (422, True), wrong
        assert NEW not in client.page
    client.submit_last(good)
    assert "Only its holder knows it" in client.page
    with database.reading() as session:
        assert [one["subject"] for one in told(session, "wrong_pin")] == [f"person:{clerk.person_id}"]


def test_everybody_with_an_account_reaches_their_own_and_nobody_elses(database: Database, client: Client) -> None:
    with database.writing() as session:
        executor, other = f.an_account(session, Role.EXECUTOR, max_rank=0), f.a_person(session)
    client.sit(executor.login)
    client.get(f"/people/{other.id}/pin")
    assert client.status == 403
    client.get("/me")
    client.get("/pin")
    client.submit_last({"old": "999111", "new": NEW, "again": NEW})
    assert "The old PIN is wrong" in client.page
    client.submit_last({"old": f.PIN, "new": NEW, "again": NEW})
    assert (client.status, client.address) == (200, "/carriers/own")
    with database.reading() as session:
        assert len(told(session, "wrong_pin")) == len(told(session, "set_pin")) == 1


def test_where_none_stands_the_holder_proves_themselves_by_the_password(database: Database, client: Client) -> None:
    with database.writing() as session:
        executor = f.an_account(session, Role.EXECUTOR, max_rank=0, person=f.a_person(session, pin=None))
    client.sit(executor.login)
    client.get("/pin")
    client.submit_last({"password": "басқа құпиясөз 1", "new": NEW, "again": NEW})
    assert "not your password" in client.page
    client.submit_last({"password": f.PASSWORD, "new": NEW, "again": NEW})
    with database.reading() as session:
        assert len(told(session, "password_refused")) == len(told(session, "set_pin")) == 1


def test_the_card_says_who_cleared_it_and_why(database: Database, client: Client) -> None:
    with database.writing() as session:
        officer = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0)
        holder = f.a_person(session)
    client.sit(officer.login)
    client.get(f"/people/{holder.id}/pin/clear")
    for text in ("", ".", "  ...", "1234567"):
        client.submit_last({"reason": text})
        assert client.status == 422, text
    client.submit_last({"reason": "иесі ұмытып қалды"})
    assert "No PIN is set" in client.page
    assert "PIN cleared" in client.page
    assert f"{of(officer).short_name}: иесі ұмытып қалды" in client.page
