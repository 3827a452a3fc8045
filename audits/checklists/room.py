"""What the checklist gives to the house."""

from audits.checklists import views
from kernel.web.rooms import Heading, Link, Room
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="audits.checklists",
    blueprint=views.bp,
    permissions=frozenset({Permission.SEE_CHECKLIST}),
    links=(Link(Heading.CONTROL, 40, Permission.SEE_CHECKLIST, "checklists.page", _l("Checklist")),),
)
