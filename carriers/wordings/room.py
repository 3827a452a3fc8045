"""What the texts of papers give to the house."""

from carriers.wordings import replay, views, words
from kernel.web.rooms import Room, Says
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.wordings",
    blueprint=views.bp,
    permissions=frozenset({Permission.SET_TERMS}),
    pages={"paper_texts": "wordings.texts"},
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    replays=(replay.untrue,),
)
