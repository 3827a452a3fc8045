"""What the commissions give to the house."""

from carriers.commission import demo, replay, views, words
from kernel.web.rooms import Demo, Heading, Link, Room, Says
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.commission",
    blueprint=views.bp,
    permissions=frozenset({Permission.SEE_COMMISSIONS, Permission.FORM_COMMISSIONS}),
    links=(Link(Heading.BOOKS, 50, Permission.SEE_COMMISSIONS, "commission.commissions", _l("Commissions")),),
    acts=words.OPS,
    replays=(replay.untrue,),
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    demo=Demo(demo.build),
)
