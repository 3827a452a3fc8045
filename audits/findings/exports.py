"""Findings as an Excel workbook: real dates, ageing, overdue against both dates."""

from collections.abc import Iterable, Sequence

from audits.findings import words
from audits.findings.models import Finding
from audits.findings.pages import Standing
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from kernel.workbook import Column, Cover, Value, Written, write


def columns() -> list[Column]:
    return [
        Column(_("Number"), 10),
        Column(_("Requirement"), 14),
        Column(_("Severity"), 10),
        Column(_("State"), 26),
        Column(_("Unit"), 30),
        Column(_("Object"), 30),
        Column(_("What was found"), 50),
        Column(_("Answers for the remedy"), 24),
        Column(_("Found on"), 13),
        Column(_("Original date"), 13),
        Column(_("Current date"), 13),
        Column(_("Age, working days"), 12),
        Column(_("Over the date, working days"), 14),
        Column(_("Stands"), 24),
        Column(_("Permitted until"), 13),
        Column(_("Closed on"), 13),
    ]


def row(one: tuple[Finding, Standing]) -> Sequence[Value]:
    finding, stands = one
    return (
        finding.number,
        finding.item,
        finding.severity,
        str(words.STATES[finding.state]),
        finding.unit.name(language()),
        finding.object.name if finding.object else "",
        finding.description,
        finding.accountable.short_name,
        finding.found_on,
        finding.original_due_on,
        finding.due_on,
        stands.age,
        stands.days if stands.is_over else 0,
        str(words.SEGMENTS[stands.segment]),
        finding.permit_until,
        finding.closed_on,
    )


def workbook(rows: Iterable[tuple[Finding, Standing]], facts: Sequence[tuple[str, Value]], marking: str) -> Written:
    """Every finding of the filtered list."""
    return write(Cover(_("Findings"), _("About this list"), marking, facts), columns(), map(row, rows))
