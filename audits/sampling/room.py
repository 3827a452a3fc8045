"""What sampling gives to the house."""

from audits.sampling import commands
from kernel.web.rooms import Room

ROOM = Room(name="audits.sampling", commands=(commands.sample,))
