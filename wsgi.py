"""Puts the parts together: tables, pages, listeners, checks. Nothing imports it."""

import sys
from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from sqlalchemy import MetaData

from carriers.desk import models as desk_models
from carriers.desk import views as desk
from carriers.register import models as register_models
from kernel import config
from kernel.config import Settings
from kernel.database import Base, Database
from kernel.events import Listeners
from kernel.grades import Grade
from kernel.i18n import gettext as _
from kernel.i18n import use_language
from kernel.web import House, account, create
from people.accounts import frame
from people.accounts import views as accounts
from people.accounts.gate import Gate
from people.accounts.rules import Permission
from people.admission import models as admission_models

TABLES: MetaData = Base.metadata
ROOMS = (desk_models, register_models, admission_models)
BLUEPRINTS = (frame.bp, accounts.bp, desk.bp)
LISTENERS: Listeners = {}


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    word: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class MarkingBar:
    """The handling marking of the installation, in both languages of office."""

    css: str
    marks: str
    kk: str
    ru: str


def create_app(settings: Settings | None = None, database: Database | None = None) -> Flask:
    """The application of these settings; raises SettingsError or access.Undeclared instead of starting wrong."""
    found = settings or config.load()
    bar = marking_bar(found.marking)

    def context() -> dict[str, Any]:
        return {"navigation": navigation(), "marking_bar": bar, "back": request.path, **_frame()}

    base = database or Database(found.database_url)
    return create(House(found, base, BLUEPRINTS, Gate(), LISTENERS, context))


def _frame() -> dict[str, Any]:
    is_in = account().is_authenticated
    locked = request.endpoint == "accounts.unlock"
    return {"locked": locked, "may_seek": is_in and not locked and account().may(Permission.SEE_CARRIERS)}


def navigation() -> list[tuple[str, list[Place]]]:
    """Work, not tables; each role sees its own."""
    if not account().is_authenticated or request.endpoint == "accounts.unlock":
        return []
    groups = (
        ("", ((Permission.WORK_AT_DESK, "desk.desk", _("Desk")),)),
        (
            _("Control"),
            (
                (Permission.RELEASE_BASKETS, "desk.baskets", _("Open baskets")),
                (Permission.KEEP_ACCOUNTS, "accounts.accounts", _("Accounts")),
            ),
        ),
    )
    found = []
    for heading, rows in groups:
        places = [
            Place(word, url_for(endpoint), request.endpoint == endpoint)
            for permission, endpoint, word in rows
            if account().may(permission)
        ]
        if places:
            found.append((heading, places))
    return found


def marking_bar(name: str) -> MarkingBar | None:
    """The bar of a marking by its setting; none where the installation bears none."""
    if name == "none":
        return None
    grade = next(one for one in Grade if one.css == name)
    words = []
    for language in ("kk", "ru"):
        with use_language(language):
            words.append(grade.word)
    return MarkingBar(grade.css, grade.marks, words[0], words[1])


def main() -> None:
    """The console script."""
    sys.exit("not yet")
