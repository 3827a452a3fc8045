"""The list of persons as an Excel workbook."""

from collections.abc import Iterable, Sequence
from datetime import date

from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from kernel.workbook import Column, Cover, Value, Written, write
from people.register.models import Person
from people.register.rules import presence
from people.register.words import CATEGORIES, PRESENCES


def columns() -> list[Column]:
    return [
        Column(_("Pass"), 17),
        Column(_("Surname"), 22),
        Column(_("First name"), 18),
        Column(_("Patronymic"), 22),
        Column(_("Position"), 34),
        Column(_("Unit"), 34),
        Column(_("Category"), 24),
        Column(_("Citizenship"), 12),
        Column(_("Employed from"), 13),
        Column(_("Dismissed"), 13),
        Column(_("State"), 16),
    ]


def row(person: Person, on: date) -> Sequence[Value]:
    stands = presence((person.employed_from, person.employed_to), (person.absent_from, person.absent_to), on)
    return (
        person.code,
        person.last_name,
        person.first_name,
        person.middle_name,
        person.position,
        person.unit.name(language()),
        str(CATEGORIES[person.category]),
        person.citizenship,
        person.employed_from,
        person.employed_to,
        str(PRESENCES[stands]),
    )


def workbook(rows: Iterable[Person], on: date, facts: Sequence[tuple[str, Value]], marking: str) -> Written:
    """Every person of the filtered list, with where they stand on a day."""
    return write(Cover(_("People"), _("About this list"), marking, facts), columns(), (row(one, on) for one in rows))
