"""Looking over an installation: settings, files, database and tables, journal, what each room knows to ask."""

import os
import stat
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from kernel.codes import serials
from kernel.config import Settings
from kernel.console import commands
from kernel.console.commands import FAULT, Option, refuse_newer, rooms, unavailable
from kernel.console.journals import anchored, sentence
from kernel.database import fingerprint, schema
from kernel.database.engine import Base, Database, Unavailable, is_wal_safe, sqlite_driver
from kernel.database.fingerprint import Difference, Fault
from kernel.journal import replay, verification
from kernel.journal.entries import Log
from kernel.words import i18n
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

Result = tuple[bool, str]  # whether it is well, and the sentence that says it
OTHERS = stat.S_IRWXG | stat.S_IRWXO
MOST_PAGES = 20  # places of a damaged file that are named


@click.command(help=_l("Look over the installation: settings, files, database, journal. Status 1: a fault."))
@click.option(
    "--quick", cls=Option, is_flag=True, words=_l("Only the heads of the journal; neither its entries nor every page.")
)
def check(*, quick: bool) -> None:
    is_sound = True
    found = commands.settings()
    database = Database(found.database_url)
    for is_well, said in _results(found, database, quick=quick):
        click.echo(f"{'✓' if is_well else '✕'} {said}")
        is_sound = is_sound and is_well
    sys.exit(0 if is_sound else FAULT)


def _results(found: Settings, database: Database, *, quick: bool) -> Iterator[Result]:
    try:
        refuse_newer(database)
        yield from _of_settings(found)
        if not schema.is_current(database):
            yield False, _("The database is not prepared, or older than this version. Run: tizilim init")
            return
        yield from _of_database(database, quick=quick)
        with database.reading() as session:
            yield from _of_site(session, found)
            of_journal = list(_of_journal(session, quick=quick))
            yield from of_journal
            yield from ((False, fault) for room in rooms() for check in room.checks for fault in check(session))
            if not quick and all(is_well for is_well, _said in of_journal):
                yield from _of_replay(session)
    except Unavailable as error:
        yield False, unavailable(error)
    finally:
        database.close()


def _of_settings(found: Settings) -> Iterator[Result]:
    room = found.room_name(i18n.language())
    yield True, _("Settings: site %(site)s, %(room)s", site=f"{found.site:02d}", room=room)
    yield from _of_files(found)


def _of_files(found: Settings) -> Iterator[Result]:
    """The key is there, and nobody but the service reads what it keeps."""
    key = found.data / "secret.key"
    yield key.exists(), _("The key file is there.") if key.exists() else _("The key file is missing. Run: tizilim init")
    if os.name == "nt":
        return  # there the folder's own rights decide
    kept = [found.data, key, found.data / "tizilim.toml", *_database_files(found)]
    open_ = [file for file in kept if file.exists() and file.stat().st_mode & OTHERS]
    for file in open_:
        yield False, _("Others can open %(file)s. Close it: chmod go= %(file)s", file=file)
    if not open_:
        yield True, _("Only this service may read its files.")


def _database_files(found: Settings) -> list[Path]:
    name = make_url(found.database_url).database if found.database_url.startswith("sqlite") else None
    return [Path(f"{name}{end}") for end in ("", "-wal", "-shm", "-journal", ".lock")] if name else []


def _of_database(database: Database, *, quick: bool) -> Iterator[Result]:
    yield True, _("The database answers and stands at the newest schema.")
    if database.is_sqlite:
        mode = "WAL" if is_wal_safe(sqlite_driver().sqlite_version_info) else "TRUNCATE"
        version = sqlite_driver().sqlite_version
        yield True, _("SQLite %(version)s, journal mode %(mode)s", version=version, mode=mode)
        if not quick:
            yield from _of_pages(database)
    yield from _of_tables(database)


def _of_pages(database: Database) -> Iterator[Result]:
    """Every page of an SQLite file, its indexes and foreign keys; PostgreSQL checks its pages itself."""
    try:
        with database.reading() as session:
            said = list(session.scalars(text(f"PRAGMA integrity_check({MOST_PAGES})")))
            strays = session.execute(text("PRAGMA foreign_key_check")).all()
    except DatabaseError as error:
        said, strays = [str(error.orig)], []
    for one in said:
        if one != "ok":
            yield False, _("The database file is damaged (%(what)s). Restore it from a backup.", what=one)
    for table in sorted({row[0] for row in strays}):
        yield False, _("Rows of the table %(table)s refer to rows that are not there.", table=table)
    if said == ["ok"] and not strays:
        yield True, _("Every page of the database file is whole.")


def _of_tables(database: Database) -> Iterator[Result]:
    faults = fingerprint.differences(database, Base.metadata)
    yield from ((False, _difference(one)) for one in faults)
    if faults:
        yield False, _("Triggers are made anew by: tizilim init. Restore the rest from a backup.")
    else:
        yield True, _("Its tables are those of this version.")


def _difference(one: Difference) -> str:
    where = {"table": one.table, "part": one.part}
    match one.fault:
        case Fault.MISSING:
            return _("Table %(table)s: %(part)s is missing.", **where)
        case Fault.ALTERED:
            return _("Table %(table)s: %(part)s is not as this version makes it.", **where)
        case Fault.UNKNOWN:
            return _("Table %(table)s: %(part)s is unknown to this version.", **where)


def _of_site(session: Session, found: Settings) -> Iterator[Result]:
    if (fault := other_site(session, found)) is not None:
        yield False, fault


def other_site(session: Session, found: Settings) -> str | None:
    """Why this database is not that of the site in the settings: its codes would name another room."""
    kept = serials.site(session)
    if kept is None or kept == found.site:
        return None
    return _(
        "The settings say site %(said)s, but this register was prepared as site %(kept)s: set site to %(kept)s, "
        "or TIZILIM_SITE.",
        said=f"{found.site:02d}",
        kept=f"{kept:02d}",
    )


def _of_journal(session: Session, *, quick: bool) -> Iterator[Result]:
    for log in Log:
        length = verification.length(session, log)
        with click.progressbar(length=length, label=log.value, file=sys.stderr) as bar:
            faults = verification.of_head(session, log) if quick else verification.verify(session, log, bar.update)
        yield from ((False, sentence(fault)) for fault in faults)
        if not faults:
            yield True, anchored(session, log)
        if not quick:
            yield from ((True, _fell(log, n, was, at)) for n, was, at in verification.falls(session, log))


def _of_replay(session: Session) -> Iterator[Result]:
    """The rows of every room, told again from the journal."""
    is_true = True
    for untrue in (one for room in rooms() for tell in room.replays for one in tell(session)):
        is_true = False
        entry = "–" if untrue.n is None else str(untrue.n)
        yield (
            False,
            _(
                "%(subject)s, %(part)s: not as the journal tells it (last entry: %(entry)s).",
                subject=untrue.subject,
                part=untrue.part,
                entry=entry,
            ),
        )
    if not replay.is_covered(session):
        yield False, _("The journal does not tell all that stands here. Run: tizilim init")
    elif is_true:
        yield True, _("Carriers, accounts, PINs and clearances are as the journal tells them.")
    for log in Log:
        if (n := replay.begun_at(session, log)) is not None:
            yield True, _("Log %(log)s: not covered before entry %(n)s.", log=log.value, n=n)


def _fell(log: Log, n: int, was: datetime, at: datetime) -> str:
    """The clock stood wrong then or before: whoever reads the entry must know, and nobody can mend it."""
    return _(
        "Look: log %(log)s, entry %(n)s: its time, %(at)s, is before that of the entry before it, %(was)s.",
        log=log.value,
        n=n,
        at=i18n.format_moment(at),
        was=i18n.format_moment(was),
    )
