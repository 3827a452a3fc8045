"""Failures of the world and of the way: a page in words, nothing typed lost, no address where a person gets stuck."""

from datetime import timedelta
from typing import Any

import pytest
from werkzeug.routing import Rule

from kernel import clock
from kernel.database import engine, write_queue
from kernel.database.engine import Database, Unavailable
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client

TYPED = {"kind": "safe", "number": "77", "name": "Жаңа сейф", "parent_id": "0", "max_rank": "3"}


@pytest.fixture
def head(database: Database, client: Client) -> Client:
    with database.writing() as session:
        login = f.an_account(session, Role.HEAD).login
    client.sign_in(login)
    client.get("/places")
    return client


def refuse(_database: Database) -> None:
    raise Unavailable("full")


def posts_only(client: Client) -> list[Rule]:
    rules = list(client.http.application.url_map.iter_rules())
    opened = {one.rule for one in rules if one.methods and "GET" in one.methods}
    return [one for one in rules if one.rule not in opened]


def test_every_address_that_only_takes_posts_leads_to_a_page(head: Client) -> None:
    rules = posts_only(head)
    assert len(rules) > 20
    addresses = head.http.application.url_map.bind("")
    for rule in rules:
        values = {name: min(getattr(rule._converters[name], "items", (1,))) for name in rule.arguments}
        path = addresses.build(rule.endpoint, values, method="POST")
        answer = head.http.get(path)
        assert answer.status_code == 303, path
        assert addresses.test(answer.location, "GET"), path
        assert path.startswith(answer.location), path
    assert head.http.get("/desk/scan").location == "/desk"
    assert head.http.get("/desk/baskets/7/release").location == "/desk/baskets"
    assert head.http.get("/sign-out").location == "/"


def test_what_an_address_does_not_take_is_a_page_of_its_own_without_a_number(head: Client) -> None:
    head.post("/carriers", TYPED)
    assert head.status == 405
    assert "This cannot be done from here" in head.page
    assert "number below" not in head.page


def test_a_fault_of_ours_names_its_number_and_no_other_failure_speaks_of_one(
    head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> str:
        raise ZeroDivisionError

    app = head.http.application
    app.testing = app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(app.view_functions, "card_index.carriers", fail)
    assert "number below" in head.get("/carriers")
    for path in ("/nowhere", "/carriers/1000"):
        assert "number below" not in head.get(path)


def later(seconds: int) -> Any:
    return clock.frozen(clock.now() + timedelta(seconds=seconds))


def test_what_only_reads_needs_no_writing(head: Client, morning: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "writing", refuse)
    for minute in (1, 2):
        with later(60 * minute):
            for path in ("/carriers", "/desk", "/places", "/people"):
                head.get(path)
                assert head.status == 200, path


@pytest.mark.parametrize("part", ["writing", "reading"])
@pytest.mark.parametrize("seconds", [0, 40])
def test_whatever_fails_and_however_late_what_was_typed_is_kept(
    database: Database, head: Client, morning: Any, monkeypatch: pytest.MonkeyPatch, part: str, seconds: int
) -> None:
    with later(seconds), monkeypatch.context() as patched:
        patched.setattr(Database, part, refuse)
        head.submit_last(TYPED)
        assert head.status == 503
        kept = {str(one.get("name")): one.get("value") for one in head.tree().iter("input")}
        assert (kept["number"], kept["name"]) == ("77", "Жаңа сейф")
    fields = {name: value for name, value in kept.items() if name not in ("back", "csrf_token", "text")}
    head.post("/places", fields)
    assert head.status == 200
    assert "Жаңа сейф" in head.page


def test_a_page_that_cannot_be_read_is_a_page_in_words(head: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Database, "reading", refuse)
        for path in ("/carriers", "/desk", "/"):
            head.get(path)
            assert head.status == 503
            assert "The register cannot write now" in head.page
    head.get("/carriers")
    assert head.status == 200


def health(client: Client) -> tuple[int, str]:
    answer = client.http.get("/health")
    return answer.status_code, answer.get_data(as_text=True)


def test_health_says_which_part_is_ill(database: Database, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert health(client) == (200, "reading ok\nwriting ok\n")
    if database.is_sqlite:
        with monkeypatch.context() as patched:
            patched.setattr(engine, "LEAST_FREE", 10**18)
            assert health(client) == (503, "reading ok\nwriting full\n")
        monkeypatch.setattr(write_queue, "PATIENCE", 0.05)
        with database.writing():
            assert health(client) == (503, "reading ok\nwriting locked\n")
    monkeypatch.setattr(Database, "reading", refuse)
    assert health(client) == (503, "reading full\nwriting ok\n")
