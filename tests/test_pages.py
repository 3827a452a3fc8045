"""Every page in every language, as each role sees it: whole, and said in that language."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

import wsgi
from carriers.holds.models import Hold
from kernel import clock
from kernel.config import Settings
from kernel.console import demo
from kernel.database.engine import Database
from kernel.web.house import listeners_of
from people.accounts.demo import LOGINS, PASSWORD
from people.roles.rules import Role
from tests import postgres
from tests.client import Client
from tests.conftest import MORNING

pytestmark = pytest.mark.slow

CARRIERS = 28  # each kind of the demo at each of its grades, some of them overdue
# Words do not depend on the engine, questions do: one language is enough on the second.
WALKS = [
    ("sqlite", "kk"),
    ("sqlite", "ru"),
    pytest.param("sqlite", "en", marks=pytest.mark.drill),
    pytest.param("postgresql", "kk", marks=pytest.mark.drill),  # every address is asked there by tests/test_fuzz.py
]


@pytest.fixture(scope="module")
def sqlite_room(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    file = tmp_path_factory.mktemp("furnished") / "register.sqlite3"
    yield from _furnished(f"sqlite:///{shutil.copy(sqlite_template, file)}")


@pytest.fixture(scope="module")
def postgresql_room(postgres_server: str, postgres_template: str) -> Iterator[Database]:
    yield from _furnished(postgres.create_database(postgres_server, postgres_template))


def _furnished(url: str) -> Iterator[Database]:
    """The invented room with a few carriers, built once for all walks on its engine."""
    database = Database(url, listeners_of(wsgi.ROOMS))
    with clock.frozen(MORNING):
        demo.build(database, wsgi.ROOMS, CARRIERS, lambda _number: None)
    yield database
    database.close()


PLACED = {"<key>": "act-title"}  # what stands in an address that is no number


def addresses(app: Flask, database: Database) -> list[str]:
    """Every address, its numbers 1; the papers of a carrier are those of the one that is held."""
    with database.reading() as reading:
        held = f"/papers/carriers/{reading.scalars(select(Hold.carrier_id).limit(1)).one()}"
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]
    texts = {re.sub(r"<int:\w+>", "1", re.sub(r"<any\((\w+)[^>]*>", r"\1", rule.rule)) for rule in rules}
    for part, value in PLACED.items():
        texts = {text.replace(part, value) for text in texts}
    return sorted({text.replace("/papers/carriers/1", held) for text in texts - {"/health"}})


@pytest.mark.usefixtures("morning")
@pytest.mark.parametrize(("engine", "language"), WALKS)
def test_every_page_is_whole_and_in_its_language(
    request: pytest.FixtureRequest, tmp_path: Path, engine: str, language: str
) -> None:
    furnished = request.getfixturevalue(f"{engine}_room")
    app = wsgi.create_app(Settings(data=tmp_path, database_url=str(furnished.engine.url)), furnished)
    logins = {one.role: one.name for one in LOGINS}
    assert set(logins) == set(Role)
    every, seen = addresses(app, furnished), set()
    for login in logins.values():
        client = Client(app)
        client.sign_in(login, PASSWORD)
        client.post("/language", {"language": language, "back": "/"})
        for address in every:
            client.get(address)
            assert client.status in (200, 403, 404), (address, client.status)
            if client.status == 200:
                seen.add(address)
                is_paper = client.page.startswith("%PDF")  # as it was printed, in both languages
                assert is_paper or f'<html lang="{language}"' in client.page
    assert set(every) == seen
