"""The journal from the console: verify it, export it."""

import sys
from pathlib import Path

import click

from kernel.console.commands import FAULT, Option, opened
from kernel.journal import entries as journal
from kernel.journal.entries import Log
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

FAULTS = {
    "missing": _l("the entry is missing"),
    "cut short": _l("the log ends here, but its head knows more entries"),
    "beyond the head": _l("the entry stands beyond the head of the log"),
    "root differs": _l("the entries are not those that the head was computed from"),
    "no head": _l("the log has no head"),
    "body altered": _l("the body of the entry was altered"),
    "not canonical": _l("the body of the entry is not in its canonical form"),
    "columns differ from the body": _l("the columns of the entry say something else than its body"),
}


@click.group("journal", help=_l("The journal: verify it, export it."))
def journals() -> None:
    pass


@journals.command(help=_l("Compute both logs anew. Status 1: one was altered, cut or reordered; it says where."))
def verify() -> None:
    with opened() as database, database.reading() as session:
        faults = []
        for log in Log:
            size = journal.anchor(session, log)[1]
            with click.progressbar(length=size, label=log.value, file=sys.stderr) as bar:
                faults += journal.verify(session, log, bar.update)
                bar.update(size - bar.pos)
        heads = [journal.anchor(session, log) for log in Log]
    for fault in faults:
        where = {"log": fault.log.value, "number": fault.n, "fault": FAULTS[fault.kind]}
        click.echo(_("Log %(log)s, entry %(number)s: %(fault)s", **where))
    for origin, size, root in heads:
        click.echo(_("Journal: %(origin)s, entries %(size)s, root %(root)s", origin=origin, size=size, root=root))
    click.echo(_("The journal does not hold.") if faults else _("The journal holds."))
    sys.exit(FAULT if faults else 0)


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
