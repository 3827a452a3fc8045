"""Puts the parts together: tables, pages, listeners, checks. Nothing imports it."""

import errno
from dataclasses import dataclass
from typing import Any

import click
from flask import Flask, request, url_for
from sqlalchemy import MetaData
from waitress.server import create_server

from audits.journal import views as journal
from carriers.card_index import views as card_index
from carriers.demo import commands as demo
from carriers.desk import views as desk
from carriers.labels import commands as label_commands
from carriers.labels import views as labels
from carriers.register import views as registers
from carriers.storage import views as storage
from kernel import commands, config
from kernel.config import Settings
from kernel.database import Base, Database
from kernel.events import Listeners
from kernel.grades import Grade
from kernel.i18n import gettext as _
from kernel.i18n import lazy as _l
from kernel.i18n import use_language
from kernel.web import House, account, create
from people.accounts import commands as account_commands
from people.accounts import frame
from people.accounts import views as accounts
from people.accounts.gate import Gate
from people.accounts.rules import Permission
from people.admission import views as admission
from people.register import views as persons

TABLES: MetaData = Base.metadata
BLUEPRINTS = (
    frame.bp,
    accounts.bp,
    persons.bp,
    admission.bp,
    desk.bp,
    card_index.bp,
    registers.bp,
    storage.bp,
    labels.bp,
    journal.bp,
)
LISTENERS: Listeners = {}
TRUSTED_PROXY: dict[str, Any] = {
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
}
COMMANDS = (demo.demo, account_commands.account, label_commands.labels)


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
        frame_facts = {"navigation": navigation(), "marking_bar": bar, "back": request.path}
        return {**frame_facts, **_frame(), "Permission": Permission}

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
    found = []
    for heading, rows in _sections():
        places = [
            Place(word, url_for(endpoint), request.endpoint == endpoint)
            for permission, endpoint, word in rows
            if account().may(permission)
        ]
        if places:
            found.append((heading, places))
    return found


def _sections() -> tuple[tuple[str, tuple[tuple[Permission, str, str], ...]], ...]:
    return (
        (
            "",
            (
                (Permission.WORK_AT_DESK, "desk.desk", _("Desk")),
                (Permission.SEE_CARRIERS, "card_index.carriers", _("Carriers")),
                (Permission.SEE_OWN_CARRIERS, "card_index.own", _("My carriers")),
                (Permission.SEE_PERSONS, "persons.persons", _("People")),
            ),
        ),
        (
            _("Books"),
            (
                (Permission.SEE_CARRIERS, "registers.registers", _("Registers")),
                (Permission.ARRANGE_PLACES, "storage.places", _("Places")),
                (Permission.PRINT_LABELS, "labels.labels", _("Labels")),
                (Permission.ENTER_PERSONS, "persons.units", _("Units")),
            ),
        ),
        (
            _("Control"),
            (
                (Permission.RELEASE_BASKETS, "desk.baskets", _("Open baskets")),
                (Permission.READ_JOURNAL, "journal.custody", _("Journal")),
                (Permission.READ_SECURITY_JOURNAL, "journal.security", _("Security journal")),
                (Permission.KEEP_ACCOUNTS, "accounts.accounts", _("Accounts")),
                (Permission.SEE_SETTINGS, "frame.settings", _("Settings")),
            ),
        ),
    )


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


@click.command(help=_l("Serve the pages to this machine or network; stop with Ctrl+C."))
def serve() -> None:
    found = commands.settings()
    with commands.opened(found) as database:
        server = _listening(create_app(found, database), found)
        click.echo(_("Tizilim is at http://%(host)s:%(port)s", host=found.host, port=found.port))
        server.run()


def _listening(app: Flask, found: Settings) -> Any:
    """A server bound to its address; one sentence and status 3 where another program has it or it cannot be had."""
    proxy = TRUSTED_PROXY if found.https else {}
    where: dict[str, Any] = {"host": found.host, "port": found.port}
    try:
        return create_server(app, **where, threads=found.threads, ident="", **proxy)
    except (OSError, ValueError) as error:  # waitress answers a host without an address by ValueError
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            said = _(
                "Port %(port)s of %(host)s is taken by another program. Stop it, or choose another port: "
                "TIZILIM_PORT, or port in tizilim.toml.",
                **where,
            )
        else:
            said = _(
                "Tizilim cannot listen at %(host)s, port %(port)s (%(reason)s). Choose others: TIZILIM_HOST and "
                "TIZILIM_PORT, or host and port in tizilim.toml.",
                **where,
                reason=error,
            )
        commands.fail(said, commands.SETTINGS)


def main() -> None:
    """The console script."""
    commands.speak()
    commands.group([serve, *COMMANDS])(prog_name="tizilim")
