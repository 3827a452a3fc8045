"""The steps of a finding as values: what each is called, asks, does, and when it is whose."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from audits.findings import closing, course, extensions, forms, operations, rules
from audits.findings.closing import Measure
from audits.findings.models import Finding
from audits.findings.rules import Chairs, EvidenceKind, Plan, Reason, State, Verdict
from kernel import clock
from kernel.account import Account
from kernel.words.i18n import lazy as _l
from people.register import queries as persons
from people.roles.rules import Permission

ENDPOINTS = {
    Permission.ANSWER_FINDINGS: "findings.answer",
    Permission.VERIFY_FINDINGS: "findings.verify",
    Permission.DECIDE_EXTENSIONS: "findings.decide",
    Permission.ANNUL_FINDINGS: "findings.annul",
}


@dataclass(frozen=True)
class Scene:
    """What the steps of a finding look at: it, its chairs, what waits, and who reads."""

    row: Finding
    chairs: Chairs
    has_plan: bool
    judge_id: int | None
    asked_by: int | None
    annulled_by: int | None
    reader: Account

    @property
    def answers(self) -> bool:
        return self.reader.person_id in self.chairs.accountable

    @property
    def fixes(self) -> bool:
        return self.reader.person_id in self.chairs.accountable | self.chairs.fixers

    @property
    def is_apart(self) -> bool:
        return self.reader.person_id is not None and not self.fixes


@dataclass(frozen=True)
class Step:
    """One step: `run` acts on the locked finding with the form; `is_open` says whether it is this reader's now."""

    name: str
    word: str
    text: str
    form: type[forms.SeenForm]
    run: Callable[[Session, Finding, Any, Account], None]
    is_open: Callable[[Scene], bool]
    permission: Permission = Permission.ANSWER_FINDINGS
    is_grave: bool = False
    is_aside: bool = False  # never the one next step

    @property
    def endpoint(self) -> str:
        return ENDPOINTS[self.permission]


def scene(session: Session, row: Finding, reader: Account) -> Scene:
    """The finding as this reader meets it."""
    plan = course.open_plan(session, row.id)
    asked, annulled = extensions.asked(session, row.id), closing.asked_annulment(session, row.id)
    return Scene(
        row,
        course.chairs(session, row),
        plan is not None,
        plan.judge_id if plan else None,
        asked.asker_id if asked else None,
        annulled.asker_id if annulled else None,
        reader,
    )


def _acknowledge(writing: Session, row: Finding, form: forms.AcknowledgeForm, by: Account) -> None:
    operations.acknowledge(writing, row, interim=str(form.interim.data or ""), by=by)


def _assign(writing: Session, row: Finding, form: forms.AssignForm, by: Account) -> None:
    operations.assign(writing, row, persons.named(writing, form.who.data, "who"), by=by)


def _evidence(writing: Session, row: Finding, form: forms.EvidenceForm, by: Account) -> None:
    operations.show_evidence(writing, row, EvidenceKind(form.kind.data), str(form.reference.data), by=by)


def _report(writing: Session, row: Finding, form: forms.ReportForm, by: Account) -> None:
    operations.report(writing, row, text=str(form.text.data), by=by)


def _verify(writing: Session, row: Finding, form: forms.LookForm, by: Account) -> None:
    closing.look(writing, row, is_verified=True, text=str(form.text.data), by=by)


def _reject(writing: Session, row: Finding, form: forms.LookForm, by: Account) -> None:
    closing.look(writing, row, is_verified=False, text=str(form.text.data), by=by)


def _plan(writing: Session, row: Finding, form: forms.PlanForm, by: Account) -> None:
    judge = persons.named(writing, form.judge.data, "judge")
    judged_on = form.judged_on.data or clock.today()
    plan = Plan(judge.id, judged_on, form.sample.data or 0, form.target.data or 0)
    closing.plan_effect(writing, row, Measure(str(form.measure.data), plan), by=by)


def _judge(writing: Session, row: Finding, form: forms.VerdictForm, by: Account) -> None:
    judged = form.looked_at.data or 0, form.sample.data or 0
    closing.judge(writing, row, Verdict(form.verdict.data), judged, note=str(form.note.data), by=by)


def _ask(writing: Session, row: Finding, form: forms.ExtensionForm, by: Account) -> None:
    texts = str(form.text.data), str(form.interim.data)
    until_on = form.until_on.data or clock.today()
    extensions.ask(writing, row, until_on, Reason(form.reason.data), texts, by=by)


def _decide(writing: Session, row: Finding, form: forms.DecisionForm, by: Account) -> None:
    extensions.decide(writing, row, is_granted=form.is_granted.data == "yes", why=str(form.why.data), by=by)


def _permit(writing: Session, row: Finding, form: forms.PermitForm, by: Account) -> None:
    until_on, order_no = form.until_on.data or clock.today(), str(form.order_no.data)
    extensions.permit(writing, row, until_on, order_no, measures=str(form.measures.data), by=by)


def _ask_annulment(writing: Session, row: Finding, form: forms.AnnulForm, by: Account) -> None:
    reason, document_no = str(form.reason.data), str(form.document_no.data)
    closing.ask_annulment(writing, row, reason=reason, document_no=document_no, by=by)


def _decide_annulment(writing: Session, row: Finding, form: forms.AgreeForm, by: Account) -> None:
    closing.decide_annulment(writing, row, is_agreed=form.is_agreed.data == "yes", by=by)


def _needs_plan(scene: Scene) -> bool:
    is_due = scene.row.state in rules.OPEN or scene.row.state is State.VERIFIED
    return scene.row.severity in rules.NEEDS_EFFECT and is_due and not scene.has_plan


def _may_annul(scene: Scene) -> bool:
    sources = rules.MOVES[rules.Act.ANNUL][0] | rules.MOVES[rules.Act.ANNUL_CLOSURE][0]
    return scene.is_apart and scene.row.state in sources - {State.DRAFT}


STEPS = (
    Step(
        "acknowledge",
        _l("Accept for remedy"),
        _l("You say that you know of it. For severity 1, name the measure that is taken today."),
        forms.AcknowledgeForm,
        _acknowledge,
        lambda scene: scene.answers and scene.row.state is State.ISSUED,
    ),
    Step(
        "assign",
        _l("Name an executor"),
        _l("Whoever is named here may report the fix, and never looks at it for another."),
        forms.AssignForm,
        _assign,
        lambda scene: scene.answers and scene.row.state in (State.ACKNOWLEDGED, State.IN_WORK),
        is_aside=True,
    ),
    Step(
        "evidence",
        _l("Refer to evidence"),
        _l("An act, a carrier or a page that shows the remedy. Files are not kept here."),
        forms.EvidenceForm,
        _evidence,
        lambda scene: scene.fixes and scene.row.state in rules.OPEN,
        is_aside=True,
    ),
    Step(
        "report",
        _l("Report the fix"),
        _l("From now on your term stands until another person has looked."),
        forms.ReportForm,
        _report,
        lambda scene: scene.fixes and scene.row.state in (State.ACKNOWLEDGED, State.IN_WORK),
    ),
    Step(
        "effect",
        _l("Fix the effectiveness plan"),
        _l("How it will be seen whether the remedy works: fixed before it is confirmed, judged by nobody who fixes."),
        forms.PlanForm,
        _plan,
        lambda scene: scene.is_apart and _needs_plan(scene),
        permission=Permission.VERIFY_FINDINGS,
    ),
    Step(
        "confirm",
        _l("Confirm the fix"),
        _l("You have seen yourself that the defect is gone."),
        forms.LookForm,
        _verify,
        lambda scene: scene.is_apart and scene.row.state is State.FIX_REPORTED and not _needs_plan(scene),
        permission=Permission.VERIFY_FINDINGS,
    ),
    Step(
        "reject",
        _l("Reject the fix"),
        _l("The defect is still there. The original date does not move; the days of waiting are given back."),
        forms.LookForm,
        _reject,
        lambda scene: scene.is_apart and scene.row.state is State.FIX_REPORTED,
        permission=Permission.VERIFY_FINDINGS,
        is_aside=True,
    ),
    Step(
        "judge",
        _l("Judge the effect"),
        _l("The verdict follows the numbers. «Not effective» opens a new finding that points to this one."),
        forms.VerdictForm,
        _judge,
        lambda scene: scene.row.state is State.VERIFIED and scene.reader.person_id == scene.judge_id,
        permission=Permission.VERIFY_FINDINGS,
    ),
    Step(
        "extend",
        _l("Ask for an extension"),
        _l("Before the date, with the measure that is in force. Another person decides; silence is a refusal."),
        forms.ExtensionForm,
        _ask,
        lambda scene: scene.answers and scene.row.state in rules.RUNNING and scene.asked_by is None,
        is_aside=True,
    ),
    Step(
        "extension",
        _l("Decide on the extension"),
        _l("The reason stands beside the decision. The original date is kept."),
        forms.DecisionForm,
        _decide,
        lambda scene: scene.is_apart and scene.asked_by not in (None, scene.reader.person_id),
        permission=Permission.DECIDE_EXTENSIONS,
    ),
    Step(
        "permit",
        _l("Permit work for a time"),
        _l("It is no closure: the finding stays open and counted, and comes back by itself on the day after."),
        forms.PermitForm,
        _permit,
        lambda scene: scene.is_apart and scene.row.state in rules.OPEN,
        permission=Permission.DECIDE_EXTENSIONS,
        is_aside=True,
    ),
    Step(
        "annulment",
        _l("Ask for an annulment"),
        _l("Of two persons, by a document. An annulled closure opens a new finding with the old date."),
        forms.AnnulForm,
        _ask_annulment,
        lambda scene: _may_annul(scene) and scene.annulled_by is None,
        permission=Permission.ANNUL_FINDINGS,
        is_grave=True,
        is_aside=True,
    ),
    Step(
        "annul",
        _l("Decide on the annulment"),
        _l("You are the second of the two persons."),
        forms.AgreeForm,
        _decide_annulment,
        lambda scene: scene.is_apart and scene.annulled_by not in (None, scene.reader.person_id),
        permission=Permission.ANNUL_FINDINGS,
        is_grave=True,
    ),
)


def open_to(scene: Scene) -> list[Step]:
    """The steps that are this reader's now."""
    return [one for one in STEPS if scene.reader.may(one.permission) and one.is_open(scene)]


def next_step(steps: list[Step]) -> Step | None:
    """The one step that comes next."""
    return next((one for one in steps if not one.is_aside), None)
