"""What the calendar gives to the house."""

from kernel.web.rooms import Room
from people.calendar import commands

ROOM = Room(name="people.calendar", commands=(commands.workdays,))
