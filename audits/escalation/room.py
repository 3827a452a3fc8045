"""What escalation gives to the house."""

from audits.escalation import operations, words
from kernel.web.rooms import Room, Says, Step

ROOM = Room(
    name="audits.escalation",
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence),
    daily=(Step("findings_escalated", operations.escalate), Step("days_counted", operations.count)),
)
