"""Pages of the registers: the shelf of books, one book, a new book, entering a carrier."""

from flask import Blueprint, abort, render_template, url_for
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from carriers.custody.models import Carrier
from carriers.custody.rules import CarrierKind, Family, Origin, family_of
from carriers.register import operations, queries, words
from carriers.register.forms import EntryForm, RegisterForm
from carriers.register.models import Alias, Register
from carriers.register.operations import Particulars
from carriers.register.rules import TAKES, GapGiven, RegisterGuard, RegisterKind
from carriers.storage import queries as storage
from carriers.storage.models import Place
from kernel import clock
from kernel.grades import WORDS, Grade
from kernel.objections import Objection, Refused
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import add_errors, choices, form_page
from kernel.web.frame import address_of
from kernel.web.grave import Grave, ReasonForm, grave_page
from kernel.web.visit import account, act_once, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import ngettext
from people.roles.rules import Permission

bp = Blueprint("registers", __name__)
COLUMNS = ("model", "capacity", "received_from", "received_no", "received_no_on", "remarks")
OPEN, ENTER = "carriers/register/open.html", "carriers/register/enter.html"
USUAL_TEMPLATE = "{seq}{suffix}"
USUAL_ORIGINS = {RegisterKind.INCOMING: Origin.COURIER, RegisterKind.MEDIA: Origin.PURCHASED}


@bp.get("/registers")
@access.needs(Permission.SEE_CARRIERS)
def registers() -> str:
    """Every book, the newest year first."""
    with session() as reading:
        rows = queries.registers(reading)
    return render_template("carriers/register/registers.html", rows=rows, kinds=words.KINDS, grades=_grades())


@bp.get("/registers/<int:register_id>")
@access.needs(Permission.SEE_CARRIERS)
def register(register_id: int) -> str:
    """One book: its rules, the numbers left out and why."""
    with session() as reading:
        found = reading.get(Register, register_id)
        if found is None:
            abort(404)
        gaps = queries.gaps(reading, register_id)
    return render_template(
        "carriers/register/register.html",
        register=found,
        gaps=gaps,
        kinds=words.KINDS,
        grades=_grades(),
    )


def _grades() -> dict[int, str]:
    return {int(grade): str(word) for grade, word in WORDS.items()}


@bp.route("/registers/open", methods=["GET", "POST"])
@access.needs(Permission.OPEN_REGISTERS)
def open_register() -> str | Response | tuple[str, int]:
    """A new book of account for a year."""
    year = clock.today().year
    highest = int(Grade.SPECIAL_IMPORTANCE)
    usual = {"year": year, "template": USUAL_TEMPLATE, "max_rank": highest, "opened_on": clock.today()}
    form = RegisterForm(data=usual)
    if not form.validate_on_submit():
        return form_page(OPEN, form)

    def work(writing: Session) -> Done:
        opened = operations.open_register(
            writing,
            str(form.code.data).strip(),
            kind=RegisterKind(form.kind.data),
            title=str(form.title.data).strip(),
            ranks=(form.min_rank.data, form.max_rank.data),
            template=str(form.template.data),
            year=int(form.year.data or year),
            opened_on=form.opened_on.data,
            why=str(form.carried_over_why.data or ""),
            by=account(),
        )
        return Done(url_for("registers.register", register_id=opened.id))

    try:
        return act_once(work)
    except Refused as refused:
        _show(form, refused)
        return form_page(OPEN, form)


def _show(form: EntryForm | RegisterForm, refused: Refused) -> None:
    for objection in refused.objections:
        field = objection.data.get("field") or words.FIELDS.get(objection.guard)
        add_errors(form, field, [words.sentence(objection)])
        if objection.guard is RegisterGuard.LAYOUT and isinstance(form, EntryForm):
            form.asks_layout = True


@bp.route("/registers/<int:register_id>/close", methods=["GET", "POST"])
@access.needs(Permission.OPEN_REGISTERS)
def close(register_id: int) -> str | Response | tuple[str, int]:
    """Close a book: no number is given in it any more."""
    with session() as reading:
        book = reading.get(Register, register_id) or abort(404)
    form, back = ReasonForm(), url_for("registers.register", register_id=register_id)
    text = _("No number will be given in it any more. What stands in it stays as it is.")
    if not form.validate_on_submit():
        return grave_page(Grave(_("Close the register"), book.designation, text, back), form)

    def work(writing: Session) -> Done:
        found = queries.locked_register(writing, register_id)
        if found is None:
            abort(404)
        if found.closed_on is None:
            operations.close_register(writing, found, reason=str(form.reason.data), by=account())
        return Done(back)

    return act_once(work)


@bp.route("/registers/<int:register_id>/enter", methods=["GET", "POST"])
@access.needs(Permission.REGISTER_CARRIERS)
def enter(register_id: int) -> str | Response | tuple[str, int]:
    """Register a carrier, or the numbered copies of one document."""
    with session() as reading:
        found = reading.get(Register, register_id)
        if found is None:
            abort(404)
        places = [place for place in storage.places(reading) if place.max_rank >= found.min_rank]
    form = _entry_form(found, places)
    families = {family_of(kind) for kind in TAKES[found.kind]}
    context = {"register": found, "has_paper": Family.PAPER in families, "has_things": families != {Family.PAPER}}
    if not form.validate_on_submit():
        return form_page(ENTER, form, places=places, **context)
    try:
        return act_once(lambda writing: _enter(writing, register_id, form))
    except IntegrityError as error:
        if Alias.__tablename__ not in str(error.orig):
            raise
        taken = Objection(RegisterGuard.ALIAS, {"field": "serial_no"})  # by somebody else at the same moment
        _show(form, Refused("register", [taken]))
    except Refused as refused:
        if gap := _gap(refused):
            return _ask_gap(form, refused, gap, found)
        _show(form, refused)
    return form_page(ENTER, form, places=places, **context)


def _gap(refused: Refused) -> Objection | None:
    """The numbers that would be left out, where nothing else stands against the entry."""
    about = [one for one in refused.objections if "last" in one.data]
    return about[0] if about and len(about) == len(refused.objections) else None


def _ask_gap(form: EntryForm, refused: Refused, gap: Objection, book: Register) -> tuple[str, int]:
    """A page of its own: which numbers are lost, and why; all that was typed goes along."""
    for one in refused.objections:
        if one.guard is RegisterGuard.GAP:
            add_errors(form, one.data["field"], [words.sentence(one)])
    return render_template("carriers/register/gap.html", form=form, register=book, gap=gap.data), 422


def _entry_form(register: Register, places: list[Place]) -> EntryForm:
    origin = USUAL_ORIGINS.get(register.kind, Origin.PRODUCED)
    once = {"first_copy": 1, "copies": 1, "copies_total": 1}
    rank = max(int(Grade.SECRET), register.min_rank)
    form = EntryForm(data={"registered_on": clock.today(), "origin": origin.value, "rank": rank, **once})
    form.offer(register.kind, [(place.id, place.label) for place in places])
    highest = min(register.max_rank, account().max_rank)
    form.rank.choices = choices((int(grade), WORDS[grade]) for grade in Grade if register.min_rank <= grade <= highest)
    return form


def _enter(writing: Session, register_id: int, form: EntryForm) -> Done:
    found = writing.get_one(Register, register_id)
    place = writing.get_one(Place, form.home_place_id.data)
    worker = account()
    entered = operations.enter(writing, found, _particulars(form), place, by=worker)
    return Done(address_of("carrier", carrier_id=entered[0].id), _entered(entered))


def _entered(carriers: list[Carrier]) -> str:
    number = carriers[0].number
    if len(carriers) == 1:
        return _("Registered under the number %(number)s. Print its label and put it on the carrier.", number=number)
    return ngettext(
        "%(number)s copy registered under one number.", "%(number)s copies registered under one number.", len(carriers)
    )


def _particulars(form: EntryForm) -> Particulars:
    """The form as the register takes it; what does not belong to the family of the kind is left out."""
    kind = CarrierKind(form.kind.data)
    is_paper = family_of(kind) is Family.PAPER
    columns = {name: form[name].data for name in COLUMNS}
    columns |= {"origin": Origin(form.origin.data), "appendices": (form.appendices.data or 0) if is_paper else 0}
    return Particulars(
        kind=kind,
        title=str(form.title.data),
        grade=Grade(form.rank.data),
        registered_on=form.registered_on.data or clock.today(),
        sheets=form.sheets.data,
        appendix_sheets=form.appendix_sheets.data or 0,
        serial_no=str(form.serial_no.data or ""),
        inventory_no=str(form.inventory_no.data or ""),
        is_as_typed=bool(form.is_as_typed.data),
        series=str(form.series.data or ""),
        seq=form.seq.data,
        gap=GapGiven(str(form.gap_explanation.data or ""), str(form.gap_confirmed.data or ""), form.seq_again.data),
        first_copy=form.first_copy.data or 1,
        first_copy_why=str(form.first_copy_why.data or ""),
        copies=(form.copies.data or 1) if is_paper else 1,
        copies_total=form.copies_total.data or 1,
        label=str(form.label.data or ""),
        columns=columns,
    )
