"""Holds as an Excel workbook."""

from collections.abc import Iterable, Sequence

from carriers.holds import words
from carriers.holds.models import Hold
from kernel.grades import WORDS, Grade
from kernel.words.i18n import gettext as _
from kernel.workbook import Column, Cover, Value, Written, write


def columns() -> list[Column]:
    return [
        Column(_("Carrier"), 16),
        Column(_("Title"), 40),
        Column(_("Grade"), 18),
        Column(_("On whose word"), 22),
        Column(_("Number of the document"), 20),
        Column(_("Day of the document"), 14),
        Column(_("Issue"), 14),
        Column(_("Looked at again on"), 14),
        Column(_("Lifted"), 17),
        Column(_("Why it is done"), 40),
    ]


def row(one: Hold) -> Sequence[Value]:
    return (
        one.carrier.number,
        one.carrier.title,
        str(WORDS[Grade(one.carrier.rank)]),
        str(words.KINDS[one.kind]),
        one.document_no,
        one.document_on,
        _("forbidden") if one.bars_issue else _("allowed"),
        one.review_on,
        one.lifted_at,
        one.lift_reason,
    )


def workbook(rows: Iterable[Hold], facts: Sequence[tuple[str, Value]], marking: str) -> Written:
    """Every hold of the filtered list."""
    return write(Cover(_("Holds"), _("About this list"), marking, facts), columns(), map(row, rows))
