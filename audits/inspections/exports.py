"""Inspections as an Excel workbook: plan and fact, the team, items and findings."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from audits.inspections import queries, words
from audits.inspections.models import Inspection, Sample
from carriers.custody.models import Carrier
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from kernel.workbook import Column, Cover, Value, Written, write


def columns() -> list[Column]:
    return [
        Column(_("Number"), 10),
        Column(_("Kind"), 20),
        Column(_("What is looked at"), 28),
        Column(_("Inspected unit"), 30),
        Column(_("Object"), 28),
        Column(_("First day"), 13),
        Column(_("Last day"), 13),
        Column(_("Stage"), 20),
        Column(_("Team"), 40),
        Column(_("Order"), 14),
        Column(_("Met"), 10),
        Column(_("Not met"), 10),
        Column(_("Findings"), 10),
        Column(_("Act delivered"), 13),
        Column(_("Closed"), 17),
    ]


def _rows(session: Session, rows: Iterable[Inspection]) -> Iterator[Sequence[Value]]:
    for one in rows:
        counted = queries.counts(session, one)
        yield (
            one.number,
            str(words.KINDS[one.kind]),
            str(words.MATTERS[one.matter]),
            one.unit.name(language()),
            one.object.name if one.object else "",
            one.first_on,
            one.last_on,
            str(words.STAGES[one.stage]),
            ", ".join(member.person.short_name for member in one.team),
            one.order_no,
            counted["met"],
            counted["not_met"],
            len(queries.findings(session, one.id)),
            one.delivered_on,
            one.closed_at,
        )


def workbook(session: Session, rows: Iterable[Inspection], facts: Sequence[tuple[str, Value]], marking: str) -> Written:
    """Every inspection of the filtered list."""
    return write(Cover(_("Inspections"), _("About this list"), marking, facts), columns(), _rows(session, rows))


def population(
    carriers: Iterable[Carrier], sample: Sample, facts: Sequence[tuple[str, Value]], marking: str
) -> Written:
    """The codes that a sample was drawn from, a row each, with the seed and the size on the cover."""
    told = [
        *facts,
        (_("Seed of the samples"), sample.seed),
        (_("Drawn"), sample.size),
        (_("Of how many"), sample.population),
    ]
    cover = Cover(_("Sample of carriers"), _("About this list"), marking, told)
    return write(cover, [Column(_("Code"), 18)], ((one.code,) for one in carriers))
