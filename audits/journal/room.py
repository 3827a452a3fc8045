"""What reading the journal gives to the house."""

from audits.journal import views
from kernel.web.rooms import Heading, Link, Room
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="audits.journal",
    blueprint=views.bp,
    permissions=frozenset({Permission.READ_JOURNAL, Permission.READ_SECURITY_JOURNAL}),
    links=(
        Link(Heading.CONTROL, 20, Permission.READ_JOURNAL, "journal.custody", _l("Journal")),
        Link(Heading.CONTROL, 30, Permission.READ_SECURITY_JOURNAL, "journal.security", _l("Security journal")),
    ),
)
