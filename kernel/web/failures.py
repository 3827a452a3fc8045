"""One page for each kind of failure: the person's, the world's, ours."""

import logging
import secrets
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, current_app, g, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response as AnyResponse

from kernel.database.engine import Unavailable
from kernel.journal.entries import ClockWentBack
from kernel.secrets import passwords
from kernel.web import act_keys, typing
from kernel.web.forms import SECRET_FIELDS
from kernel.web.visit import house
from kernel.words.i18n import gettext as _

log = logging.getLogger("tizilim")
OPENING = ("GET", "HEAD")
SAME_SITE = ("same-origin", "none")
SERVERS_FAULT, UNAVAILABLE = 500, 503  # RFC 9110, 15.6


@dataclass(frozen=True)
class Failure:
    """What a failure page says: title, what happened, what to do."""

    code: int
    title: str
    text: str
    remedy: str
    endpoint: str = ""  # of the page on which the remedy is done


def _reused() -> Failure:
    return Failure(
        409,
        _("This page was sent before"),
        _("It was sent with other entries, and those stand. Nothing more was recorded."),
        _("Look at what was recorded, open the page anew and enter what is still needed."),
    )


def _went_back() -> Failure:
    return Failure(
        UNAVAILABLE,
        _("The clock went back"),
        _("It shows a time before the last entry of the journal, so nothing was recorded."),
        _("Call the head of the registry: the clock is put right, or the head confirms it."),
        house().pages.get("confirm_clock", ""),
    )


def _failure(code: int, number: str = "") -> Failure:
    """The person's failure, the world's, or ours; `number` is what the log knows ours by."""
    if code < SERVERS_FAULT:
        return _of_the_person(code)
    if code == UNAVAILABLE:
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
        _("Tell the administrator the number below.") if number else _("Tell the administrator what you did."),
    )


def _of_the_person(code: int) -> Failure:
    match code:
        case 400:
            return Failure(
                code,
                _("The request was not understood"),
                _("The page was too old or changed on the way."),
                _("Open the page anew: what you typed is there again."),
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
        case 405:
            return Failure(
                code,
                _("This cannot be done from here"),
                _("The address does not take what was sent to it. Nothing was recorded."),
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
    return _of_the_person(400)


def _may_be_pin(name: str, value: str) -> bool:
    """A PIN typed into a field for scans is not shown either; a number of that length is soon scanned again."""
    return name == "text" and value.isdigit() and len(value) <= passwords.LONGEST_PIN


def _show(code: int, *, number: str = "", failure: Failure | None = None) -> tuple[str, int]:
    g.is_bare = code >= SERVERS_FAULT
    page = render_template(
        "errors/error.html",
        failure=failure or _failure(code, number),
        number=number,
        kept=_kept() if code == UNAVAILABLE else [],
    )
    return page, code


def _kept() -> list[tuple[str, str]]:
    """What was typed and is no secret, to be sent again from the page itself."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != "csrf_token" and name not in SECRET_FIELDS and not _may_be_pin(name, value)
    ]


def register(app: Flask) -> None:
    app.register_error_handler(HTTPException, lambda error: _show(error.code or 500))
    app.register_error_handler(MethodNotAllowed, _not_allowed)
    app.register_error_handler(CSRFError, _lost_token)
    app.register_error_handler(Unavailable, lambda _error: _show(UNAVAILABLE))
    app.register_error_handler(ClockWentBack, lambda _error: _show(UNAVAILABLE, failure=_went_back()))
    app.register_error_handler(act_keys.KeyReused, lambda _error: _show(409, failure=_reused()))
    app.register_error_handler(StaleDataError, lambda _error: _show(409))
    app.register_error_handler(IntegrityError, lambda _error: _show(409))
    app.register_error_handler(Exception, _ours)


def _lost_token(_error: CSRFError) -> tuple[str, int]:
    """The page was too old: what was typed on it is kept, and comes back where it is opened anew."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") in SAME_SITE:
        typing.keep_posted()
    return _show(400)


def _not_allowed(_error: MethodNotAllowed) -> AnyResponse | tuple[str, int]:
    """An address that only takes posts, opened or reloaded, leads to its page: the nearest one above it."""
    if request.method not in OPENING:
        return _show(405)
    addresses = current_app.url_map.bind("")
    above = (request.path.rsplit("/", n)[0] for n in range(1, request.path.count("/")))
    return redirect(next((one for one in above if addresses.test(one, "GET")), "/"), 303)


def _ours(error: Exception) -> tuple[str, int]:
    """Our own fault: the log gets the kind and the place, never the data; the person a number to quote."""
    number = secrets.token_hex(4)
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else "?"
    log.error("failure %s %s at %s", number, type(error).__name__, place)
    return _show(500, number=number)
