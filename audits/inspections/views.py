"""Pages of inspections: the list, planning, the team, the order, the card, the act with its hands, the end."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from audits.findings import words as finding_words
from audits.inspections import acts, exports, forms, operations, queries, samples, steps, words
from audits.inspections.models import Inspection
from audits.inspections.operations import Plan
from audits.inspections.queries import Sought
from audits.inspections.rules import Kind, Matter
from audits.objects import queries as objects
from kernel import clock
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.downloads import Facts, send
from kernel.web.forms import choices, form_page
from kernel.web.refusals import acted
from kernel.web.visit import account, number_in_address, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from kernel.workbook import Written
from people.pins.signing import count_wrong, prove_own
from people.register import queries as persons
from people.roles.rules import Permission

bp = Blueprint("inspections", __name__)
STEP = "step.html"
WHICH = ("open", "mine", "closed", "all")
NO_OBJECT = 0


def sought() -> Sought:
    """What the address filters the list by."""
    which = str(request.args.get("which"))
    kind = next((one for one in Kind if one.value == request.args.get("kind")), None)
    chosen = which if which in WHICH else WHICH[0]
    return Sought(chosen, number_in_address("year"), kind, number_in_address("unit"))


def _filters(chosen: Sought) -> dict[str, Any]:
    kind = chosen.kind.value if chosen.kind else None
    given = {"which": chosen.which, "year": chosen.year, "kind": kind, "unit": chosen.unit_id}
    return {name: str(value) for name, value in given.items() if value is not None}


@bp.get("/inspections")
@access.needs(Permission.SEE_INSPECTIONS)
def inspections() -> str:
    """Inspections, the newest number first."""
    chosen = sought()
    with session() as reading:
        rows, after = queries.page(reading, account(), chosen, number_in_address("after"))
        units = persons.units(reading)
    return render_template(
        "audits/inspections/inspections.html",
        rows=rows,
        after=after,
        chosen=chosen,
        filters=_filters(chosen),
        units=units,
        kinds=Kind,
        words=words,
        language=language(),
    )


@bp.get("/inspections/plan")
@access.needs(Permission.SEE_AUDIT_PLAN)
def plan_of_year() -> str:
    """The plan of a year, month by month: what was planned, what is done."""
    year = number_in_address("year") or clock.today().year
    with session() as reading:
        rows = list(queries.every(reading, account(), Sought("all", year)))
    months: dict[int, list[Inspection]] = {month: [] for month in range(1, 13)}
    for one in sorted(rows, key=lambda row: row.first_on):
        months[one.first_on.month].append(one)
    return render_template(
        "audits/inspections/year.html", year=year, months=months, rows=rows, words=words, language=language()
    )


@bp.post("/inspections/export")
@access.needs(Permission.EXPORT_AUDITS)
def export() -> Response:
    """The list as it is shown, as a workbook."""
    chosen = sought()

    def make(reading: Session, facts: Facts, marking: str) -> Written:
        return exports.workbook(reading, queries.every(reading, account(), chosen), facts, marking)

    filters = _filters(chosen)
    return send("inspections", "", filters, make, back=url_for("inspections.inspections", **filters))


@bp.route("/inspections/new", methods=["GET", "POST"])
@access.needs(Permission.CONDUCT_INSPECTIONS)
def new() -> str | Response | tuple[str, int]:
    """An inspection in the plan."""
    today = clock.today()
    form = forms.PlanForm(
        data={"period_from": today.replace(month=1, day=1), "period_to": today, "object_id": NO_OBJECT}
    )
    with session() as reading:
        things = objects.every(reading, account(), objects.Filters())
        form.object_id.choices = choices([(NO_OBJECT, "–"), *((one.row.id, one.row.name) for one in things)])
        form.unit_id.choices = choices((one.id, one.name(language())) for one in persons.units(reading))
    text = _("The team comes next: nobody in it is of the inspected unit. Then the head of the body orders it.")
    context = {"title": _("Plan an inspection"), "about": "", "text": text, "back": url_for("inspections.inspections")}
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        days = form.first_on.data or today, form.last_on.data or today
        period = form.period_from.data or today, form.period_to.data or today
        kind, matter = Kind(form.kind.data), Matter(form.matter.data)
        thing = form.object_id.data or None
        row = operations.plan(
            writing, Plan(kind, matter, form.unit_id.data, thing, days, period, str(form.basis.data)), by=account()
        )
        return Done(url_for("inspections.card", inspection_id=row.id), _("It stands in the plan. Name the team."))

    return acted(form, work, lambda: form_page(STEP, form, **context))


@bp.get("/inspections/<int:inspection_id>")
@access.needs(Permission.SEE_INSPECTIONS)
def card(inspection_id: int) -> str:
    """One inspection: where it stands, its team, its answers counted, its findings, its act."""
    with session() as reading:
        found = queries.inspection(reading, account(), inspection_id) or abort(404)
        act = queries.act(reading, inspection_id)
        scene = steps.scene(reading, found, account())
        open_steps = steps.open_to(scene)
        sample = samples.last(reading, inspection_id)
        return render_template(
            "audits/inspections/inspection.html",
            inspection=found,
            counts=queries.counts(reading, found),
            findings=queries.findings(reading, inspection_id),
            act=act,
            signed=queries.signed(reading, act.id) if act else {},
            delivery=queries.delivery(reading, act.id) if act else None,
            objections=queries.objections(reading, inspection_id),
            sample=sample,
            result=samples.of(reading, inspection_id),
            steps=open_steps,
            next_step=steps.next_step(open_steps),
            head=scene.head,
            words=words,
            finding_words=finding_words,
            language=language(),
        )


@bp.route(
    "/inspections/<int:inspection_id>/<any(team,begin,draft,back,refused,reply,close,cancel):deed>",
    methods=["GET", "POST"],
)
@access.needs(Permission.CONDUCT_INSPECTIONS)
def step(inspection_id: int, deed: str) -> str | Response | tuple[str, int]:
    """A step of the team."""
    return _step(inspection_id, deed)


@bp.route("/inspections/<int:inspection_id>/<any(order):deed>", methods=["GET", "POST"])
@access.needs(Permission.APPROVE_INSPECTIONS)
def order(inspection_id: int, deed: str) -> str | Response | tuple[str, int]:
    """The head of the body orders it."""
    return _step(inspection_id, deed)


@bp.route("/inspections/<int:inspection_id>/<any(object):deed>", methods=["GET", "POST"])
@access.needs(Permission.ACCEPT_INSPECTIONS)
def objection(inspection_id: int, deed: str) -> str | Response | tuple[str, int]:
    """The head of the unit objects to the act."""
    return _step(inspection_id, deed)


def _step(inspection_id: int, deed: str) -> str | Response | tuple[str, int]:
    chosen = next(one for one in steps.STEPS if one.name == deed)
    with session() as reading:
        found = queries.inspection(reading, account(), inspection_id) or abort(404)
    back = url_for("inspections.card", inspection_id=inspection_id)
    form = chosen.form(data={"last_on": found.first_on})
    context: dict[str, Any] = {"title": chosen.word, "about": f"№ {found.number}", "text": chosen.text, "back": back}
    context["is_grave"] = chosen.is_grave
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        chosen.run(writing, queries.locked(writing, inspection_id), form, account())
        return Done(back, _("It stands on the inspection and in the journal."))

    return acted(form, work, lambda: form_page(STEP, form, **context))


@bp.route("/inspections/<int:inspection_id>/act", methods=["GET", "POST"])
@access.needs(Permission.SEE_INSPECTIONS)
def act(inspection_id: int) -> str | Response | tuple[str, int]:
    """The act as it was drawn up; each of the team signs it here, then the head of the unit is acquainted with it."""
    form = forms.SignForm()
    with session() as reading:
        found = queries.inspection(reading, account(), inspection_id) or abort(404)
        shown = queries.act(reading, inspection_id) or abort(404)
        turn = steps.turn(steps.scene(reading, found, account()))
        context: dict[str, Any] = {
            "inspection": found,
            "act": shown,
            "listed": queries.checklist(reading, found),
            "answers": {one.id: one for one in queries.newest(reading, inspection_id)},
            "stands": queries.standings(reading, found),
            "findings": queries.of_act(reading, shown),
            "signed": queries.signed(reading, shown.id),
            "delivery": queries.delivery(reading, shown.id),
            "turn": turn,
            "sample": samples.last(reading, inspection_id),
            "result": samples.of(reading, inspection_id),
            "words": words,
            "finding_words": finding_words,
            "language": language(),
        }

    def page() -> str | tuple[str, int]:
        form.shown.data = shown.sha256  # of the act as it is shown now, not as it was sent
        return form_page("audits/inspections/act.html", form, **context)

    if not form.validate_on_submit():
        return page()

    def work(writing: Session) -> Done:
        row, hash_shown = queries.locked(writing, inspection_id), str(form.shown.data)
        is_member = account().person_id in row.members
        prove_own(writing, str(form.pin.data), "sign_inspection_act" if is_member else "deliver_inspection_act")
        if is_member:
            acts.sign(writing, row, hash_shown, by=account())
        else:
            acts.deliver(writing, row, hash_shown, by=account())
        return Done(url_for("inspections.card", inspection_id=inspection_id), _("You have signed."))

    return acted(form, work, page, undone=count_wrong)
