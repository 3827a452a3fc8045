"""The frame around every room: the first page of a role, the choice of a language, health."""

import re

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from kernel import access, i18n
from kernel.config import CHOICES, INTEGERS, TEXTS
from kernel.database import sqlite_driver
from kernel.grades import WORDS
from kernel.terms import Term
from kernel.web import LANGUAGE_COOKIE, account, house, session
from people.accounts import words
from people.accounts.rules import Permission

bp = Blueprint("frame", __name__)
PATH = re.compile(r"(/[a-z0-9-]+)+|/")  # an address of ours and nothing that a browser reads as another host
FIRST_PAGES = (
    (Permission.WORK_AT_DESK, "desk.desk"),
    (Permission.SEE_CARRIERS, "card_index.carriers"),
    (Permission.GRANT_CLEARANCES, "persons.persons"),
    (Permission.KEEP_ACCOUNTS, "accounts.accounts"),
    (Permission.SEE_OWN_CARRIERS, "card_index.own"),
)


@bp.get("/")
@access.needs(Permission.FRAME)
def start() -> AnyResponse:
    """Where the work of this role begins."""
    found = next(endpoint for permission, endpoint in FIRST_PAGES if account().may(permission))
    return redirect(url_for(found), 303)


@bp.post("/language")
@access.open_to_strangers
def language() -> AnyResponse:
    """Choose a language for this workstation and stay on the page."""
    chosen = request.form.get("language", "")
    back = request.form.get("back", "/")
    answer = redirect(back if PATH.fullmatch(back) else "/", 303)
    if chosen in i18n.LANGUAGES:
        answer.set_cookie(
            LANGUAGE_COOKIE,
            chosen,
            max_age=10 * 365 * 86400,
            samesite="Strict",
            httponly=True,
            secure=house().settings.https,
        )
    return answer


@bp.get("/settings")
@access.needs(Permission.SEE_SETTINGS)
def settings() -> str:
    """What the installation was told, and the numbers that the law or the office sets, with their sources."""
    found = house()
    with session() as reading:
        terms = reading.scalars(select(Term).order_by(Term.key, Term.rank.desc(), Term.effective_on.desc())).all()
    engine = f"SQLite {sqlite_driver().sqlite_version}" if found.database.is_sqlite else "PostgreSQL"
    told = [(name, getattr(found.settings, name)) for name in (*TEXTS, *INTEGERS, *CHOICES)]
    return render_template(
        "people/accounts/settings.html", told=told, terms=terms, engine=engine, words=words, grades=WORDS
    )


@bp.get("/health")
@access.open_to_strangers
def health() -> Response:
    """Whether the database answers; nothing else is told to strangers."""
    return Response("ok\n" if house().database.is_sound() else "no\n", mimetype="text/plain")
