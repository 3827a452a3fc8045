"""What sanitising and its refusals are called."""

from carriers.sanitising.rules import SanitisingGuard, Verification
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

OPS = {"sanitise": _l("Medium sanitised")}
VERIFICATIONS = {
    Verification.FULL: _l("full"),
    Verification.SAMPLED: _l("by sample"),
    Verification.REPORT: _l("by the report of the tool"),
}
FIELDS = {
    SanitisingGuard.SERIAL: "serial_read",
    SanitisingGuard.TWO: "verifier",
    SanitisingGuard.ORDER: "ended_at",
    SanitisingGuard.AHEAD: "ended_at",
}
GUARDS = {
    SanitisingGuard.STATE: _l("the carrier was not in the registry"),
    SanitisingGuard.FAMILY: _l("it is no electronic medium"),
    SanitisingGuard.HELD: _l("the carrier is on hold"),
    SanitisingGuard.SERIAL: _l("the serial number differed"),
    SanitisingGuard.TWO: _l("one person did and verified it"),
    SanitisingGuard.ORDER: _l("the dates were in the wrong order"),
    SanitisingGuard.AHEAD: _l("the moment was still ahead"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    said = {
        SanitisingGuard.STATE: _("The medium is not in the registry. Take it back first."),
        SanitisingGuard.FAMILY: _("Only electronic media are sanitised."),
        SanitisingGuard.HELD: _("The carrier is on hold by a document. The head of the body lifts it first."),
        SanitisingGuard.SERIAL: _("This is not the serial number of the register. Read it from the device again."),
        SanitisingGuard.TWO: _("Another person verifies the result. Name somebody else."),
        SanitisingGuard.ORDER: _("It ended before it began. Correct the times."),
        SanitisingGuard.AHEAD: _("This moment is still ahead. Enter when it happened."),
    }
    return said[SanitisingGuard(objection.guard)]
