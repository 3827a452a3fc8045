"""What refusals of accounts are called."""

from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.accounts.rules import AccountGuard
from people.roles import words as roles
from people.roles.rules import RoleGuard

OPS = {
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

WEAKNESSES = {
    "short": _l("The password is too short: it needs at least 15 characters. Several words in a row are best."),
    "long": _l("The password is too long: it may have at most 128 characters."),
    "common": _l(
        "The password would be guessed soon: it is made of common words, names, a row of keys or your login. "
        "Choose four or five words that have nothing to do with each other."
    ),
    "same": _l("This is the password that stands now. Choose another."),
}
FIELDS = {
    AccountGuard.LOGIN_TAKEN: "login",
    AccountGuard.OWN_ACCOUNT: "pass_code",
    AccountGuard.RANK_ABOVE_CLEARANCE: "max_rank",
    AccountGuard.SECOND_CHAIR: "pass_code",
    AccountGuard.CONSOLE_ONLY: None,
    RoleGuard.NO_ROLE: "roles",
    RoleGuard.ROLES_EXCLUDE: "roles",
}


GUARDS = {
    AccountGuard.LOGIN_TAKEN: _l("the login was taken"),
    AccountGuard.OWN_ACCOUNT: _l("it was their own account"),
    AccountGuard.PASSWORD_WEAK: _l("the password was too weak"),
    AccountGuard.RANK_ABOVE_CLEARANCE: _l("the grade was above the clearance"),
    AccountGuard.SECOND_CHAIR: _l("the person has another account of the registry"),
    AccountGuard.CONSOLE_ONLY: _l("only the console does this"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    match objection.guard:
        case AccountGuard.LOGIN_TAKEN:
            return _("This login is taken. Choose another.")
        case AccountGuard.OWN_ACCOUNT:
            return _("Nobody does this to an account of their own. Ask another administrator.")
        case AccountGuard.RANK_ABOVE_CLEARANCE:
            return _("The highest grade shown is above the person's clearance. Choose a lower one.")
        case AccountGuard.CONSOLE_ONLY:
            return _("This account has no person: only the console gives it a new password.")
        case AccountGuard.SECOND_CHAIR:
            return _("This person has an account of the registry already. Close that one first.")
        case AccountGuard.PASSWORD_WEAK:
            return str(WEAKNESSES[objection.data["weakness"]])
    return roles.sentence(objection)
