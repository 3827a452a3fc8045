"""On PostgreSQL every act locks the rows that it is to change before it reads them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from carriers.custody import queries as custody
from carriers.custody.models import Carrier
from carriers.register import operations as registers
from carriers.register import queries as register_queries
from carriers.register.models import Register
from kernel import throttle
from kernel.database.engine import Database
from kernel.journal import entries as journal
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client

on_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@contextmanager
def locked(database: Database) -> Iterator[set[str]]:
    """The tables of which rows are locked by a question meanwhile."""
    found: set[str] = set()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "FOR UPDATE" in statement or "FOR SHARE" in statement:
            found.update(re.findall(r"\bFROM (\w+)", statement))

    event.listen(database.engine, "before_cursor_execute", note)
    yield found
    event.remove(database.engine, "before_cursor_execute", note)


@on_postgresql
def test_a_registration_locks_the_counter_of_its_register(database: Database, morning: Any) -> None:
    with database.writing() as session:
        register, place = f.a_register(session), f.a_place(session)
    with locked(database) as tables, database.writing() as session:
        f.a_flash(session, register=session.get_one(Register, register.id), place=place)
    assert tables == {"register", "journal_head"}


@on_postgresql
def test_a_label_printed_ahead_is_locked_while_it_is_bound(database: Database, morning: Any) -> None:
    with database.writing() as session:
        label = registers.print_ahead(session, 1, by=f.an_account(session))[0]
        register, place = f.a_register(session), f.a_place(session)
    with locked(database) as tables, database.writing() as session:
        f.a_flash(session, register=session.get_one(Register, register.id), place=place, label=label.code)
    assert tables == {"preprinted", "register", "journal_head"}


@on_postgresql
def test_the_questions_that_lock_do_lock(database: Database, morning: Any) -> None:
    with database.writing() as session:
        flash, register = f.a_flash(session), f.a_register(session)
    with locked(database) as tables, database.writing() as session:
        custody.locked(session, [flash.id])
        assert tables == {"carrier"}
        register_queries.locked_register(session, register.id)
        assert tables == {"carrier", "register"}


@on_postgresql
def test_carriers_are_locked_in_one_order_and_read_anew(database: Database, morning: Any) -> None:
    with database.writing() as session:
        first, second = f.a_flash(session), f.a_flash(session)
    with database.writing() as session:
        stale = session.get_one(Carrier, first.id)
        with database.writing() as other:
            other.get_one(Carrier, first.id).title = "Басқа атау"
        assert [one.id for one in custody.locked(session, [second.id, first.id])] == [first.id, second.id]
        assert stale.title == "Басқа атау"


@on_postgresql
def test_a_guess_is_counted_under_lock(database: Database, morning: Any) -> None:
    with locked(database) as tables, database.writing() as session:
        throttle.failed(session, "pin:1@desk")
    assert tables == {"throttle"}


@on_postgresql
def test_the_head_of_the_journal_is_locked_while_an_entry_is_written(database: Database, morning: Any) -> None:
    with locked(database) as tables, database.writing() as session:
        journal.append(session, "tried", by=None)
    assert tables == {"journal_head"}


@on_postgresql
def test_a_scan_locks_basket_and_carrier_and_a_commit_also_who_sits_there(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder, flash = f.an_account(session), f.a_person(session), f.a_flash(session)
    client.sit(clerk.login)
    with locked(database) as tables:
        client.post("/desk/scan", {"text": holder.code})
    assert tables == {"basket"}
    with locked(database) as tables:
        client.post("/desk/scan", {"text": flash.code})
    assert tables == {"basket", "carrier"}
    with locked(database) as tables:
        client.submit("/desk/commit", {"pin": f.PIN})
    assert "1 carrier issued" in client.page
    assert tables >= {"basket", "carrier", "person", "clearance", "account"}


@on_postgresql
def test_a_basket_is_locked_while_it_is_released(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, head, flash = f.an_account(session), f.an_account(session, Role.HEAD), f.a_flash(session)
    client.sit(clerk.login)
    client.post("/desk/scan", {"text": flash.code})
    client.sit(head.login)
    client.get("/desk/baskets")
    action = next(one.get("action", "") for one in client.tree().iter("form") if "release" in one.get("action", ""))
    with locked(database) as tables:
        client.submit(action, {})
    assert "basket" in tables


@on_postgresql
def test_a_register_is_locked_while_it_is_closed(database: Database, client: Client) -> None:
    with database.writing() as session:
        head, register = f.an_account(session, Role.HEAD), f.a_register(session)
    client.sit(head.login)
    client.get(f"/registers/{register.id}/close")
    with locked(database) as tables:
        client.submit_last({"reason": "жыл аяқталды"})
    assert "register" in tables
