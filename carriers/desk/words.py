"""What the desk says: answers to scans, next steps, the words on its buttons."""

from typing import Any

from carriers.custody.rules import Act
from carriers.desk.rules import Said, Step, Verdict
from kernel.codes.codes import Kind
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from kernel.words.i18n import ngettext

OPS = {
    "cancel_basket": _l("Desk cleared without an act"),
    "scan_refused": _l("Unreadable scan"),
    "scan_unknown": _l("Scan of an unknown code"),
}

VERDICTS = {
    (Act.ISSUE, Verdict.FINE): _l("may be issued"),
    (Act.ISSUE, Verdict.LOOK): _l("something is still needed"),
    (Act.ISSUE, Verdict.STOP): _l("may not be issued"),
    (Act.TAKE_BACK, Verdict.FINE): _l("may be taken back"),
    (Act.TAKE_BACK, Verdict.LOOK): _l("something is still needed"),
    (Act.TAKE_BACK, Verdict.STOP): _l("may not be taken back"),
    (Act.TRANSFER, Verdict.FINE): _l("may be transferred"),
    (Act.TRANSFER, Verdict.LOOK): _l("something is still needed"),
    (Act.TRANSFER, Verdict.STOP): _l("may not be transferred"),
}
SIGNS = {Verdict.FINE: "✓", Verdict.LOOK: "!", Verdict.STOP: "✕"}

MODES = {
    Act.ISSUE: _l("Issue"),
    Act.TAKE_BACK: _l("Take back"),
    Act.TRANSFER: _l("Transfer"),
}

STEPS = {
    Step.SCAN_PASS: _l("Scan the pass"),
    Step.SCAN_OTHER_PASS: _l("Scan the pass of the one who receives"),
    Step.SCAN_CARRIERS: _l("Scan the carriers"),
    Step.REMOVE_REFUSED: _l("Remove the refused rows"),
    Step.SCAN_SECOND: _l("A second registry worker scans their pass"),
    Step.COMMIT: _l("Everything is acknowledged"),
}

KINDS = {
    Kind.PERSON: _l("This is a pass, and a carrier is needed."),
    Kind.PLACE: _l("This is a place. At the desk, scan passes and carriers."),
    Kind.ACT: _l("This is a receipt. Scan it in the search field to open it."),
    Kind.COMMAND: _l("This command card is not known."),
    Kind.CARRIER: _l("This is a carrier."),
}


def step(found: Step, name: str) -> str:
    """The next step as a heading; `name` is the person whose turn it is, or the number of the paper to count."""
    if found is Step.COUNT_SHEETS:
        return _("Count the sheets of %(number)s, type how many and press Enter", number=name)
    if found is Step.SECOND_PIN:
        return _("PIN of the second worker %(name)s", name=name)
    if found in (Step.GIVER_CONFIRMS, Step.RECEIVER_CONFIRMS):
        return _("PIN of %(name)s, or their pass once more", name=name)
    return str(STEPS[found])


def said(answer: Said, data: dict[str, Any]) -> str:
    """The answer of the desk in one sentence."""
    match answer:
        case Said.ADDED:
            return _("Added: %(kind)s %(number)s", **data)
        case Said.NEEDS:
            return _("Added: %(kind)s %(number)s. %(reason)s", **data)
        case Said.REFUSED:
            return _("Not allowed: %(kind)s %(number)s. %(reason)s", **data)
        case Said.ALREADY:
            return _("Already on the desk: row %(row)s.", **data)
        case Said.ELSEWHERE:
            return _("It lies in the basket of %(name)s since %(since)s. It cannot be in two.", **data)
        case Said.COUNTED:
            return _("%(number)s: %(sheets)s sheets counted, as it should be.", **data)
        case Said.MISCOUNTED:
            return str(data["reason"])
        case Said.UNKNOWN:
            return _("This code is not in the register. If it stands on a carrier, put it aside and tell the head.")
        case Said.UNREADABLE | Said.HELD_BACK:
            return str(data["reason"])
        case Said.WRONG_KIND:
            return str(KINDS[data["kind"]])
    return _person_or_act(answer, data)


def _person_or_act(answer: Said, data: dict[str, Any]) -> str:
    match answer:
        case Said.PERSON:
            return _("At the desk: %(name)s", **data)
        case Said.PERSON_REPLACED:
            return _("At the desk now: %(name)s instead of %(before)s", **data)
        case Said.PERSON_CONFIRMED:
            return _("Acknowledged by the pass: %(name)s", **data)
        case Said.PERSON_STRANGE:
            return _("Another person is at the desk. Finish or cancel first.")
        case Said.SECOND:
            return _("Second worker: %(name)s. The PIN is needed.", **data)
        case Said.REMOVED:
            return _("Removed: %(number)s", **data)
        case Said.NOTHING_TO_REMOVE:
            return _("There is nothing to remove.")
        case Said.CANCELLED:
            return _("Cancelled. The desk is clear, nothing was handed over.")
        case Said.MODE:
            return str(MODES[data["act"]])
        case Said.MODE_KEPT:
            return _("Carriers are on the desk. Finish or cancel first.")
        case Said.NOT_YET:
            return _("Not yet: %(step)s.", **data)
    raise KeyError(answer)


def commit_button(act: Act, number: int) -> str:
    """The deed on the button."""
    match act:
        case Act.ISSUE:
            return ngettext("Issue %(number)s carrier", "Issue %(number)s carriers", number)
        case Act.TAKE_BACK:
            return ngettext("Take back %(number)s carrier", "Take back %(number)s carriers", number)
    return ngettext("Transfer %(number)s carrier", "Transfer %(number)s carriers", number)
