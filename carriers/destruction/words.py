"""What destruction acts, their methods and refusals are called."""

from carriers.destruction.rules import DestructionGuard, Effect, Exclusion, Method, Signed, Stage, Unit
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from kernel.words.i18n import ngettext

OPS = {
    "draw_act": _l("Destruction act drawn up"),
    "sign_act": _l("Destruction act signed"),
    "approve_act": _l("Destruction act approved"),
    "cancel_act": _l("Destruction act cancelled"),
    "come_to_sitting": _l("Present at a destruction"),
    "leave_sitting": _l("Destruction broken off"),
    "check_unit": _l("Carrier checked before destruction"),
    "exclude_unit": _l("Carrier excluded from destruction"),
    "finish_act": _l("Execution confirmed"),
    "execute_act": _l("Destruction act executed"),
}
STAGES = {
    Stage.DRAFT: _l("being drawn up"),
    Stage.SIGNED: _l("signed, waits for approval"),
    Stage.APPROVED: _l("approved, to be executed"),
    Stage.EXECUTED: _l("executed"),
    Stage.CANCELLED: _l("cancelled"),
}
STAGE_CSS = {
    Stage.DRAFT: "look",
    Stage.SIGNED: "look",
    Stage.APPROVED: "look",
    Stage.EXECUTED: "fine",
    Stage.CANCELLED: "soft",
}
UNITS = {
    Unit.LISTED: _l("to be checked"),
    Unit.CHECKED: _l("checked"),
    Unit.EXCLUDED: _l("excluded"),
    Unit.DESTROYED: _l("destroyed"),
    Unit.REMOVED: _l("taken off"),
}
UNIT_CSS = {
    Unit.LISTED: "soft",
    Unit.CHECKED: "fine",
    Unit.EXCLUDED: "look",
    Unit.DESTROYED: "fine",
    Unit.REMOVED: "soft",
}
METHODS = {
    Method.BURNING: _l("Burning"),
    Method.PULPING: _l("Pulping"),
    Method.CROSS_CUT: _l("Cross-cut shredding"),
    Method.MELTING: _l("Melting"),
    Method.CHEMICAL: _l("Chemical decomposition"),
    Method.OVERWRITE: _l("Overwriting (clear)"),
    Method.BLOCK_ERASE: _l("Block erase (purge)"),
    Method.CRYPTO_ERASE: _l("Cryptographic erase (purge)"),
    Method.DEGAUSS: _l("Degaussing (purge)"),
    Method.SHRED: _l("Shredding of media"),
    Method.DISINTEGRATE: _l("Disintegration"),
    Method.INCINERATE: _l("Incineration of media"),
}
EFFECTS = {
    Effect.CLEAR: _l("clear"),
    Effect.PURGE: _l("purge"),
    Effect.DESTROY: _l("destroy"),
}
EXCLUSIONS = {
    Exclusion.NOT_FOUND: _l("it is not there"),
    Exclusion.SHEETS: _l("the sheets differ"),
    Exclusion.SERIAL: _l("the serial number differs"),
    Exclusion.COPY: _l("the copy number differs"),
    Exclusion.HELD: _l("the destruction is stopped by an order"),
    Exclusion.METHOD: _l("the method does not fit it"),
    Exclusion.NEEDED: _l("it is needed for work"),
    Exclusion.OTHER: _l("another reason"),
}
SIGNED = {
    Signed.LIST: _l("list"),
    Signed.EXECUTION: _l("execution"),
}
FIELDS = {
    DestructionGuard.METHOD: "method",
    DestructionGuard.UNKNOWN: "text",
    DestructionGuard.TOO_MANY: "last",
    DestructionGuard.COUNT: "sheets",
    DestructionGuard.COUNTER: "sheets",
    DestructionGuard.SERIAL: "serial",
}
GUARDS = {
    DestructionGuard.STAGE: _l("the act stands elsewhere"),
    DestructionGuard.EMPTY: _l("nothing was on the act"),
    DestructionGuard.CHANGED: _l("the list had changed"),
    DestructionGuard.METHOD: _l("the method did not fit"),
    DestructionGuard.NOT_MEMBER: _l("it was no member of the commission"),
    DestructionGuard.SIGNED_ALREADY: _l("it was signed already"),
    DestructionGuard.APPROVER: _l("the approver was a member"),
    DestructionGuard.OWN_ACT: _l("the approver had drawn it up"),
    DestructionGuard.NOT_LISTED: _l("it was not on the act"),
    DestructionGuard.UNKNOWN: _l("no carrier was meant"),
    DestructionGuard.TOO_MANY: _l("too many at once"),
    DestructionGuard.CHECKED_ALREADY: _l("it was checked already"),
    DestructionGuard.ALONE: _l("fewer than two members were present"),
    DestructionGuard.NO_SITTING: _l("no sitting was open"),
    DestructionGuard.COUNTER: _l("one person counted twice"),
    DestructionGuard.COUNT: _l("the sheets were not counted"),
    DestructionGuard.SERIAL: _l("the serial number differed"),
    DestructionGuard.UNFINISHED: _l("carriers were left"),
    DestructionGuard.RANK_VIEW: _l("the grade is above the account's"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    data = objection.data
    match objection.guard:
        case DestructionGuard.STAGE:
            return _("The act is «%(stage)s», so this is not open to it.", stage=STAGES[data["stage"]])
        case DestructionGuard.METHOD:
            return _method(objection)
        case DestructionGuard.UNKNOWN:
            return _("No carrier in the registry is meant by this. Scan its barcode, or type its whole number.")
        case DestructionGuard.TOO_MANY:
            return _("More than %(most)s carriers lie between these numbers. Choose fewer.", **data)
        case DestructionGuard.ALONE:
            return _("At least %(least)s members must be present, each by their own PIN, you among them.", **data)
        case DestructionGuard.UNFINISHED:
            return ngettext(
                "%(number)s carrier is neither checked nor excluded yet.",
                "%(number)s carriers are neither checked nor excluded yet.",
                data["left"],
            )
    return _plain(DestructionGuard(objection.guard))


def _method(objection: Objection) -> str:
    data = {"method": METHODS[objection.data["method"]], "number": objection.data.get("number", "")}
    match objection.data["why"]:
        case "family":
            return _("%(number)s: «%(method)s» does not destroy such a carrier. Draw up a separate act.", **data)
        case "not_magnetic":
            return _("%(number)s: «%(method)s» erases magnetic media only, no flash and no solid-state disk.", **data)
    return _("%(number)s: «%(method)s» is not allowed for its grade. Choose another method.", **data)


def _plain(guard: DestructionGuard) -> str:
    said = {
        DestructionGuard.EMPTY: _("Nothing is on the act yet. Add carriers first."),
        DestructionGuard.CHANGED: _("The act has changed since it was shown to you. Look at it as it now stands."),
        DestructionGuard.NOT_MEMBER: _("Only members of its commission do this, each in their own session."),
        DestructionGuard.SIGNED_ALREADY: _("You have signed this already."),
        DestructionGuard.APPROVER: _("A member of the commission does not approve its act."),
        DestructionGuard.OWN_ACT: _("Nobody approves an act that they drew up themselves."),
        DestructionGuard.NOT_LISTED: _("This carrier is not on this act. Put it aside and call the head."),
        DestructionGuard.CHECKED_ALREADY: _("This carrier is checked or excluded already."),
        DestructionGuard.NO_SITTING: _("No sitting is open. Let the members come by their PINs first."),
        DestructionGuard.COUNTER: _("You have counted it once. Let another member count."),
        DestructionGuard.COUNT: _("Count the sheets and enter their number."),
        DestructionGuard.SERIAL: _("This is not the serial number of the register. Read it from the device again."),
        DestructionGuard.RANK_VIEW: _("The grade of this act is above what your account is shown."),
    }
    return said[guard]
