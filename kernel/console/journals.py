"""The journal from the console: verify it, export it, erase a detail."""

import sys
from pathlib import Path

import click
from sqlalchemy.orm import Session

from kernel.account import CONSOLE
from kernel.console.commands import FAULT, HERE, REFUSED, Option, fail, opened
from kernel.database.transactions import transaction
from kernel.journal import entries as journal
from kernel.journal import verification
from kernel.journal.entries import Detail, Log
from kernel.journal.verification import Fault, Harm
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

FAULTS = {
    Harm.MISSING: _l("missing"),
    Harm.DOUBLED: _l("stands on more than one row"),
    Harm.UNREADABLE: _l("cannot be read: the database file is damaged there"),
    Harm.CUT_SHORT: _l("missing: the log ends before them, but its head knows them"),
    Harm.BEYOND_HEAD: _l("stand beyond the head of the log"),
    Harm.ROOT: _l("not those that the head was computed from"),
    Harm.NO_HEAD: _l("the log has no head"),
    Harm.HEAD: _l("the head itself was altered: it cannot be that of so many entries"),
    Harm.BODY: _l("the body was altered"),
    Harm.NOT_CANONICAL: _l("the body is not in its canonical form"),
    Harm.COLUMN: _l("a column says something else than the body"),
    Harm.DETAIL: _l("a detail is not the one that the entry commits to"),
    Harm.FORGOTTEN: _l("not those that the other log remembers"),
    Harm.LAST_TIME: _l("the head knows another time of the last entry"),
    Harm.GONE: _l("a detail is gone, and no entry tells that it was erased"),
}


@click.group("journal", help=_l("The journal: verify it, export it, erase a detail."))
def journals() -> None:
    pass


@journals.command(help=_l("Compute both logs anew. Status 1: one was altered, cut or reordered; it says where."))
def verify() -> None:
    with opened() as database, database.reading() as session:
        faults = [fault for log in Log for fault in _verified(session, log)]
        for fault in faults:
            click.echo(sentence(fault))
        if not faults:
            for log in Log:
                click.echo(anchored(session, log))
    click.echo(_("The journal does not hold.") if faults else _("The journal holds."))
    sys.exit(FAULT if faults else 0)


def _verified(session: Session, log: Log) -> list[Fault]:
    with click.progressbar(length=verification.length(session, log), label=log.value, file=sys.stderr) as bar:
        return verification.verify(session, log, bar.update)


def anchored(session: Session, log: Log) -> str:
    """Origin, size and root of a sound log, as papers carry them."""
    origin, size, root = journal.anchor(session, log)
    return _("Journal: %(origin)s, entries %(size)s, root %(root)s", origin=origin, size=size, root=root)


def sentence(fault: Fault) -> str:
    """Where a log does not hold, and how."""
    where = {"log": fault.log.value, "first": fault.n, "last": fault.last, "fault": FAULTS[fault.harm]}
    if fault.last != fault.n:
        return _("Log %(log)s, entries %(first)s to %(last)s: %(fault)s", **where)
    if fault.part:
        return _("Log %(log)s, entry %(first)s: %(fault)s (%(part)s)", part=fault.part, **where)
    return _("Log %(log)s, entry %(first)s: %(fault)s", **where)


@journals.command(help=_l("Erase the text of one detail of an entry. The entry stands; another tells of the erasure."))
@click.argument("log", type=click.Choice([log.value for log in Log]))
@click.argument("entry", type=click.IntRange(0))
@click.argument("detail")
@click.option("--reason", cls=Option, required=True, words=_l("Why, as the journal will say it."))
def erase(log: str, entry: int, detail: str, reason: str) -> None:
    with opened() as database, transaction(database, by=CONSOLE, context=HERE) as session:
        found = session.get(Detail, (Log(log), entry, detail))
        if found is None:
            fail(_("This entry has no such detail."), REFUSED)
        journal.erase(session, found, reason=reason, by=CONSOLE)
    click.echo(_("Erased. The entry stands, and the journal tells of the erasure."))


@journals.command(help=_l("Write a log as lines of canonical JSON, in order, with its root at the end."))
@click.argument("log", type=click.Choice([log.value for log in Log]), default=Log.CUSTODY.value)
@click.option(
    "-o", "--output", cls=Option, type=click.Path(dir_okay=False, path_type=Path), words=_l("The file to write to.")
)
def export(log: str, output: Path | None) -> None:
    with opened() as database, database.reading() as session:
        lines = journal.export(session, Log(log))
        if output is None:
            for line in lines:
                sys.stdout.buffer.write(line)
            return
        size = journal.anchor(session, Log(log))[1]
        part = output.with_name(output.name + ".part")
        with part.open("wb") as out, click.progressbar(length=size + 1, label=log, file=sys.stderr) as bar:
            for line in lines:
                out.write(line)
                bar.update(1)
        part.replace(output)
