"""The application: every request spoken to in its language, let in by the gate, dressed in its headers."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import flask_login
from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from kernel import clock
from kernel.codes.codes import Code
from kernel.config import secret_key
from kernel.web import access, addresses, failures, frame, typing
from kernel.web.forms import new_key
from kernel.web.house import House
from kernel.web.visit import STATION, STATION_COOKIE, account, house
from kernel.words import i18n
from kernel.words.i18n import gettext as _

ROOT = Path(__file__).parent.parent.parent
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
MOST_BYTES = 1_000_000


def _grouped(text: str | None) -> str:
    """A code as people read it."""
    return Code.parse(text).grouped if text else ""


def create(house: House) -> Flask:
    """The application. Raises access.Undeclared when an address names no permission, or one its room does not name."""
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
    app.extensions["typed_before"] = typing.again
    clock.set_zone(house.settings.timezone)
    house.database.listeners = house.listeners
    app.url_map.converters["int"] = addresses.NumberConverter
    app.before_request(_speak)  # before anything may be refused
    CSRFProtect(app)
    manager = flask_login.LoginManager(app)
    manager.request_loader(lambda _request: house.doorkeeper.who(house.database, house.settings))
    _furnish_templates(app, house)
    for room in house.rooms:
        if room.blueprint is not None:
            app.register_blueprint(room.blueprint)
    access.open_to_strangers(app.view_functions["static"])
    permissions = {room.blueprint.name: room.permissions for room in house.rooms if room.blueprint is not None}
    app.extensions["asks_for"] = access.declared(app.view_functions, permissions)
    app.before_request(addresses.refuse_nul)
    app.before_request(_guard)
    app.after_request(_dress)
    failures.register(app)
    return app


def _furnish_templates(app: Flask, house: House) -> None:
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(_, _ngettext, newstyle=False)  # type: ignore[attr-defined]  # the extension adds it
    app.jinja_env.filters.update(
        date=i18n.format_date, moment=i18n.format_moment, number=i18n.format_number, code=_grouped
    )
    app.jinja_env.globals.update(
        address_of=frame.address_of,
        panels_of=frame.panels_of,
        deeds_of=frame.deeds_of,
        new_key=new_key,
        now=clock.now,
        **house.shared,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(frame.context)


def _ngettext(one: str, many: str, number: int, **values: object) -> str:
    return i18n.ngettext(one, many, number, **values)


def _speak() -> None:
    if not account().is_authenticated and "unavailable" not in g:
        session.pop("_flashes", None)  # what was to be said to somebody is not said to whoever comes after
    chosen = (
        request.cookies.get(frame.LANGUAGE_COOKIE) or getattr(account(), "language", None) or house().settings.language
    )
    i18n.set_language(chosen)
    if not STATION.fullmatch(request.cookies.get(STATION_COOKIE, "")):
        g.station = secrets.token_hex(4)


def _guard() -> AnyResponse | None:
    failed = g.get("unavailable")
    if failed is not None and request.endpoint != "static":
        raise failed
    if request.endpoint is None:
        return None
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "same-origin") not in failures.SAME_SITE:
        abort(403)
    asked = _asked_for()[request.endpoint]
    if asked == access.STRANGERS:
        return None
    doorkeeper = house().doorkeeper
    detour = doorkeeper.detour()
    is_open = account().is_authenticated and access.is_open_while_held(current_app.view_functions[request.endpoint])
    if detour is not None and not is_open:
        if request.method == "POST":
            typing.keep_posted()
        return redirect(url_for(detour), 303)
    if not account().may(asked):
        doorkeeper.denied(asked)
        abort(403)
    return None


def _asked_for() -> Mapping[str, access.Asked]:
    found: Mapping[str, access.Asked] = current_app.extensions["asks_for"]
    return found


def _dress(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if house().settings.https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    if "station" in g:
        frame.keep_cookie(response, STATION_COOKIE, g.station)
    return response
