"""What corrections and their refusals are called."""

from carriers.corrections.rules import CorrectionGuard
from carriers.custody.rules import Act
from kernel.objections import Objection
from kernel.words.i18n import format_date
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

VOIDS = {
    Act.VOID: _l("Void the registration"),
    Act.VOID_ISSUE: _l("Void the issue"),
}
TEXTS = {
    Act.VOID: _l(
        "The carrier was entered by mistake. Its number stays used, its label is worth nothing, and the entry stays on "
        "its card for ever."
    ),
    Act.VOID_ISSUE: _l(
        "The carrier was never handed over, or to somebody else. It is in the registry again; both entries stay on its "
        "card for ever."
    ),
}
FIELDS = {
    CorrectionGuard.SECOND: "second_code",
    CorrectionGuard.HOLDER: "second_code",
}
GUARDS = {
    CorrectionGuard.NOT_LAST: _l("the carrier had moved on"),
    CorrectionGuard.LATER: _l("the entry was of an earlier day"),
    CorrectionGuard.SECOND: _l("a second worker was missing"),
    CorrectionGuard.HOLDER: _l("one person sat on two chairs"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    match objection.guard:
        case CorrectionGuard.NOT_LAST:
            return _("The carrier has moved on since this entry. It cannot be voided any more.")
        case CorrectionGuard.LATER:
            day = format_date(objection.data["on"])
            return _("The entry is of %(day)s. Of an earlier day only the head of the body voids one.", day=day)
        case CorrectionGuard.SECOND:
            return _("Another worker of the registry confirms it, by a pass and a PIN of their own.")
        case CorrectionGuard.HOLDER:
            return _("Whoever holds the carrier does not void its issue. Let others.")
    raise KeyError(objection.guard)
