"""What the inspections give to the house."""

from audits.inspections import demo, queries, replay, sampled, words
from kernel.web.rooms import Demo, Heading, Link, Room, Says
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="audits.inspections",
    blueprint=sampled.bp,
    permissions=frozenset(
        {
            Permission.SEE_INSPECTIONS,
            Permission.SEE_AUDIT_PLAN,
            Permission.CONDUCT_INSPECTIONS,
            Permission.APPROVE_INSPECTIONS,
            Permission.ACCEPT_INSPECTIONS,
            Permission.EXPORT_AUDITS,
        }
    ),
    links=(
        Link(
            Heading.AUDIT,
            20,
            Permission.SEE_INSPECTIONS,
            "inspections.inspections",
            _l("Inspections"),
            queries.waiting,
        ),
        Link(Heading.AUDIT, 25, Permission.SEE_AUDIT_PLAN, "inspections.plan_of_year", _l("Plan of the year")),
    ),
    pages={"inspection": "inspections.card"},
    acts=words.OPS,
    replays=(replay.untrue,),
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    demo=Demo(demo.build),
)
