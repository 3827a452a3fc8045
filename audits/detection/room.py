"""What detection gives to the house."""

from audits.detection import commands
from kernel.web.rooms import Room

ROOM = Room(name="audits.detection", commands=(commands.breaches,))
