"""What kinds of registers and refusals of registration are called."""

from carriers.register.rules import AliasKind, RegisterGuard, RegisterKind
from carriers.storage import rules as storage
from carriers.storage import words as storage_words
from kernel.codes.codes import Kind
from kernel.grades import Grade
from kernel.objections import Objection
from kernel.words.i18n import format_date
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

OPS = {
    "open_register": _l("Register opened"),
    "close_register": _l("Register closed"),
    "leave_gap": _l("Numbers left out"),
    "print_ahead": _l("Labels printed ahead"),
}

KINDS = {
    RegisterKind.INCOMING: _l("Incoming documents"),
    RegisterKind.PREPARED: _l("Prepared documents"),
    RegisterKind.MEDIA: _l("Electronic media"),
    RegisterKind.PUBLICATIONS: _l("Publications"),
    RegisterKind.MAPS_ITEMS: _l("Maps and items"),
    RegisterKind.NOTEBOOKS: _l("Working notebooks"),
    RegisterKind.CASES: _l("Case files"),
    RegisterKind.BLANK_SHEETS: _l("Blank sheets"),
}

ALIAS_KINDS = {
    AliasKind.SERIAL_NO: _l("Serial number"),
    AliasKind.INVENTORY_NO: _l("Old inventory number"),
}

CODES = {
    Kind.CARRIER: _l("the barcode of a carrier"),
    Kind.PERSON: _l("a pass"),
    Kind.PLACE: _l("the label of a place"),
    Kind.ACT: _l("a receipt"),
    Kind.COMMAND: _l("a command card"),
}

FIELDS = {
    RegisterGuard.NUM: "seq",
    RegisterGuard.TITLE: "title",
    RegisterGuard.SHEETS: "sheets",
    RegisterGuard.SERIAL: "serial_no",
    RegisterGuard.ALIAS: "serial_no",
    RegisterGuard.GRADE: "rank",
    RegisterGuard.RANK_VIEW: "rank",
    RegisterGuard.KIND: "kind",
    RegisterGuard.COPIES: "copies",
    RegisterGuard.LABEL: "label",
    RegisterGuard.DATE: "registered_on",
    RegisterGuard.TEMPLATE: "template",
    RegisterGuard.REGISTER_TAKEN: "code",
    RegisterGuard.YEAR: "registered_on",
    RegisterGuard.OPENED: "opened_on",
    RegisterGuard.CARRIED_OVER: "carried_over_why",
    storage.StorageGuard.STORE: "home_place_id",
}


GUARDS = {
    RegisterGuard.NUM: _l("the number was not free"),
    RegisterGuard.TITLE: _l("there was no title"),
    RegisterGuard.SHEETS: _l("the sheets were not given"),
    RegisterGuard.SERIAL: _l("the serial number was missing"),
    RegisterGuard.ALIAS: _l("the number belongs to another carrier"),
    RegisterGuard.ALIAS_COPIES: _l("one number was given to several copies"),
    RegisterGuard.OWN_CODE: _l("a number was a code of ours"),
    RegisterGuard.LAYOUT: _l("a number may be of another keyboard layout"),
    RegisterGuard.GRADE: _l("the register does not take this grade"),
    RegisterGuard.RANK_VIEW: _l("the grade is above the worker's"),
    RegisterGuard.KIND: _l("the register does not take this kind"),
    RegisterGuard.COPIES: _l("the copies did not fit"),
    RegisterGuard.LABEL: _l("the label was not free"),
    RegisterGuard.DATE: _l("the date could not be"),
    RegisterGuard.TEMPLATE: _l("the number could not be made"),
    RegisterGuard.REGISTER_TAKEN: _l("the register stands already"),
    RegisterGuard.YEAR: _l("the date is of another year"),
    RegisterGuard.GAP: _l("numbers would be left out without a reason"),
    RegisterGuard.OPENED: _l("the day of opening could not be"),
    RegisterGuard.CARRIED_OVER: _l("no reason was given for carrying the book over"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    if isinstance(objection.guard, storage.StorageGuard):
        return storage_words.sentence(objection)
    data = objection.data
    match objection.guard:
        case RegisterGuard.NUM:
            return _number(objection)
        case RegisterGuard.TITLE:
            return _("Enter a title of at least 3 letters that shows nothing secret.")
        case RegisterGuard.SHEETS:
            return _("Count the sheets: a paper carrier has at least 1.")
        case RegisterGuard.SERIAL:
            return _("Enter the serial number that its maker gave it.")
        case RegisterGuard.ALIAS:
            return _("A carrier with this serial or inventory number is registered already. Check the number.")
        case RegisterGuard.ALIAS_COPIES:
            return _("A number of its own belongs to one copy. Register the copies one by one, each with its number.")
        case RegisterGuard.OWN_CODE:
            return own_code(data["kind"], data["whose"])
        case RegisterGuard.LAYOUT:
            return _(
                "Another keyboard layout may have made this of %(could)s. Scan it again or correct it; if it is meant "
                "as it stands, say so below.",
                **data,
            )
        case RegisterGuard.GRADE:
            return _(
                "This register takes grades from «%(low)s» to «%(high)s». Choose another register or grade.",
                low=Grade(data["min"]).word,
                high=Grade(data["max"]).word,
            )
        case RegisterGuard.RANK_VIEW:
            return _("This grade is above what your account is shown. Ask a worker who is cleared for it.")
        case RegisterGuard.KIND:
            return _("This register does not take carriers of this kind. Choose another register or kind.")
        case RegisterGuard.COPIES:
            return _copies(data["why"], data.get("most", 0))
        case RegisterGuard.LABEL:
            return _label(**data)
        case RegisterGuard.TEMPLATE:
            return _("A number is made of {seq}, {suffix} and {year}; {seq} must be there.")
        case RegisterGuard.REGISTER_TAKEN:
            return _("A register with this code is open for this year already. Choose another code.")
    return _book(objection)


def own_code(kind: str, whose: str) -> str:
    """That a text is a code of the register itself, and whose."""
    what = f"{CODES[Kind(kind)]} {whose}".strip()
    return _("This is a code of the register itself: %(what)s. Scan the number that others gave it.", what=what)


def _book(objection: Objection) -> str:
    """What stands against days and numbers of the book itself."""
    data = objection.data
    match objection.guard:
        case RegisterGuard.DATE:
            return _(
                "The date must be from %(day)s, when the register was opened, to today.", day=format_date(data["from"])
            )
        case RegisterGuard.YEAR:
            return _("This is the register of %(year)s: it takes dates of that year only.", year=data["year"])
        case RegisterGuard.GAP if data["field"] == "seq_again":
            return _("Type the number once more: it must be the one that was entered.")
        case RegisterGuard.GAP:
            return _("Say in words why these numbers are left out.")
        case RegisterGuard.OPENED:
            return _("A register is opened today, or was opened on paper on a day of %(year)s.", year=data["year"])
        case RegisterGuard.CARRIED_OVER:
            return _("Say in words why the paper book is carried over; a new register is opened today.")
    raise KeyError(objection.guard)


def _number(objection: Objection) -> str:
    data = objection.data
    match data["why"]:
        case "closed":
            return _("The register was closed on %(day)s. Choose an open one.", day=format_date(data["on"]))
        case "used":
            return _("This number has been given already; a number is never used twice. The next is %(next)s.", **data)
    return _("Numbers %(first)s to %(last)s would be left out. Explain why, or use the next number.", **data)


def _copies(why: str, most: int) -> str:
    if why == "first":
        return _("Say in words why the copies before the first one here are not registered.")
    if why == "number":
        return _("Enter from 1 to %(most)s copies at once.", most=most)
    if why == "not_paper":
        return _("Only paper has numbered copies. Register each medium or item by itself.")
    return _("The copy numbers run beyond the copies made in all. Correct one of them.")


def _label(why: str, kind: str = "", need: int = 0, got: int = 0) -> str:
    if why == "other":
        return own_code(kind, "")
    if why == "bound":
        return _("This label is already on another carrier. Take a new one.")
    if why == "copies":
        return _("Labels: %(got)s, copies: %(need)s. Scan one label for each copy.", need=need, got=got)
    return _("This is not one of the labels printed ahead. Scan it again, or leave the field empty.")
