"""What the register of objects gives to the house."""

from audits.objects import demo, queries, replay, views, words
from kernel.web.rooms import Demo, Heading, Link, Room, Says
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="audits.objects",
    blueprint=views.bp,
    permissions=frozenset({Permission.SEE_OBJECTS, Permission.KEEP_OBJECTS}),
    links=(Link(Heading.CONTROL, 12, Permission.SEE_OBJECTS, "objects.objects", _l("Objects"), queries.urgent),),
    pages={"object": "objects.card"},
    acts=words.OPS,
    replays=(replay.untrue,),
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    demo=Demo(demo.build),
)
