"""What the holds give to the house."""

from carriers.holds import demo, queries, replay, views, words
from kernel.web.rooms import Demo, Heading, Link, Panel, Room, Says, Subject
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.holds",
    blueprint=views.bp,
    permissions=frozenset(
        {Permission.EXPORT_CARRIERS, Permission.SEE_HOLDS, Permission.SET_HOLDS, Permission.LIFT_HOLDS}
    ),
    links=(Link(Heading.CONTROL, 30, Permission.SEE_HOLDS, "holds.holds", _l("Holds"), queries.due),),
    panels=(Panel(Subject.CARRIER, Permission.SEE_HOLDS, "carriers/holds/of_carrier.html", views.of_carrier),),
    acts=words.OPS,
    replays=(replay.untrue,),
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    demo=Demo(demo.build),
)
