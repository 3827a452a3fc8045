"""What entries made later and their refusals are called."""

from carriers.custody.rules import Act
from carriers.later.rules import LaterGuard
from kernel.objections import Objection
from kernel.words.i18n import format_moment, ngettext
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

ACTS = ((Act.ISSUE, _l("It was issued")), (Act.TAKE_BACK, _l("It was returned")))
FIELDS = {
    LaterGuard.AHEAD: "happened_at",
    LaterGuard.ORDER: "happened_at",
    LaterGuard.TERM: "happened_at",
    LaterGuard.SECOND: "second_code",
    LaterGuard.HOLDER: "second_code",
}
GUARDS = {
    LaterGuard.AHEAD: _l("the moment was still ahead"),
    LaterGuard.ORDER: _l("the carrier had passed on after it"),
    LaterGuard.TERM: _l("it was too long ago"),
    LaterGuard.SECOND: _l("a second worker was missing"),
    LaterGuard.HOLDER: _l("one person sat on two chairs"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    match objection.guard:
        case LaterGuard.AHEAD:
            return _("This moment is still ahead. Enter when it happened.")
        case LaterGuard.ORDER:
            moment = format_moment(objection.data["since"])
            return _("The carrier passed on at %(moment)s. What is entered later was done after that.", moment=moment)
        case LaterGuard.TERM:
            days = objection.data["days"]
            return ngettext(
                "It may be entered up to %(number)s day later. The head of the body sets the term.",
                "It may be entered up to %(number)s days later. The head of the body sets the term.",
                days,
            )
        case LaterGuard.SECOND:
            return _("Another worker of the registry confirms it, by a pass and a PIN of their own.")
        case _:
            return _("Whoever took or gave the carrier cannot enter it, nor confirm it as the second worker.")
