"""Pages of destruction acts up to their approval: the list, drawing up, the carriers, signatures, cancelling."""

from collections.abc import Sequence
from typing import Any, NoReturn

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from carriers.commission import queries as commissions
from carriers.commission.models import Commission
from carriers.commission.rules import Purpose
from carriers.custody import queries as custody
from carriers.custody.rules import Act, CarrierKind
from carriers.destruction import exports, operations, pages, queries, words
from carriers.destruction.forms import ANY, AddForm, DraftForm, FilterForm, PinForm, RangeForm
from carriers.destruction.models import DestructionAct
from carriers.destruction.operations import Draft
from carriers.destruction.queries import Chosen
from carriers.destruction.rules import DestructionGuard, Method, Stage
from carriers.register import queries as registers
from carriers.storage import queries as storage
from kernel import clock
from kernel.codes.scanning import ScanRefused, read
from kernel.grades import Grade
from kernel.objections import Objection, Refused
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.downloads import Facts, send
from kernel.web.forms import add_errors, choices, form_page
from kernel.web.grave import Grave, ReasonForm, grave_page
from kernel.web.refusals import acted
from kernel.web.visit import account, number_in_address, session
from kernel.words.i18n import format_date, ngettext
from kernel.words.i18n import gettext as _
from kernel.workbook import Written
from people.pins.signing import count_wrong, prove_own
from people.roles.rules import Permission

bp = Blueprint("destruction", __name__)
LIST, NEW, ACT, SIGN = (f"carriers/destruction/{name}.html" for name in ("acts", "new", "act", "sign"))
MOST_AT_ONCE = 500


@bp.get("/destruction")
@access.needs(Permission.SIGN_ACTS)
def acts() -> str:
    """Every act that this account may see, the newest first, by stage."""
    stage = _stage()
    with session() as reading:
        page = queries.page(reading, account(), stage, number_in_address("before"))
        numbers = queries.numbers(reading, [row.id for row in page.rows])
        rows = [(row, numbers.get(row.id, 0)) for row in page.rows]
    return render_template(LIST, rows=rows, before=page.before, stage=stage, stages=words.STAGES, words=words)


@bp.post("/destruction/export")
@access.needs(Permission.EXPORT_CARRIERS)
def export() -> Response:
    """The list as it is shown, as a workbook."""
    stage = _stage()

    def make(reading: Session, facts: Facts, marking: str) -> Written:
        return exports.workbook(queries.every(reading, account(), stage), facts, marking)

    filters = {"stage": stage.value} if stage else {}
    return send("destruction", "", filters, make, back=url_for("destruction.acts", stage=filters.get("stage")))


def _stage() -> Stage | None:
    return next((one for one in Stage if one.value == request.args.get("stage")), None)


@bp.route("/destruction/new", methods=["GET", "POST"])
@access.needs(Permission.KEEP_ACTS)
def new() -> str | Response | tuple[str, int]:
    """Basis, method, place and commission; the carriers come next."""
    form = DraftForm()
    with session() as reading:
        rows = commissions.sitting(reading, Purpose.DESTRUCTION, clock.today())
    form.commission_id.choices = choices((one.id, f"{one.order_no}, {format_date(one.order_on)}") for one in rows)
    if not form.validate_on_submit():
        return form_page(NEW, form, has_commission=bool(rows))

    def work(writing: Session) -> Done:
        draft = Draft(str(form.basis.data), Method(form.method.data), str(form.place.data), str(form.tool.data or ""))
        row = operations.draw(writing, draft, writing.get_one(Commission, form.commission_id.data), by=account())
        return Done(_page(row.id), _("The act is drawn up. Scan its carriers."))

    return acted(form, work, lambda: form_page(NEW, form, has_commission=bool(rows)))


def _page(act_id: int) -> str:
    return url_for("destruction.act", act_id=act_id)


def found(reading: Session, act_id: int) -> DestructionAct:
    """The act as this account may see it; the page is 404 where there is none."""
    return queries.act(reading, account(), act_id) or abort(404)


@bp.get("/destruction/<int:act_id>")
@access.needs(Permission.SIGN_ACTS)
def act(act_id: int) -> str:
    """The act at its stage: what is on it, who signed, and the one next step."""
    return _act(act_id)


def _act(
    act_id: int, form: AddForm | None = None, books: RangeForm | None = None, chosen: FilterForm | None = None
) -> str:
    """The page with what was typed in the form that was sent, if one was."""
    form, books = form or AddForm(formdata=None), books or RangeForm(formdata=None)
    chosen = chosen or FilterForm(formdata=None)
    with session() as reading:
        row = found(reading, act_id)
        books.register_id.choices = _books(reading)
        chosen.place_id.choices = _places(reading)
        context = pages.act(reading, row)
    return render_template(ACT, form=form, books=books, chosen=chosen, **context)


def _places(reading: Session) -> list[Any]:
    return choices([(ANY, _("All")), *((str(one.id), one.label) for one in storage.places(reading))])


def _books(reading: Session) -> list[Any]:
    return choices((one.id, one.designation) for one in registers.registers(reading))


@bp.post("/destruction/<int:act_id>/add")
@access.needs(Permission.KEEP_ACTS)
def add(act_id: int) -> str | Response | tuple[str, int]:
    """Select what was scanned, or the number that was typed."""
    form = AddForm()
    with session() as reading:
        found(reading, act_id)
    if not form.validate():
        return _act(act_id, form), 422
    text = str(form.text.data)

    def work(writing: Session) -> Done:
        return _selected(writing, act_id, _meant(writing, text))

    return _added(act_id, work, form=form)


def _meant(writing: Session, text: str) -> list[int]:
    """The carriers that a scan or a typed number means, of those that the account may see."""
    try:
        codes = [code.text for code in read(text).codes]
        rows = [registers.by_code(writing, code) for code in codes]
    except ScanRefused:
        rows = list(queries.numbered(writing, account(), text))
    return [one.id for one in rows if one is not None and one.rank <= account().max_rank]


@bp.post("/destruction/<int:act_id>/add-range")
@access.needs(Permission.KEEP_ACTS)
def add_range(act_id: int) -> str | Response | tuple[str, int]:
    """Select everything of a register between two numbers that is in the registry."""
    form = RangeForm()
    with session() as reading:
        found(reading, act_id)
        form.register_id.choices = _books(reading)
    if not form.validate():
        return _act(act_id, books=form), 422
    numbers = (form.first.data or 0, form.last.data or 0)

    def work(writing: Session) -> Done:
        ids = queries.in_range(writing, account(), form.register_id.data, numbers, MOST_AT_ONCE + 1)
        return _selected(writing, act_id, _not_too_many(act_id, ids))

    return _added(act_id, work, books=form)


@bp.post("/destruction/<int:act_id>/add-filtered")
@access.needs(Permission.KEEP_ACTS)
def add_filtered(act_id: int) -> str | Response | tuple[str, int]:
    """Select everything in the registry that a filter leaves."""
    form = FilterForm()
    with session() as reading:
        found(reading, act_id)
        form.place_id.choices = _places(reading)
    if not form.validate():
        return _act(act_id, chosen=form), 422
    chosen = Chosen(
        CarrierKind(form.kind.data) if form.kind.data else None,
        Grade(int(form.rank.data)) if form.rank.data else None,
        int(form.place_id.data) if form.place_id.data else None,
        form.registered_to.data,
    )
    if chosen.is_empty:
        add_errors(form, "kind", [_("Choose at least one thing to filter by.")])
        return _act(act_id, chosen=form), 422

    def work(writing: Session) -> Done:
        ids = queries.by_filter(writing, account(), chosen, MOST_AT_ONCE + 1)
        return _selected(writing, act_id, _not_too_many(act_id, ids))

    return acted(form, work, lambda: (_act(act_id, chosen=form), 422))


def _not_too_many(act_id: int, ids: Sequence[int]) -> list[int]:
    if len(ids) > MOST_AT_ONCE:
        _refuse(act_id, Objection(DestructionGuard.TOO_MANY, {"most": MOST_AT_ONCE}))
    return list(ids)


def _refuse(act_id: int, why: Objection) -> NoReturn:
    raise Refused(Act.SELECT, [why], {"destruction": act_id})


def _selected(writing: Session, act_id: int, ids: list[int]) -> Done:
    if not ids:
        _refuse(act_id, Objection(DestructionGuard.UNKNOWN))
    row = queries.locked(writing, act_id)
    for carrier in custody.locked(writing, ids):
        operations.add(writing, row, carrier, by=account())
    message = ngettext("%(number)s carrier is selected.", "%(number)s carriers are selected.", len(ids))
    return Done(_page(act_id), message)


def _added(
    act_id: int, work: Any, *, form: AddForm | None = None, books: RangeForm | None = None
) -> str | Response | tuple[str, int]:
    return acted(form or books or AddForm(), work, lambda: (_act(act_id, form, books), 422))


def _grave(page: Grave, form: ReasonForm, work: Any) -> str | Response | tuple[str, int]:
    if not form.validate_on_submit():
        return grave_page(page, form)
    return acted(form, work, lambda: grave_page(page, form))


@bp.route("/destruction/<int:act_id>/remove/<int:position>", methods=["GET", "POST"])
@access.needs(Permission.KEEP_ACTS)
def remove(act_id: int, position: int) -> str | Response | tuple[str, int]:
    """Take a carrier off the list; what was signed is void."""
    with session() as reading:
        found(reading, act_id)
        unit = queries.unit_at(reading, act_id, position) or abort(404)
    text = _("It goes back to the registry. Every signature under this list is void.")
    page = Grave(_("Take it off the act"), unit.number, text, _page(act_id), is_gentle=True)
    form = ReasonForm()

    def work(writing: Session) -> Done:
        row = queries.locked(writing, act_id)
        one = custody.locked(writing, [unit.carrier_id])[0]
        operations.remove(writing, row, one, reason=str(form.reason.data), by=account())
        return Done(_page(act_id), _("The carrier is off the act."))

    return _grave(page, form, work)


@bp.route("/destruction/<int:act_id>/cancel", methods=["GET", "POST"])
@access.needs(Permission.CANCEL_ACTS)
def cancel(act_id: int) -> str | Response | tuple[str, int]:
    """Cancel the act; its carriers go back."""
    with session() as reading:
        row = found(reading, act_id)
    text = _("Every carrier on it goes back to the registry. A cancelled act stays and is never executed.")
    page, form = Grave(_("Cancel the act"), pages.number_of(row), text, _page(act_id)), ReasonForm()

    def work(writing: Session) -> Done:
        operations.cancel(writing, queries.locked(writing, act_id), reason=str(form.reason.data), by=account())
        return Done(_page(act_id), _("The act is cancelled."))

    return _grave(page, form, work)


@bp.route("/destruction/<int:act_id>/sign", methods=["GET", "POST"])
@access.needs(Permission.SIGN_ACTS)
def sign(act_id: int) -> str | Response | tuple[str, int]:
    """A member signs what this page shows, by their PIN."""
    title = _("Sign the act")

    def work(writing: Session, form: PinForm) -> Done:
        row = queries.locked(writing, act_id)
        prove_own(writing, str(form.pin.data), "sign_act")
        operations.sign(writing, row, seen=str(form.seen.data), by=account())
        is_last = row.stage is Stage.SIGNED
        said = _("Everybody has signed. The head of the body approves it now.") if is_last else _("You have signed.")
        return Done(_page(act_id), said)

    return _hand(act_id, title, work)


@bp.route("/destruction/<int:act_id>/approve", methods=["GET", "POST"])
@access.needs(Permission.APPROVE_ACTS)
def approve(act_id: int) -> str | Response | tuple[str, int]:
    """The head of the body approves what this page shows, by their PIN."""
    title = _("Approve the act")

    def work(writing: Session, form: PinForm) -> Done:
        row = queries.locked(writing, act_id)
        prove_own(writing, str(form.pin.data), "approve_act")
        operations.approve(writing, row, seen=str(form.seen.data), by=account())
        return Done(_page(act_id), _("The act is approved and its list is locked. It may be executed."))

    return _hand(act_id, title, work)


def _hand(act_id: int, title: str, work: Any) -> str | Response | tuple[str, int]:
    form = PinForm()
    with session() as reading:
        row = found(reading, act_id)
        rows = queries.units(reading, act_id)
        now, books = queries.list_hash(row, rows), registers.designations(reading)
    if request.method == "GET":
        form.seen.data = now
    context = {
        "act": row,
        "rows": rows,
        "title": title,
        "back": _page(act_id),
        "control_sum": now,
        **pages.shown(rows, books),
    }
    if not form.validate_on_submit():
        return form_page(SIGN, form, **context)
    return acted(
        form, lambda writing: work(writing, form), lambda: form_page(SIGN, form, **context), undone=count_wrong
    )


def of_carrier(reading: Session, carrier_id: int) -> dict[str, Any] | None:
    """What the card of a carrier shows of destruction acts."""
    rows = queries.of_carrier(reading, carrier_id)
    return {"rows": rows, "words": words} if rows else None
