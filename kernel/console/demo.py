"""The demo: one command makes an invented room, each room of the house its own part, and serves it."""

import sys

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.account import CONSOLE
from kernel.console import commands
from kernel.console.commands import FAULT, Option
from kernel.console.listening import refuse_taken
from kernel.console.stage import DAYS_AGO, Stage
from kernel.database.engine import Database
from kernel.journal import entries as journal
from kernel.journal.entries import Entry, Log
from kernel.web.rooms import Room
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

USUAL = 120
OP = "demo"


@click.command(help=_l("Make a register with invented people and carriers, print its accounts and serve it."))
@click.option("--no-serve", cls=Option, is_flag=True, words=_l("Only make it."))
@click.option(
    "--carriers",
    "number",
    cls=Option,
    default=USUAL,
    show_default=True,
    type=click.IntRange(0, 1_000_000),
    words=_l("How many carriers to register."),
)
@click.pass_context
def demo(context: click.Context, *, no_serve: bool, number: int) -> None:
    rooms: tuple[Room, ...] = context.obj
    found = commands.settings()
    if not no_serve:
        refuse_taken(found)
    with commands.preparing(found) as database:
        _make(database, rooms, number)
    for room in rooms:
        for line in room.demo.tells() if room.demo and room.demo.tells else ():
            click.echo(line)
    if not no_serve:
        root = context.find_root().command
        assert isinstance(root, click.Group)  # noqa: S101 - the console is a group
        context.invoke(root.commands["serve"])


def _make(database: Database, rooms: tuple[Room, ...], number: int) -> None:
    with database.reading() as session:
        if is_built(session):
            click.echo(_("The invented room stands already; it is kept as it is."))
            return
        if any(journal.anchor(session, log)[1] for log in Log):
            commands.fail(_("This database is in use. Invented data never goes into a real register."), FAULT)
    with click.progressbar(length=number, label=_("Carriers"), file=sys.stderr) as bar:
        build(database, rooms, number, bar.update)


def build(database: Database, rooms: tuple[Room, ...], number: int, tick: commands.Tick) -> None:
    """The parts of all rooms, in their order, then in that of the days: lawful by the real acts, and journalled."""
    stage = Stage(database, number, tick)
    with stage.act(days_ago=DAYS_AGO) as session:
        journal.append(session, OP, by=CONSOLE)
    for room in rooms:
        if room.demo is not None:
            room.demo.build(stage)
    stage.play()


def is_built(session: Session) -> bool:
    """Whether this database holds the invented room."""
    return session.scalars(select(Entry.n).where(Entry.op == OP).limit(1)).first() is not None
