"""Objects as an Excel workbook."""

from collections.abc import Iterable, Sequence

from audits.objects import words
from audits.objects.models import InspectedObject
from audits.objects.rules import Expiry
from kernel.grades import WORDS, Grade
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from kernel.workbook import Column, Cover, Value, Written, write


def columns() -> list[Column]:
    return [
        Column(_("Number"), 10),
        Column(_("Kind"), 22),
        Column(_("Name"), 40),
        Column(_("Unit"), 30),
        Column(_("Where it is"), 24),
        Column(_("Highest grade"), 18),
        Column(_("Valid until"), 14),
        Column(_("Attestation"), 22),
        Column(_("Last day"), 14),
    ]


def row(one: tuple[InspectedObject, Expiry]) -> Sequence[Value]:
    thing, stands = one
    return (
        thing.id,
        str(words.KINDS[thing.kind]),
        thing.name,
        thing.unit.name(language()),
        thing.place,
        str(WORDS[Grade(thing.rank)]),
        thing.valid_to,
        str(words.EXPIRIES[stands]),
        thing.ended_on,
    )


def workbook(
    rows: Iterable[tuple[InspectedObject, Expiry]], facts: Sequence[tuple[str, Value]], marking: str
) -> Written:
    """Every object of the filtered list."""
    return write(Cover(_("Objects"), _("About this list"), marking, facts), columns(), map(row, rows))
