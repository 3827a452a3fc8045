"""The roles as a room: everybody above asks them, they ask nobody."""

from kernel.web.rooms import Room, Says
from people.roles import words

ROOM = Room(name="people.roles", guards=words.GUARDS, says=Says(words.sentence))
