"""Destruction acts as an Excel workbook, a carrier a row, so that a manager can count by register, grade and year."""

from collections.abc import Iterable, Sequence

from carriers.destruction import words
from carriers.destruction.models import ActUnit, DestructionAct
from kernel.grades import WORDS, Grade
from kernel.words.i18n import gettext as _
from kernel.workbook import Column, Cover, Value, Written, write


def columns() -> list[Column]:
    return [
        Column(_("Number of the act"), 17),
        Column(_("State"), 24),
        Column(_("Drawn up"), 17),
        Column(_("Basis"), 30),
        Column(_("Method"), 22),
        Column(_("Carrier"), 16),
        Column(_("Title"), 40),
        Column(_("Grade"), 18),
        Column(_("Sheets"), 9),
        Column(_("On the act"), 16),
        Column(_("Reason"), 26),
        Column(_("Approved"), 17),
        Column(_("Executed"), 17),
    ]


def row(one: tuple[DestructionAct, ActUnit]) -> Sequence[Value]:
    act, unit = one
    return (
        act.code,
        str(words.STAGES[act.stage]),
        act.drawn_at,
        act.basis,
        str(words.METHODS[act.method]),
        unit.number,
        unit.carrier.title,
        str(WORDS[Grade(unit.rank)]),
        unit.sheets,
        str(words.UNITS[unit.what]),
        str(words.EXCLUSIONS[unit.exclusion]) if unit.exclusion else "",
        act.approved_at,
        act.executed_at,
    )


def workbook(
    rows: Iterable[tuple[DestructionAct, ActUnit]], facts: Sequence[tuple[str, Value]], marking: str
) -> Written:
    """Every carrier of every act of the filtered list."""
    return write(Cover(_("Destruction acts"), _("About this list"), marking, facts), columns(), map(row, rows))
