"""What the findings give to the house."""

from audits.findings import words
from kernel.web.rooms import Room, Says

ROOM = Room(
    name="audits.findings",
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
)
