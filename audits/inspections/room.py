"""What the inspections give to the house."""

from audits.inspections import words
from kernel.web.rooms import Room, Says

ROOM = Room(
    name="audits.inspections",
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
)
