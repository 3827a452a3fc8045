"""Cases of loss as an Excel workbook."""

from collections.abc import Iterable, Sequence

from carriers.loss import words
from carriers.loss.models import LossCase
from kernel.grades import WORDS, Grade
from kernel.words.i18n import gettext as _
from kernel.workbook import Column, Cover, Value, Written, write


def columns() -> list[Column]:
    return [
        Column(_("Case"), 17),
        Column(_("Carrier"), 16),
        Column(_("Title"), 40),
        Column(_("Grade"), 18),
        Column(_("Had it last"), 26),
        Column(_("How it was noticed"), 26),
        Column(_("Noticed"), 17),
        Column(_("Declared"), 17),
        *(Column(str(words.TERMS[one]), 20) for one in words.TERMS),
        Column(_("Outcome"), 26),
        Column(_("Found on"), 17),
        Column(_("Loss confirmed on"), 17),
    ]


def row(one: LossCase) -> Sequence[Value]:
    return (
        one.code,
        one.carrier.number,
        one.carrier.title,
        str(WORDS[Grade(one.carrier.rank)]),
        one.last_holder.short_name if one.last_holder else "",
        str(words.CIRCUMSTANCES[one.circumstance]),
        one.detected_at,
        one.declared_at,
        *(clock.due_at for clock in one.clocks),
        str(words.OUTCOMES[one.outcome]) if one.outcome else "",
        one.found_at,
        one.lost_at,
    )


def workbook(rows: Iterable[LossCase], facts: Sequence[tuple[str, Value]], marking: str) -> Written:
    """Every case of the filtered list, a term a column."""
    return write(Cover(_("Losses"), _("About this list"), marking, facts), columns(), map(row, rows))
