"""The journal as an Excel workbook: what the page says, row by row."""

from collections.abc import Iterator, Mapping, Sequence

from audits.journal import words
from audits.journal.queries import Line, Names
from kernel.words.i18n import gettext as _
from kernel.workbook import Column, Cover, Value, Written, write


def columns() -> list[Column]:
    return [
        Column(_("Entry"), 10),
        Column(_("When"), 17),
        Column(_("Act"), 28),
        Column(_("Who"), 26),
        Column(_("About"), 26),
        Column(_("What was recorded"), 90),
    ]


def workbook(
    lines: Iterator[tuple[Line, Names]],
    acts: Mapping[str, str],
    guards: Mapping[str, str],
    facts: Sequence[tuple[str, Value]],
    marking: str,
) -> Written:
    """Every entry that was sought; the second sheet says who made it, when and by which filter."""
    cover = Cover(_("Journal"), _("About this list"), marking, facts)
    return write(cover, columns(), (row(line, names, acts, guards) for line, names in lines))


def row(line: Line, names: Names, acts: Mapping[str, str], guards: Mapping[str, str]) -> Sequence[Value]:
    entry = line.entry
    act, who = str(acts.get(entry.op, entry.op)), words.worker(line)
    if line.fields is None:
        return (entry.n, entry.at, act, who, "", _("About a carrier that is not shown to you"))
    about = line.carrier.number if line.carrier else words.subject(line, names)
    return (entry.n, entry.at, act, who, about, words.told(line, names, acts, guards))
