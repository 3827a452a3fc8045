"""The keys of forms: claimed before the work, given back by a refusal, and nothing in them to try guesses on."""

import hashlib
import hmac
import threading
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import product

import pytest
from sqlalchemy.orm import Session
from wtforms import PasswordField

import wsgi
from kernel import clock
from kernel.database.engine import Database, Unavailable
from kernel.web import act_keys
from kernel.web.act_keys import ActedRequest, Done, KeyReused
from kernel.web.forms import SECRET_FIELDS, Form
from tests import factories as f
from tests.client import Client

ASKED, OTHER = b"a" * 32, b"b" * 32
DONE = Done("/places", "Орналасты", codes=("10400000012382",))
PLACE = {"kind": "safe", "number": "77", "name": "Жаңа сейф", "parent_id": 0, "max_rank": 3}
assert wsgi.TABLES.tables


@dataclass(frozen=True)
class Worker:
    """An account of no room."""

    id: int
    login: str = "клерк"
    person_id: int | None = None
    max_rank: int = 3

    def may(self, permission: StrEnum) -> bool:
        return bool(permission)


ONE, TWO = Worker(1), Worker(2)


@pytest.fixture
def clerk(database: Database, client: Client) -> Client:
    """A clerk, signed in."""
    with database.writing() as session:
        login = f.an_account(session).login
    client.sit(login)
    return client


def keys(database: Database) -> list[ActedRequest]:
    with database.reading() as session:
        return session.query(ActedRequest).all()


def do(database: Database, key: str, done: Done = DONE) -> None:
    with database.writing() as session:
        assert act_keys.claim(session, key, ASKED, by=ONE) is None
        act_keys.keep(session, key, done)


class Undone(Exception):
    """What the work met after its key was claimed."""


def undo(database: Database, key: str) -> None:
    with database.writing() as session:
        act_keys.claim(session, key, ASKED, by=ONE)
        raise Undone


def test_a_key_is_claimed_once_and_then_tells_what_it_led_to(database: Database) -> None:
    do(database, "k")
    with database.writing() as session:
        again = act_keys.claim(session, "k", ASKED, by=ONE)
    assert again == Done("/places", "Орналасты", codes=("10400000012382",), is_repeated=True)


@pytest.mark.parametrize(("asked", "by"), [(OTHER, ONE), (ASKED, TWO)])
def test_a_key_answers_neither_another_request_nor_another_account(
    database: Database, asked: bytes, by: Worker
) -> None:
    do(database, "k")
    with database.writing() as session, pytest.raises(KeyReused):
        act_keys.claim(session, "k", asked, by=by)


def test_who_comes_second_waits_until_the_first_is_done_and_is_told_the_same(database: Database) -> None:
    told, failures = [], []

    def second() -> None:
        try:
            with database.writing() as session:
                told.append(act_keys.claim(session, "k", ASKED, by=ONE))
        except Exception as error:
            failures.append(error)

    thread = threading.Thread(target=second)
    with database.writing() as session:
        assert act_keys.claim(session, "k", ASKED, by=ONE) is None
        thread.start()
        thread.join(0.3)  # not for the proof: so that it mostly stands at the lock when the first goes on
        assert told == []
        act_keys.keep(session, "k", DONE)
    thread.join()
    assert failures == []
    assert [one.address for one in told if one] == [DONE.address]


def test_a_key_whose_work_was_undone_is_free(database: Database) -> None:
    with pytest.raises(Undone):
        undo(database, "k")
    assert keys(database) == []
    do(database, "k")


def test_a_refusal_does_not_use_the_key_up_and_the_form_keeps_it(database: Database, clerk: Client) -> None:
    with database.writing() as session:
        f.a_place(session, number="77")
    clerk.get("/places")
    key = clerk.hidden("act_key")
    clerk.submit_last(PLACE)
    assert (clerk.status, clerk.hidden("act_key"), keys(database)) == (422, key, [])
    clerk.submit_last({**PLACE, "number": "78"})
    assert (clerk.status, clerk.address, [one.key for one in keys(database)]) == (200, "/places", [key])
    assert clerk.hidden("act_key") not in ("", key)


def test_a_page_that_could_not_be_written_keeps_the_key(
    database: Database, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.get("/places")
    key = clerk.hidden("act_key")

    def refuse(_database: Database) -> None:
        raise Unavailable("locked")

    with monkeypatch.context() as patched:
        patched.setattr(Database, "writing", refuse)
        clerk.submit_last(PLACE)
    assert (clerk.status, clerk.hidden("act_key")) == (503, key)


@pytest.mark.parametrize("key", ["", "x" * (act_keys.LONGEST + 1)])
def test_a_form_that_acts_without_a_key_of_ours_does_nothing(database: Database, clerk: Client, key: str) -> None:
    clerk.get("/places")
    clerk.submit_last({**PLACE, "act_key": key})
    assert clerk.status == 400
    assert keys(database) == []


def test_a_key_sent_again_with_other_entries_says_that_the_first_stand(database: Database, clerk: Client) -> None:
    clerk.get("/places")
    key = clerk.hidden("act_key")
    clerk.submit_last(PLACE)
    clerk.get("/places")
    clerk.submit_last({**PLACE, "number": "78", "act_key": key})
    assert clerk.status == 409
    assert "This page was sent before" in clerk.page


def test_nothing_is_said_of_an_act_before_it_is_written(
    database: Database, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The transaction fails at its very end: the work was done, and is undone."""

    def fail(_session: Session) -> None:
        raise Unavailable("full")

    clerk.get("/places")
    with monkeypatch.context() as patched:
        patched.setattr(Session, "commit", fail)
        clerk.submit_last(PLACE)
    assert clerk.status == 503
    assert "The place is arranged" not in clerk.page + clerk.get("/places")


def test_what_was_to_be_said_is_not_said_to_the_next_one_at_this_screen(database: Database, clerk: Client) -> None:
    with database.writing() as session:
        other = f.an_account(session).login
    clerk.get("/places")
    token = clerk.hidden("csrf_token")
    form = {"csrf_token": token, "act_key": clerk.hidden("act_key"), **PLACE}
    assert clerk.http.post("/places", data=form).status_code == 303
    clerk.http.post("/sign-out", data={"csrf_token": token})
    assert "The place is arranged" not in clerk.get("/sign-in")
    clerk.sit(other)
    assert "The place is arranged" not in clerk.page


def test_what_was_to_be_said_is_not_said_to_who_signs_in_over_a_session(database: Database, clerk: Client) -> None:
    with database.writing() as session:
        other = f.an_account(session).login
    clerk.get("/places")
    token = clerk.hidden("csrf_token")
    form = {"csrf_token": token, "act_key": clerk.hidden("act_key"), **PLACE}
    assert clerk.http.post("/places", data=form).status_code == 303
    clerk.http.post("/sign-in", data={"csrf_token": token, "login": other, "password": f.PASSWORD})
    assert "The place is arranged" not in clerk.get("/places")


def test_a_pin_cannot_be_found_from_what_is_remembered_of_its_form(database: Database, clerk: Client) -> None:
    with database.writing() as session:
        holder, flash = f.a_person(session), f.a_flash(session)
    for code in (holder.code, flash.code):
        clerk.post("/desk/scan", {"text": code})
    key, edition = clerk.hidden("act_key"), clerk.hidden("edition")
    clerk.submit("/desk/commit", {"pin": f.PIN, "act_key": key})
    kept = next(one for one in keys(database) if one.key == key)
    fields = [("act_key", key), ("edition", edition), ("pin", f.PIN)]
    tried = product(("/desk/commit", "/desk/commit?"), (fields, fields[:2]), (b"", act_keys.PURPOSE))
    guesses = [purpose + repr((path, chosen)).encode() for path, chosen, purpose in tried]
    assert kept.asked not in [hashlib.sha256(guess).digest() for guess in guesses]
    secret = clerk.http.application.config["SECRET_KEY"]
    assert kept.asked in [hmac.digest(secret, guess, "sha256") for guess in guesses]
    assert kept.asked not in [hmac.digest(secret, guess, "sha256") for guess in guesses if f.PIN.encode() in guess]


def test_two_servers_remember_one_request_differently() -> None:
    fields = [("number", "77"), ("name", "Сейф")]
    digests = {act_keys.digest(secret, "/places", fields) for secret in (b"1" * 32, b"2" * 32)}
    assert len(digests) == 2


def test_what_is_asked_is_its_address_and_its_fields_in_any_order() -> None:
    fields = [("number", "77"), ("name", "Сейф")]
    asked = act_keys.digest(b"1" * 32, "/places", fields)
    assert act_keys.digest(b"1" * 32, "/places", fields[::-1]) == asked
    assert act_keys.digest(b"1" * 32, "/places", fields[:1]) != asked
    assert act_keys.digest(b"1" * 32, "/units", fields) != asked


def test_every_password_and_pin_of_every_form_is_a_secret_field_and_nothing_else_is() -> None:
    forms = [form for form in _below(Form) if form.__module__.startswith(("people.", "carriers.", "audits."))]
    fields = [(name, getattr(form, name).field_class) for form in forms for name in dir(form) if _is_field(form, name)]
    secret = {name for name, kind in fields if issubclass(kind, PasswordField)}
    assert secret == SECRET_FIELDS
    assert [name for name, kind in fields if name in secret and not issubclass(kind, PasswordField)] == []


def _below(form: type[Form]) -> list[type[Form]]:
    return [found for one in form.__subclasses__() for found in (one, *_below(one))]


def _is_field(form: type[Form], name: str) -> bool:
    return hasattr(getattr(form, name, None), "field_class")


def test_what_was_to_be_said_is_not_said_where_the_session_has_ended_by_itself(
    database: Database, clerk: Client, morning: datetime
) -> None:
    clerk.get("/places")
    form = {"csrf_token": clerk.hidden("csrf_token"), "act_key": clerk.hidden("act_key"), **PLACE}
    assert clerk.http.post("/places", data=form).status_code == 303
    with clock.frozen(morning + f.days(1)):
        assert "The place is arranged" not in clerk.get("/places")
        assert clerk.address == "/sign-in"
