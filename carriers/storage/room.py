"""What the places give to the house."""

from carriers.storage import demo, views, words
from kernel.web.rooms import Demo, Heading, Link, Room, Says
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.storage",
    blueprint=views.bp,
    permissions=frozenset({Permission.ARRANGE_PLACES}),
    links=(Link(Heading.BOOKS, 20, Permission.ARRANGE_PLACES, "storage.places", _l("Places")),),
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    demo=Demo(demo.build),
)
