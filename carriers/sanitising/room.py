"""What sanitising gives to the house."""

from carriers.sanitising import replay, views, words
from kernel.web.rooms import Panel, Room, Says, Subject
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.sanitising",
    blueprint=views.bp,
    permissions=frozenset({Permission.SANITISE}),
    panels=(Panel(Subject.CARRIER, Permission.SEE_CARRIERS, "carriers/sanitising/of_carrier.html", views.of_carrier),),
    acts=words.OPS,
    replays=(replay.untrue,),
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
)
