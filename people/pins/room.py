"""What the PINs give to the house: a panel on the card of a person, the page of one's own."""

from kernel.web.rooms import Demo, Panel, Room, Says, Subject
from people.pins import commands, demo, replay, views, words
from people.roles.rules import Permission

ROOM = Room(
    name="people.pins",
    blueprint=views.bp,
    permissions=frozenset({Permission.FRAME, Permission.SET_PINS, Permission.ENTER_PERSONS}),
    panels=(Panel(Subject.PERSON, Permission.SEE_PERSONS, "people/pins/standing.html", views.standing_of),),
    pages={"own_pin": "pins.own"},
    commands=(commands.pin,),
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    replays=(replay.untrue,),
    baselines=(replay.baseline,),
    demo=Demo(demo.build),
)
