"""Forms of the journal that act."""

from people.roles.rules import Role
from tests.acts import Made, Stage, acts


@acts("journal.export")
def export(stage: Stage) -> Made:
    stage.sit(Role.HEAD, "/journal")
    return "/journal/export", {}


@acts("journal.export_security")
def export_security(stage: Stage) -> Made:
    stage.sit(Role.SECURITY_OFFICER, "/journal/security")
    return "/journal/security/export", {}
