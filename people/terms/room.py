"""What the terms give to the house: the page of settings."""

from kernel.web.rooms import Heading, Link, Room
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission
from people.terms import views

ROOM = Room(
    name="people.terms",
    blueprint=views.bp,
    permissions=frozenset({Permission.SEE_SETTINGS}),
    links=(Link(Heading.CONTROL, 50, Permission.SEE_SETTINGS, "terms.settings", _l("Settings")),),
)
