"""Pages of objects: the list, a card, entering, changing, attesting, ending."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from audits.objects import exports, operations, queries, words
from audits.objects.forms import AttestForm, ChangeForm, EndForm, ObjectForm
from audits.objects.operations import Facts, Paper
from audits.objects.queries import Filters, Line
from audits.objects.rules import ATTESTED, ObjectKind
from kernel import clock
from kernel.grades import Grade
from kernel.web import access, downloads
from kernel.web.act_keys import Done
from kernel.web.downloads import send
from kernel.web.forms import choices, form_page
from kernel.web.grave import Grave, grave_page
from kernel.web.refusals import Page, acted
from kernel.web.trees import tree
from kernel.web.visit import account, number_in_address, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from kernel.words.texts import whole_number
from kernel.workbook import Written
from people.register import queries as persons
from people.roles.rules import Permission

bp = Blueprint("objects", __name__)
RECORD, STEP = "audits/objects/record.html", "step.html"


@bp.get("/objects")
@access.needs(Permission.SEE_OBJECTS)
def objects() -> str:
    """What is inspected, by number, narrowed by kind, unit and how near the end of the attestation is."""
    filters = Filters.of(request.args)
    with session() as reading:
        lines, after = queries.page(reading, account(), filters, number_in_address("after"))
        number = queries.number_of(reading, account(), filters)
        units = _unit_choices(reading)
    return render_template(
        "audits/objects/objects.html",
        lines=lines,
        after=after,
        number=number,
        is_first="after" not in request.args,
        filters=filters,
        units=units,
        words=words,
        attested=ATTESTED,
    )


@bp.post("/objects/export")
@access.needs(Permission.SEE_OBJECTS)
def export() -> Response:
    """The filtered list as a workbook."""
    filters = Filters.of(request.args)

    def make(reading: Session, facts: downloads.Facts, marking: str) -> Written:
        return exports.workbook(queries.every(reading, account(), filters), facts, marking)

    narrowed: dict[str, Any] = filters.args()
    return send("objects", "", narrowed, make, back=url_for("objects.objects", **narrowed))


@bp.get("/objects/<int:object_id>")
@access.needs(Permission.SEE_OBJECTS)
def card(object_id: int) -> str:
    """The card of an object: what it is, every attestation, and what higher rooms know of it."""
    with session() as reading:
        found = _found(reading, object_id)
        papers = queries.attestations(reading, object_id)
    is_attested = found.row.kind in ATTESTED
    return render_template("audits/objects/card.html", one=found, papers=papers, is_attested=is_attested, words=words)


@bp.route("/objects/new", methods=["GET", "POST"])
@access.needs(Permission.KEEP_OBJECTS)
def enter() -> Page:
    """An object new to the register; the next step is its attestation."""
    form = ObjectForm(data={"rank": int(Grade.SECRET)})
    with session() as reading:
        form.unit_id.choices = choices(_unit_choices(reading))
    back = url_for("objects.objects")
    if not form.validate_on_submit():
        return form_page(RECORD, form, one=None, back=back)

    def work(writing: Session) -> Done:
        row = operations.enter(writing, ObjectKind(form.kind.data), _facts(form), by=account())
        return Done(_card(row.id), _("The object is entered."))

    return acted(form, work, lambda: form_page(RECORD, form, one=None, back=back))


@bp.route("/objects/<int:object_id>/edit", methods=["GET", "POST"])
@access.needs(Permission.KEEP_OBJECTS)
def change(object_id: int) -> Page:
    """Change what the register says of an object; of which kind it is never changes."""
    with session() as reading:
        found = _found(reading, object_id).row
        form = ChangeForm(obj=found, data={"seen": found.version})
        form.unit_id.choices = choices(_unit_choices(reading))
    context = {"one": found, "back": _card(object_id)}
    if not form.validate_on_submit():
        return form_page(RECORD, form, **context)

    def work(writing: Session) -> Done:
        row = queries.locked(writing, object_id)
        is_changed = operations.change(writing, row, _facts(form), seen=form.seen.data or 0, by=account())
        return Done(_card(object_id), _("The object is changed.") if is_changed else "")

    return acted(form, work, lambda: form_page(RECORD, form, **context))


@bp.route("/objects/<int:object_id>/attest", methods=["GET", "POST"])
@access.needs(Permission.KEEP_OBJECTS)
def attest(object_id: int) -> Page:
    """Enter an attestation or a certificate; those before stay on the card."""
    with session() as reading:
        found = _found(reading, object_id).row
    form = AttestForm()
    text = _("The last one entered holds. A wrong one is put right by entering the right one after it.")
    context = {"title": _("Enter an attestation"), "about": found.name, "text": text, "back": _card(object_id)}
    context["button"] = _("Enter the attestation")
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        rank = whole_number(form.rank.data)
        grade = None if rank is None else Grade(rank)
        paper = Paper(str(form.document_no.data), grade, form.valid_from.data or clock.today(), form.valid_to.data)
        operations.attest(writing, queries.locked(writing, object_id), paper, by=account())
        return Done(_card(object_id), _("The attestation is entered."))

    return acted(form, work, lambda: form_page(STEP, form, **context))


@bp.route("/objects/<int:object_id>/end", methods=["GET", "POST"])
@access.needs(Permission.KEEP_OBJECTS)
def end(object_id: int) -> Page:
    """Take an object out of the register with a reason; its card stays."""
    with session() as reading:
        found = _found(reading, object_id).row
    text = _("It is inspected and attested no more. Its card and its history stay readable.")
    page = Grave(_("Take out of the register"), found.name, text, _card(object_id))
    form = EndForm(data={"on": clock.today()})
    if not form.validate_on_submit():
        return grave_page(page, form)

    def work(writing: Session) -> Done:
        on, reason = form.on.data or clock.today(), str(form.reason.data)
        operations.end(writing, queries.locked(writing, object_id), on=on, reason=reason, by=account())
        return Done(_card(object_id), _("The object is out of the register."), "look")

    return acted(form, work, lambda: grave_page(page, form))


def _found(reading: Session, object_id: int) -> Line:
    return queries.line(reading, account(), object_id) or abort(404)


def _card(object_id: int) -> str:
    return url_for("objects.card", object_id=object_id)


def _unit_choices(reading: Session) -> list[tuple[int, str]]:
    """Units as a tree: each with as many dashes as it lies deep."""
    return [(unit.id, "– " * depth + unit.name(language())) for depth, unit in tree(persons.units(reading))]


def _facts(form: ChangeForm) -> Facts:
    texts = (" ".join(str(form[name].data or "").split()) for name in ("name", "place"))
    name, place = texts
    composition = "\n".join(line.strip() for line in str(form.composition.data or "").strip().splitlines())
    return Facts(name, int(form.unit_id.data), place, Grade(int(form.rank.data)), composition)
