"""What the desk gives to the house."""

from carriers.desk import demo, views, words
from kernel.web.rooms import Demo, Heading, Link, Room
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission, Role

ROOM = Room(
    name="carriers.desk",
    blueprint=views.bp,
    permissions=frozenset({Permission.WORK_AT_DESK, Permission.RELEASE_BASKETS}),
    links=(
        Link(Heading.WORK, 10, Permission.WORK_AT_DESK, "desk.desk", _l("Desk")),
        Link(Heading.CONTROL, 10, Permission.RELEASE_BASKETS, "desk.baskets", _l("Open baskets")),
    ),
    first_pages={Role.CLERK: "desk.desk", Role.HEAD: "desk.desk"},
    acts=words.OPS,
    guards=words.GUARDS,
    demo=Demo(demo.build),
)
