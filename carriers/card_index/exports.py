"""The list of carriers as an Excel workbook."""

from collections.abc import Iterable, Mapping, Sequence

from carriers.custody.models import Carrier
from carriers.custody.words import KINDS, STATES
from carriers.register.models import Register
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from kernel.workbook import Column, Cover, Value, Written, write


def columns() -> list[Column]:
    return [
        Column(_("Barcode"), 17),
        Column(_("Register"), 12),
        Column(_("Number"), 14),
        Column(_("Registered"), 12),
        Column(_("Kind"), 18),
        Column(_("Title"), 48),
        Column(_("Grade"), 18),
        Column(_("Copy"), 8),
        Column(_("Sheets"), 8),
        Column(_("Serial number"), 20),
        Column(_("State"), 16),
        Column(_("Holder"), 34),
        Column(_("Unit"), 28),
        Column(_("Since"), 17),
        Column(_("Return by"), 17),
        Column(_("Home place"), 20),
    ]


def row(carrier: Carrier, registers: Mapping[int, Register]) -> Sequence[Value]:
    holder = carrier.holder
    return (
        carrier.code,
        registers[carrier.register_id].designation,
        carrier.number,
        carrier.registered_on,
        str(KINDS[carrier.kind]),
        carrier.title,
        carrier.grade.word,
        carrier.copy_no or None,
        carrier.total_sheets,
        carrier.serial_no,
        str(STATES[carrier.state]),
        holder.full_name if holder else "",
        holder.unit.name(language()) if holder else "",
        carrier.since,
        carrier.due_at,
        carrier.home_place.label,
    )


def workbook(
    rows: Iterable[Carrier], registers: Mapping[int, Register], facts: Sequence[tuple[str, Value]], marking: str
) -> Written:
    """Every carrier of the filtered list; the second sheet says who made it, when and by which filter."""
    cover = Cover(_("Carriers"), _("About this list"), marking, facts)
    return write(cover, columns(), (row(one, registers) for one in rows))
