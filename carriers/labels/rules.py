"""Labels: their sizes, how many printer dots a module takes, where the codes stand. Pure numbers."""

from dataclasses import dataclass
from enum import StrEnum

from kernel.objections import Objection

INCH = 25.4
BAR_MODULES = 112
BAR_QUIET = 10
QR_MODULES = 21
QR_QUIET = 4
QR_DIGITS = 17
SHEET_COLUMNS, SHEET_ROWS = 3, 8
SHEET_PLACES = SHEET_COLUMNS * SHEET_ROWS
A4 = (210.0, 297.0)
DPIS = (203, 300, 600)


class Template(StrEnum):
    FOLDER = "folder"
    SMALL = "small"
    STRIP = "strip"
    FLASH = "flash"
    SHEET = "sheet"
    PASS = "pass"  # noqa: S105 - the badge of a person, not a password
    PLACE = "place"


class Reason(StrEnum):
    """Why a label is printed: the first time, or again."""

    FIRST = "first"
    DAMAGED = "damaged"
    LOST = "lost"
    UNREADABLE = "unreadable"
    CONTAINER = "container"
    CONSOLE = "console"


OFFERED_AGAIN = (Reason.DAMAGED, Reason.LOST, Reason.UNREADABLE, Reason.CONTAINER)


class LabelGuard(StrEnum):
    REASON = "LABEL-REASON"
    START = "LABEL-START"
    DPI = "LABEL-DPI"


@dataclass(frozen=True)
class Form:
    """A label in millimetres; `bar_mm` and `qr_mm` are the widths of one module, None for a code that is not there."""

    width: float
    height: float
    bar_mm: float | None
    qr_mm: float | None
    text_pt: float


FORMS: dict[Template, Form] = {
    Template.FOLDER: Form(58, 40, 0.25, 0.375, 8.5),
    Template.SMALL: Form(50, 30, 0.25, 0.375, 7),
    Template.STRIP: Form(43, 12, 0.25, None, 6),
    Template.FLASH: Form(20, 12, None, 0.375, 5.5),
    Template.SHEET: Form(70, 37, 0.25, 0.375, 8),
    Template.PASS: Form(85.6, 53.98, 0.25, 0.5, 10),
    Template.PLACE: Form(100, 50, 0.5, 0.75, 12),
}


@dataclass(frozen=True)
class Label:
    """What one label says: the 14 digits, a heading, the mark of the grade, further lines."""

    code: str
    heading: str = ""
    mark: str = ""
    lines: tuple[str, ...] = ()
    seal: str = ""  # in the bars behind the code, and nowhere to read

    @property
    def coded(self) -> str:
        """What the bars hold."""
        return self.code + self.seal


def bar_modules(digits: int) -> int:
    """The modules of Code 128 in set C: start, two digits a symbol, check and stop."""
    return 11 * (digits // 2) + 35


def qr_modules(digits: int) -> int:
    """The modules of a QR code with error level H: version 1 holds 17 digits, version 2 holds 34."""
    return QR_MODULES if digits <= QR_DIGITS else QR_MODULES + 4


def dots(millimetres: float, dpi: int) -> int:
    """The nearest whole number of printer dots."""
    return round(millimetres * dpi / INCH)


def module_dots(millimetres: float, dpi: int) -> int:
    """Whole dots of one module: at least 2, because a printer bleeds half a dot on each side."""
    return max(2, dots(millimetres, dpi))


def objections_to_reason(*, was_printed: bool, reason: Reason) -> list[Objection]:
    return [Objection(LabelGuard.REASON)] if was_printed and reason is Reason.FIRST else []


def objections_to_print(*, was_printed: bool, reason: Reason, start: int, dpi: int) -> list[Objection]:
    """A label printed again needs its reason; a sheet begins at one of its places."""
    found = objections_to_reason(was_printed=was_printed, reason=reason)
    if not 1 <= start <= SHEET_PLACES:
        found.append(Objection(LabelGuard.START, {"most": SHEET_PLACES}))
    if dpi not in DPIS:
        found.append(Objection(LabelGuard.DPI, {"known": ", ".join(str(one) for one in DPIS)}))
    return found
