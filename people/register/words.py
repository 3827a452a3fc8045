"""What categories of persons and refusals of the register are called."""

from kernel.objections import Objection
from kernel.words.i18n import format_date
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.register.rules import Category, PersonGuard, Presence

OPS = {
    "enter_unit": _l("Unit entered"),
    "enter_person": _l("Person entered"),
    "change_person": _l("Person changed"),
    "dismiss": _l("Dismissal"),
    "wrong_pin": _l("Wrong PIN"),
    "print_pass": _l("Pass printed"),
    "void_pass": _l("Void pass scanned"),
    "choose_person": _l("Choosing a person"),
}

CATEGORIES = {
    Category.CIVIL: _l("Civil servant or employee"),
    Category.MILITARY: _l("Serviceman"),
    Category.CONSCRIPT: _l("Conscript"),
    Category.CADET: _l("Cadet"),
    Category.SPECIAL_BODY: _l("Officer of a special body"),
    Category.CONTRACTOR: _l("Contractor"),
    Category.ADVOCATE: _l("Advocate"),
    Category.OTHER: _l("Other"),
}

PRESENCES = {
    Presence.NOT_YET: _l("Not yet employed"),
    Presence.WORKING: _l("Working"),
    Presence.ABSENT: _l("Absent"),
    Presence.DISMISSED: _l("Dismissed"),
}
PRESENCE_CSS = {
    Presence.NOT_YET: "look",
    Presence.WORKING: "fine",
    Presence.ABSENT: "look",
    Presence.DISMISSED: "stop",
}

FIELDS = {
    PersonGuard.DATE_ORDER: "on",
    PersonGuard.EMPLOYED_ORDER: "employed_to",
    PersonGuard.ABSENCE_ORDER: "absent_from",
    PersonGuard.UNIT_CODE_TAKEN: "code",
}


GUARDS = {
    PersonGuard.PIN_NONE: _l("no PIN is set"),
    PersonGuard.PIN_WRONG: _l("the PIN was wrong"),
    PersonGuard.PIN_WAIT: _l("too many wrong PINs"),
    PersonGuard.DISMISSED: _l("the person is dismissed"),
    PersonGuard.DATE_ORDER: _l("the dates were in the wrong order"),
    PersonGuard.EMPLOYED_ORDER: _l("the dates were in the wrong order"),
    PersonGuard.ABSENCE_ORDER: _l("the dates were in the wrong order"),
    PersonGuard.CHANGED_MEANWHILE: _l("somebody else had changed it"),
    PersonGuard.OWN_RECORD: _l("it was their own record"),
    PersonGuard.UNIT_CODE_TAKEN: _l("the code was taken"),
    PersonGuard.NOBODY: _l("nobody was found by the words"),
    PersonGuard.SEVERAL: _l("several persons were found by the words"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    data = objection.data
    match objection.guard:
        case PersonGuard.PIN_NONE:
            return _("No PIN is set. Its holder sets it on the person's card.")
        case PersonGuard.PIN_WRONG:
            return _("The PIN is wrong. Nothing was recorded as acknowledged; enter the PIN again.")
        case PersonGuard.PIN_WAIT:
            return _("Too many wrong PINs. Wait %(seconds)s seconds and try again.", **data)
        case PersonGuard.DISMISSED:
            day = format_date(data["on"])
            return _("The person was dismissed on %(day)s. Nothing in the record is changed any more.", day=day)
        case PersonGuard.DATE_ORDER:
            return _("The day of dismissal is before the day of employment. Correct the date.")
        case PersonGuard.EMPLOYED_ORDER:
            return _("The employment ends before it begins. Correct the dates.")
        case PersonGuard.ABSENCE_ORDER:
            return _("The absence needs a first day, and its last day may not be before it. Correct the dates.")
        case PersonGuard.CHANGED_MEANWHILE:
            return _("Someone else has just changed this record. Compare it with the card, then save again.")
        case PersonGuard.OWN_RECORD:
            return _("Nobody changes what their own admission rests on. Ask another security officer.")
        case PersonGuard.UNIT_CODE_TAKEN:
            return _("This code belongs to another unit. Choose another.")
        case PersonGuard.NOBODY:
            return _("Nobody is found by this. Scan the pass, or type the surname and the first name.")
        case PersonGuard.SEVERAL:
            return _("Several persons are found by this. Add the first name and the patronymic, or scan the pass.")
    raise KeyError(objection.guard)
