"""What acts of regrading and their refusals are called."""

from carriers.regrading.rules import FallGuard
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from kernel.words.i18n import ngettext

OPS = {
    "propose_fall": _l("Lower grade of a medium proposed"),
    "sign_fall": _l("Lower grade of a medium signed"),
    "lower_grade": _l("Grade of a medium lowered"),
}
FIELDS = {FallGuard.GRADE: "to_rank"}
GUARDS = {
    FallGuard.TERM: _l("the regime lets no grade fall"),
    FallGuard.FAMILY: _l("it is no electronic medium"),
    FallGuard.STATE: _l("the carrier was not in the registry"),
    FallGuard.HELD: _l("the carrier is on hold"),
    FallGuard.WHOLE: _l("it does not pass on without its parts"),
    FallGuard.GRADE: _l("the grade was not lower"),
    FallGuard.PURGE: _l("no clean purge was recorded"),
    FallGuard.OPEN: _l("an act was open already"),
    FallGuard.MOVED: _l("the carrier had moved on"),
    FallGuard.MEMBER: _l("it was no member of the commission"),
    FallGuard.SIGNED: _l("it was signed already"),
    FallGuard.UNSIGNED: _l("not every member had signed"),
    FallGuard.HEAD: _l("one person sat on two chairs"),
    FallGuard.RIGHT: _l("it was not theirs to do"),
    FallGuard.DONE: _l("it was approved already"),
    FallGuard.CHANGED: _l("the act had changed"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    if objection.guard is FallGuard.UNSIGNED:
        left = objection.data["left"]
        return ngettext("%(number)s member has not signed yet.", "%(number)s members have not signed yet.", left)
    said = {
        FallGuard.TERM: _("The regime lets no grade fall by sanitising. The head of the body sets the term."),
        FallGuard.FAMILY: _("Only electronic media are sanitised."),
        FallGuard.STATE: _("The medium is not in the registry. Take it back first."),
        FallGuard.HELD: _("The carrier is on hold by a document. The head of the body lifts it first."),
        FallGuard.WHOLE: _("It is inside another carrier, or others are inside it. Take them apart on its card first."),
        FallGuard.GRADE: _("Choose a grade below that of the medium."),
        FallGuard.PURGE: _("The last that was done to it is not a clean purge. Record one on the card first."),
        FallGuard.OPEN: _("An act on this medium waits for its hands already."),
        FallGuard.MOVED: _("The medium has passed on since the act was drawn up. Draw up another one."),
        FallGuard.MEMBER: _("Only members of its commission sign it."),
        FallGuard.SIGNED: _("You have signed it already."),
        FallGuard.HEAD: _("Whoever approves is no member of the commission."),
        FallGuard.DONE: _("The act is approved already: the grade has fallen."),
        FallGuard.CHANGED: _("Something has changed since this page was shown. Read it again, then sign."),
        FallGuard.RIGHT: _("Another role does this: the registry proposes, the head of the body approves."),
    }
    return said[FallGuard(objection.guard)]
