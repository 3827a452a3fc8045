"""What the registers give to the house."""

from carriers.register import demo, views, words
from kernel.web.rooms import Demo, Heading, Link, Room, Says
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.register",
    blueprint=views.bp,
    permissions=frozenset({Permission.SEE_CARRIERS, Permission.OPEN_REGISTERS, Permission.REGISTER_CARRIERS}),
    links=(Link(Heading.BOOKS, 10, Permission.SEE_CARRIERS, "registers.registers", _l("Registers")),),
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    demo=Demo(demo.build),
)
