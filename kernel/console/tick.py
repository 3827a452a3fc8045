"""The daily steps of all rooms, from the console or from the service itself."""

import threading
from collections.abc import Iterator
from contextlib import suppress

import click

from kernel import clock
from kernel.account import CONSOLE
from kernel.console.commands import opened, rooms
from kernel.database import daily
from kernel.database.engine import Database, Unavailable
from kernel.database.transactions import transaction
from kernel.journal.entries import ClockWentBack
from kernel.web.rooms import Room
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

CONTEXT = {"ws": "tick"}
EVERY_SECONDS = 3600


@click.command(help=_l("Do what is due once a day and not done yet today. Run it from a timer."))
def tick() -> None:
    with opened() as database:
        for name in run(database, rooms()):
            click.echo(_("Done today: %(step)s", step=name))


def keep_ticking(database: Database, of: tuple[Room, ...], stop: threading.Event) -> None:
    """Look every hour whether a new day asks for its steps; what the database does not take now is tried again."""
    while not stop.is_set():
        with suppress(Unavailable, ClockWentBack):
            for _name in run(database, of):
                pass
        stop.wait(EVERY_SECONDS)


def run(database: Database, of: tuple[Room, ...]) -> Iterator[str]:
    """Do each step that this day has not seen, each in a transaction of its own; yields the names of those done."""
    today = clock.today()
    for step in (step for room in of for step in room.daily):
        with transaction(database, by=CONSOLE, context=CONTEXT) as session:
            if not daily.claim(session, step.name, today):
                continue
            step.run(session, today)
        yield step.name
