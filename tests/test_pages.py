"""Every page in every language: whole, said in that language, and without a word of the register in its address."""

import re
from typing import Any

import pytest
from flask import Flask

import wsgi
from kernel.config import Settings
from kernel.database.engine import Database
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client

LATIN = re.compile(r">\s*([A-Z][a-z]+(?: [a-z]+){1,})[^<>]*<")
SEATS = (Role.HEAD, Role.SECURITY_OFFICER, Role.ADMINISTRATOR, Role.EXECUTOR, Role.INSPECTOR)


@pytest.fixture
def furnished(database: Database, morning: Any) -> dict[str, str]:
    """A room with one of everything, and a login of each role."""
    assert morning
    with database.writing() as session:
        unit = f.a_unit(session)
        seats = {}
        for role in SEATS:
            sitter = f.a_person(session, first_name="Айгүл", unit_id=unit.id)
            seats[role.value] = f.an_account(session, role, person=sitter, max_rank=0 if "admin" in role else 3).login
        clerk, holder = f.an_account(session), f.a_person(session, form=None)
        f.a_clearance(session, holder, form=3, obligation_on=None)
        f.issued(session, f.a_document(session), f.a_person(session), by=clerk)
        f.a_flash(session)
    return seats


def addresses(app: Flask) -> list[str]:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]
    texts = {re.sub(r"<int:\w+>", "1", re.sub(r"<any\((\w+)[^>]*>", r"\1", rule.rule)) for rule in rules}
    return sorted(texts - {"/health"})


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_is_whole_and_in_its_language(
    database: Database, tmp_path: Any, furnished: dict[str, str], language: str
) -> None:
    settings = Settings(data=tmp_path, database_url=str(database.engine.url))
    app = wsgi.create_app(settings, database)
    seen = set()
    for login in furnished.values():
        client = Client(app)
        client.sign_in(login)
        client.post("/language", {"language": language, "back": "/"})
        for address in addresses(app):
            client.get(address)
            assert client.status in (200, 403, 404), (address, client.status)
            if client.status == 200:
                seen.add(address)
                assert f'<html lang="{language}"' in client.page
                said = client.page.replace("<td data-label", "\n<td data-label").replace(settings.room_name_en, "")
                foreign = LATIN.findall(said) if language != "en" else []
                assert foreign == [], (address, foreign)
    assert set(addresses(app)) - seen <= {"/receipts/1"}
