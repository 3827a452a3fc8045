"""What destruction gives to the house."""

from carriers.destruction import demo, execution, queries, replay, sittings, views, words
from carriers.loss.events import CarrierDeclaredMissing
from kernel.web.rooms import Demo, Heading, Link, Panel, Room, Says, Subject
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="carriers.destruction",
    blueprint=sittings.bp,
    permissions=frozenset(
        {
            Permission.EXPORT_CARRIERS,
            Permission.KEEP_ACTS,
            Permission.SIGN_ACTS,
            Permission.APPROVE_ACTS,
            Permission.CANCEL_ACTS,
        }
    ),
    links=(Link(Heading.WORK, 55, Permission.SIGN_ACTS, "destruction.acts", _l("Destruction acts"), queries.waiting),),
    panels=(
        Panel(Subject.CARRIER, Permission.SEE_COMMISSIONS, "carriers/destruction/of_carrier.html", views.of_carrier),
    ),
    listeners={CarrierDeclaredMissing: (execution.drop_missing,)},
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    replays=(replay.untrue,),
    demo=Demo(demo.build),
)
