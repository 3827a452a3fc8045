"""Pages of the register of persons: the list, a person's record, dismissal, the PIN, the tree of units."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from kernel import clock
from kernel.codes.codes import Code
from kernel.objections import Refused
from kernel.web import access, searches
from kernel.web.act_keys import Done
from kernel.web.downloads import Facts, send
from kernel.web.forms import ActForm, Form, add_errors, choices, form_page
from kernel.web.trees import tree
from kernel.web.visit import account, act_once, number_in_address, session, sought, transaction
from kernel.words import texts
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from kernel.workbook import Written
from people.register import exports, operations, queries, rules, words
from people.register.forms import DismissalForm, FindForm, PersonForm, UnitForm
from people.register.models import Person, Unit
from people.register.rules import Category
from people.roles.rules import Permission

bp = Blueprint("persons", __name__)
RECORD, DISMISS = (f"people/register/{name}.html" for name in ("record", "dismiss"))
COLUMNS = ("position", "unit_id", "treaty_ref", "employed_from", "absent_from", "absent_to")
NAMES = ("last_name", "first_name", "middle_name")
TOP = 0


@bp.get("/people")
@access.needs(Permission.SEE_PERSONS)
def persons() -> str:
    """The list by surname, narrowed by words and a unit, a page at a time."""
    search, unit_id = number_in_address("search"), number_in_address("unit")
    with session() as reading:
        text = searches.text_of(reading, search, by=account())
        query = queries.persons(text, unit_id)
        rows, after = queries.page_of(reading, query, number_in_address("after"))
        number = queries.number_of(reading, query)
        form = FindForm(formdata=None, data={"text": text, "unit": str(unit_id or "")})
        units = [(str(number), name) for number, name in _unit_choices(reading)]
        form.unit.choices = choices([("", _("All")), *units])
    return render_template(
        "people/register/persons.html",
        rows=[(one, _presence(one)) for one in rows],
        number=number,
        after=after,
        is_first="after" not in request.args,
        narrowed={name: request.args[name] for name in ("search", "unit") if request.args.get(name)},
        form=form,
        words=words,
    )


def _card(person_id: int) -> str:
    return url_for("persons.person", person_id=person_id)


def _presence(person: Person) -> rules.Presence:
    employed, absent = (person.employed_from, person.employed_to), (person.absent_from, person.absent_to)
    return rules.presence(employed, absent, clock.today())


def _unit_choices(reading: Session) -> list[tuple[int, str]]:
    """Units as a tree: each with as many dashes as it lies deep."""
    return [(unit.id, "– " * depth + unit.name(language())) for depth, unit in tree(queries.units(reading))]


@bp.post("/people/find")
@access.needs(Permission.SEE_PERSONS)
def find() -> Response:
    """Words become an address that shows no name."""
    text = sought()
    args: dict[str, Any] = {"unit": texts.whole_number(request.form.get("unit"))}
    if text:
        with transaction() as writing:
            args["search"] = searches.keep(writing, text, by=account()).id
    return redirect(url_for("persons.persons", **args), 303)


@bp.post("/people/export")
@access.needs(Permission.SEE_PERSONS)
def export() -> Response:
    """The filtered list as a workbook."""
    unit_id = number_in_address("unit")
    with session() as reading:
        text = searches.text_of(reading, number_in_address("search"), by=account())

    def make(reading: Session, facts: Facts, marking: str) -> Written:
        unit = reading.get(Unit, unit_id) if unit_id else None
        rows = reading.scalars(queries.persons(text, unit_id)).unique()
        return exports.workbook(
            rows, clock.today(), [*facts, (_("Unit"), unit.name(language()) if unit else _("All"))], marking
        )

    back = url_for("persons.persons", search=number_in_address("search"), unit=unit_id)
    return send("persons", text, {"unit": str(unit_id)} if unit_id else {}, make, back=back)


@bp.route("/people/enter", methods=["GET", "POST"])
@access.needs(Permission.ENTER_PERSONS)
def enter() -> str | Response | tuple[str, int]:
    """A person new to the register; the next step is the clearance."""
    form = PersonForm(data={"citizenship": "KZ", "employed_from": clock.today(), "unit_id": number_in_address("unit")})
    with session() as reading:
        form.unit_id.choices = choices(_unit_choices(reading))
    if not form.validate_on_submit():
        return form_page(RECORD, form, person=None)

    def work(writing: Session) -> Done:
        person = operations.enter_person(writing, _fields(form), by=account())
        message = _("The person is entered and has a pass. Enter the clearance next, then print the pass.")
        return Done(_card(person.id), message)

    return _acted(form, RECORD, work, person=None)


@bp.get("/people/<int:person_id>")
@access.needs(Permission.SEE_PERSONS)
def person(person_id: int) -> str:
    """The card of a person: who they are; what they may hold is shown by the rooms that know it."""
    with session() as reading:
        found = queries.person(reading, person_id) or abort(404)
    return render_template(
        "people/register/person.html",
        person=found,
        code=Code.parse(found.code),
        presence=_presence(found),
        words=words,
    )


@bp.route("/people/<int:person_id>/change", methods=["GET", "POST"])
@access.needs(Permission.ENTER_PERSONS)
def change(person_id: int) -> str | Response | tuple[str, int]:
    """Change what the register says of a person."""
    with session() as reading:
        person = queries.person(reading, person_id) or abort(404)
        form = PersonForm(obj=person, data={"seen": person.version})
        form.unit_id.choices = choices(_unit_choices(reading))
    if not form.validate_on_submit():
        return form_page(RECORD, form, person=person)

    def work(writing: Session) -> Done:
        row, seen = writing.get_one(Person, person_id), form.seen.data
        is_changed = operations.change_person(writing, row, _fields(form), seen=seen, by=account())
        return Done(_card(person_id), _("The record is changed.") if is_changed else "")

    return _acted(form, RECORD, work, person=person)


def _fields(form: PersonForm) -> dict[str, Any]:
    """The form as the columns of a person."""
    texts = {name: str(form[name].data or "").strip() for name in NAMES}
    rest = {name: form[name].data for name in COLUMNS}
    country = str(form.citizenship.data).upper()
    return {**texts, **rest, "category": Category(form.category.data), "citizenship": country}


def _acted(form: ActForm, template: str, work: Any, **context: Any) -> Response | str | tuple[str, int]:
    """Act once; refused, show the form again with every reason where it belongs."""
    try:
        return act_once(work)
    except Refused as refused:
        show(form, refused)
        return form_page(template, form, **context)


def show(form: Form, refused: Refused) -> None:
    for objection in refused.objections:
        add_errors(form, words.FIELDS.get(rules.PersonGuard(objection.guard.value)), [words.sentence(objection)])


@bp.route("/people/<int:person_id>/dismiss", methods=["GET", "POST"])
@access.needs(Permission.ENTER_PERSONS)
def dismiss(person_id: int) -> str | Response | tuple[str, int]:
    """End the employment from a day on."""
    with session() as reading:
        person = queries.person(reading, person_id) or abort(404)
    form = DismissalForm(data={"on": clock.today()})
    if not form.validate_on_submit():
        return form_page(DISMISS, form, person=person)

    def work(writing: Session) -> Done:
        on = form.on.data or clock.today()
        operations.dismiss(writing, writing.get_one(Person, person_id), on=on, by=account())
        return Done(_card(person_id), _("The dismissal is entered. Take back everything the person holds."), "look")

    return _acted(form, DISMISS, work, person=person)


@bp.route("/people/units", methods=["GET", "POST"])
@access.needs(Permission.ENTER_PERSONS)
def units() -> str | Response | tuple[str, int]:
    """Every unit as a tree with the persons it employs, and the form of a new one."""
    form = UnitForm()
    with session() as reading:
        found = tree(queries.units(reading))
        strengths = queries.strengths(reading, clock.today())
        form.parent_id.choices = choices([(TOP, _("Nothing: it stands by itself")), *_unit_choices(reading)])
    context = {"rows": found, "strengths": strengths}
    if not form.validate_on_submit():
        return form_page("people/register/units.html", form, **context)

    def work(writing: Session) -> Done:
        parent = writing.get(Unit, form.parent_id.data) if form.parent_id.data else None
        names = {code: str(form[f"name_{code}"].data).strip() for code in ("kk", "ru", "en")}
        code = str(form.code.data).strip()
        operations.enter_unit(writing, code=code, names=names, parent=parent, by=account())
        return Done(url_for("persons.units"), _("The unit is entered."))

    return _acted(form, "people/register/units.html", work, **context)
