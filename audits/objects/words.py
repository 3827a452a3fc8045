"""What kinds of objects, alarms and refusals are called."""

from audits.objects.rules import Expiry, ObjectGuard, ObjectKind
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

OPS = {
    "enter_object": _l("Object entered"),
    "change_object": _l("Object changed"),
    "attest_object": _l("Attestation entered"),
    "end_object": _l("Object taken out of the register"),
}
KINDS = {
    ObjectKind.PREMISES: _l("Premises"),
    ObjectKind.INFORMATION_SYSTEM: _l("Information system"),
    ObjectKind.PROTECTION_MEANS: _l("Means of protection"),
    ObjectKind.CONTAINER: _l("Safe or cabinet"),
    ObjectKind.WORKPLACE: _l("Workplace"),
    ObjectKind.UNIT: _l("Unit as a whole"),
}
EXPIRIES = {
    Expiry.FIRST: _l("plan the renewal"),
    Expiry.SECOND: _l("prepare the renewal"),
    Expiry.LAST: _l("renew now"),
    Expiry.EXPIRED: _l("over"),
}
EXPIRY_CSS = {Expiry.FIRST: "soft", Expiry.SECOND: "look", Expiry.LAST: "look", Expiry.EXPIRED: "stop"}
ALARMS = {
    Expiry.FIRST: _l("First alarm or later"),
    Expiry.SECOND: _l("Second alarm or later"),
    Expiry.LAST: _l("Last alarm or over"),
    Expiry.EXPIRED: _l("Over"),
}
FIELDS = {
    ObjectGuard.UNIT: "unit_id",
    ObjectGuard.END_DAY: "on",
    ObjectGuard.ORDER: "valid_to",
}
GUARDS = {
    ObjectGuard.UNIT: _l("the unit was not known"),
    ObjectGuard.CHANGED: _l("somebody else had changed it"),
    ObjectGuard.ENDED: _l("the object was out of the register"),
    ObjectGuard.END_DAY: _l("the day lay ahead"),
    ObjectGuard.KIND: _l("the object is of a kind that has no attestation"),
    ObjectGuard.ORDER: _l("the dates were in the wrong order"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    said = {
        ObjectGuard.UNIT: _("This unit is not in the register. Choose another one."),
        ObjectGuard.CHANGED: _("Somebody else has changed this object meanwhile. Open its card again."),
        ObjectGuard.ENDED: _("This object is out of the register. Nothing of it is changed any more."),
        ObjectGuard.END_DAY: _("The day lies ahead. Enter it when the day has come."),
        ObjectGuard.KIND: _(
            "A container or a unit has no attestation. Enter what is attested in it as its own object."
        ),
        ObjectGuard.ORDER: _("The last day lies before the first. Correct the dates."),
    }
    return said[ObjectGuard(objection.guard)]
