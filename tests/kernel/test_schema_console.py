"""What the console says of tables: altered ones named, a newer database refused, rows that do not fit left alone."""

import shutil
from pathlib import Path

import pytest

from kernel.console.commands import FAULT, UNAVAILABLE
from kernel.database.engine import sqlite_driver
from tests.console import run


def by_hand(data: Path, *statements: str) -> None:
    connection = sqlite_driver().connect(data / "tizilim.sqlite3")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


COMMANDS = (
    ("serve",),
    ("check",),
    ("init",),
    ("journal", "verify"),
    ("account", "add", "a", "--role", "clerk"),
    ("labels", "10400000012382", "-o", "/dev/null"),
    ("demo", "--no-serve"),
)


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """The data of an installation that a newer program changed."""
    data = tmp_path_factory.mktemp("newer")
    shutil.copy(sqlite_template, data / "tizilim.sqlite3")
    by_hand(data, "UPDATE alembic_version SET version_num = '9999'")
    return data


@pytest.mark.parametrize("command", COMMANDS)
def test_a_newer_database_is_refused_in_one_sentence(newer: Path, command: tuple[str, ...]) -> None:
    done = run(*command, data=newer, TIZILIM_LANGUAGE="en")
    assert (done.returncode, done.stdout) == (UNAVAILABLE, "")
    assert len(done.stderr.splitlines()) == 1
    assert "The database is newer than this program" in done.stderr


def test_a_newer_database_is_refused_in_the_language_asked(newer: Path) -> None:
    assert "Дерекқор осы бағдарламадан жаңа" in run("check", data=newer, TIZILIM_LANGUAGE="kk").stderr
    assert "База новее этой программы" in run("check", data=newer, TIZILIM_LANGUAGE="ru").stderr


def test_check_names_what_was_done_to_the_tables_and_init_brings_triggers_back(tmp_path: Path) -> None:
    run("init", data=tmp_path)
    by_hand(tmp_path, "DROP TRIGGER movement_no_update")
    done = run("check", data=tmp_path, TIZILIM_LANGUAGE="en")
    assert done.returncode == FAULT
    assert "✕ Table movement: TRIGGER movement_no_update is missing." in done.stdout
    assert run("init", data=tmp_path).returncode == 0
    assert run("check", data=tmp_path).returncode == 0


def test_check_tells_the_missing_the_altered_and_the_unknown_apart(tmp_path: Path) -> None:
    run("init", data=tmp_path)
    ranks = "UPDATE sqlite_master SET sql = replace(sql, '0 AND 3', '0 AND 4') WHERE name = 'carrier'"
    by_hand(tmp_path, "ALTER TABLE term DROP COLUMN source", "CREATE TABLE shadow (id INTEGER)")
    by_hand(tmp_path, "PRAGMA writable_schema=1", ranks)
    said = run("check", data=tmp_path, TIZILIM_LANGUAGE="en")
    assert said.returncode == FAULT
    assert "✕ Table term: COLUMN source is missing." in said.stdout
    assert "✕ Table carrier: CHECK ck_carrier_rank_known is not as this version makes it." in said.stdout
    assert "✕ Table shadow: TABLE is unknown to this version." in said.stdout


def test_init_leaves_rows_that_do_not_fit_alone_and_names_the_rule(tmp_path: Path) -> None:
    run("init", data=tmp_path)
    statement = "UPDATE account_role SET account_id = 99"
    by_hand(tmp_path, "INSERT INTO account_role (account_id, role) VALUES (98, 'clerk')", statement)
    done = run("init", data=tmp_path, TIZILIM_LANGUAGE="en")
    assert done.returncode == UNAVAILABLE
    assert "(account_role)" in done.stderr
    assert len(done.stderr.splitlines()) == 1
