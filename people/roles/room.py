"""The roles as a room: everybody above asks them, they ask nobody."""

from kernel.web.rooms import Room

ROOM = Room(name="people.roles")
