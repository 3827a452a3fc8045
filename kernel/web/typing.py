"""When typed work is kept, and how it comes back: between the requests of one browser."""

import re
from urllib.parse import parse_qsl

from flask import current_app, flash, g, request
from werkzeug.datastructures import MultiDict

from kernel.database.engine import Unavailable
from kernel.journal.entries import ClockWentBack
from kernel.web import typed
from kernel.web.visit import account, house
from kernel.words.i18n import gettext as _

OWN_PATH = re.compile(r"(/[a-z0-9-]+)+|/")  # an address of ours and nothing that a browser reads as another host


def keep_posted() -> None:
    """Keep the form of this request, which is not to be answered now, for whoever had the session."""
    _keep(request.path, list(request.form.items(multi=True)))


def keep_sent_along() -> None:
    """Keep what the page before held when its screen was closed or its language changed."""
    path = request.form.get("typed_at", "")
    if path.startswith("/") and len(path) <= 200:
        _keep(path, parse_qsl(request.form.get("typed", ""), keep_blank_values=False, max_num_fields=200))


def _keep(path: str, fields: typed.Fields) -> None:
    try:
        holder = account().id if account().is_authenticated else house().doorkeeper.holder()
        if holder is not None:
            with house().database.writing() as writing:
                typed.keep(writing, _secret(), holder, path, fields)
    except (Unavailable, ClockWentBack):
        return  # nothing is lost that was not lost before


def page_of(account_id: int) -> str | None:
    """The page on which this account's typed work waits, if any does and it can be opened."""
    with house().database.reading() as reading:
        found = typed.of(reading, _secret(), account_id)
    if found is None or not OWN_PATH.fullmatch(found[0]):
        return None
    return found[0] if current_app.url_map.bind("").test(found[0], "GET") else None


def again() -> MultiDict[str, str] | None:
    """What was typed on this page before, for its form to show; said once a request."""
    if request.method != "GET" or not account().is_authenticated:
        return None
    if "typed" not in g:
        g.typed = _typed_here()
        if g.typed is not None:
            flash(_("What you typed is here again. Check it and send it."), "look")
    found: MultiDict[str, str] | None = g.typed
    return found


def _typed_here() -> MultiDict[str, str] | None:
    with house().database.reading() as reading:
        found = typed.of(reading, _secret(), account().id)
    return MultiDict(found[1]) if found and found[0] == request.path else None


def _secret() -> bytes:
    return bytes(current_app.config["SECRET_KEY"])
