"""What the register of persons gives to the house."""

from kernel.web.rooms import Demo, Heading, Link, Room, Says
from kernel.words.i18n import lazy as _l
from people.register import demo, views, words
from people.roles.rules import Permission, Role

ROOM = Room(
    name="people.register",
    blueprint=views.bp,
    permissions=frozenset({Permission.SEE_PERSONS, Permission.ENTER_PERSONS}),
    links=(
        Link(Heading.WORK, 40, Permission.SEE_PERSONS, "persons.persons", _l("People")),
        Link(Heading.BOOKS, 40, Permission.ENTER_PERSONS, "persons.units", _l("Units")),
    ),
    first_pages={Role.SECURITY_OFFICER: "persons.persons"},
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    demo=Demo(demo.build),
)
