"""Every page in every language, as each role sees it: whole, and said in that language."""

import re
from typing import Any

import pytest
from flask import Flask

import wsgi
from kernel.config import Settings
from kernel.console import demo
from kernel.database.engine import Database
from people.accounts.demo import LOGINS, PASSWORD
from people.roles.rules import Role
from tests.client import Client

pytestmark = pytest.mark.slow

CARRIERS = 28  # each kind of the demo at each of its grades, some of them overdue


@pytest.fixture
def furnished(database: Database, morning: Any) -> dict[Role, str]:
    """The invented room with a few carriers, and a login of each role."""
    assert morning
    demo.build(database, wsgi.ROOMS, CARRIERS, lambda _number: None)
    return {one.role: one.name for one in LOGINS}


def addresses(app: Flask) -> list[str]:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]
    texts = {re.sub(r"<int:\w+>", "1", re.sub(r"<any\((\w+)[^>]*>", r"\1", rule.rule)) for rule in rules}
    return sorted(texts - {"/health"})


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_is_whole_and_in_its_language(
    database: Database, tmp_path: Any, furnished: dict[Role, str], language: str
) -> None:
    settings = Settings(data=tmp_path, database_url=str(database.engine.url))
    app = wsgi.create_app(settings, database)
    assert set(furnished) == set(Role)
    seen = set()
    for login in furnished.values():
        client = Client(app)
        client.sign_in(login, PASSWORD)
        client.post("/language", {"language": language, "back": "/"})
        for address in addresses(app):
            client.get(address)
            assert client.status in (200, 403, 404), (address, client.status)
            if client.status == 200:
                seen.add(address)
                assert f'<html lang="{language}"' in client.page
    assert set(addresses(app)) == seen
