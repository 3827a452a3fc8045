"""What the clock gives to the house: the page that its failure leads to."""

from kernel.web.rooms import Room
from people.roles.rules import Permission
from people.timekeeping import views, words

ROOM = Room(
    name="people.timekeeping",
    blueprint=views.bp,
    permissions=frozenset({Permission.CONFIRM_CLOCK}),
    pages={"confirm_clock": "timekeeping.confirm"},
    acts=words.OPS,
)
