"""The web ring: one application, one gate, one transaction an act, one page for each kind of failure."""

import logging
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

import flask_login
from flask import Blueprint, Flask, Response, abort, current_app, g, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from kernel import access, i18n, requests
from kernel.config import Settings, secret_key
from kernel.database import Database, Unavailable
from kernel.events import Listeners
from kernel.i18n import gettext as _
from kernel.transactions import transaction as act

ROOT = Path(__file__).parent.parent
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
LANGUAGE_COOKIE = "tizilim_language"
STATION_COOKIE = "tizilim_station"
STATION = re.compile("[0-9a-f]{8}")
MOST_BYTES = 1_000_000
log = logging.getLogger("tizilim")


class Doorkeeper(Protocol):
    """What the gate asks of the room that knows accounts."""

    def who(self, database: Database, settings: Settings) -> Any:
        """The signed-in account of this request, or None."""

    def is_locked(self) -> bool:
        """Whether the account's screen is closed."""

    def denied(self, permission: object) -> None:
        """Journal that somebody asked for what they may not."""


@dataclass(frozen=True)
class House:
    """What wsgi.py puts together for the application."""

    settings: Settings
    database: Database
    blueprints: tuple[Blueprint, ...]
    doorkeeper: Doorkeeper
    listeners: Listeners = field(default_factory=dict)
    context: Callable[[], Mapping[str, Any]] = dict


def create(house: House) -> Flask:
    """The application. Raises access.Undeclared when an address names no permission."""
    app = Flask("wsgi", root_path=str(ROOT))
    app.config.update(
        SECRET_KEY=secret_key(house.settings),
        MAX_CONTENT_LENGTH=MOST_BYTES,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_I18N_ENABLED=False,
        SESSION_COOKIE_NAME="__Host-tizilim" if house.settings.https else "tizilim",
        SESSION_COOKIE_SECURE=house.settings.https,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_HTTPONLY=True,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(hours=1),
    )
    app.extensions["house"] = house
    CSRFProtect(app)
    manager = flask_login.LoginManager(app)
    manager.request_loader(lambda _request: house.doorkeeper.who(house.database, house.settings))
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(_, _ngettext, newstyle=False)  # type: ignore[attr-defined]  # the extension adds it
    app.jinja_env.filters.update(date=i18n.format_date, moment=i18n.format_moment, number=i18n.format_number)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for blueprint in house.blueprints:
        app.register_blueprint(blueprint)
    access.open_to_strangers(app.view_functions["static"])
    app.extensions["asks_for"] = access.declared(app.view_functions)
    app.before_request(_speak)
    app.before_request(_guard)
    app.after_request(_dress)
    app.context_processor(lambda: _context(house))
    _register_failures(app)
    return app


def _ngettext(one: str, many: str, number: int, **values: object) -> str:
    return i18n.ngettext(one, many, number, **values)


def house() -> House:
    """What this application was put together from."""
    found: House = current_app.extensions["house"]
    return found


def account() -> Any:
    """The account that is signed in."""
    return flask_login.current_user


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
    found = house()
    by = getattr(account(), "id", None)
    context = {"ws": station()}
    with act(found.database, by=by, context=context, listeners=found.listeners) as writing:
        yield writing


def act_once(key: str | None, work: Callable[[Session], str]) -> AnyResponse:
    """Run `work` in one transaction and go where it says; the same request again only goes there."""
    if not key or len(key) > 80:
        abort(400)
    asked = _asked()
    by = account().id
    with transaction() as writing:
        location = requests.answer_to(writing, key, asked, by=by)
        if location is None:
            location = work(writing)
            requests.remember(writing, key, asked, location, by=by)
    return redirect(location, 303)


def _asked() -> str:
    fields = sorted((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
    return repr((request.path, fields))


def _speak() -> None:
    chosen = request.cookies.get(LANGUAGE_COOKIE) or getattr(account(), "language", None) or house().settings.language
    i18n.set_language(chosen)
    if not STATION.fullmatch(request.cookies.get(STATION_COOKIE, "")):
        g.station = secrets.token_hex(4)


def _guard() -> AnyResponse | None:
    if request.endpoint is None:
        return None
    asked = current_app.extensions["asks_for"][request.endpoint]
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)
    if asked == access.STRANGERS:
        return None
    found, gate = house(), house().doorkeeper
    if not account().is_authenticated:
        return redirect(url_for("accounts.sign_in"), 303)
    view = current_app.view_functions[request.endpoint]
    if gate.is_locked() and not getattr(view, access.LOCKED, False):
        return redirect(url_for("accounts.unlock"), 303)
    if account().must_change and not getattr(view, access.LOCKED, False):
        return redirect(url_for("accounts.password"), 303)
    if not account().may(asked):
        found.doorkeeper.denied(asked)
        abort(403)
    return None


def _dress(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if house().settings.https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    if "station" in g:
        response.set_cookie(
            STATION_COOKIE,
            g.station,
            max_age=10 * 365 * 86400,
            httponly=True,
            samesite="Strict",
            secure=house().settings.https,
        )
    return response


def _context(found: House) -> dict[str, Any]:
    return {
        "language": i18n.language(),
        "languages": (("kk", "Қаз"), ("ru", "Рус"), ("en", "Eng")),
        "room_name": found.settings.room_name(i18n.language()),
        "marking": found.settings.marking,
        **found.context(),
    }


@dataclass(frozen=True)
class Failure:
    """What a failure page says: title, what happened, what to do."""

    code: int
    title: str
    text: str
    remedy: str


def _failure(code: int) -> Failure:
    match code:
        case 400:
            return Failure(
                code,
                _("The request was not understood"),
                _("The page was too old or changed on the way."),
                _("Go back, reload the page and do it again."),
            )
        case 403:
            return Failure(
                code,
                _("This is not open to your role"),
                _("The attempt is in the journal."),
                _("If your duties need it, ask the administrator for the role."),
            )
        case 404:
            return Failure(
                code,
                _("There is nothing here"),
                _("The address leads nowhere, or not for you."),
                _("Start from the navigation or scan a code."),
            )
        case 409:
            return Failure(
                code,
                _("Someone else was faster"),
                _("What you were about to change has just been changed."),
                _("Look at it again and repeat the act if it is still needed."),
            )
        case 413:
            return Failure(
                code,
                _("That was too much at once"),
                _("The request is larger than the register takes."),
                _("Send less at a time."),
            )
        case 503:
            return Failure(
                code,
                _("The register cannot write now"),
                _("Nothing was recorded, and nothing you typed is lost."),
                _("Try again. If it stays so, call the administrator: the disk may be full or the database locked."),
            )
    return Failure(
        code,
        _("Something went wrong on our side"),
        _("Nothing was recorded."),
        _("Tell the administrator the number below."),
    )


def _show(code: int, *, number: str = "") -> tuple[str, int]:
    kept = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", "pin", "password", "old", "new", "again")
    ]
    page = render_template("errors/error.html", failure=_failure(code), number=number, kept=kept if code == 503 else [])
    return page, code


def _register_failures(app: Flask) -> None:
    app.register_error_handler(HTTPException, lambda error: _show(error.code or 500))
    app.register_error_handler(CSRFError, lambda _error: _show(400))
    app.register_error_handler(Unavailable, lambda _error: _show(503))
    app.register_error_handler(requests.KeyReused, lambda _error: _show(409))
    app.register_error_handler(StaleDataError, lambda _error: _show(409))
    app.register_error_handler(IntegrityError, lambda _error: _show(409))
    app.register_error_handler(Exception, _ours)


def _ours(error: Exception) -> tuple[str, int]:
    """Our own fault: the log gets the kind and the place, never the data; the person a number to quote."""
    number = secrets.token_hex(4)
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else "?"
    log.error("failure %s %s at %s", number, type(error).__name__, place)
    return _show(500, number=number)
