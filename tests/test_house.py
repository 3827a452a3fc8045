"""The rules of the house: layers, lengths, names, words, phrases, addresses."""

import ast
import re
from collections.abc import Iterator
from enum import EnumMeta
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import wsgi
from carriers.custody.rules import Act
from kernel.config import Settings
from kernel.web import access
from people.roles.rules import GRANTS, Permission, Role
from tests import phrases

ROOT = Path(__file__).parent.parent
PACKAGES = ("kernel", "people", "carriers", "audits")
LONGEST_FILE, LONGEST_FUNCTION = 400, 50
FORBIDDEN = ("util", "helper", "manager", "service", "misc", "common", "checkout")
PARTIAL = (
    "FIELDS",
    "VOIDS",
    "TEXTS",
    "STEPS",
    "SIGNS",
    "RECEIPTS",
    "MODES",
)  # tables of a part of the members, by design
STRANGERS = {"static", "accounts.sign_in", "frame.language", "frame.health", "timekeeping.confirm"}
INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|https?://|javascript:")


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (file for file in (ROOT / package).rglob("*.py") if "versions" not in file.parts)
    yield ROOT / "wsgi.py"


def everything() -> list[Path]:
    return [*sources(), *(ROOT / "tests").rglob("*.py")]


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def test_no_file_is_longer_than_400_lines() -> None:
    files = [*everything(), *(ROOT / "templates").rglob("*.html"), *(ROOT / "static").glob("**/*.js")]
    assert [file for file in files if len(file.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE] == []


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{file.name}:{node.name}"
        for file in everything()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_nothing_is_imported_inside_a_function() -> None:
    found = [
        f"{file.name}:{inner.lineno}"
        for file in everything()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_an_init_holds_a_docstring_and_nothing_else() -> None:
    inits = [file for file in sources() if file.name == "__init__.py"]
    assert [file for file in inits if len(tree(file).body) != 1 or ast.get_docstring(tree(file)) is None] == []


def test_every_module_and_public_class_of_rules_says_what_it_is() -> None:
    assert [file for file in sources() if ast.get_docstring(tree(file)) is None] == []


def test_commit_is_written_once() -> None:
    found = [file.name for file in sources() if ".commit(" in file.read_text(encoding="utf-8")]
    assert found == ["engine.py"]


def test_who_acts_is_an_account_or_said_to_be_nobody() -> None:
    assert [file.name for file in sources() if "by=None" in file.read_text(encoding="utf-8")] == []


def test_every_value_is_frozen() -> None:
    loose = [
        f"{file.name}:{node.name}"
        for file in sources()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if "dataclass" in ast.unparse(decorator) and "frozen=True" not in ast.unparse(decorator)
    ]
    assert loose == []


def test_no_forbidden_names() -> None:
    names = [
        f"{file.name}:{node.name}"
        for file in sources()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and any(word in node.name.lower() for word in FORBIDDEN)
    ]
    files = [file for file in sources() if any(word in file.stem for word in FORBIDDEN)]
    assert (names, files) == ([], [])


def test_every_exception_from_a_check_gives_its_code_and_reason() -> None:
    bare = re.compile(r"#\s*(noqa(?!: [A-Z]+\d+ - \S)|type: ignore(?!\[[a-z-]+\]  # \S))")
    found = [
        f"{file.name}: {line.strip()}"
        for file in everything()
        for line in file.read_text(encoding="utf-8").splitlines()
        if bare.search(line) and "bare =" not in line and "INLINE" not in line
    ]
    assert found == []


def test_no_page_holds_a_script_a_style_or_a_foreign_address() -> None:
    pages = list((ROOT / "templates").rglob("*.html"))
    assert pages
    assert [page.name for page in pages if INLINE.search(page.read_text(encoding="utf-8"))] == []


def rooms() -> Iterator[ModuleType]:
    for file in sources():
        if file.name == "words.py":
            yield import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))


def test_a_table_of_words_knows_every_member() -> None:
    tables = 0
    for room in rooms():
        for name, table in vars(room).items():
            if not (name.isupper() and isinstance(table, dict) and table):
                continue
            kind = type(next(iter(table)))
            if isinstance(kind, EnumMeta) and name not in PARTIAL:
                assert set(table) == set(kind.__members__.values()), f"{room.__name__}.{name}"
                tables += 1
    assert tables > 15


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_every_phrase_is_said_in_kazakh_and_russian(language: str) -> None:
    assert phrases.untranslated(language) == []


def test_every_act_in_the_journal_has_a_word_in_the_room_that_writes_it() -> None:
    call = re.compile(r"journal\.append\(\s*\w+,\s*\"(\w+)\"", re.DOTALL)
    acts = {room.name: set(room.acts) for room in wsgi.ROOMS}
    written = {(room_of(file), op) for file in sources() for op in call.findall(file.read_text(encoding="utf-8"))}
    assert len(written) > 15
    assert sorted((room, op) for room, op in written if op not in acts[room]) == []
    assert {act.value for act in Act} <= acts["carriers.custody"]


def room_of(file: Path) -> str:
    """The name of the room a file belongs to; the kernel is one."""
    parts = file.relative_to(ROOT).parts
    return "kernel.web" if parts[0] == "kernel" else ".".join(parts[:2])


def test_every_address_asks_for_a_permission(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=f"sqlite:///{tmp_path / 'x.sqlite3'}")
    asked = wsgi.create_app(settings).extensions["asks_for"]
    assert {endpoint for endpoint, what in asked.items() if what == access.STRANGERS} == STRANGERS
    others = {what for endpoint, what in asked.items() if endpoint not in STRANGERS}
    assert all(isinstance(what, Permission) for what in others)
    assert others == set(Permission) - {Permission.CONFIRM_CLOCK}  # asked where nobody can be signed in


def test_every_permission_belongs_to_some_role() -> None:
    assert set(GRANTS) == set(Permission)
    assert {role for roles in GRANTS.values() for role in roles} == set(Role)
    assert [permission for permission, roles in GRANTS.items() if not roles] == []
