"""What the register of printed papers gives to the house."""

from carriers.prints import views
from kernel.web.rooms import Heading, Link, Room
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.prints",
    blueprint=views.bp,
    permissions=frozenset({Permission.SEE_PRINTS}),
    links=(Link(Heading.CONTROL, 30, Permission.SEE_PRINTS, "prints.prints", _l("Printed papers")),),
)
