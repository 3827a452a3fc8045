"""What the calendar gives to the house."""

from kernel.web.rooms import Demo, Heading, Link, Room, Says
from kernel.words.i18n import lazy as _l
from people.calendar import commands, demo, queries, replay, views, words
from people.roles.rules import Permission

ROOM = Room(
    name="people.calendar",
    blueprint=views.bp,
    permissions=frozenset({Permission.SEE_CALENDAR, Permission.KEEP_CALENDAR, Permission.APPROVE_CALENDAR}),
    links=(
        Link(Heading.CONTROL, 45, Permission.SEE_CALENDAR, "calendar.year", _l("Working calendar"), queries.missed),
    ),
    pages={"calendar": "calendar.year"},
    commands=(commands.workdays,),
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    replays=(replay.untrue,),
    demo=Demo(demo.build),
)
