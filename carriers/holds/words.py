"""What holds and their refusals are called."""

from carriers.holds.rules import HoldGuard, HoldKind
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

OPS = {
    "hold": _l("Carrier put on hold"),
    "lift_hold": _l("Hold lifted"),
}
KINDS = {
    HoldKind.INVESTIGATION: _l("Investigation"),
    HoldKind.COURT: _l("Court"),
    HoldKind.INSPECTION: _l("Inspection"),
}
FIELDS = {
    HoldGuard.REVIEW: "review_on",
    HoldGuard.DOCUMENT: "document_on",
}
GUARDS = {
    HoldGuard.REVIEW: _l("the day of review was not ahead"),
    HoldGuard.DOCUMENT: _l("the document was of a later day"),
    HoldGuard.LIFTED: _l("the hold was lifted already"),
    HoldGuard.ENDED: _l("the carrier was gone"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    said = {
        HoldGuard.REVIEW: _("The day on which the hold is looked at again must lie ahead."),
        HoldGuard.DOCUMENT: _("The day of the document lies ahead. Correct it."),
        HoldGuard.LIFTED: _("This hold is lifted already."),
        HoldGuard.ENDED: _("This carrier is destroyed, lost or void: there is nothing to hold."),
    }
    return said[HoldGuard(objection.guard)]
