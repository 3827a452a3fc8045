"""What the clearances give to the house: a panel on the card of a person."""

from kernel.web.rooms import Demo, Panel, Room, Says, Subject
from people.admission import demo, replay, views, words
from people.roles.rules import Permission

ROOM = Room(
    name="people.admission",
    blueprint=views.bp,
    permissions=frozenset({Permission.GRANT_CLEARANCES}),
    panels=(Panel(Subject.PERSON, Permission.SEE_PERSONS, "people/admission/standing.html", views.standing_of),),
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence),
    replays=(replay.untrue,),
    baselines=(replay.baseline,),
    demo=Demo(demo.build),
)
