"""What custody gives to the house: the words of its acts."""

from carriers.custody import words
from kernel.web.rooms import Room

ROOM = Room(name="carriers.custody", acts=words.OPS)
