"""What regrading gives to the house."""

from carriers.regrading import replay, views, words
from kernel.web.rooms import Panel, Room, Says, Subject
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.regrading",
    blueprint=views.bp,
    permissions=frozenset({Permission.SIGN_ACTS}),
    pages={"grade": "regrading.grade"},
    panels=(Panel(Subject.CARRIER, Permission.SIGN_ACTS, "carriers/regrading/of_carrier.html", views.of_carrier),),
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    replays=(replay.untrue,),
)
