"""Objects as an Excel workbook."""

from collections.abc import Iterable, Sequence

from audits.objects import words
from audits.objects.queries import Line
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from kernel.workbook import Column, Cover, Value, Written, write


def columns() -> list[Column]:
    return [
        Column(_("Number"), 9),
        Column(_("Kind"), 24),
        Column(_("Name"), 40),
        Column(_("Unit"), 34),
        Column(_("Where it is"), 30),
        Column(_("Grade"), 22),
        Column(_("What it consists of"), 40),
        Column(_("Attestation or certificate"), 24),
        Column(_("Grade that it is for"), 22),
        Column(_("Valid from"), 13),
        Column(_("Valid until"), 13),
        Column(_("Alarm"), 20),
        Column(_("Out of the register since"), 14),
        Column(_("Why it is done"), 40),
    ]


def row(one: Line) -> Sequence[Value]:
    thing, paper = one.row, one.paper
    attested = (paper.document_no, paper.grade.word if paper.grade is not None else None) if paper else (None, None)
    days = (paper.valid_from, paper.valid_to) if paper else (None, None)
    return (
        thing.no,
        str(words.KINDS[thing.kind]),
        thing.name,
        thing.unit.name(language()),
        thing.place,
        thing.grade.word,
        thing.composition,
        *attested,
        *days,
        str(words.EXPIRIES[one.expiry]) if one.expiry else None,
        thing.ended_on,
        thing.end_reason,
    )


def workbook(rows: Iterable[Line], facts: Sequence[tuple[str, Value]], marking: str) -> Written:
    """Every object of the filtered list."""
    return write(Cover(_("Objects"), _("About this list"), marking, facts), columns(), map(row, rows))
