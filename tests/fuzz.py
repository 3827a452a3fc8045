"""Bad input for every field of every form and every address: what a scanner, a paste, a slip or an attacker sends."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice, product
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import LargeBinary, String, select
from werkzeug.datastructures import ImmutableMultiDict

import wsgi
from kernel.database.engine import Database
from kernel.words.texts import first_hidden, normalised
from tests.acts import Fields, Recipe, Stage
from tests.client import Client

SERVERS_FAULT = 500
NUMBERS = ("0", "-1", "1e9", "NaN", "0x10", "²", "٣", "१", str(2**31), str(2**63), str(2**64), "9" * 18, "9" * 400)
DAYS = ("31.02.2026", "01.01.0001", "31.12.9999", "2026-13-01", "00.00.0000")
TEXTS = (
    *("", " ", "\0", "а\0б", "\ud800", "и\u0306", "\ufdfa" * 70, "\u202eабв", "а\u200bб", "\xad", "\x1b[31m", "\ufffd"),
    *("ΐ" * 60, "ß" * 200, "İ" * 60, "\U0001f600" * 30, "%s%n{0}{{1}}", "' OR 1=1 --", "<b>", "../../etc", "=1+1"),
    *("a\r\nb", "\x1d10412345678\x1d", "Ы" * 201, "я" * 10_000, "true", "null", "[]", "9" * 5_000),
)
NASTY = (*NUMBERS, *DAYS, *TEXTS)
WAYS = ("replaced", "missing", "doubled", "a file")


@dataclass
class Asked:
    """What was sent and how it was answered; `failures` name address, field and what it held."""

    answers: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def note(self, status: int, what: str) -> None:
        self.answers[status] += 1
        if status >= SERVERS_FAULT:
            self.failures.append(f"{status} {what}")


def encoded(text: str) -> str:
    """As a test client can send it: half a pair becomes the bytes that a broken program sends."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1") if "\ud800" in text else text


def forms(stage: Stage, recipe: Recipe, nasty: Iterator[str], asked: Asked, *, every: int = 1) -> None:
    """A valid form with one field wrong, for each field and each way, or each `every`th; made anew where one acted."""
    made = filled(stage.client, recipe(stage))
    for name, way in islice(product(made[1], WAYS), 0, None, every):
        action, fields = made
        value = next(nasty)
        answer = stage.client.http.post(action, data=spoilt(fields, name, way, value))
        asked.note(answer.status_code, f"{action} {name} {way} {value[:20]!r}")
        if answer.status_code < 400:
            made = filled(stage.client, recipe(stage))


def filled(client: Client, made: tuple[str, Fields]) -> tuple[str, Fields]:
    """The form with its hidden fields."""
    action, fields = made
    page = client.address.split("?")[0]
    found = [one for one in client.tree().iter("form") if (one.get("action") or page) == action]
    inputs = [one for form in found[-1:] for one in form.iter("input") if one.get("type") == "hidden"]
    return action, {**{one.get("name", ""): one.get("value", "") for one in inputs}, **fields}


def spoilt(fields: Fields, name: str, way: str, value: str) -> dict[str, Any]:
    rest = {key: kept for key, kept in fields.items() if key != name}
    match way:
        case "missing":
            return rest
        case "doubled":
            return {**rest, name: [encoded(value), fields[name]]}
        case "a file":
            return {**rest, name: (BytesIO(value.encode("utf-8", "replace")), "x.txt")}
    return {**rest, name: encoded(value)}


class Listening(ImmutableMultiDict[str, str]):
    """The arguments of an address, which remember what was looked for in them."""

    heard: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.heard.add(key)
        return super().__getitem__(key)

    def get(self, key: str, *args: Any, **options: Any) -> Any:
        self.heard.add(key)
        return super().get(key, *args, **options)


def listening(app: Flask) -> set[str]:
    """The names that pages look for in their addresses, filled while they are asked."""
    heard: set[str] = set()
    kind = type("Heard", (Listening,), {"heard": heard})
    app.request_class = type("Request", (app.request_class,), {"parameter_storage_class": kind})
    return heard


def addresses(client: Client, nasty: Iterator[str], random: Random, asked: Asked) -> None:
    """Every address for the account that is signed in: its numbers wrong, then each of its arguments."""
    app = client.http.application
    heard = listening(app)
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if rule.endpoint == "static":
            continue
        plain = re.sub(r"<any\((\w+)[^>]*>", r"\1", rule.rule)
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        for number in ["1", *random.sample(NUMBERS, 2)]:
            path = re.sub(r"<int:\w+>", number, plain).replace("<key>", "act-title")
            heard.clear()
            asked.note(client.http.open(path, method=method).status_code, f"{method} {path[:60]}")
        for name in sorted(heard):
            for value in (next(nasty), random.choice(NUMBERS)):
                path = re.sub(r"<int:\w+>", "1", plain).replace("<key>", "act-title")
                answer = client.http.open(path, method=method, query_string={name: encoded(value)})
                asked.note(answer.status_code, f"{method} {path}?{name}={value[:20]!r}")


def strange_texts(database: Database) -> list[str]:
    """Texts that were kept although nobody can see all of them, or in another form than NFC, as table.column."""
    found = []
    with database.reading() as session:
        for table in wsgi.TABLES.sorted_tables:
            columns = [one for one in table.columns if isinstance(one.type, String) and one.name != "password_hash"]
            for column in columns:
                assert not isinstance(column.type, LargeBinary)
                found += [
                    f"{column}: {text[:20]!r}"
                    for text in session.scalars(select(column).where(column.is_not(None)).distinct())
                    if first_hidden(text, lines=True) or normalised(text) != text.strip()
                ]
    return found
