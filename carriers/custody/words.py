"""What states, acts, kinds and refusals of custody are called."""

from carriers.custody.queries import TransitionFault
from carriers.custody.rules import Act, CarrierKind, Confirmation, Count, CustodyGuard, Family, Origin, State
from kernel.codes.codes import Code
from kernel.grades import Grade
from kernel.objections import Objection
from kernel.words.i18n import format_moment, ngettext
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.admission import rules as admission
from people.admission import words as admission_words

OPS = {
    "count_sheets": _l("Count of sheets"),
    "declare_sheets_missing": _l("Sheets declared missing"),
    "register": _l("Registration"),
    "issue": _l("Issue"),
    "take_back": _l("Return"),
    "transfer": _l("Transfer"),
    "select": _l("Selection for destruction"),
    "deselect": _l("Taken off the destruction act"),
    "destroy": _l("Destruction"),
    "declare_missing": _l("Declared missing"),
    "find": _l("Found"),
    "confirm_loss": _l("Loss confirmed"),
    "void": _l("Registration voided"),
    "void_issue": _l("Issue voided"),
}

STATES = {
    State.DRAFT: _l("Being registered"),
    State.IN_REGISTRY: _l("In the registry"),
    State.ISSUED: _l("Issued"),
    State.SELECTED: _l("Selected for destruction"),
    State.MISSING: _l("Missing"),
    State.DESTROYED: _l("Destroyed"),
    State.LOST: _l("Lost"),
    State.VOID: _l("Void"),
}
STATE_CSS = {
    State.DRAFT: "soft",
    State.IN_REGISTRY: "fine",
    State.ISSUED: "look",
    State.SELECTED: "look",
    State.MISSING: "stop",
    State.DESTROYED: "soft",
    State.LOST: "stop",
    State.VOID: "soft",
}

ACTS = {
    Act.REGISTER: _l("Registration"),
    Act.ISSUE: _l("Issue"),
    Act.TAKE_BACK: _l("Return"),
    Act.TRANSFER: _l("Transfer"),
    Act.SELECT: _l("Selection for destruction"),
    Act.DESELECT: _l("Taken off the destruction act"),
    Act.DESTROY: _l("Destruction"),
    Act.DECLARE_MISSING: _l("Declared missing"),
    Act.FIND: _l("Found"),
    Act.CONFIRM_LOSS: _l("Loss confirmed"),
    Act.VOID: _l("Registration voided"),
    Act.VOID_ISSUE: _l("Issue voided"),
}

COUNTS = {
    Count.COUNTED: _l("Sheets counted"),
    Count.DECLARED_MISSING: _l("Sheets declared missing"),
}

CONFIRMATIONS = {
    Confirmation.PIN: _l("PIN"),
    Confirmation.SECOND_SCAN: _l("pass scanned twice"),
}

FAMILIES = {
    Family.PAPER: _l("Paper"),
    Family.ELECTRONIC: _l("Electronic"),
    Family.ITEM: _l("Item"),
}

KINDS = {
    CarrierKind.DOCUMENT: _l("Document"),
    CarrierKind.DRAWING: _l("Drawing"),
    CarrierKind.PUBLICATION: _l("Publication"),
    CarrierKind.MAP: _l("Map"),
    CarrierKind.NOTEBOOK: _l("Working notebook"),
    CarrierKind.BLANK_SHEETS: _l("Blank sheets"),
    CarrierKind.CASE_FILE: _l("Case file"),
    CarrierKind.PHOTO: _l("Photograph"),
    CarrierKind.FLASH: _l("Flash drive"),
    CarrierKind.HARD_DISK: _l("Hard disk"),
    CarrierKind.SOLID_STATE_DISK: _l("Solid-state disk"),
    CarrierKind.OPTICAL_DISK: _l("Optical disk"),
    CarrierKind.MEMORY_CARD: _l("Memory card"),
    CarrierKind.TAPE: _l("Magnetic tape"),
    CarrierKind.LAPTOP: _l("Laptop"),
    CarrierKind.COMPUTER: _l("Computer"),
    CarrierKind.MOBILE_DEVICE: _l("Mobile device"),
    CarrierKind.TOKEN: _l("Key carrier"),
    CarrierKind.ITEM: _l("Special item"),
    CarrierKind.MODEL: _l("Mock-up"),
}

ORIGINS = {
    Origin.COURIER: _l("By courier service"),
    Origin.MAIL: _l("By special mail"),
    Origin.HAND: _l("By hand"),
    Origin.E_CHANNEL: _l("By a protected channel"),
    Origin.PRODUCED: _l("Made here"),
    Origin.REPRODUCED: _l("Reproduced here"),
    Origin.FOUND: _l("Found unaccounted"),
    Origin.PURCHASED: _l("Purchased"),
}


GUARDS = {
    CustodyGuard.STATE: _l("the carrier's state does not allow it"),
    CustodyGuard.OVERDUE: _l("carriers are overdue"),
    CustodyGuard.SELF: _l("one person sat on two chairs"),
    CustodyGuard.TWO_PERSONS: _l("a second worker was missing"),
    CustodyGuard.CONFIRMATION: _l("somebody had not acknowledged"),
    CustodyGuard.SHEETS: _l("the sheets were not those of the register"),
    CustodyGuard.HOLDER: _l("somebody else holds it"),
    CustodyGuard.RANK_VIEW: _l("the grade is above the worker's"),
    CustodyGuard.WORKER: _l("a worker had lost the right"),
    CustodyGuard.COUNT: _l("the count was not to be made"),
    CustodyGuard.FREEZE: _l("the carrier is on hold"),
    CustodyGuard.WHOLE: _l("it does not pass on without its parts"),
    CustodyGuard.HOLDER_FROZEN: _l("a carrier is missing from the person's hands"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its rule and remedy, in the reader's language."""
    if isinstance(objection.guard, admission.AdmissionGuard):
        return admission_words.sentence(objection)
    data = objection.data
    match objection.guard:
        case CustodyGuard.STATE:
            return _state(objection)
        case CustodyGuard.HOLDER:
            return _("It is held by %(holder)s, not by this person. Scan the pass of the holder.", **data)
        case CustodyGuard.OVERDUE:
            return ngettext(
                "%(number)s carrier is overdue with this person. It must come back first.",
                "%(number)s carriers are overdue with this person. They must come back first.",
                data["count"],
            )
        case CustodyGuard.FREEZE:
            return _("The carrier is on hold by a document. The head of the body lifts it; a return is always taken.")
        case CustodyGuard.WHOLE if data["why"] == "part":
            return _("It passes on with everything inside it, and not all of that lies here. Its card tells the parts.")
        case CustodyGuard.WHOLE:
            return _("It is inside another carrier, or others are inside it. Take them apart on its card first.")
        case CustodyGuard.HOLDER_FROZEN:
            return ngettext(
                "%(number)s carrier is missing from this person's hands. Nothing is issued until its case is closed.",
                "%(number)s carriers are missing from this person's hands. Nothing is issued until their cases are "
                "closed.",
                data["count"],
            )
        case CustodyGuard.SELF:
            return _self(data["why"])
        case CustodyGuard.TWO_PERSONS:
            return _(
                "«%(grade)s» needs a second registry worker. Let them scan their pass and enter their PIN.",
                grade=Grade(data["grade"]).word,
            )
        case CustodyGuard.CONFIRMATION:
            return _("The act is not acknowledged. Enter the PIN.")
        case CustodyGuard.SHEETS:
            return _sheets(data["expected"], data["counted"])
        case CustodyGuard.COUNT:
            return _("These sheets are not to be counted now. Look at the desk as it stands.")
        case CustodyGuard.WORKER:
            return _("An account at this desk is closed or no longer of the registry. Cancel, and let another work.")
        case CustodyGuard.RANK_VIEW:
            return _("This code is not in the register.")
    raise KeyError(objection.guard)


def _state(objection: Objection) -> str:
    data = objection.data
    if data["state"] is State.ISSUED:
        return _(
            "It is already issued: %(holder)s, since %(since)s. Take it back first, or make a transfer.",
            holder=data["holder"],
            since=format_moment(data["since"]),
        )
    paper = Code.parse(data["paper"]).grouped if data["paper"] else ""
    match data["state"]:
        case State.SELECTED:
            return _("It is on destruction act %(paper)s. It leaves the act only by its commission.", paper=paper)
        case State.MISSING:
            return _(
                "It is declared missing, case %(paper)s. If it lies here, open its card and record that it is found.",
                paper=paper,
            )
        case State.LOST:
            return _(
                "Its loss is confirmed, case %(paper)s. If it lies here, open its card and record that it is found.",
                paper=paper,
            )
        case State.DESTROYED:
            return _("It was destroyed by act %(paper)s. What lies here: put it aside and call the head.", paper=paper)
    return _("It stands as «%(state)s», so this act is not open to it.", state=STATES[data["state"]])


def _self(why: str) -> str:
    if why == "worker":
        return _("A registry worker does not issue to or take back from themselves. Call a colleague.")
    if why == "second":
        return _("The second registry worker is the same person. Call another colleague.")
    if why == "one_worker":
        return _("Both registry workers are one person. Call a colleague as the second.")
    return _("The giver and the receiver are the same person. Scan the other pass.")


def _sheets(expected: int, counted: int | None) -> str:
    """Said where the number may be known: of a paper still to be counted the desk itself says something else."""
    if counted is None:
        return _("The sheets are not counted yet.")
    return _(
        "%(counted)s sheets were counted, %(expected)s must be there. Do not take the carrier, declare the sheets "
        "missing and report to the head at once (Criminal Code, art. 186).",
        counted=counted,
        expected=expected,
    )


RECEIPTS = {
    Act.ISSUE: _l("Receipt for issued carriers"),
    Act.TAKE_BACK: _l("Receipt for returned carriers"),
    Act.TRANSFER: _l("Receipt for transferred carriers"),
}


def done(act: Act, number: int, name: str) -> str:
    """The outcome of an act at the desk in one sentence."""
    if act is Act.ISSUE:
        return ngettext(
            "%(number)s carrier issued to %(name)s.", "%(number)s carriers issued to %(name)s.", number, name=name
        )
    if act is Act.TAKE_BACK:
        return ngettext(
            "%(number)s carrier taken back from %(name)s.",
            "%(number)s carriers taken back from %(name)s.",
            number,
            name=name,
        )
    return ngettext(
        "%(number)s carrier transferred to %(name)s.",
        "%(number)s carriers transferred to %(name)s.",
        number,
        name=name,
    )


def transition_fault(fault: TransitionFault) -> str:
    """What `tizilim check` says of a step of custody that the rules or the database do not know."""
    step = {"act": fault.act, "before": fault.from_state, "after": fault.to_state}
    if fault.is_lawful:
        return _("The table of lawful steps lacks %(act)s: %(before)s → %(after)s. Restore it from a backup.", **step)
    return _("The table of lawful steps holds %(act)s: %(before)s → %(after)s, which the rules do not know.", **step)
