"""What the commands of the console share, and those that need no domain."""

import atexit
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from gettext import bindtextdomain
from pathlib import Path
from typing import Any, NoReturn

import click

from kernel import clock, config
from kernel.codes import serials
from kernel.codes import words as scan_words
from kernel.codes.codes import LAST_SITE, Kind, make_code
from kernel.codes.scanning import ScanRefused, read
from kernel.config import Settings, SettingsError
from kernel.database import schema
from kernel.database.engine import Base, Database, Unavailable
from kernel.database.schema import Standing, Unfit
from kernel.journal import entries as journal
from kernel.journal import replay
from kernel.web.house import listeners_of
from kernel.web.rooms import Room
from kernel.words import catalogues, i18n
from kernel.words.i18n import N_, N_many
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

FAULT, REFUSED, SETTINGS, UNAVAILABLE = 1, 2, 3, 4
HERE = {"ws": "console"}  # where a command was typed, as the journal says it
Tick = Callable[[int], None]


class Option(click.Option):
    """An option whose help is said in the reader's language, found when it is shown."""

    def __init__(self, *args: Any, words: str, **options: Any) -> None:
        super().__init__(*args, **{**options, "help": "-"})
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = str(self.words)
        return super().get_help_record(ctx)


CLICK_SAYS = (  # phrases of click itself, which looks for them in the same catalogue
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("Aborted!"),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Option {name!r} does not take a value."),
    N_("Could not open file {filename!r}: {message}"),
    N_("default: {default}"),
    N_("Choose from:\n\t{choices}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not writable."),
    N_many("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    N_many("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    N_many("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    N_many("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)


def speak() -> None:
    """Choose the language of the console: TIZILIM_LANGUAGE, else that of the machine, else English."""
    asked = [os.environ.get(name, "")[:2] for name in ("TIZILIM_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    code = next((one for one in asked if one in i18n.LANGUAGES), "en")
    i18n.set_language(code)
    os.environ["LANGUAGE"] = code
    if code != "en":
        _teach_click(code)


def _teach_click(code: str) -> None:
    """Click asks the gettext of Python, which reads only compiled files: one is made for as long as we run."""
    folder = Path(tempfile.mkdtemp(prefix="tizilim-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / code / "LC_MESSAGES" / "messages.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(catalogues.compiled(code).getvalue())
    bindtextdomain("messages", str(folder))


def settings() -> Settings:
    """The settings of this installation; says every fault and ends with status 3 where they are wrong."""
    try:
        found = config.load()
        clock.set_zone(found.timezone)
        return found
    except SettingsError as error:
        for name, fault in error.faults:
            click.echo(_("Setting %(name)s: %(fault)s", name=name, fault=fault), err=True)
        sys.exit(SETTINGS)


def rooms() -> tuple[Room, ...]:
    """The rooms of the house whose console this is."""
    found: tuple[Room, ...] = click.get_current_context().find_root().obj
    return found


@contextmanager
def opened(found: Settings | None = None) -> Iterator[Database]:
    """The database at its newest schema; status 4 where it is not there or will not answer."""
    database = Database((found or settings()).database_url, listeners_of(rooms()))
    try:
        refuse_newer(database)
        if not schema.is_current(database):
            fail(_("The database is not prepared, or older than this version. Run: tizilim init"), UNAVAILABLE)
        yield database
    except Unavailable as error:
        fail(unavailable(error), UNAVAILABLE)
    except journal.ClockWentBack as fault:
        fail(went_back(fault), UNAVAILABLE)
    finally:
        database.close()


def refuse_newer(database: Database) -> None:
    """End with status 4 where a newer program changed the database: this one would misread it."""
    if schema.standing(database) is Standing.NEWER:
        fail(_("The database is newer than this program. Install the version of Tizilim that changed it."), UNAVAILABLE)


def went_back(fault: journal.ClockWentBack) -> str:
    return _(
        "The clock of this machine shows %(now)s, before the last entry of the journal, %(last)s. Nothing was written. "
        "Put the clock right, or let the head of the registry confirm it.",
        now=i18n.format_moment(fault.now),
        last=i18n.format_moment(fault.last),
    )


def unavailable(error: Unavailable) -> str:
    return _("The database does not take it now (%(reason)s). Nothing was written.", reason=error.reason)


def unfit(error: Unfit) -> str:
    return _(
        "The database stays as it was: some of its rows do not fit the newer tables (%(rule)s). "
        "Mend them with the version that wrote them, then run: tizilim init",
        rule=error.what,
    )


def fail(sentence: str, status: int) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(status)


@contextmanager
def preparing(found: Settings) -> Iterator[Database]:
    """The database with its tables, journal and counters made where they are missing; what stands already stays."""
    database = Database(found.database_url, listeners_of(rooms()))
    try:
        refuse_newer(database)
        schema.upgrade(database, Base.metadata)
        with database.writing() as session:
            journal.begin(session, found.site)
            serials.begin(session, found.site)
            replay.begin(session, [baseline for room in rooms() for baseline in room.baselines])
        config.secret_key(found)
        yield database
    except Unfit as error:
        fail(unfit(error), UNAVAILABLE)
    except Unavailable as error:
        fail(unavailable(error), UNAVAILABLE)
    finally:
        database.close()


@click.command(help=_l("Prepare the database: tables, journal, counters. Doing it again changes nothing."))
def init() -> None:
    with preparing(settings()):
        pass
    click.echo(_("The register is ready. Add the first account: tizilim account add LOGIN --role administrator"))


@click.command(help=_l("Print the 14 digits of a code: KIND is carrier, person, place, act or command."))
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.argument("site", type=click.IntRange(0, LAST_SITE))
@click.argument("serial", type=click.IntRange(1, 999_999_999))
def code(kind: str, site: int, serial: int) -> None:
    try:
        click.echo(make_code(kind, site, serial).text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command(help=_l("Say what the register makes of a scanned text, as JSON. Status 2: it is refused."))
@click.argument("text")
def scan(text: str) -> None:
    try:
        reading = read(text)
    except ScanRefused as refused:
        said = {"refused": refused.reason.value, "message": scan_words.sentence(refused)}
        click.echo(json.dumps(said, ensure_ascii=False))
        sys.exit(REFUSED)
    found = [
        {"code": one.text, "kind": one.kind.value, "site": one.site, "serial": one.serial, "layout": reading.layout}
        for one in reading.codes
    ]
    click.echo(json.dumps(found, ensure_ascii=False))


def group(rooms: tuple[Room, ...], more: Iterable[click.Command]) -> click.Group:
    """The whole console: the commands of the kernel, `more`, and those of each room."""
    console = click.Group(
        "tizilim",
        help=_l("Tizilim: the register of classified carriers of a registry room."),
        context_settings={"obj": rooms},
    )
    for one in (init, code, scan, *more, *(command for room in rooms for command in room.commands)):
        console.add_command(one)
    return console
