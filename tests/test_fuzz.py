"""No input makes a page fail, and none is kept that a person could not read. `make fuzz` sends all of it."""

import os
from collections.abc import Iterator
from itertools import cycle
from random import Random
from typing import Any

import pytest

from kernel.database.engine import Database
from people.roles.rules import Role
from tests import factories as f
from tests import fuzz
from tests.acts import Made, Recipe, Stage, gather
from tests.client import Client


def looking(role: Role | None, page: str, action: str, **fields: Any) -> Recipe:
    """A form that keeps nothing under a key: it only looks, signs in or chooses."""

    def make(stage: Stage) -> Made:
        if role is not None:
            stage.sit(role, page)
        stage.client.get(page)
        return action, {"csrf_token": stage.client.hidden("csrf_token"), **fields}

    return make


FIND = {"text": "а", "register": "", "rank": "", "kind": "", "state": "", "holder": "", "place": "", "overdue": "1"}
SOUGHT = {"text": "а", "op": "issue", "account": "1", "first": "23.11.2026", "last": "23.11.2026"}
LOOKING = {
    "accounts.sign_in": looking(None, "/sign-in", "/sign-in", login="a", password="b"),
    "timekeeping.confirm": looking(None, "/clock", "/clock", login="a", password="b", reason="себебі бар"),
    "accounts.lock": looking(Role.CLERK, "/desk", "/lock"),
    "accounts.sign_out": looking(Role.CLERK, "/desk", "/sign-out"),
    "card_index.find": looking(Role.CLERK, "/carriers", "/carriers/find", **FIND),
    "card_index.seek": looking(Role.CLERK, "/carriers", "/seek", text="а"),
    "frame.language": looking(None, "/sign-in", "/language", language="kk", back="/"),
    "labels.attempt": looking(Role.CLERK, "/labels", "/labels/try", text="а"),
    "journal.find": looking(Role.HEAD, "/journal", "/journal/find", **SOUGHT),
    "journal.find_security": looking(Role.SECURITY_OFFICER, "/journal/security", "/journal/security/find", **SOUGHT),
    "persons.find": looking(Role.CLERK, "/people", "/people/find", text="а", unit="1"),
}
RECIPES = {**gather(), **LOOKING}
SEED = int(os.environ.get("FUZZ_SEED", "19"))
ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "1"))
EVERY = 2 if ROUNDS == 1 else 1  # in the suite every second wrong form, in `make fuzz` all of them
SEEN = {Role.CLERK, Role.ORG_HEAD, Role.EXECUTOR, None}  # they see together what everybody sees
WALKERS = [one if one in SEEN else pytest.param(one, marks=pytest.mark.drill) for one in (*Role, None)]
NAMES = list(enumerate(sorted(RECIPES)))  # in the suite every fourth form
FORMS = [name if ROUNDS > 1 or n % 4 == 1 else pytest.param(name, marks=pytest.mark.drill) for n, name in NAMES]
pytestmark = [pytest.mark.slow, pytest.mark.postgresql_first]  # some thousand requests


def nasty(name: str) -> Iterator[str]:
    """Everything bad in an order of its own for this form, over and over."""
    everything = list(fuzz.NASTY)
    Random(f"{SEED} {name}").shuffle(everything)
    return cycle(everything)


@pytest.mark.parametrize("name", FORMS)
def test_no_field_of_a_form_can_make_it_fail(database: Database, client: Client, name: str) -> None:
    asked, values = fuzz.Asked(), nasty(name)
    for _round in range(ROUNDS):
        fuzz.forms(Stage(database, client), RECIPES[name], values, asked, every=EVERY)
    assert asked.failures == []
    assert sum(asked.answers.values()) >= len(fuzz.WAYS) // EVERY
    assert fuzz.strange_texts(database) == []
    print(name, dict(asked.answers))


def test_every_form_is_fuzzed(client: Client) -> None:
    taking = {rule.endpoint for rule in client.http.application.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert {name.partition(":")[0] for name in RECIPES} == taking


@pytest.mark.parametrize("size", [1_000_001, 10_000_000])
@pytest.mark.parametrize("address", ["/sign-in", "/people/enter", "/desk/scan"])
def test_what_is_too_large_is_said_and_not_read(client: Client, database: Database, address: str, size: int) -> None:
    Stage(database, client).sit(Role.CLERK)
    answer = client.http.post(address, data={"text": "я" * (size // 2 + 1)})
    assert answer.status_code == 413
    assert "That was too much at once" in answer.text


def test_a_refusal_before_the_token_was_looked_at_is_said_in_the_language_of_the_page(
    client: Client, database: Database
) -> None:
    with database.writing() as session:
        clerk = f.an_account(session, language="kk")
    client.sit(clerk.login)
    other = Client(client.http.application)
    other.get("/sign-in")
    assert 'lang="kk"' in client.http.post("/lock", data={}).text


@pytest.mark.parametrize("role", WALKERS)
def test_no_address_can_be_made_to_fail(database: Database, client: Client, role: Role | None) -> None:
    asked, random = fuzz.Asked(), Random(f"{SEED} {role}")
    if role is not None:
        Stage(database, client).sit(role)
    for _round in range(ROUNDS):
        fuzz.addresses(client, nasty(str(role)), random, asked)
    assert asked.failures == []
    assert sum(asked.answers.values()) > len(list(client.http.application.url_map.iter_rules()))
    print(role, dict(asked.answers))
