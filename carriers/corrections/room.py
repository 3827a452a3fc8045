"""What corrections give to the house."""

from carriers.corrections import views, words
from kernel.web.rooms import Panel, Room, Says, Subject
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.corrections",
    blueprint=views.bp,
    permissions=frozenset({Permission.VOID_ENTRIES}),
    panels=(Panel(Subject.CARRIER, Permission.VOID_ENTRIES, "carriers/corrections/of_carrier.html", views.of_carrier),),
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
)
