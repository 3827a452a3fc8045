"""What the checklist gives to the house."""

from audits.checklists import replay, views, words
from kernel.web.rooms import Heading, Link, Room, Says
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="audits.checklists",
    blueprint=views.bp,
    permissions=frozenset({Permission.SEE_CHECKLIST, Permission.KEEP_CHECKLIST, Permission.APPROVE_CHECKLIST}),
    links=(Link(Heading.CONTROL, 40, Permission.SEE_CHECKLIST, "checklists.page", _l("Checklist")),),
    acts=words.OPS,
    replays=(replay.untrue,),
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
)
