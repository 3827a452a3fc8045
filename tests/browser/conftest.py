"""A real Chromium at a real server: SQLite, waitress, one room for each test."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress.server import create_server

import wsgi
from kernel.config import Settings
from kernel.database.engine import Database
from kernel.web.house import listeners_of
from tests import factories as f

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass(frozen=True)
class Room:
    """A running room: where it is served and its database."""

    url: str
    database: Database


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = next(path for name in ("chromium", "chromium-browser") if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def room(tmp_path: Path, sqlite_template: Path) -> Iterator[Room]:
    file = tmp_path / "register.sqlite3"
    shutil.copy(sqlite_template, file)
    database = Database(f"sqlite:///{file}", listeners_of(wsgi.ROOMS))
    settings = Settings(data=tmp_path, database_url=str(database.engine.url), language="kk", marking="secret")
    server: Any = create_server(wsgi.create_app(settings, database), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Room(f"http://127.0.0.1:{server.effective_port}", database)
    server.trigger.pull_trigger(server.close)  # in its own thread, between two looks at its sockets
    thread.join(timeout=5)
    database.close()


@pytest.fixture
def complaints() -> list[str]:
    """What Chromium complained of on its console: violated policies, faults of scripts."""
    return []


@pytest.fixture
def context(browser: Browser, room: Room, complaints: list[str]) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=room.url, viewport={"width": 1280, "height": 900})
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("weberror", lambda error: complaints.append(str(error.error)))
    opened.on(
        "request",
        lambda asked: (
            None if asked.url.startswith((room.url, "data:", "blob:", "about:")) else complaints.append(asked.url)
        ),
    )
    yield opened
    opened.close()
    assert complaints == []  # of the console, and of every request that was not to this room


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def sign_in(page: Page, login: str, language: str = "en") -> None:
    page.goto("/sign-in")
    page.click(f"button[value={language}]")
    page.fill("#login", login)
    page.fill("#password", f.PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
