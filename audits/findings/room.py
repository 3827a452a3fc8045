"""What the findings give to the house."""

from audits.findings import queries, recounting, replay, views, words
from kernel.web.rooms import Heading, Link, Panel, Room, Says, Step, Subject
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

ROOM = Room(
    name="audits.findings",
    blueprint=views.bp,
    permissions=frozenset(
        {
            Permission.SEE_FINDINGS,
            Permission.ANSWER_FINDINGS,
            Permission.VERIFY_FINDINGS,
            Permission.DECIDE_EXTENSIONS,
            Permission.ANNUL_FINDINGS,
            Permission.EXPORT_AUDITS,
        }
    ),
    links=(
        Link(Heading.AUDIT, 30, Permission.SEE_FINDINGS, "findings.findings", _l("Findings"), queries.overdue),
        Link(Heading.AUDIT, 40, Permission.VERIFY_FINDINGS, "findings.queue", _l("To be looked at"), queries.to_verify),
    ),
    pages={"finding": "findings.card"},
    panels=(Panel(Subject.OBJECT, Permission.SEE_FINDINGS, "audits/findings/on_object.html", views.on_object),),
    daily=(Step("findings_recounted", recounting.recount),),
    acts=words.OPS,
    replays=(replay.untrue,),
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
)
