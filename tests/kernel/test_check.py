"""`tizilim check`: what stands open, is damaged or belongs to another room is said with its place."""

from pathlib import Path

import pytest

from kernel.console.commands import FAULT, SETTINGS, UNAVAILABLE
from kernel.database.engine import sqlite_driver
from tests.console import run, run_alone


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    assert run("init", data=tmp_path).returncode == 0
    return tmp_path


@pytest.mark.slow  # two processes of their own: the mask of this one is not touched
def test_whatever_the_program_writes_only_its_account_reads(tmp_path: Path) -> None:
    out = tmp_path / "label.pdf"
    assert run_alone("init", data=tmp_path, umask=0).returncode == 0
    assert run_alone("labels", "10400000012382", "-o", str(out), data=tmp_path, umask=0).returncode == 0
    files = [file for file in tmp_path.iterdir() if file.is_file()]
    assert {file.name for file in files} >= {"tizilim.sqlite3", "secret.key", "label.pdf"}
    assert [file.name for file in files if file.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("name", ["", "tizilim.sqlite3", "secret.key", "tizilim.toml"])
def test_a_file_or_a_folder_that_others_can_open_is_a_fault(prepared: Path, name: str) -> None:
    (prepared / "tizilim.toml").touch(mode=0o600)
    assert run("check", data=prepared, TIZILIM_LANGUAGE="en").returncode == 0
    (prepared / name).chmod(0o755)
    done = run("check", data=prepared, TIZILIM_LANGUAGE="en")
    assert done.returncode == FAULT
    assert f"✕ Others can open {prepared / name}. " in done.stdout.replace(f"{prepared}/.", str(prepared))


def test_a_register_of_another_site_is_neither_sound_nor_served(prepared: Path) -> None:
    done = run("check", data=prepared, TIZILIM_LANGUAGE="en", TIZILIM_SITE="7")
    assert done.returncode == FAULT
    assert "this register was prepared as site 04" in done.stdout
    served = run("serve", data=prepared, TIZILIM_LANGUAGE="en", TIZILIM_SITE="7")
    assert served.returncode == SETTINGS
    assert "set site to 04" in served.stderr


def test_a_damaged_file_is_told_and_so_is_a_row_that_refers_to_nothing(prepared: Path) -> None:
    assert "✓ Every page of the database file is whole." in run("check", data=prepared, TIZILIM_LANGUAGE="en").stdout
    raw = sqlite_driver().connect(prepared / "tizilim.sqlite3")
    raw.execute("INSERT INTO account_role (account_id, role) VALUES (99, 'clerk')")
    raw.execute("PRAGMA writable_schema = 1")
    raw.execute("UPDATE sqlite_master SET sql = replace(sql, 'UNIQUE', '') WHERE name = 'nothing'")
    raw.commit()
    raw.close()
    done = run("check", data=prepared, TIZILIM_LANGUAGE="en")
    assert done.returncode == FAULT
    assert "✕ Rows of the table account_role refer to rows that are not there." in done.stdout


def test_the_quick_look_reads_the_heads_only(prepared: Path) -> None:
    for login in ("one", "two"):
        assert (
            run("account", "add", login, "--role", "administrator", data=prepared, TIZILIM_LANGUAGE="en").returncode
            == 0
        )
    raw = sqlite_driver().connect(prepared / "tizilim.sqlite3")
    trigger = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'journal_entry_no_update'").fetchone()[0]
    raw.execute("DROP TRIGGER journal_entry_no_update")
    raw.execute("UPDATE journal_entry SET at = '2020-01-01 00:00:00' WHERE log = 'security' AND n = 0")
    raw.execute(trigger)
    raw.commit()
    raw.close()
    assert run("check", "--quick", data=prepared, TIZILIM_LANGUAGE="en").returncode == 0
    done = run("check", data=prepared, TIZILIM_LANGUAGE="en")
    assert done.returncode == FAULT
    assert "✕ Log security, entry 0: a column says something else than the body (at)" in done.stdout
    raw = sqlite_driver().connect(prepared / "tizilim.sqlite3")
    trigger = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'journal_head_no_return'").fetchone()[0]
    raw.execute("DROP TRIGGER journal_head_no_return")
    raw.execute("UPDATE journal_head SET size = 1, peaks = substr(peaks, 1, 32) WHERE log = 'security'")
    raw.execute(trigger)
    raw.commit()
    raw.close()
    assert "stand beyond the head" in run("check", "--quick", data=prepared, TIZILIM_LANGUAGE="en").stdout


@pytest.mark.parametrize("command", [("check",), ("init",), ("serve",), ("tick",), ("journal", "verify")])
def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "tizilim.sqlite3"
    file.write_bytes(b"nothing of the kind " * 500)
    file.chmod(0o600)
    done = run(*command, data=tmp_path, TIZILIM_LANGUAGE="en")
    assert done.returncode == (FAULT if command == ("check",) else UNAVAILABLE)
    assert "(damaged)" in done.stdout + done.stderr
    assert file.read_bytes() == b"nothing of the kind " * 500


def test_a_foreign_table_whose_columns_have_no_type_is_named(prepared: Path) -> None:
    raw = sqlite_driver().connect(prepared / "tizilim.sqlite3")
    raw.execute("CREATE TABLE evil (a)")
    raw.commit()
    raw.close()
    done = run("check", data=prepared, TIZILIM_LANGUAGE="en")
    assert done.returncode == FAULT
    assert "Table evil" in done.stdout


@pytest.mark.parametrize("statement", ["DELETE FROM alembic_version", "INSERT INTO alembic_version VALUES ('0002')"])
@pytest.mark.parametrize("command", ["check", "init", "tick"])
def test_tables_of_no_revision_or_of_two_are_refused_in_words(prepared: Path, statement: str, command: str) -> None:
    raw = sqlite_driver().connect(prepared / "tizilim.sqlite3")
    raw.execute(statement)
    raw.commit()
    raw.close()
    done = run(command, data=prepared, TIZILIM_LANGUAGE="en")
    assert done.returncode == (FAULT if command == "check" else UNAVAILABLE)
    assert "(damaged)" in done.stdout + done.stderr
