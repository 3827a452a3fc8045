"""Puts the parts together: tables, rooms, the application, the console. Nothing imports it."""

import os
import threading
from typing import Any

import click
from flask import Flask
from sqlalchemy import MetaData
from waitress.server import create_server

from audits.checklists.room import ROOM as CHECKLISTS
from audits.detection.room import ROOM as DETECTION
from audits.journal.room import ROOM as JOURNAL
from audits.liability.room import ROOM as LIABILITY
from audits.objects.room import ROOM as OBJECTS
from audits.sampling.room import ROOM as SAMPLING
from carriers.card_index.room import ROOM as CARD_INDEX
from carriers.commission.room import ROOM as COMMISSION
from carriers.composition.room import ROOM as COMPOSITION
from carriers.corrections.room import ROOM as CORRECTIONS
from carriers.custody.room import ROOM as CUSTODY
from carriers.desk.room import ROOM as DESK
from carriers.destruction.room import ROOM as DESTRUCTION
from carriers.holds.room import ROOM as HOLDS
from carriers.labels.room import ROOM as LABELS
from carriers.later.room import ROOM as LATER
from carriers.loss.room import ROOM as LOSS
from carriers.papers.room import ROOM as PAPERS
from carriers.prints.room import ROOM as PRINTS
from carriers.register.room import ROOM as REGISTERS
from carriers.regrading.room import ROOM as REGRADING
from carriers.sanitising.room import ROOM as SANITISING
from carriers.storage.room import ROOM as STORAGE
from carriers.wordings.room import ROOM as WORDINGS
from kernel import config
from kernel.config import Settings
from kernel.console import commands
from kernel.console.check import check, other_site
from kernel.console.demo import demo
from kernel.console.journals import journals
from kernel.console.listening import bound
from kernel.console.tick import keep_ticking, tick
from kernel.database.engine import Base, Database
from kernel.web.application import create
from kernel.web.house import House
from kernel.web.room import ROOM as FRAME
from kernel.web.rooms import Room
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.accounts.gate import Gate
from people.accounts.room import ROOM as ACCOUNTS
from people.admission.room import ROOM as ADMISSION
from people.calendar.room import ROOM as CALENDAR
from people.exports.room import ROOM as EXPORTS
from people.pins.room import ROOM as PINS
from people.posts.room import ROOM as POSTS
from people.regime.room import ROOM as REGIME
from people.register.room import ROOM as PERSONS
from people.roles.room import ROOM as ROLES
from people.roles.rules import Permission
from people.terms.room import ROOM as TERMS
from people.timekeeping.room import ROOM as TIMEKEEPING

ROOMS: tuple[Room, ...] = (  # from the ground up: each imports only those before it
    FRAME,
    ROLES,
    TERMS,
    CALENDAR,
    PERSONS,
    POSTS,
    ADMISSION,
    ACCOUNTS,
    PINS,
    EXPORTS,
    REGIME,
    TIMEKEEPING,
    STORAGE,
    CUSTODY,
    REGISTERS,
    LABELS,
    COMPOSITION,
    CORRECTIONS,
    LATER,
    HOLDS,
    COMMISSION,
    LOSS,
    DESTRUCTION,
    SANITISING,
    REGRADING,
    DESK,
    CARD_INDEX,
    WORDINGS,
    PAPERS,
    PRINTS,
    JOURNAL,
    OBJECTS,
    CHECKLISTS,
    SAMPLING,
    DETECTION,
    LIABILITY,
)
TABLES: MetaData = Base.metadata
PRIVATE = 0o077  # whatever this program writes, only its own account reads
TRUSTED_PROXY: dict[str, Any] = {
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
}


def create_app(settings: Settings | None = None, database: Database | None = None) -> Flask:
    """The application of these settings; raises SettingsError or access.Undeclared instead of starting wrong."""
    found = settings or config.load()
    base = database or Database(found.database_url)
    return create(House(found, base, ROOMS, Gate(), {"Permission": Permission}))


@click.command(help=_l("Serve the pages to this machine or network; stop with Ctrl+C."))
def serve() -> None:
    found = commands.settings()
    with commands.opened(found) as database:
        with database.reading() as session:
            if (fault := other_site(session, found)) is not None:
                commands.fail(fault, commands.SETTINGS)
        app = create_app(found, database)
        server = bound(found, lambda: _server(app, found))
        host = f"[{found.host}]" if ":" in found.host else found.host
        click.echo(_("Tizilim is at http://%(host)s:%(port)s", host=host, port=found.port))
        stop = threading.Event()
        threading.Thread(target=keep_ticking, args=(database, ROOMS, stop), daemon=True).start()
        try:
            server.run()
        finally:
            stop.set()


def _server(app: Flask, found: Settings) -> Any:
    proxy = TRUSTED_PROXY if found.https else {}
    return create_server(app, host=found.host, port=found.port, threads=found.threads, ident="", **proxy)


def main() -> None:
    """The console script."""
    os.umask(PRIVATE)
    commands.speak()
    commands.group(ROOMS, (check, serve, demo, tick, journals))(prog_name="tizilim")
