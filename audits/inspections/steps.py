"""The steps of an inspection as values: what each is called, asks, does, and when it is whose."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from audits.inspections import acts, forms, operations, queries
from audits.inspections.models import Inspection
from audits.inspections.operations import Order
from audits.inspections.rules import Reply, Stage
from kernel import clock
from kernel.account import Account
from kernel.web.forms import ActForm
from kernel.web.grave import ReasonForm
from kernel.words.i18n import lazy as _l
from people.posts import queries as posts
from people.register import queries as persons
from people.register.models import Person
from people.roles.rules import Permission

ENDPOINTS = {
    Permission.CONDUCT_INSPECTIONS: "inspections.step",
    Permission.APPROVE_INSPECTIONS: "inspections.order",
    Permission.ACCEPT_INSPECTIONS: "inspections.objection",
}


@dataclass(frozen=True)
class Scene:
    """What the steps look at: the inspection, who heads the unit, what was said against the act, and who reads."""

    row: Inspection
    head: Person | None
    has_objections: bool
    has_open_objections: bool
    has_signed: bool
    reader: Account

    @property
    def is_member(self) -> bool:
        return self.reader.person_id in self.row.members

    @property
    def leads(self) -> bool:
        return self.is_member and self.reader.person_id == self.row.leader_id

    @property
    def is_head(self) -> bool:
        return self.head is not None and self.reader.person_id == self.head.id

    @property
    def may_order(self) -> bool:
        person = self.reader.person_id
        return person is not None and person not in self.row.members and person != self.row.planner_id


@dataclass(frozen=True)
class Step:
    """One step: `run` acts on the locked inspection with the form; `is_open` says whether it is this reader's now."""

    name: str
    word: str
    text: str
    form: type[ActForm]
    run: Callable[[Session, Inspection, Any, Account], None]
    is_open: Callable[[Scene], bool]
    permission: Permission = Permission.CONDUCT_INSPECTIONS
    is_grave: bool = False
    is_aside: bool = False

    @property
    def endpoint(self) -> str:
        return ENDPOINTS[self.permission]


def scene(session: Session, row: Inspection, reader: Account) -> Scene:
    """The inspection as this reader meets it."""
    said = queries.objections(session, row.id)
    act = queries.act(session, row.id)
    signed = queries.signed(session, act.id) if act else {}
    return Scene(
        row,
        posts.head(session, row.unit_id, clock.today()),
        bool(said),
        any(one.reply is None for one in said),
        reader.person_id in signed,
        reader,
    )


def _team(writing: Session, row: Inspection, form: forms.TeamForm, by: Account) -> None:
    lines = [line.strip() for line in str(form.team.data or "").splitlines() if line.strip()]
    team = [(persons.named(writing, form.leader.data, "leader"), True)]
    team += [(persons.named(writing, line, "team"), False) for line in lines]
    operations.name_team(writing, row, team, by=by)


def _order(writing: Session, row: Inspection, form: forms.OrderForm, by: Account) -> None:
    day, dice = form.last_on.data or clock.today(), str(form.dice.data or "")
    operations.prepare(writing, row, Order(str(form.order_no.data), day, dice), by=by)


def _begin(writing: Session, row: Inspection, _form: ActForm, by: Account) -> None:
    operations.begin(writing, row, by=by)


def _cancel(writing: Session, row: Inspection, form: ReasonForm, by: Account) -> None:
    operations.cancel(writing, row, reason=str(form.reason.data), by=by)


def _draft(writing: Session, row: Inspection, form: forms.DraftForm, by: Account) -> None:
    acts.draft(writing, row, str(form.conclusion.data), by=by)


def _back(writing: Session, row: Inspection, form: ReasonForm, by: Account) -> None:
    acts.give_back(writing, row, reason=str(form.reason.data), by=by)


def _refused(writing: Session, row: Inspection, form: forms.RefusedForm, by: Account) -> None:
    acts.refuse_to_sign(writing, row, persons.named(writing, form.witness.data, "witness"), by=by)


def _object(writing: Session, row: Inspection, form: forms.ObjectForm, by: Account) -> None:
    acts.object_to(writing, row, str(form.text.data), by=by)


def _reply(writing: Session, row: Inspection, form: forms.ReplyForm, by: Account) -> None:
    acts.reply_to(writing, row, Reply(form.reply.data), str(form.text.data), by=by)


def _close(writing: Session, row: Inspection, _form: ActForm, by: Account) -> None:
    acts.close(writing, row, by=by)


STEPS = (
    Step(
        "team",
        _l("Name the team"),
        _l("Nobody of the inspected unit, now or in the last months. Who leads comes first."),
        forms.TeamForm,
        _team,
        lambda scene: scene.row.stage is Stage.PLANNED and not scene.row.team,
    ),
    Step(
        "order",
        _l("Order the inspection"),
        _l("From this moment the checklist in force is that of the inspection, and the seed of its samples is fixed."),
        forms.OrderForm,
        _order,
        lambda scene: scene.row.stage is Stage.PLANNED and bool(scene.row.team) and scene.may_order,
        permission=Permission.APPROVE_INSPECTIONS,
    ),
    Step(
        "begin",
        _l("Begin the inspection"),
        _l("From its first day on, one of the team begins. Answers are kept as they are given."),
        ActForm,
        _begin,
        lambda scene: scene.row.stage is Stage.PREPARED and scene.is_member,
    ),
    Step(
        "draft",
        _l("Draw up the act"),
        _l("From the answers and findings as they stand. Each of the team then signs what is drawn up."),
        forms.DraftForm,
        _draft,
        lambda scene: scene.row.stage is Stage.CONDUCTED and scene.is_member,
        is_aside=True,
    ),
    Step(
        "back",
        _l("Give the act back"),
        _l("It goes back to the answers, and what was signed of it holds for nothing."),
        ReasonForm,
        _back,
        lambda scene: scene.row.stage is Stage.DRAFTED and scene.is_member,
        is_aside=True,
    ),
    Step(
        "refused",
        _l("The head refuses to sign"),
        _l("Before a witness. The act counts as known from this day, and the terms of its findings run."),
        forms.RefusedForm,
        _refused,
        lambda scene: scene.row.stage is Stage.SIGNED and scene.is_member,
        is_grave=True,
        is_aside=True,
    ),
    Step(
        "object",
        _l("Object to the act"),
        _l("What you have against it, by the numbers of the findings. The leader of the team answers."),
        forms.ObjectForm,
        _object,
        lambda scene: scene.row.stage is Stage.DELIVERED and scene.is_head and not scene.has_objections,
        permission=Permission.ACCEPT_INSPECTIONS,
        is_aside=True,
    ),
    Step(
        "reply",
        _l("Answer the objections"),
        _l("The act stays as it was signed; your answer stands beside it."),
        forms.ReplyForm,
        _reply,
        lambda scene: scene.has_open_objections and scene.leads,
    ),
    Step(
        "close",
        _l("Close the inspection"),
        _l("Objections are answered or their time has passed. Its findings go on by themselves."),
        ActForm,
        _close,
        lambda scene: scene.row.stage is Stage.DELIVERED and scene.is_member and not scene.has_open_objections,
    ),
    Step(
        "cancel",
        _l("Cancel the inspection"),
        _l("It is not held. Its number is never given to another."),
        ReasonForm,
        _cancel,
        lambda scene: scene.row.stage in (Stage.PLANNED, Stage.PREPARED),
        is_grave=True,
        is_aside=True,
    ),
)


def open_to(scene: Scene) -> list[Step]:
    """The steps that are this reader's now."""
    return [one for one in STEPS if scene.reader.may(one.permission) and one.is_open(scene)]


def next_step(steps: list[Step]) -> Step | None:
    """The one step that comes next."""
    return next((one for one in steps if not one.is_aside), None)


def turn(scene: Scene) -> str:
    """What this reader may do with the act now: sign it, be acquainted with it; empty where neither."""
    if scene.row.stage is Stage.DRAFTED and scene.is_member and not scene.has_signed:
        return "sign"
    if scene.row.stage is Stage.SIGNED and scene.is_head and scene.reader.may(Permission.ACCEPT_INSPECTIONS):
        return "deliver"
    return ""
