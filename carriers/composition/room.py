"""What composition gives to the house."""

from carriers.composition import views, words
from kernel.web.rooms import Panel, Room, Says, Subject
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.composition",
    blueprint=views.bp,
    permissions=frozenset({Permission.REGISTER_CARRIERS}),
    panels=(Panel(Subject.CARRIER, Permission.SEE_CARRIERS, "carriers/composition/of_carrier.html", views.of_carrier),),
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
)
