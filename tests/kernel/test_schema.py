"""Migrations on filled databases: up from every revision, down and up again, undone whole where rows do not fit."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Enum, MetaData, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

import wsgi
from kernel.database import fingerprint, schema, triggers, write_queue
from kernel.database.engine import Database, Unavailable, sqlite_driver
from kernel.database.schema import Newer, Standing, Unfit
from kernel.web.act_keys import ActedRequest
from tests import postgres
from tests.conftest import ENGINES
from tests.kernel import filled

pytestmark = pytest.mark.slow  # some hundred tables are made and rebuilt
REVISIONS = schema.revisions()
EARLIER = REVISIONS[:-1]
NEAR = {EARLIER[0], EARLIER[-1]}  # the others in `make drills`
UP = [one if one in NEAR | {REVISIONS[-1]} else pytest.param(one, marks=pytest.mark.drill) for one in REVISIONS]
DOWN = [one if one in NEAR else pytest.param(one, marks=pytest.mark.drill) for one in EARLIER]


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a table, on each engine."""
    if request.param == "sqlite":
        fresh = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}", {})
        yield fresh
        fresh.close()
        return
    server = request.getfixturevalue("postgres_server")
    url = postgres.create_database(server)
    fresh = Database(url, {})
    yield fresh
    fresh.close()
    postgres.drop_database(server, url)


def filled_at(database: Database, revision: str) -> tuple[MetaData, filled.Contents]:
    """The tables and rows of a database that was made and used at this revision."""
    schema.upgrade(database, wsgi.TABLES, revision)
    with database.altering() as connection:
        filled.fill(connection, revision)
        tables = filled.reflected(connection)
        return tables, filled.contents(connection, tables)


def rows_of(database: Database, tables: MetaData) -> filled.Contents:
    with database.engine.connect() as connection:
        return filled.contents(connection, tables)


def do(database: Database, *statements: str) -> None:
    """What somebody does to the tables by hand."""
    with database.altering() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize("revision", UP)
def test_every_row_survives_the_way_up_and_what_is_append_only_stays_so(empty: Database, revision: str) -> None:
    tables, before = filled_at(empty, revision)
    assert [name for name, rows in before.items() if not rows] == []
    schema.upgrade(empty, wsgi.TABLES)
    after = rows_of(empty, tables)
    assert set(after) == set(before)
    assert filled.lost(before, after) == []
    assert fingerprint.differences(empty, wsgi.TABLES) == []
    names = [name for name in triggers.append_only(wsgi.TABLES) if name in tables.tables]
    assert len(names) >= 6
    for name in names:
        column = next(iter(wsgi.TABLES.tables[name].columns)).name
        for statement in (f"UPDATE {name} SET {column} = {column}", f"DELETE FROM {name}"):
            with pytest.raises(DBAPIError, match="append-only"):
                do(empty, statement)


@pytest.mark.parametrize("revision", DOWN)
def test_every_row_survives_the_way_down_and_up_again(empty: Database, revision: str) -> None:
    _tables, before = filled_at(empty, REVISIONS[-1])
    schema.downgrade(empty, wsgi.TABLES, revision)
    assert schema.standing(empty) is Standing.OLDER
    with empty.engine.connect() as connection:
        then = filled.reflected(connection)
        asked = triggers.expected(connection, then)
        assert asked.items() <= triggers.found(connection).items()
    schema.upgrade(empty, wsgi.TABLES)
    after = rows_of(empty, then)
    assert set(after) == set(then.tables)
    assert filled.lost(before, after) == []
    assert fingerprint.differences(empty, wsgi.TABLES) == []


def test_what_was_remembered_of_requests_with_their_pins_is_emptied_on_the_way_up(empty: Database) -> None:
    _tables, before = filled_at(empty, "0002")
    schema.upgrade(empty, wsgi.TABLES)
    assert len(before["acted_request"]) == 1
    with empty.reading() as session:
        assert session.query(ActedRequest).count() == 0


def test_going_down_to_nothing_leaves_no_table(empty: Database) -> None:
    filled_at(empty, REVISIONS[-1])
    schema.downgrade(empty, wsgi.TABLES, "base")
    with empty.engine.connect() as connection:
        assert filled.reflected(connection).sorted_tables == []


def test_every_column_of_a_choice_has_its_check(database: Database) -> None:
    choices = {
        f"ck_{table.name}_{column.name}_known"
        for table in wsgi.TABLES.sorted_tables
        for column in table.columns
        if isinstance(column.type, Enum)
    }
    with database.engine.connect() as connection:
        found = inspect(connection).get_multi_check_constraints().values()
    assert len(choices) > 20
    assert choices <= {check["name"] for checks in found for check in checks}


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE carrier SET state = 'nonsense' WHERE id = 2", "ck_carrier_state_known"),
        ("UPDATE carrier SET kind = 'nonsense' WHERE id = 2", "ck_carrier_kind_known"),
        ("UPDATE account_role SET role = 'king'", "ck_account_role_role_known"),
        ("UPDATE person SET category = ''", "ck_person_category_known"),
        ("UPDATE basket SET giver_confirmed = 'nod'", "ck_basket_giver_confirmed_known"),
    ],
)
def test_a_choice_refuses_what_its_rules_do_not_know(empty: Database, statement: str, rule: str) -> None:
    filled_at(empty, REVISIONS[-1])
    with pytest.raises(IntegrityError, match=rule):
        do(empty, statement)


def test_a_database_made_by_the_first_form_of_the_first_migration_is_repaired(empty: Database) -> None:
    schema.upgrade(empty, wsgi.TABLES, "0001")
    do(empty, "DROP TABLE label_print", "DROP TABLE acted_request")
    schema.upgrade(empty, wsgi.TABLES)
    assert fingerprint.differences(empty, wsgi.TABLES) == []


def test_rows_that_do_not_fit_stop_the_way_up_and_nothing_is_changed(empty: Database) -> None:
    filled_at(empty, "0001")
    do(empty, "UPDATE carrier SET kind = 'nonsense' WHERE id = 2")
    with empty.engine.connect() as connection:
        tables = filled.reflected(connection)
    before = rows_of(empty, tables)
    with pytest.raises(Unfit, match=r"^ck_carrier_kind_known$"):
        schema.upgrade(empty, wsgi.TABLES)
    assert schema.standing(empty) is Standing.OLDER
    assert rows_of(empty, tables) == before
    with empty.engine.connect() as connection:
        asked = triggers.expected(connection, wsgi.TABLES)
        assert triggers.found(connection) == {key: text for key, text in asked.items() if key[0] in tables.tables}


def test_a_row_that_refers_to_nothing_stops_the_way_up_on_sqlite(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}", {})
    filled_at(database, "0001")
    raw = sqlite_driver().connect(tmp_path / "x.sqlite3")
    raw.execute("UPDATE person SET unit_id = 99 WHERE id = 1")
    raw.commit()
    raw.close()
    with pytest.raises(Unfit, match=r"^person$"):
        schema.upgrade(database, wsgi.TABLES)
    assert schema.standing(database) is Standing.OLDER
    database.close()


def test_foreign_keys_hold_again_after_the_way_up(empty: Database) -> None:
    schema.upgrade(empty, wsgi.TABLES)
    with pytest.raises(IntegrityError), empty.writing() as session:
        session.execute(text("INSERT INTO account_role (account_id, role) VALUES (99, 'clerk')"))


def test_foreign_keys_hold_again_after_a_failed_change(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}", {})
    schema.upgrade(database, wsgi.TABLES)
    with pytest.raises(DBAPIError):
        do(database, "DROP TABLE nothing")
    with pytest.raises(IntegrityError), database.writing() as session:
        session.execute(text("INSERT INTO account_role (account_id, role) VALUES (99, 'clerk')"))
    database.close()


def test_the_way_up_waits_for_its_turn_among_writers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}", {})
    monkeypatch.setattr(write_queue, "PATIENCE", 0.05)
    with write_queue.WriteQueue(tmp_path / "x.sqlite3.lock").turn(), pytest.raises(Unavailable, match="locked"):
        schema.upgrade(database, wsgi.TABLES)
    schema.upgrade(database, wsgi.TABLES)
    assert schema.is_current(database)
    database.close()


def test_two_programs_may_prepare_one_database_at_once(empty: Database) -> None:
    failures = []

    def prepare() -> None:
        own = Database(empty.engine.url.render_as_string(hide_password=False))
        try:
            schema.upgrade(own, wsgi.TABLES)
        except Exception as error:
            failures.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=prepare) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert schema.is_current(empty)


def test_a_trigger_that_is_missing_or_altered_is_made_anew(empty: Database) -> None:
    schema.upgrade(empty, wsgi.TABLES)
    on = "" if empty.is_sqlite else " ON movement"
    harmless = (
        "CREATE TRIGGER movement_no_delete BEFORE DELETE ON movement BEGIN SELECT 1; END"
        if empty.is_sqlite
        else "CREATE TRIGGER movement_no_delete BEFORE DELETE ON movement WHEN (false) EXECUTE FUNCTION refuse_change()"
    )
    do(empty, f"DROP TRIGGER movement_no_update{on}", f"DROP TRIGGER movement_no_delete{on}", harmless)
    schema.upgrade(empty, wsgi.TABLES)
    with empty.engine.connect() as connection:
        assert triggers.found(connection) == triggers.expected(connection, wsgi.TABLES)


def test_a_newer_database_is_left_alone(empty: Database) -> None:
    schema.upgrade(empty, wsgi.TABLES)
    do(empty, "UPDATE alembic_version SET version_num = '9999'")
    assert schema.standing(empty) is Standing.NEWER
    with pytest.raises(Newer):
        schema.upgrade(empty, wsgi.TABLES)
    with pytest.raises(Newer):
        schema.downgrade(empty, wsgi.TABLES, "0001")
