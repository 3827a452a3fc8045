"""What the acts in the journal are called."""

from kernel.i18n import lazy as _l
from kernel.journal import Log

LOGS = {
    Log.CUSTODY: _l("Custody"),
    Log.SECURITY: _l("Security"),
}

OPS = {
    "demo": _l("Invented data begins here"),
    "register": _l("Registration"),
    "issue": _l("Issue"),
    "take_back": _l("Return"),
    "transfer": _l("Transfer"),
    "refused": _l("Refused attempt"),
    "cancel_basket": _l("Desk cleared without an act"),
    "scan_refused": _l("Unreadable scan"),
    "scan_unknown": _l("Scan of an unknown code"),
    "open_register": _l("Register opened"),
    "close_register": _l("Register closed"),
    "leave_gap": _l("Numbers left out"),
    "print_ahead": _l("Labels printed ahead"),
    "print_labels": _l("Labels printed"),
    "print_page": _l("Command cards or test page printed"),
    "export": _l("Export asked for"),
    "exported": _l("Export made"),
    "arrange_place": _l("Place arranged"),
    "enter_unit": _l("Unit entered"),
    "enter_person": _l("Person entered"),
    "change_person": _l("Person changed"),
    "dismiss": _l("Dismissal"),
    "grant_clearance": _l("Clearance entered"),
    "formalise_clearance": _l("Clearance formalised"),
    "suspend_clearance": _l("Clearance suspended"),
    "resume_clearance": _l("Clearance resumed"),
    "terminate_clearance": _l("Clearance ended"),
    "set_pin": _l("PIN set by its holder"),
    "clear_pin": _l("PIN cleared"),
    "wrong_pin": _l("Wrong PIN"),
    "add_account": _l("Account added"),
    "reset_account": _l("New one-time password"),
    "disable_account": _l("Account closed"),
    "enable_account": _l("Account opened again"),
    "change_password": _l("Password changed"),
    "password_refused": _l("Wrong present password"),
    "sign_in": _l("Sign-in"),
    "sign_in_failed": _l("Failed sign-in"),
    "sign_out": _l("Sign-out"),
    "lock": _l("Screen closed"),
    "unlock": _l("Screen opened"),
    "unlock_failed": _l("Screen not opened"),
    "denied": _l("Denied address"),
}


def op(name: str) -> str:
    """The act in words; an act of a later version keeps its own name."""
    return str(OPS.get(name, name))


NAMES_OF_FIELDS = {
    "act": _l("act"),
    "basket": _l("basket"),
    "carrier": _l("barcode"),
    "carriers": _l("barcodes"),
    "clearance": _l("clearance"),
    "code": _l("barcode"),
    "codes": _l("barcodes"),
    "confirmed": _l("acknowledged"),
    "count": _l("how many"),
    "document": _l("document"),
    "dpi": _l("dots per inch"),
    "due": _l("return by (UTC)"),
    "elements": _l("elements of art. 29"),
    "export": _l("export"),
    "filters": _l("filter"),
    "first": _l("first number"),
    "form": _l("form of clearance"),
    "giver": _l("gives (person)"),
    "guards": _l("rules that refused"),
    "last": _l("last number"),
    "length": _l("length of the text"),
    "movement": _l("movement"),
    "now": _l("now"),
    "number": _l("number"),
    "on": _l("about"),
    "page": _l("page"),
    "parent": _l("lies in"),
    "permission": _l("permission"),
    "person": _l("person"),
    "rank": _l("grade"),
    "ranks": _l("grades"),
    "reason": _l("reason"),
    "receipt": _l("receipt"),
    "receiver": _l("receives (person)"),
    "register": _l("register"),
    "roles": _l("roles"),
    "rows": _l("rows"),
    "second": _l("second worker"),
    "seq": _l("number"),
    "sha256": _l("SHA-256"),
    "sheets": _l("sheets"),
    "states": _l("states"),
    "template": _l("template"),
    "valid": _l("valid"),
    "was": _l("was"),
    "what": _l("what"),
    "year": _l("year"),
}


def field(name: str) -> str:
    """A field of an entry in words; one of a later version keeps its own name."""
    return str(NAMES_OF_FIELDS.get(name, name))
