"""Migrations as files: frozen once landed, one after another, importing nothing of ours; the next is drafted."""

import ast
import importlib.util
import shutil
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Column, MetaData, Table

import wsgi
from kernel.database import schema
from kernel.database.engine import BigId, Moment, choice
from kernel.journal.entries import Log
from tests import draft

VERSIONS = schema.MIGRATIONS / "versions"
OURS = {"kernel", "people", "carriers", "audits", "wsgi", "tests"}


def imported(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.split(".")[0] for name in plain | {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}}


def loaded(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("drafted", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """A copy of the migrations to draft in."""
    return Path(shutil.copytree(schema.MIGRATIONS, tmp_path / "migrations"))


def test_a_migration_that_has_landed_is_frozen() -> None:
    assert draft.HASHES.read_text(encoding="ascii").splitlines() == draft.lines(VERSIONS)


def test_a_migration_imports_nothing_of_ours() -> None:
    files = sorted(VERSIONS.glob("*.py"))
    assert len(files) >= 2
    assert {file.name: imported(file) & OURS for file in files if imported(file) & OURS} == {}


def test_the_migrations_are_one_line_with_one_head() -> None:
    scripts = ScriptDirectory(str(schema.MIGRATIONS))
    assert scripts.get_heads() == [schema.revisions()[-1]]
    assert schema.revisions() == [f"{number:04d}" for number in range(1, len(schema.revisions()) + 1)]
    assert [file.name[1:5] for file in sorted(VERSIONS.glob("*.py"))] == schema.revisions()


def test_a_draft_is_empty_where_nothing_changed(migrations: Path) -> None:
    made = schema.write_migration(wsgi.TABLES, "Nothing is new", migrations)
    number = len(schema.revisions()) + 1
    assert made == migrations / "versions" / f"v{number:04d}_nothing_is_new.py"
    drafted = loaded(made)
    assert (drafted.revision, drafted.down_revision) == (f"{number:04d}", schema.revisions()[-1])
    assert (drafted.upgrade(), drafted.downgrade()) == (None, None)
    assert "op." not in made.read_text(encoding="utf-8")


def test_a_draft_makes_a_new_table_and_imports_nothing_of_ours(migrations: Path) -> None:
    grown = MetaData(naming_convention=wsgi.TABLES.naming_convention)
    for table in wsgi.TABLES.sorted_tables:
        table.to_metadata(grown)
    moment: Column[datetime] = Column("at", Moment)
    Table("muster_book", grown, Column("id", BigId, primary_key=True), moment, Column("log", choice(Log)))
    made = schema.write_migration(grown, "Inspections", migrations)
    said = made.read_text(encoding="utf-8")
    assert imported(made) == {"sqlalchemy", "alembic"}
    assert loaded(made).revision in schema.revisions(migrations)
    for part in ("'muster_book'", "sa.DateTime(timezone=True)", "sa.String(length=32)", "op.drop_table"):
        assert part in said


def test_a_draft_without_a_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert draft.main([" "]) == 2
    assert "NAME=" in capsys.readouterr().err


def test_drafting_says_what_is_left_to_the_hand(
    migrations: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(draft, "MIGRATIONS", migrations)
    assert draft.main(["Carriers", "know"]) == 0
    said = capsys.readouterr().out
    assert "_carriers_know.py" in said
    assert "by hand" in said
    assert len(list((migrations / "versions").glob("v*.py"))) == len(schema.revisions()) + 1


def test_freezing_adds_what_is_new_and_changes_nothing(
    migrations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes = tmp_path / "hashes"
    shutil.copy(draft.HASHES, hashes)
    monkeypatch.setattr(draft, "MIGRATIONS", migrations)
    monkeypatch.setattr(draft, "HASHES", hashes)
    made = schema.write_migration(wsgi.TABLES, "Nothing", migrations)
    (migrations / "versions" / "v0001_the_desk.py").write_text("# edited in place", encoding="utf-8")
    draft.freeze()
    frozen = hashes.read_text(encoding="ascii").splitlines()
    assert frozen[:-1] == draft.lines(VERSIONS)
    assert frozen[-1].endswith(made.name)
