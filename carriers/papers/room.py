"""What papers give to the house."""

from carriers.papers import demo, views
from kernel.web.rooms import Demo, Panel, Room, Subject
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.papers",
    blueprint=views.bp,
    permissions=frozenset(
        {
            Permission.SIGN_ACTS,
            Permission.SEE_LOSSES,
            Permission.WORK_AT_DESK,
            Permission.SEE_CARRIERS,
            Permission.SEE_COMMISSIONS,
        }
    ),
    pages={
        "papers_of_act": "papers.of_act",
        "papers_of_case": "papers.of_case",
        "papers_of_receipt": "papers.of_receipt",
        "papers_of_order": "papers.of_order",
    },
    panels=(Panel(Subject.CARRIER, Permission.SEE_CARRIERS, "carriers/papers/of_carrier.html", views.on_card),),
    demo=Demo(demo.build),
)
