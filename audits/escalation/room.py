"""What escalation gives to the house."""

from audits.escalation import demo, operations, queries, replay, views, words
from kernel.web.rooms import Demo, Heading, Link, Panel, Room, Says, Step, Subject
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="audits.escalation",
    blueprint=views.bp,
    permissions=frozenset(
        {
            Permission.SEE_FINDINGS,
            Permission.SEE_INSPECTIONS,
            Permission.ANSWER_FINDINGS,
            Permission.DECIDE_FAILURES,
            Permission.EXPORT_AUDITS,
        }
    ),
    links=(
        Link(Heading.AUDIT, 10, Permission.SEE_FINDINGS, "escalation.day", _l("My day"), queries.told),
        Link(Heading.AUDIT, 32, Permission.SEE_INSPECTIONS, "escalation.unresolved", _l("Not remedied")),
        Link(
            Heading.AUDIT,
            45,
            Permission.SEE_INSPECTIONS,
            "escalation.failures",
            _l("Failures to rectify"),
            queries.waiting,
        ),
    ),
    panels=(Panel(Subject.FINDING, Permission.SEE_FINDINGS, "audits/escalation/of_finding.html", views.on_finding),),
    acts=words.OPS,
    replays=(replay.untrue,),
    guards=words.GUARDS,
    says=Says(words.sentence),
    daily=(Step("findings_escalated", operations.escalate), Step("days_counted", operations.count)),
    demo=Demo(demo.build),
)
