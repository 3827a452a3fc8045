"""What the regime gives to the house: the page on which a term is set."""

from kernel.web.rooms import Room, Says
from people.regime import replay, views, words
from people.roles.rules import Permission

ROOM = Room(
    name="people.regime",
    blueprint=views.bp,
    permissions=frozenset({Permission.SET_TERMS}),
    pages={"term": "regime.term", "profile": "regime.profile"},
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    replays=(replay.untrue,),
)
