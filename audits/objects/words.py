"""What objects, their alarms and refusals are called."""

from audits.objects.rules import Expiry, ObjectGuard, ObjectKind
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

OPS = {
    "enter_object": _l("Object entered"),
    "change_object": _l("Object changed"),
    "attest_object": _l("Attestation of an object"),
    "end_object": _l("Object taken out of inspections"),
}
KINDS = {
    ObjectKind.PREMISES: _l("premises"),
    ObjectKind.INFORMATION_SYSTEM: _l("information system"),
    ObjectKind.PROTECTION_MEANS: _l("protection means"),
    ObjectKind.CONTAINER: _l("container"),
    ObjectKind.WORKPLACE: _l("workplace"),
    ObjectKind.UNIT: _l("unit"),
}
EXPIRIES = {
    Expiry.NONE: _l("no end is set"),
    Expiry.FAR: _l("valid"),
    Expiry.FIRST: _l("ends within half a year"),
    Expiry.SECOND: _l("ends soon"),
    Expiry.LAST: _l("ends within days"),
    Expiry.OVER: _l("has ended"),
}
EXPIRY_CSS = {
    Expiry.NONE: "",
    Expiry.FAR: "fine",
    Expiry.FIRST: "look",
    Expiry.SECOND: "look",
    Expiry.LAST: "stop",
    Expiry.OVER: "stop",
}
FIELDS = {ObjectGuard.DATES: "valid_to", ObjectGuard.AHEAD: "valid_from"}
GUARDS = {
    ObjectGuard.ENDED: _l("the object had ended"),
    ObjectGuard.DATES: _l("the days were not in order"),
    ObjectGuard.NOT_ATTESTED: _l("such objects are not attested"),
    ObjectGuard.AHEAD: _l("the day was still ahead"),
    ObjectGuard.NOTHING: _l("nothing was changed"),
    ObjectGuard.CHANGED: _l("somebody else had changed it meanwhile"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    said = {
        ObjectGuard.ENDED: _("This object is inspected no more. What was stays as it was."),
        ObjectGuard.DATES: _("The last day is before the first. Correct the days."),
        ObjectGuard.NOT_ATTESTED: _("Only premises, information systems and protection means are attested."),
        ObjectGuard.AHEAD: _("This day is still ahead. Enter it when it has come."),
        ObjectGuard.CHANGED: _("Somebody else has changed it meanwhile. Open its page anew and change it there."),
        ObjectGuard.NOTHING: _("Nothing differs from what stands there."),
    }
    return said[ObjectGuard(objection.guard)]
