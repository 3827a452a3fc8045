"""What the register of printed papers gives to the house."""

from kernel.web.rooms import Room
from people.exports import words

ROOM = Room(name="people.exports", acts=words.OPS)
