"""What papers give to the house."""

from carriers.papers import views
from kernel.web.rooms import Room
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.papers",
    blueprint=views.bp,
    permissions=frozenset({Permission.SIGN_ACTS, Permission.SEE_LOSSES}),
    pages={"papers_of_act": "papers.of_act", "papers_of_case": "papers.of_case"},
)
