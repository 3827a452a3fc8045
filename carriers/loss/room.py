"""What the losses give to the house."""

from carriers.loss import demo, queries, replay, views, words
from kernel.web.rooms import Demo, Heading, Link, Panel, Room, Says, Subject
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.loss",
    blueprint=views.bp,
    permissions=frozenset(
        {
            Permission.DECLARE_MISSING,
            Permission.EXPORT_CARRIERS,
            Permission.SEE_LOSSES,
            Permission.KEEP_LOSSES,
            Permission.LEAD_LOSSES,
            Permission.CONFIRM_LOSS,
        }
    ),
    links=(Link(Heading.WORK, 60, Permission.SEE_LOSSES, "loss.cases", _l("Losses"), queries.waiting),),
    panels=(Panel(Subject.CARRIER, Permission.SEE_LOSSES, "carriers/loss/of_carrier.html", views.of_carrier),),
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    replays=(replay.untrue,),
    demo=Demo(demo.build),
)
