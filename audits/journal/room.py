"""What reading the journal gives to the house."""

from audits.journal import views
from kernel.web.rooms import Deed, Heading, Link, Room, Subject
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="audits.journal",
    blueprint=views.bp,
    permissions=frozenset({Permission.READ_JOURNAL, Permission.READ_SECURITY_JOURNAL}),
    deeds=(
        Deed(Subject.PERSON, Permission.READ_JOURNAL, "journal.custody", "person", _l("Journal of the person")),
        Deed(Subject.PERSON, Permission.READ_SECURITY_JOURNAL, "journal.security", "person", _l("Security journal")),
        Deed(Subject.CARRIER, Permission.READ_JOURNAL, "journal.custody", "carrier", _l("Journal of the carrier")),
    ),
    links=(
        Link(Heading.CONTROL, 20, Permission.READ_JOURNAL, "journal.custody", _l("Journal")),
        Link(Heading.CONTROL, 30, Permission.READ_SECURITY_JOURNAL, "journal.security", _l("Security journal")),
    ),
)
