"""What the card index gives to the house: search, the list, the card, and links to them from below."""

from carriers.card_index import views
from kernel.web.rooms import Deed, Heading, Link, Room, Subject
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission, Role

ROOM = Room(
    name="carriers.card_index",
    blueprint=views.bp,
    permissions=frozenset({Permission.SEE_CARRIERS, Permission.SEE_OWN_CARRIERS, Permission.EXPORT_CARRIERS}),
    links=(
        Link(Heading.WORK, 20, Permission.SEE_CARRIERS, "card_index.carriers", _l("Carriers")),
        Link(Heading.WORK, 30, Permission.SEE_OWN_CARRIERS, "card_index.own", _l("My carriers")),
    ),
    pages={
        "seek": "card_index.seek",
        "carrier": "card_index.card",
        "own": "card_index.own",
        "carriers": "card_index.carriers",
    },
    deeds=(
        Deed(Subject.PERSON, Permission.SEE_CARRIERS, "card_index.carriers", "holder", _l("Carriers in hand")),
        Deed(Subject.REGISTER, Permission.SEE_CARRIERS, "card_index.carriers", "register", _l("Show its carriers")),
    ),
    first_pages={
        Role.INSPECTOR: "card_index.carriers",
        Role.MANAGER: "card_index.carriers",
        Role.ORG_HEAD: "card_index.carriers",
        Role.EXECUTOR: "card_index.own",
        Role.UNIT_HEAD: "card_index.own",
    },
)
