"""Pages of findings: the list, the card with its course, each step, the extent."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectField

from audits.checklists import queries as checklists
from audits.findings import course, exports, operations, pages, queries, steps, words
from audits.findings.queries import SHOWN, SORTS, Sought
from audits.findings.rules import SEVEREST, Extent, FindingGuard
from audits.objects.models import InspectedObject
from kernel.objections import Objection, refuse_if
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.downloads import Facts, send
from kernel.web.forms import ActForm, choices, form_page
from kernel.web.refusals import acted
from kernel.web.visit import account, number_in_address, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from kernel.workbook import Written
from people.register import queries as persons
from people.roles.rules import Permission

bp = Blueprint("findings", __name__)
STEP = "step.html"


def sought() -> Sought:
    """What the address filters the list by."""
    given = request.args
    which = given.get("which") if given.get("which") in SHOWN else queries.OPENED
    sort = given.get("sort") if given.get("sort") in SORTS else queries.BY_DATE
    severity = number_in_address("severity")
    section = str(given.get("section", ""))[:1]
    return Sought(which or "", number_in_address("unit"), severity, section, sort or "")


def _filters(chosen: Sought) -> dict[str, Any]:
    given = {
        "which": chosen.which,
        "unit": chosen.unit_id,
        "severity": chosen.severity,
        "section": chosen.section or None,
        "sort": chosen.sort,
    }
    return {name: str(value) for name, value in given.items() if value is not None}


@bp.get("/findings")
@access.needs(Permission.SEE_FINDINGS)
def findings() -> str:
    """Findings by their dates, as far as this account sees them."""
    return _list(sought())


@bp.get("/findings/queue")
@access.needs(Permission.VERIFY_FINDINGS)
def queue() -> str:
    """Reported fixes that wait for somebody who looks at them."""
    return _list(Sought(queries.WAITING))


def _list(chosen: Sought) -> str:
    with session() as reading:
        rows, after = queries.page(reading, account(), chosen, number_in_address("after"))
        _version, listed = checklists.in_force(reading)
        return render_template(
            "audits/findings/findings.html",
            rows=[(one, pages.standing(reading, one)) for one in rows],
            number=queries.number(reading, account(), chosen),
            after=after,
            chosen=chosen,
            filters=_filters(chosen),
            units=persons.units(reading),
            sections=dict.fromkeys((one.code[0], getattr(one.section, language())) for one in listed.items),
            words=words,
            pages=pages,
            language=language(),
        )


@bp.post("/findings/export")
@access.needs(Permission.EXPORT_AUDITS)
def export() -> Response:
    """The list as it is shown, as a workbook."""
    chosen = sought()

    def make(reading: Session, facts: Facts, marking: str) -> Written:
        rows = queries.every(reading, account(), chosen)
        return exports.workbook(((one, pages.standing(reading, one)) for one in rows), facts, marking)

    filters = _filters(chosen)
    return send("findings", "", filters, make, back=url_for("findings.findings", **filters))


@bp.get("/findings/<int:finding_id>")
@access.needs(Permission.SEE_FINDINGS)
def card(finding_id: int) -> str:
    """One finding: where it stands, its dates, its people, everything that was done, and the next step."""
    with session() as reading:
        found = queries.finding(reading, account(), finding_id) or abort(404)
        open_steps = steps.open_to(steps.scene(reading, found, account()))
        item = checklists.item_of(reading, found.requirement)
        return render_template(
            "audits/findings/finding.html",
            finding=found,
            standing=pages.standing(reading, found),
            facts=pages.four_facts(reading, found),
            term=pages.term(reading, found),
            stages=pages.stages(found),
            told=pages.told(reading, found),
            course=queries.course_of(reading, finding_id),
            dates=course.dates(reading, finding_id),
            head=pages.head_today(reading, found),
            requirement=getattr(item.text, language()) if item else "",
            related=queries.related(reading, found),
            to_extend=len(operations.others(reading, found)) if found.severity == SEVEREST else 0,
            steps=open_steps,
            next_step=steps.next_step(open_steps),
            words=words,
            language=language(),
        )


@bp.route("/findings/<int:finding_id>/<any(acknowledge,assign,evidence,report,extend):deed>", methods=["GET", "POST"])
@access.needs(Permission.ANSWER_FINDINGS)
def answer(finding_id: int, deed: str) -> str | Response | tuple[str, int]:
    """A step of who answers for the remedy or makes it."""
    return _step(finding_id, deed)


@bp.route("/findings/<int:finding_id>/<any(effect,confirm,reject,judge):deed>", methods=["GET", "POST"])
@access.needs(Permission.VERIFY_FINDINGS)
def verify(finding_id: int, deed: str) -> str | Response | tuple[str, int]:
    """A step of somebody who looks at the remedy."""
    return _step(finding_id, deed)


@bp.route("/findings/<int:finding_id>/<any(extension,permit):deed>", methods=["GET", "POST"])
@access.needs(Permission.DECIDE_EXTENSIONS)
def decide(finding_id: int, deed: str) -> str | Response | tuple[str, int]:
    """A step of the head of the body."""
    return _step(finding_id, deed)


@bp.route("/findings/<int:finding_id>/<any(annulment,annul):deed>", methods=["GET", "POST"])
@access.needs(Permission.ANNUL_FINDINGS)
def annul(finding_id: int, deed: str) -> str | Response | tuple[str, int]:
    """One of the two persons who take something back."""
    return _step(finding_id, deed)


def _step(finding_id: int, deed: str) -> str | Response | tuple[str, int]:
    chosen = next(one for one in steps.STEPS if one.name == deed)
    with session() as reading:
        found = queries.finding(reading, account(), finding_id) or abort(404)
    back = url_for("findings.card", finding_id=finding_id)
    form = chosen.form(data={"seen": found.version})
    about = f"№ {found.number} · {found.item}"
    context: dict[str, Any] = {"title": chosen.word, "about": about, "text": chosen.text, "back": back}
    context["is_grave"] = chosen.is_grave
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        row = course.locked(writing, finding_id)
        is_changed = form.seen.data != row.version
        refuse_if(deed, [Objection(FindingGuard.CHANGED)] if is_changed else [], finding=finding_id)
        chosen.run(writing, row, form, account())
        return Done(back, _("It stands on the card and in the journal."))

    return acted(form, work, lambda: form_page(STEP, form, **context))


@bp.route("/findings/<int:finding_id>/extent", methods=["GET", "POST"])
@access.needs(Permission.VERIFY_FINDINGS)
def extent(finding_id: int) -> str | Response | tuple[str, int]:
    """Every other object of the same kind: whether it has the defect too."""
    with session() as reading:
        found = queries.finding(reading, account(), finding_id) or abort(404)
        others, known = operations.others(reading, found), operations.extent(reading, finding_id)
    form = _extent_form(others, known)
    back = url_for("findings.card", finding_id=finding_id)
    text = _("A defect of severity 1 is asked for at every other object of the kind before the inspection is closed.")
    context = {"title": _("Extent"), "about": f"№ {found.number}", "text": text, "back": back, "button": _("Save")}
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        chosen = {one.id: form[f"thing_{n}"].data for n, one in enumerate(others)}
        answers = {one: Extent(answer) for one, answer in chosen.items() if answer}
        operations.answer_extent(writing, course.locked(writing, finding_id), answers, by=account())
        return Done(back, _("The extent is entered."))

    return acted(form, work, lambda: form_page(STEP, form, **context))


def _extent_form(others: list[InspectedObject], known: dict[int, Extent]) -> ActForm:
    """One choice an object."""
    listed = choices([("", "–"), *((one.value, words.EXTENTS[one]) for one in Extent)])
    fields = {f"thing_{n}": SelectField(one.name, choices=listed) for n, one in enumerate(others)}
    form: ActForm = type("ExtentForm", (ActForm,), fields)(
        data={f"thing_{n}": known[one.id].value for n, one in enumerate(others) if one.id in known}
    )
    return form


def on_object(reading: Session, object_id: int) -> dict[str, Any] | None:
    """What the card of an object shows of its findings."""
    rows = queries.of_object(reading, account(), object_id)
    return {"rows": rows, "words": words} if rows else None
