"""The present request: whose it is, from where, and the transaction it writes in."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, cast

import flask_login
from flask import abort, current_app, g, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from kernel.account import Account
from kernel.database.transactions import transaction as act
from kernel.web import act_keys
from kernel.web.house import House

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


@contextmanager
def session() -> Iterator[Session]:
    """A session that only reads."""
    with house().database.reading() as reading:
        yield reading


@contextmanager
def transaction() -> Iterator[Session]:
    """A session that writes all or nothing, journalled with this workstation."""
    by = account() if account().is_authenticated else None
    with act(house().database, by=by, context={"ws": station()}) as writing:
        yield writing


def act_once(key: str | None, work: Callable[[Session], str]) -> Response:
    """Run `work` in one transaction and go where it says; the same request again only goes there."""
    if not key or len(key) > 80:
        abort(400)
    asked = _asked()
    by = account()
    with transaction() as writing:
        location = act_keys.answer_to(writing, key, asked, by=by)
        if location is None:
            location = work(writing)
            act_keys.remember(writing, key, asked, location, by=by)
    return redirect(location, 303)


def _asked() -> str:
    fields = sorted((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
    return repr((request.path, fields))
