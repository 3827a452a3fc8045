"""What roles and refusals of accounts are called."""

from kernel.i18n import gettext as _
from kernel.i18n import lazy as _l
from kernel.objections import Objection
from people.accounts.rules import Guard, Role

ROLES = {
    Role.CLERK: _l("Registry clerk"),
    Role.HEAD: _l("Head of registry"),
    Role.INSPECTOR: _l("Inspector"),
    Role.MANAGER: _l("Manager"),
    Role.SECURITY_OFFICER: _l("Security officer"),
    Role.ADMINISTRATOR: _l("Administrator"),
    Role.EXECUTOR: _l("Executor"),
}

TERMS = {
    "loan_days": _l("Days of a loan; 0 is the same day"),
    "day_end": _l("Minutes after midnight when loans of the day end"),
    "two_persons": _l("Whether two registry workers must act together: 1 yes, 0 no"),
    "overdue_bars": _l("Whether an overdue carrier bars further issues below state secrets: 1 yes, 0 no"),
}

DEFAULT = "Default of the product, not seen in a source: confirm with the Instruction"  # as the first migration has it
SOURCES = {DEFAULT: _l("Default of the product, not seen in a source: confirm with the Instruction")}

WEAKNESSES = {
    "short": _l("The password is too short: it needs at least 15 characters. Several words in a row are best."),
    "long": _l("The password is too long: it may have at most 128 characters."),
    "common": _l("The password is made of common words. Choose others."),
    "name": _l("The password repeats the login. Choose another."),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    data = objection.data
    match objection.guard:
        case Guard.LOGIN_TAKEN:
            return _("This login is taken. Choose another.")
        case Guard.NO_ROLE:
            return _("Choose at least one role.")
        case Guard.ROLES_EXCLUDE:
            return _(
                "%(one)s and %(other)s may not be one account. Give them to two people.",
                one=ROLES[Role(data["one"])],
                other=ROLES[Role(data["other"])],
            )
        case Guard.OWN_ACCOUNT:
            return _("Nobody does this to the account they work under. Ask another administrator.")
        case Guard.RANK_ABOVE_CLEARANCE:
            return _("The highest grade shown is above the person's clearance. Choose a lower one.")
        case Guard.PASSWORD_WEAK:
            return str(WEAKNESSES[data["weakness"]])
    raise KeyError(objection.guard)
