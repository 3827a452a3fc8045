"""Pages of the inspected objects: the list, the card, entering, changing, attesting, ending."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from audits.objects import exports, operations, queries, words
from audits.objects.models import InspectedObject
from audits.objects.queries import Sought
from audits.objects.rules import Facts, ObjectKind
from kernel import clock
from kernel.grades import WORDS, Grade
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.downloads import Facts as Making
from kernel.web.downloads import send
from kernel.web.forms import ActForm, DayField, ScannedField, SeenField, choices, form_page
from kernel.web.grave import ReasonField
from kernel.web.refusals import acted
from kernel.web.visit import account, number_in_address, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from kernel.words.i18n import lazy as _l
from kernel.workbook import Written
from people.register import queries as persons
from people.roles.rules import Permission

bp = Blueprint("objects", __name__)
STEP = "audits/step.html"
GRADES = [(int(one), WORDS[one]) for one in Grade]


class ObjectForm(ActForm):
    kind = SelectField(_l("Kind"), choices=choices((one.value, words.KINDS[one]) for one in ObjectKind))
    name = StringField(_l("Name, without secrets"), validators=[DataRequired(), Length(max=200)])
    unit_id = SelectField(_l("Unit that answers"), coerce=int)
    place = StringField(_l("Where it is"), validators=[DataRequired(), Length(max=200)])
    rank = SelectField(_l("Highest grade"), coerce=int, choices=choices(GRADES))
    composition = TextAreaField(_l("Carriers and equipment"), validators=[Length(max=2000)])
    seen = SeenField()


class AttestForm(ActForm):
    document_no = ScannedField(_l("Number of the document"), validators=[DataRequired(), Length(max=60)])
    rank = SelectField(_l("For the grade"), coerce=int, choices=choices(GRADES))
    valid_from = DayField(_l("Valid from"), validators=[InputRequired()])
    valid_to = DayField(_l("Valid until"), validators=[Optional()])


class EndForm(ActForm):
    valid_from = DayField(_l("Last day"), validators=[InputRequired()])
    reason = ReasonField(_l("Why it is done"))


def sought() -> Sought:
    """What the address filters the list by."""
    kind = next((one for one in ObjectKind if one.value == request.args.get("kind")), None)
    which = request.args.get("which")
    return Sought(kind, number_in_address("unit"), which == "alarming", which == "ended")


def _filters(chosen: Sought) -> dict[str, Any]:
    which = "alarming" if chosen.is_alarming else "ended" if chosen.is_ended else None
    given = {"kind": chosen.kind.value if chosen.kind else None, "unit": chosen.unit_id, "which": which}
    return {name: str(value) for name, value in given.items() if value is not None}


@bp.get("/objects")
@access.needs(Permission.SEE_OBJECTS)
def objects() -> str:
    """What is inspected, by number, with the alarm of its attestation."""
    chosen = sought()
    with session() as reading:
        rows, after = queries.page(reading, account(), chosen, number_in_address("after"))
        stands = {one.id: queries.standing(reading, one) for one in rows}
        units = persons.units(reading)
    return render_template(
        "audits/objects/objects.html",
        rows=rows,
        after=after,
        stands=stands,
        units=units,
        chosen=chosen,
        filters=_filters(chosen),
        words=words,
        grades=WORDS,
        kinds=ObjectKind,
        language=language(),
    )


@bp.post("/objects/export")
@access.needs(Permission.EXPORT_AUDITS)
def export() -> Response:
    """The list as it is shown, as a workbook."""
    chosen = sought()

    def make(reading: Session, facts: Making, marking: str) -> Written:
        rows = queries.every(reading, account(), chosen)
        return exports.workbook(((one, queries.standing(reading, one)) for one in rows), facts, marking)

    filters = _filters(chosen)
    return send("objects", "", filters, make, back=url_for("objects.objects", **filters))


@bp.get("/objects/<int:object_id>")
@access.needs(Permission.SEE_OBJECTS)
def card(object_id: int) -> str:
    """One object with its attestations."""
    with session() as reading:
        found = queries.one(reading, account(), object_id) or abort(404)
        return render_template(
            "audits/objects/object.html",
            thing=found,
            stands=queries.standing(reading, found),
            attestations=queries.attestations(reading, object_id),
            words=words,
            grades=WORDS,
            language=language(),
        )


@bp.route("/objects/new", methods=["GET", "POST"])
@access.needs(Permission.KEEP_OBJECTS)
def enter() -> str | Response | tuple[str, int]:
    """A new object of a unit."""
    form = ObjectForm()
    _choose_units(form)
    context = {"title": _("New object"), "about": "", "text": "", "back": url_for("objects.objects")}
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        row = operations.enter(writing, _facts(form), by=account())
        return Done(url_for("objects.card", object_id=row.id), _("The object is entered."))

    return acted(form, work, lambda: form_page(STEP, form, **context))


@bp.route("/objects/<int:object_id>/edit", methods=["GET", "POST"])
@access.needs(Permission.KEEP_OBJECTS)
def change(object_id: int) -> str | Response | tuple[str, int]:
    """What the register says of it from now on."""
    found = _found(object_id)
    form = ObjectForm(data={**found.facts.__dict__, "seen": found.version})
    _choose_units(form)
    back = url_for("objects.card", object_id=object_id)
    context = {"title": _("Change the object"), "about": found.name, "text": "", "back": back, "button": _("Save")}
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        row = queries.locked(writing, object_id)
        operations.change(writing, row, _facts(form), seen=form.seen.data or 0, by=account())
        return Done(back, _("It is saved."))

    return acted(form, work, lambda: form_page(STEP, form, **context))


@bp.route("/objects/<int:object_id>/attest", methods=["GET", "POST"])
@access.needs(Permission.KEEP_OBJECTS)
def attest(object_id: int) -> str | Response | tuple[str, int]:
    """Its attestation or certificate by a document."""
    found, form = _found(object_id), AttestForm(data={"valid_from": clock.today()})
    back = url_for("objects.card", object_id=object_id)
    text = _("As its document says it. The one before stays in the history.")
    title = _("Attestation or certificate")
    context = {"title": title, "about": found.name, "text": text, "back": back, "button": _("Enter")}
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        row = queries.locked(writing, object_id)
        valid = form.valid_from.data or clock.today(), form.valid_to.data
        operations.attest(writing, row, str(form.document_no.data), form.rank.data, valid, by=account())
        return Done(back, _("The attestation is entered."))

    return acted(form, work, lambda: form_page(STEP, form, **context))


@bp.route("/objects/<int:object_id>/end", methods=["GET", "POST"])
@access.needs(Permission.KEEP_OBJECTS)
def end(object_id: int) -> str | Response | tuple[str, int]:
    """It is inspected no more."""
    found, form = _found(object_id), EndForm(data={"valid_from": clock.today()})
    back = url_for("objects.card", object_id=object_id)
    text = _("It stays in the book with everything that was found at it, and is inspected no more.")
    context = {"title": _("Take out of inspections"), "about": found.name, "text": text, "back": back, "is_grave": True}
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        row, day = queries.locked(writing, object_id), form.valid_from.data or clock.today()
        operations.end(writing, row, day, reason=str(form.reason.data), by=account())
        return Done(back, _("It is inspected no more."))

    return acted(form, work, lambda: form_page(STEP, form, **context))


def _found(object_id: int) -> InspectedObject:
    with session() as reading:
        return queries.one(reading, account(), object_id) or abort(404)


def _choose_units(form: ObjectForm) -> None:
    with session() as reading:
        form.unit_id.choices = choices((one.id, one.name(language())) for one in persons.units(reading))


def _facts(form: ObjectForm) -> Facts:
    return Facts(
        ObjectKind(form.kind.data),
        str(form.name.data),
        form.unit_id.data,
        str(form.place.data),
        form.rank.data,
        str(form.composition.data or ""),
    )
