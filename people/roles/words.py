"""What roles and refusals of roles are called."""

from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.roles.rules import Role, RoleGuard

ROLES = {
    Role.CLERK: _l("Registry clerk"),
    Role.HEAD: _l("Head of registry"),
    Role.INSPECTOR: _l("Inspector"),
    Role.MANAGER: _l("Manager"),
    Role.SECURITY_OFFICER: _l("Security officer"),
    Role.ADMINISTRATOR: _l("Administrator"),
    Role.EXECUTOR: _l("Executor"),
    Role.ORG_HEAD: _l("Head of the body"),
    Role.UNIT_HEAD: _l("Head of a unit"),
}


GUARDS = {
    RoleGuard.ROLES_EXCLUDE: _l("the roles exclude each other"),
    RoleGuard.NO_ROLE: _l("no role was chosen"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    data = objection.data
    match objection.guard:
        case RoleGuard.NO_ROLE:
            return _("Choose at least one role.")
        case RoleGuard.ROLES_EXCLUDE:
            return _(
                "%(one)s and %(other)s may not be one account. Give them to two people.",
                one=ROLES[Role(data["one"])],
                other=ROLES[Role(data["other"])],
            )
    raise KeyError(objection.guard)
