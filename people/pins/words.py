"""What acts on PINs and their refusals are called."""

from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.pins.rules import PinGuard
from people.register import words as persons

OPS = {
    "set_pin": _l("PIN set by its holder"),
    "clear_pin": _l("PIN cleared"),
    "bootstrap_pin": _l("PIN of a first worker set at the console"),
}

WEAKNESSES = {
    "short": _l("The PIN is too short: it needs at least 6 digits."),
    "long": _l("The PIN is too long: it may have at most 12 digits."),
    "not_digits": _l("The PIN consists of digits only."),
    "simple_pin": _l("The PIN is too simple: choose digits that do not repeat or run in order."),
}

FIELDS = {
    PinGuard.WEAK: "new",
    PinGuard.OLD_WRONG: "old",
    PinGuard.NOT_THEIR_PASS: "pass_code",
    PinGuard.TWO_WORKERS: "second_code",
    PinGuard.SAME_PERSON: "second_code",
    PinGuard.WORKER_PIN: "worker_pin",
    PinGuard.SECOND_PIN: "second_pin",
}


GUARDS = {
    PinGuard.WEAK: _l("the PIN was too weak"),
    PinGuard.OLD_WRONG: _l("the present PIN was wrong"),
    PinGuard.NOT_THEIR_PASS: _l("another pass was scanned"),
    PinGuard.TWO_WORKERS: _l("two workers were not there"),
    PinGuard.SAME_PERSON: _l("one person sat on two chairs"),
    PinGuard.WORKER_PIN: _l("the worker's PIN was wrong"),
    PinGuard.SECOND_PIN: _l("the second worker's PIN was wrong"),
    PinGuard.WAIT: _l("too many wrong PINs"),
    PinGuard.STANDS: _l("a PIN stands"),
    PinGuard.OWN_CLEARED: _l("it was their own"),
    PinGuard.ROOM_STANDS: _l("the room sets PINs itself"),
}


def field(objection: Objection) -> str | None:
    """Where the form shows this refusal."""
    if objection.guard is PinGuard.WAIT:
        return FIELDS[PinGuard(objection.data["at"])]
    return FIELDS.get(PinGuard(objection.guard)) if objection.guard in list(PinGuard) else None


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    match objection.guard:
        case PinGuard.WEAK:
            return str(WEAKNESSES[str(objection.data["weakness"])])
        case PinGuard.OLD_WRONG:
            return _("The old PIN is wrong. The PIN was not changed; enter the old one again.")
        case PinGuard.NOT_THEIR_PASS:
            return _("This is not the pass of this person. Let the holder scan their own pass.")
        case PinGuard.TWO_WORKERS:
            return _("Two workers of the registry confirm, each by a pass and a PIN of their own.")
        case PinGuard.SAME_PERSON:
            return _("The holder and the two workers are three different persons. Ask another worker.")
        case PinGuard.WORKER_PIN | PinGuard.SECOND_PIN:
            return _("This PIN is wrong. Nothing was set; enter it again.")
        case PinGuard.WAIT:
            return _("Too many wrong PINs. Wait %(seconds)s seconds and try again.", seconds=objection.data["seconds"])
        case PinGuard.STANDS:
            return _("A PIN stands. Its holder changes it, or it is cleared first, with a reason.")
        case PinGuard.OWN_CLEARED:
            return _("Nobody clears their own PIN. Ask another security officer.")
        case PinGuard.ROOM_STANDS:
            return _("The room has two workers with a PIN: set it there, before both of them.")
    return persons.sentence(objection)
