"""What the labels give to the house: printing, also from the pages of what is labelled."""

from carriers.labels import commands, views, words
from kernel.web.rooms import Deed, Heading, Link, Room, Says, Subject
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.labels",
    blueprint=views.bp,
    permissions=frozenset({Permission.PRINT_LABELS, Permission.REGISTER_CARRIERS, Permission.ARRANGE_PLACES}),
    links=(Link(Heading.BOOKS, 30, Permission.PRINT_LABELS, "labels.labels", _l("Labels")),),
    deeds=(
        Deed(Subject.PERSON, Permission.PRINT_LABELS, "labels.person", "person_id", _l("Print the pass")),
        Deed(Subject.PLACE, Permission.ARRANGE_PLACES, "labels.place", "place_id", _l("Label")),
    ),
    commands=(commands.labels,),
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence),
)
