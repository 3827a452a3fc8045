"""The present request: whose it is, from where, and the transaction it writes in."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, cast

import flask_login
from flask import abort, current_app, flash, g, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from kernel.account import STRANGER, Account
from kernel.database.transactions import transaction as act
from kernel.web import act_keys, typed
from kernel.web.act_keys import Done
from kernel.web.forms import SECRET_FIELDS
from kernel.web.house import House
from kernel.words import texts

STATION_COOKIE = "tizilim_station"
STATION = re.compile("[0-9a-f]{8}")


class Visitor(Account, Protocol):
    """The account of a request as pages show it; a stranger is only not authenticated."""

    @property
    def is_authenticated(self) -> bool: ...
    @property
    def name(self) -> str: ...
    @property
    def role_word(self) -> str: ...
    @property
    def roles(self) -> frozenset[str]: ...
    @property
    def language(self) -> str: ...


def house() -> House:
    """What this application was put together from."""
    found: House = current_app.extensions["house"]
    return found


def account() -> Visitor:
    """The account that is signed in."""
    return cast(Visitor, flask_login.current_user)


def station() -> str:
    """The workstation by its own cookie, made at its first page. It names who asks; it does not hold anybody back."""
    given = request.cookies.get(STATION_COOKIE, "")
    return given if STATION.fullmatch(given) else str(g.station)


def address() -> str:
    """Where the request comes from: what guessing is slowed down by, because a cookie can be thrown away."""
    return request.remote_addr or ""


def sought() -> str:
    """The words that a search was given."""
    return texts.seen(request.form.get("text", ""))


def number_in_address(name: str) -> int | None:
    """A number in the address of this page, None where it is not there; the page is 400 where it is no number."""
    text = request.args.get(name, "")
    number = texts.whole_number(text)
    if text and number is None:
        abort(400)
    return number


@contextmanager
def session() -> Iterator[Session]:
    """A session that only reads."""
    with house().database.reading() as reading:
        yield reading


@contextmanager
def transaction() -> Iterator[Session]:
    """A session that writes all or nothing, journalled with this workstation."""
    by = account() if account().is_authenticated else STRANGER
    with act(house().database, by=by, context={"ws": station()}) as writing:
        yield writing


def done_once(work: Callable[[Session], Done], *, key: str | None = None) -> Done:
    """Run `work` in one transaction under the key of the form; the same request again only learns what it led to."""
    chosen = key or request.form.get("act_key", "")
    if not act_keys.KEY.fullmatch(chosen):
        abort(400)
    asked, by = _asked(), account()
    with transaction() as writing:
        done = act_keys.claim(writing, chosen, asked, by=by)
        if done is None:
            done = work(writing)
            act_keys.keep(writing, chosen, done)
            typed.sent(writing, bytes(current_app.config["SECRET_KEY"]), by.id, request.path)
    return done


def act_once(work: Callable[[Session], Done]) -> Response:
    """Run `work` once, then go where it leads and say there what was done."""
    return go(done_once(work))


def go(done: Done) -> Response:
    """The answer to a finished act; only now is it said, because nothing undoes it any more."""
    if done.message:
        flash(done.message, done.css)
    return redirect(done.address, 303)


def _asked() -> bytes:
    left_out = {"csrf_token", *SECRET_FIELDS}
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in left_out]
    return act_keys.digest(current_app.config["SECRET_KEY"], request.full_path, fields)
