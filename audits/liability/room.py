"""What liability gives to the house."""

from audits.liability import commands
from kernel.web.rooms import Room

ROOM = Room(name="audits.liability", commands=(commands.liability,))
