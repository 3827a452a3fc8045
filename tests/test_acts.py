"""Every form that acts, sent twice, acts once: walked over all addresses, so that a new room cannot forget it."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

import wsgi
from kernel import clock
from kernel.config import Settings
from kernel.database.engine import Database
from kernel.web.act_keys import ActedRequest
from tests.acts import Fields, Made, Stage, gather
from tests.client import Client
from tests.conftest import MORNING

KEYLESS = {
    "accounts.sign_in": "a stranger has no keys; signing in again ends the earlier session of this workstation",
    "accounts.sign_out": "who has signed out is a stranger",
    "accounts.lock": "a closed screen is not closed again; the card of the desk closes it too",
    "card_index.find": "keeps the words of a search",
    "card_index.seek": "keeps the words of a search",
    "frame.language": "a cookie of this workstation",
    "labels.attempt": "reads a scan and does nothing",
    "timekeeping.confirm": "a stranger has no keys; confirming again says the same again",
    "journal.find": "keeps the words of a search",
    "journal.find_security": "keeps the words of a search",
    "persons.find": "keeps the words of a search",
}
RECIPES = gather()
pytestmark = pytest.mark.slow  # every form of the product, twice
RACED = ("storage.places", "accounts.change:reset", "accounts.password", "labels.ahead", "desk.commit")


def deeds(app: Flask) -> Iterator[str]:
    """Every endpoint that takes a form, with each deed of its address."""
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            choice = re.search(r"<any\(([^)]*)\)", rule.rule)
            yield from (f"{rule.endpoint}:{deed}" for deed in choice[1].split(",")) if choice else (rule.endpoint,)


def test_every_form_has_a_recipe_here_or_a_reason_to_have_no_key(tmp_path: Path) -> None:
    app = wsgi.create_app(Settings(data=tmp_path, database_url="sqlite://"), Database("sqlite://"))
    found = set(deeds(app))
    assert found - set(KEYLESS) - set(RECIPES) == set()
    assert (set(KEYLESS) | set(RECIPES)) - found == set()


@pytest.mark.sqlite_first
@pytest.mark.parametrize("name", sorted(RECIPES))
def test_the_same_form_sent_twice_acts_once(database: Database, client: Client, name: str) -> None:
    action, fields = filled(client, RECIPES[name](Stage(database, client)))
    assert ("act_key" in fields) is (name not in KEYLESS)
    before = everything(database)
    first = client.http.post(action, data=fields)
    done = everything(database)
    assert first.status_code < 400
    assert done != before
    again = client.http.post(action, data=fields)
    assert again.status_code < 400
    assert everything(database) == done
    if first.status_code == 303 and name not in KEYLESS:
        assert again.location == first.location


@pytest.mark.parametrize("name", RACED)
def test_the_same_form_sent_twice_at_one_moment_acts_once_and_is_answered_twice(
    database: Database, client: Client, name: str
) -> None:
    action, fields = filled(client, RECIPES[name](Stage(database, client)))
    answers, start = [], threading.Barrier(2)

    def send(http: FlaskClient) -> None:
        start.wait()
        with clock.frozen(MORNING):
            answers.append(http.post(action, data=fields).status_code)

    threads = [threading.Thread(target=send, args=(twin(client),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one for one in answers if one >= 400] == []
    assert len(answers) == 2
    with database.reading() as session:
        assert session.query(ActedRequest).filter_by(key=fields["act_key"]).count() == 1
    done = everything(database)
    client.http.post(action, data=fields)
    assert everything(database) == done


def filled(client: Client, made: Made) -> tuple[str, Fields]:
    """The form of the present page that goes to this action, with its hidden fields, filled in."""
    action, fields = made
    page = client.address.split("?")[0]
    forms = [one for one in client.tree().iter("form") if (one.get("action") or page) == action]
    hidden = {
        one.get("name", ""): one.get("value", "") for one in forms[-1].iter("input") if one.get("type") == "hidden"
    }
    return action, {**hidden, **fields}


def twin(client: Client) -> FlaskClient:
    """The same browser again, for a thread of its own."""
    other = client.http.application.test_client()
    for name in ("tizilim", "tizilim_sid", "tizilim_station"):
        cookie = client.http.get_cookie(name)
        if cookie is not None:
            other.set_cookie(name, cookie.value)
    return other


def everything(database: Database) -> dict[str, list[Any]]:
    """Every row of every table."""
    with database.engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in wsgi.TABLES.sorted_tables
        }
