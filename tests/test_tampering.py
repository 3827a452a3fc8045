"""`check` finds whatever was done to the database behind the program's back, and names the place."""

import shutil
from pathlib import Path

import pytest

from carriers.custody import replay as of_carriers
from kernel.database.engine import sqlite_driver
from people.accounts import replay as of_accounts
from people.admission import replay as of_clearances
from tests import tampering
from tests.console import run
from tests.tampering import Harm

FAULT = 1
FEW = (tampering.CARRIERS[2], tampering.MOVEMENTS[0], tampering.PEOPLE[0], tampering.PEOPLE[6], tampering.JOURNAL[-1])
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("furnished")
    made = run("demo", "--no-serve", "--carriers", "28", data=data)
    assert made.returncode == 0, made.stderr
    return data


def tamper(file: Path, harm: Harm) -> None:
    """As somebody with the file and any tool would; the triggers stand again afterwards, so that they tell nothing."""
    connection = sqlite_driver().connect(file)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA ignore_check_constraints = 1")
    for statement in harm.statements:
        connection.execute(statement)
    for _name, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()


def checked(furnished: Path, tmp_path: Path, harm: Harm | None) -> tuple[int, str]:
    data = tmp_path / "data"
    shutil.copytree(furnished, data)
    if harm is not None:
        tamper(data / "tizilim.sqlite3", harm)
    done = run("check", data=data)
    return done.returncode, done.stdout


def test_an_untouched_register_is_as_its_journal_tells_it(furnished: Path, tmp_path: Path) -> None:
    status, said = checked(furnished, tmp_path, None)
    assert (status, "✕" in said) == (0, False), said
    assert "are as the journal tells them" in said


@pytest.mark.parametrize(
    "harm",
    [
        *(pytest.param(one, id=one.name) for one in FEW),
        *(pytest.param(one, id=one.name, marks=pytest.mark.drill) for one in tampering.EVERY if one not in FEW),
    ],
)
def test_what_was_done_is_found_with_its_place(furnished: Path, tmp_path: Path, harm: Harm) -> None:
    status, said = checked(furnished, tmp_path, harm)
    found = [line for line in said.splitlines() if line.startswith("✕")]
    assert status == FAULT, said
    assert any(harm.found in line for line in found), found


def test_a_register_of_before_is_told_from_a_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    with monkeypatch.context() as patch:  # as entries were before they told all that replay asks
        for room in (of_carriers, of_accounts, of_clearances):
            patch.setattr(room, "facts", lambda _row: {})
        assert run("demo", "--no-serve", "--carriers", "14", data=data).returncode == 0
    before = run("check", data=data)
    assert (before.returncode, "Run: tizilim init" in before.stdout) == (FAULT, True)
    assert run("init", data=data).returncode == 0
    done = run("check", data=data)
    assert (done.returncode, "✕" in done.stdout) == (0, False), done.stdout
    assert done.stdout.count("not covered before entry") == 2
    size = run("check", data=data).stdout
    assert run("init", data=data).returncode == 0
    assert run("check", data=data).stdout == size  # a baseline is made once
    tamper(data / "tizilim.sqlite3", tampering.CARRIERS[2])
    assert "state" in run("check", data=data).stdout


def test_there_are_forty_of_them() -> None:
    assert len({one.name for one in tampering.EVERY}) == len(tampering.EVERY) >= 40
