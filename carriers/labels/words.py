"""What templates, reasons and refusals of printing are called."""

from carriers.labels.rules import LabelGuard, Reason, Template
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

OPS = {
    "print_labels": _l("Labels printed"),
    "print_page": _l("Command cards or test page printed"),
}

TEMPLATES = {
    Template.FOLDER: _l("58 × 40 mm: folder, laptop, disk"),
    Template.SMALL: _l("50 × 30 mm: small folder"),
    Template.STRIP: _l("43 × 12 mm: tape for cases and thin things"),
    Template.FLASH: _l("20 × 12 mm: flash drive"),
    Template.SHEET: _l("A4 sheet of 24, 70 × 37 mm"),
    Template.PASS: _l("86 × 54 mm: pass of a person"),
    Template.PLACE: _l("100 × 50 mm: place"),
}

RESOLUTIONS = {
    203: _l("203 dots per inch"),
    300: _l("300 dots per inch"),
    600: _l("600 dots per inch"),
}

REASONS = {
    Reason.FIRST: _l("First print"),
    Reason.DAMAGED: _l("The label is damaged"),
    Reason.LOST: _l("The label came off and is lost"),
    Reason.UNREADABLE: _l("The scanner does not read it"),
    Reason.CONTAINER: _l("One more for the box or the bag"),
    Reason.CONSOLE: _l("Printed from the console"),
}


GUARDS = {
    LabelGuard.REASON: _l("no reason was given for printing again"),
    LabelGuard.START: _l("the sheet has no such place"),
    LabelGuard.DPI: _l("no printer has this resolution"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    match objection.guard:
        case LabelGuard.REASON:
            return _("This label was printed before. Choose why it is printed again.")
        case LabelGuard.START:
            return _("The sheet has places 1 to %(most)s. Choose one of them.", **objection.data)
        case LabelGuard.DPI:
            return _("Printers are known with %(known)s dots an inch. Choose one of these.", **objection.data)
    raise KeyError(objection.guard)
