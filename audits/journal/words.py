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
