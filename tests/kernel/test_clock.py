"""A clock that goes back writes nothing until the head of the registry says that it is right."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import wsgi
from kernel import clock, throttle
from kernel.account import CONSOLE
from kernel.database.engine import Database
from kernel.database.triggers import loosen
from kernel.journal import entries as journal
from kernel.journal import verification
from kernel.journal.entries import ClockWentBack, Entry, Log
from people.roles.rules import Role
from people.timekeeping import operations
from tests import factories as f
from tests.client import Client
from tests.conftest import MORNING

SECOND, YEAR = timedelta(seconds=1), timedelta(days=365)


def times(session: Session) -> list[object]:
    return [one.at for one in session.query(Entry).filter_by(log=Log.CUSTODY).order_by(Entry.n)]


@pytest.mark.parametrize(("back", "is_written"), [(0, True), (1, True), (5, True), (6, False), (86_400, False)])
def test_an_entry_is_never_earlier_than_the_one_before_it(database: Database, back: int, *, is_written: bool) -> None:
    with clock.frozen(MORNING), database.writing() as session:
        journal.append(session, "first", by=CONSOLE)
    with clock.frozen(MORNING - back * SECOND):
        if not is_written:
            with pytest.raises(ClockWentBack), database.writing() as session:
                journal.append(session, "second", by=CONSOLE)
        else:
            with database.writing() as session:
                journal.append(session, "second", by=CONSOLE)
    with database.reading() as session:
        assert times(session) == [MORNING] * (2 if is_written else 1)
        assert list(verification.falls(session, Log.CUSTODY)) == []


def test_nothing_is_recorded_until_the_head_confirms(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, head = f.an_account(session), f.an_account(session, Role.HEAD)
    client.sit(clerk.login)
    with clock.frozen(MORNING - timedelta(hours=1)):
        other = Client(client.http.application)
        other.sign_in(clerk.login)
        assert other.status == 503
        assert "The clock went back" in other.page
        other.get("/clock")
        fields = {"login": clerk.login, "password": f.PASSWORD, "reason": "батарея отырып қалды"}
        other.submit_last(fields)
        assert "Only the head of the registry" in other.page
        other.submit_last({**fields, "login": head.login, "password": "қате құпиясөз осындай"})
        assert other.status == 422
        other.submit_last({**fields, "login": head.login, "reason": "."})
        assert other.status == 422
        other.submit_last({**fields, "login": head.login})
        assert "The clock is confirmed" in other.page
        other.sign_in(clerk.login)
        assert other.address == "/desk"
    with database.reading() as session:
        confirmed = session.query(Entry).filter_by(op="confirm_clock").all()
        assert {one.log for one in confirmed} == set(Log)
        assert {one.account_id for one in confirmed} == {head.id}
        assert [verification.verify(session, log) for log in Log] == [[], []]
        assert [list(verification.falls(session, log)) for log in Log] == [[], []]


def test_times_that_fell_without_anybody_are_listed(database: Database) -> None:
    with database.writing() as session:
        for n in range(3):
            with clock.frozen(MORNING - n * timedelta(hours=1)):
                loosen(session.connection(), wsgi.TABLES)  # as it was before heads knew their time
                session.execute(text("UPDATE journal_head SET last_at = NULL"))
                journal.append(session, "old", by=CONSOLE)
    with database.reading() as session:
        found = list(verification.falls(session, Log.CUSTODY))
        assert [(n, was - at) for n, was, at in found] == [(1, timedelta(hours=1)), (2, timedelta(hours=1))]


def test_there_is_nothing_to_confirm_while_the_clock_is_right(client: Client) -> None:
    client.get("/clock")
    assert client.address == "/sign-in"


@pytest.mark.parametrize("ahead", [timedelta(minutes=1), YEAR])
def test_a_session_of_a_time_to_come_is_over(database: Database, client: Client, ahead: timedelta) -> None:
    with database.writing() as session:
        clerk = f.an_account(session)
    with clock.frozen(MORNING + ahead):
        client.sit(clerk.login)
    client.get("/desk")
    assert client.address == "/sign-in"


def test_a_wait_that_a_wrong_clock_began_is_no_longer_than_the_longest_and_passes(session: Session) -> None:
    with clock.frozen(MORNING + YEAR):
        for _ in range(30):
            throttle.failed(session, "pin:1@x")
        assert throttle.wait(session, "pin:1@x") == 901
    assert throttle.wait(session, "pin:1@x") == 901
    with clock.frozen(MORNING + throttle.LONGEST_WAIT - SECOND):
        assert throttle.wait(session, "pin:1@x") == 2
    with clock.frozen(MORNING + throttle.LONGEST_WAIT + SECOND):
        assert throttle.wait(session, "pin:1@x") == 0


def test_a_reset_forgets_the_waits_of_a_login_and_of_no_other(session: Session) -> None:
    for subject in ("account:асел@10.0.0.1", "account:асел@10.0.0.2", "account:аселя@10.0.0.1", "pin:7@x"):
        for _ in range(5):
            throttle.failed(session, subject)
    throttle.forget(session, "account:асел@")
    assert [throttle.wait(session, f"account:{one}") > 0 for one in ("асел@10.0.0.1", "асел@10.0.0.2")] == [False] * 2
    assert throttle.wait(session, "account:аселя@10.0.0.1") > 0


def test_each_log_remembers_how_long_the_other_was(database: Database) -> None:
    with database.writing() as session:
        for n in range(2 * journal.WITNESSED + 1):
            journal.append(session, "a", by=CONSOLE, log=Log.CUSTODY, number=n)
            journal.append(session, "b", by=CONSOLE, log=Log.SECURITY, number=n)
    with database.reading() as session:
        assert [verification.verify(session, log) for log in Log] == [[], []]
    with database.altering() as connection:
        loosen(connection, wsgi.TABLES)
        for table in ("journal_entry", "journal_detail"):
            connection.execute(text(f"DELETE FROM {table} WHERE log = 'security'"))
        connection.execute(
            text("UPDATE journal_head SET size = 0, peaks = :none, last_at = NULL WHERE log = 'security'"),
            {"none": b""},
        )
    with database.reading() as session:
        found = verification.verify(session, Log.SECURITY)
        assert [one.harm for one in found] == [verification.Harm.FORGOTTEN] * 2
        assert [one.part for one in found] == [str(journal.WITNESSED), str(2 * journal.WITNESSED)]


def test_confirming_is_refused_to_nobody_and_said_in_both_logs(session: Session) -> None:
    head = f.an_account(session, Role.HEAD)
    operations.confirm(session, reason="батарея отырып қалды", by=head)
    assert {one.log for one in session.query(Entry).filter_by(op="confirm_clock")} == set(Log)
