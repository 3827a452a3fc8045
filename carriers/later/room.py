"""What entries made later give to the house."""

from carriers.later import views, words
from kernel.web.rooms import Panel, Room, Says, Subject
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.later",
    blueprint=views.bp,
    permissions=frozenset({Permission.ENTER_LATER}),
    panels=(Panel(Subject.CARRIER, Permission.ENTER_LATER, "carriers/later/of_carrier.html", views.of_carrier),),
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
)
