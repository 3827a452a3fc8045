"""What the desk says: answers to scans, next steps, the words on its buttons."""

from typing import Any

from carriers.custody import words as custody_words
from carriers.custody.rules import MOST_SHEETS, Act, CustodyGuard
from carriers.desk.queries import Line
from carriers.desk.rules import DeskGuard, Said, Step, Verdict
from kernel.codes.codes import Kind
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from kernel.words.i18n import ngettext
from people.register import words as person_words
from people.register.rules import PersonGuard

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


GUARDS = {
    DeskGuard.CHANGED: _l("the desk had changed"),
}


def step(found: Step, name: str, *, scan_acknowledges: bool) -> str:
    """The next step as a heading; `name` is the person whose turn it is, or the number of the paper to count."""
    match found:
        case Step.COUNT_SHEETS:
            return _("Count the sheets of %(number)s and type how many there are", number=name)
        case Step.RECOUNT_SHEETS:
            return _("%(name)s counts once more, types how many sheets there are, and their PIN", name=name)
        case Step.SECOND_PIN:
            return _("PIN of the second worker %(name)s", name=name)
        case Step.GIVER_CONFIRMS | Step.RECEIVER_CONFIRMS if scan_acknowledges:
            return _("PIN of %(name)s, or their pass once more", name=name)
        case Step.GIVER_CONFIRMS | Step.RECEIVER_CONFIRMS:
            return _("PIN of %(name)s", name=name)
    return str(STEPS[found])


def reason(objection: Objection) -> str:
    """Why the desk refuses, with the remedy."""
    if objection.guard is DeskGuard.CHANGED:
        return said(Said.CHANGED, {})
    if isinstance(objection.guard, PersonGuard):
        return person_words.sentence(objection)
    return custody_words.sentence(objection)


def reasons(line: Line) -> list[str]:
    """What stands against a row; of sheets still to be counted no number is told."""
    found = []
    for one in line.objections:
        if one.guard is CustodyGuard.SHEETS and line.is_blind:
            found.append(
                _("Another registry worker counts the sheets once more.")
                if line.row.counts
                else _("The sheets are not counted yet.")
            )
        else:
            found.append(reason(one))
    return found


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
        case Said.COUNT_DIFFERS:
            return _("%(number)s: the count is not that of the register. Let another worker count.", **data)
        case Said.NOT_A_COUNT:
            return _not_a_count(data)
        case Said.DECLARED_MISSING:
            return _("%(number)s: sheets are declared missing. Keep it apart and report to the head at once.", **data)
        case Said.UNKNOWN:
            return _("This code is not in the register. If it stands on a carrier, put it aside and tell the head.")
        case Said.VOID_PASS:
            return _("This pass is void: another one was printed for the person. Take it away and tell the head.")
        case Said.UNREADABLE | Said.HELD_BACK | Said.MISCOUNTED:
            return str(data["reason"])
        case Said.WRONG_KIND:
            return str(KINDS[data["kind"]])
    return _person_or_act(answer, data)


def _not_a_count(data: dict[str, Any]) -> str:
    if "alias" in data:
        return _("This is also the number of a carrier, so nothing was counted. If it is the count, put a 0 before it.")
    return _("A count is a whole number up to %(most)s. Nothing was counted.", most=MOST_SHEETS)


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
            return _("Not yet: %(step)s", **data)
        case Said.CHANGED:
            return _("The desk has changed. Nothing was acknowledged: look at it as it now stands.")
    raise KeyError(answer)


def commit_button(act: Act, number: int) -> str:
    """The deed on the button."""
    match act:
        case Act.ISSUE:
            return ngettext("Issue %(number)s carrier", "Issue %(number)s carriers", number)
        case Act.TAKE_BACK:
            return ngettext("Take back %(number)s carrier", "Take back %(number)s carriers", number)
    return ngettext("Transfer %(number)s carrier", "Transfer %(number)s carriers", number)
