"""Databases of both kinds, made by the migrations once a run and copied for each test."""

import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session

import wsgi
from kernel import clock
from kernel.config import Settings
from kernel.database import schema
from kernel.database.engine import Database
from kernel.secrets import passwords
from kernel.web.house import listeners_of
from kernel.words import i18n
from tests import postgres
from tests.client import Client
from tests.factories import SITE, begin

MORNING = datetime(2026, 11, 23, 4, 15, tzinfo=UTC)
settings.register_profile("long", max_examples=1000)  # `make drills`
ENGINES = ("sqlite", "postgresql")
OWN = ("127.0.0.1", "::1", "localhost")
assert wsgi.TABLES.tables


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a server or Chromium belongs to a ring of its own, whoever wrote it."""
    for item in items:
        engines = item.callspec.params.values() if hasattr(item, "callspec") else ()
        if "postgresql" in engines or "postgres_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.postgresql)
            if item.get_closest_marker("sqlite_first"):
                item.add_marker(pytest.mark.drill)
        elif "sqlite" in engines and item.get_closest_marker("postgresql_first"):
            item.add_marker(pytest.mark.drill)
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What a test says outside a request is English, whatever the last request of another test spoke."""
    with i18n.use_language("en"):
        yield


@pytest.fixture(autouse=True, scope="session")
def nothing_leaves() -> Iterator[None]:
    """No test opens a connection to another machine: every one that Python opens is heard, and there must be none."""
    elsewhere: list[object] = []

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event == "socket.connect" and isinstance(address := arguments[1], tuple) and address[0] not in OWN:
            elsewhere.append(address)

    sys.addaudithook(hear)
    yield
    assert elsewhere == []


@pytest.fixture(autouse=True, scope="session")
def cheap_hashes() -> Iterator[None]:
    """Argon2 with the least work: the tests hash hundreds of times what a day at the desk does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(autouse=True, scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Templates are compiled once a run, not once for each of some hundred applications."""
    kept = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": kept})
        yield


@pytest.fixture
def morning() -> Iterator[datetime]:
    """23.11.2026, 09:15 by the room's clock, and it stays so."""
    with clock.frozen(MORNING):
        yield MORNING


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "register.sqlite3"
    _make(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with postgres.private_server() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    url = postgres.create_database(postgres_server)
    _make(url)
    return postgres.name_of(url)


def _make(url: str) -> None:
    database = Database(url, listeners_of(wsgi.ROOMS))
    schema.upgrade(database, wsgi.TABLES)
    with database.writing() as session:
        begin(session, SITE)
    database.close()


@pytest.fixture(scope="session")
def sqlite_opened(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """One engine for every test of a process, so that each statement is compiled once; the file is not yet there."""
    return Database(f"sqlite:///{tmp_path_factory.mktemp('room') / 'register.sqlite3'}", listeners_of(wsgi.ROOMS))


@pytest.fixture(scope="session")
def postgresql_opened(postgres_server: str, postgres_template: str) -> Database:
    """The same on the server."""
    url = postgres.create_database(postgres_server, postgres_template)
    postgres.drop_database(postgres_server, url)
    return Database(url, listeners_of(wsgi.ROOMS))


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A fresh register on each engine."""
    fresh: Database = request.getfixturevalue(f"{request.param}_opened")
    url = fresh.engine.url
    if request.param == "sqlite":
        folder = Path(str(url.database)).parent
        for file in folder.iterdir():
            file.unlink()
        shutil.copy(request.getfixturevalue("sqlite_template"), str(url.database))
        yield fresh
        fresh.close()
        return
    server, name = request.getfixturevalue("postgres_server"), str(url.database)
    postgres.create_database(server, request.getfixturevalue("postgres_template"), name)
    yield fresh
    fresh.close()
    postgres.drop_database(server, url.render_as_string(hide_password=False))


@pytest.fixture
def session(database: Database, morning: datetime) -> Iterator[Session]:
    """One writing transaction on a fresh register, on a Monday morning; it is committed at the end."""
    with database.writing() as session:
        yield session


@pytest.fixture
def client(database: Database, tmp_path: Path, morning: datetime) -> Client:
    """A browser at the register of this test, on a Monday morning."""
    settings = Settings(data=tmp_path, database_url=str(database.engine.url), language="en")
    return Client(wsgi.create_app(settings, database))
