"""The page of settings: what the installation was told, and the numbers that the law or the office sets."""

from flask import Blueprint, render_template

from kernel.config import CHOICES, INTEGERS, TEXTS
from kernel.database.engine import sqlite_driver
from kernel.grades import WORDS
from kernel.web import access
from kernel.web.visit import house, session
from people.roles.rules import Permission
from people.terms import queries, words

bp = Blueprint("terms", __name__)


@bp.get("/settings")
@access.needs(Permission.SEE_SETTINGS)
def settings() -> str:
    """The settings as this process runs with them, and every term with its source."""
    found = house()
    with session() as reading:
        terms = queries.terms(reading)
    engine = f"SQLite {sqlite_driver().sqlite_version}" if found.database.is_sqlite else "PostgreSQL"
    told = [(name, getattr(found.settings, name)) for name in (*TEXTS, *INTEGERS, *CHOICES)]
    return render_template(
        "people/terms/settings.html", told=told, terms=terms, engine=engine, words=words, grades=WORDS
    )
