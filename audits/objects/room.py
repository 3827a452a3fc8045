"""What the inspected objects give to the house."""

from kernel.web.rooms import Room

ROOM = Room(name="audits.objects")
