"""What categories of persons and refusals of the register are called."""

from kernel.i18n import gettext as _
from kernel.i18n import lazy as _l
from kernel.objections import Objection
from people.register.models import Category
from people.register.rules import Guard

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

WEAKNESSES = {
    "short": _l("The PIN is too short: it needs at least 6 digits."),
    "long": _l("The PIN is too long: it may have at most 12 digits."),
    "not_digits": _l("The PIN consists of digits only."),
    "simple_pin": _l("The PIN is too simple: choose digits that do not repeat or run in order."),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    data = objection.data
    match objection.guard:
        case Guard.PIN_NONE:
            return _("No PIN is set. Its holder sets it on the person's card.")
        case Guard.PIN_WRONG:
            return _("The PIN is wrong. Nothing was recorded as acknowledged; enter the PIN again.")
        case Guard.PIN_WAIT:
            return _("Too many wrong PINs. Wait %(seconds)s seconds and try again.", **data)
        case Guard.PIN_WEAK:
            return str(WEAKNESSES[str(data["weakness"])])
        case Guard.DISMISSED:
            return _("The person has already been dismissed.")
        case Guard.DATE_ORDER:
            return _("The day of dismissal is before the day of employment. Correct the date.")
    raise KeyError(objection.guard)
