"""Failures to rectify as an Excel workbook."""

from collections.abc import Iterable, Sequence

from audits.escalation import words
from audits.escalation.models import Failure
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from kernel.workbook import Column, Cover, Value, Written, write


def columns() -> list[Column]:
    return [
        Column(_("Finding"), 10),
        Column(_("Unit"), 30),
        Column(_("Official"), 26),
        Column(_("Post"), 30),
        Column(_("Date that passed"), 13),
        Column(_("Not remedied from"), 13),
        Column(_("State"), 26),
        Column(_("Explanation"), 50),
        Column(_("Decided by"), 26),
        Column(_("Why it is decided so"), 40),
        Column(_("Decided"), 17),
    ]


def row(one: Failure) -> Sequence[Value]:
    return (
        one.finding.number,
        one.finding.unit.name(language()),
        one.official.short_name,
        one.post,
        one.due_on,
        one.from_on,
        str(words.STATES[one.state]),
        one.explanation,
        one.decider.short_name if one.decider else None,
        one.why,
        one.decided_at,
    )


def workbook(rows: Iterable[Failure], facts: Sequence[tuple[str, Value]], marking: str) -> Written:
    """Every failure of the filtered list."""
    return write(Cover(_("Failures to rectify"), _("About this list"), marking, facts), columns(), map(row, rows))
