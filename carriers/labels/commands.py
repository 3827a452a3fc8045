"""Labels from the console, on any machine; what the register knows of a code is printed beside it."""

from pathlib import Path

import click

from carriers.labels import drawing, operations, queries
from carriers.labels.rules import DPIS, SHEET_PLACES, Label, Reason, Template
from kernel.account import CONSOLE
from kernel.codes.codes import Code
from kernel.codes.scanning import ScanRefused, read
from kernel.codes.words import sentence
from kernel.config import Settings
from kernel.console.commands import HERE, REFUSED, Option, fail, opened, refuse_newer, settings
from kernel.database import schema
from kernel.database.engine import Database, Unavailable
from kernel.database.transactions import transaction
from kernel.words.i18n import lazy as _l


@click.command(help=_l("Draw labels of these codes into a PDF. Status 2: a code is refused."))
@click.argument("codes", nargs=-1, required=True)
@click.option(
    "--template",
    cls=Option,
    type=click.Choice([one.value for one in Template]),
    default=Template.FOLDER.value,
    show_default=True,
    words=_l("The form of the label."),
)
@click.option(
    "--dpi",
    cls=Option,
    type=click.Choice([str(dpi) for dpi in DPIS]),
    default="300",
    show_default=True,
    words=_l("Dots an inch of the printer."),
)
@click.option(
    "--start",
    cls=Option,
    type=click.IntRange(1, SHEET_PLACES),
    default=1,
    show_default=True,
    words=_l("The first free place of an A4 sheet."),
)
@click.option(
    "-o",
    "--output",
    cls=Option,
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    words=_l("The PDF file to write."),
)
def labels(codes: tuple[str, ...], template: str, dpi: str, start: int, output: Path) -> None:
    try:
        read_codes = [code for text in codes for code in read(text).codes]
    except ScanRefused as refused:
        fail(sentence(refused), REFUSED)
    found, form = settings(), Template(template)
    if _has_register(found):
        content = _from_register(found, read_codes, form, int(dpi), start)
    else:
        content = drawing.draw([Label(code.text) for code in read_codes], form, int(dpi), start=start)
    output.write_bytes(content)


def _has_register(found: Settings) -> bool:
    """Whether there is a prepared database to ask; a label of digits alone needs none."""
    if found.database_url.startswith("sqlite:///") and not Path(found.database_url[len("sqlite:///") :]).exists():
        return False
    database = Database(found.database_url)
    try:
        refuse_newer(database)
        return schema.is_current(database)
    except Unavailable:
        return False
    finally:
        database.close()


def _from_register(found: Settings, codes: list[Code], form: Template, dpi: int, start: int) -> bytes:
    with opened(found) as database, transaction(database, by=CONSOLE, context=HERE) as session:
        known = [queries.of_code(session, code) for code in codes]
        return operations.print_labels(session, known, form, dpi=dpi, start=start, reason=Reason.CONSOLE, by=CONSOLE)
