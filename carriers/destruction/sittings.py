"""Pages of an execution: who is present, the next carrier under the scanner, exclusions, the end."""

from typing import Any

from flask import abort, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from carriers.custody import queries as custody
from carriers.custody.models import Carrier
from carriers.destruction import execution, pages, queries, views
from carriers.destruction.forms import CheckForm, ExcludeForm, LeaveForm, PinForm
from carriers.destruction.models import DestructionAct
from carriers.destruction.rules import DestructionGuard, Exclusion, Unit
from carriers.destruction.views import SIGN, found
from carriers.register import queries as registers
from kernel.codes.scanning import ScanRefused, read
from kernel.objections import Objection, Refused
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import form_page
from kernel.web.refusals import acted
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from people.pins.signing import count_wrong, prove_own
from people.roles.rules import Permission

bp = views.bp
EXECUTE, EXCLUDE, LEAVE = (f"carriers/destruction/{name}.html" for name in ("execute", "exclude", "leave"))


@bp.get("/destruction/<int:act_id>/execute")
@access.needs(Permission.SIGN_ACTS)
def execute(act_id: int) -> str:
    """What is checked, what is left to find, who is present."""
    return _execute(act_id, CheckForm(formdata=None))


def _execute(act_id: int, form: CheckForm) -> str:
    with session() as reading:
        row = found(reading, act_id)
        context = {**pages.act(reading, row), **_sitting(reading, row)}
        return render_template(EXECUTE, form=form, pin=PinForm(formdata=None), **context)


def _sitting(reading: Session, row: DestructionAct) -> dict[str, Any]:
    here = queries.sitting(reading, row.id)
    rows = queries.units(reading, row.id)
    left = [one.carrier_id for one in rows if one.what is Unit.LISTED]
    counted = {carrier_id: queries.counts(reading, row.id, carrier_id) for carrier_id in left}
    return {
        "sitting": here,
        "present": queries.present(reading, here.id) if here else [],
        "again": {carrier_id for carrier_id, counts in counted.items() if counts},
        "checked": sorted(
            (one for one in rows if one.what is Unit.CHECKED), key=lambda one: str(one.checked_at), reverse=True
        ),
        "excluded": [one for one in rows if one.what is Unit.EXCLUDED],
    }


def _page(act_id: int) -> str:
    return url_for("destruction.execute", act_id=act_id)


@bp.post("/destruction/<int:act_id>/come")
@access.needs(Permission.SIGN_ACTS)
def come(act_id: int) -> str | Response | tuple[str, int]:
    """A member is present, by the PIN in their own session; the first one opens the sitting."""
    form = PinForm()
    with session() as reading:
        found(reading, act_id)

    def work(writing: Session) -> Done:
        row = queries.locked(writing, act_id)
        prove_own(writing, str(form.pin.data or ""), "come_to_sitting")
        execution.come(writing, row, by=account())
        return Done(_page(act_id), _("You are present."))

    return _told(act_id, CheckForm(formdata=None), work)


def _told(act_id: int, form: CheckForm, work: Any) -> str | Response | tuple[str, int]:
    """Act once; refused, say every reason on the page of the execution."""
    return acted(form, work, lambda: (_execute(act_id, form), 422), undone=count_wrong)


@bp.post("/destruction/<int:act_id>/check")
@access.needs(Permission.SIGN_ACTS)
def check(act_id: int) -> str | Response | tuple[str, int]:
    """One carrier under the scanner, its sheets counted blind, its serial number read from it."""
    form = CheckForm()
    with session() as reading:
        found(reading, act_id)
    if not form.validate():
        return _execute(act_id, form), 422

    def work(writing: Session) -> Done:
        row = queries.locked(writing, act_id)
        carrier = _scanned(writing, row, str(form.text.data))
        is_right = execution.check(
            writing, row, carrier, sheets=form.sheets.data, serial=str(form.serial.data or ""), by=account()
        )
        if is_right:
            return Done(_page(act_id), _("%(number)s is checked.", number=carrier.number))
        said = _("%(number)s: the count differs. Let another member count it.", number=carrier.number)
        return Done(_page(act_id), said, "look")

    return _told(act_id, form, work)


def _scanned(writing: Session, row: DestructionAct, text: str) -> Carrier:
    """The locked carrier that was scanned. Raises Refused where it is none of this act."""
    try:
        codes = [code.text for code in read(text).codes]
        carrier = registers.by_code(writing, codes[0])
    except ScanRefused:
        known = {one.number: one.carrier_id for one in queries.units(writing, row.id)}
        carrier = writing.get(Carrier, known[text.strip()]) if text.strip() in known else None
    if carrier is None or queries.unit(writing, row.id, carrier.id) is None:
        subject = {"carrier": carrier.id} if carrier else {"destruction": row.id}
        raise Refused("check_unit", [Objection(DestructionGuard.NOT_LISTED)], subject)
    return custody.locked(writing, [carrier.id])[0]


@bp.route("/destruction/<int:act_id>/exclude/<int:position>", methods=["GET", "POST"])
@access.needs(Permission.SIGN_ACTS)
def exclude(act_id: int, position: int) -> str | Response | tuple[str, int]:
    """A present member takes a unit out with a reason; one that is not there is missing from this second."""
    form = ExcludeForm()
    with session() as reading:
        row = found(reading, act_id)
        unit = queries.unit_at(reading, act_id, position) or abort(404)
    context = {"act": row, "unit": unit, "back": _page(act_id)}
    if not form.validate_on_submit():
        return form_page(EXCLUDE, form, **context)

    def work(writing: Session) -> Done:
        locked = queries.locked(writing, act_id)
        carrier = custody.locked(writing, [unit.carrier_id])[0]
        prove_own(writing, str(form.pin.data), "exclude_unit")
        why, text = Exclusion(form.why.data), str(form.reason.data)
        execution.exclude(writing, locked, carrier, why, text=text, by=account())
        return Done(_page(act_id), _("%(number)s is excluded.", number=carrier.number), "look")

    return acted(form, work, lambda: form_page(EXCLUDE, form, **context), undone=count_wrong)


@bp.route("/destruction/<int:act_id>/leave", methods=["GET", "POST"])
@access.needs(Permission.SIGN_ACTS)
def leave(act_id: int) -> str | Response | tuple[str, int]:
    """Break off: what is left is sealed until the next sitting."""
    form = LeaveForm()
    with session() as reading:
        row = found(reading, act_id)
    context = {"act": row, "back": _page(act_id)}
    if not form.validate_on_submit():
        return form_page(LEAVE, form, **context)

    def work(writing: Session) -> Done:
        locked = queries.locked(writing, act_id)
        execution.leave(writing, locked, left_in=str(form.left_in.data), seal_no=str(form.seal_no.data), by=account())
        return Done(_page(act_id), _("The sitting is closed. What is left is sealed until the next one."))

    return acted(form, work, lambda: form_page(LEAVE, form, **context), undone=count_wrong)


@bp.route("/destruction/<int:act_id>/finish", methods=["GET", "POST"])
@access.needs(Permission.SIGN_ACTS)
def finish(act_id: int) -> str | Response | tuple[str, int]:
    """A member confirms what became of every carrier; the last one ends the act."""
    form = PinForm()
    with session() as reading:
        row = found(reading, act_id)
        rows = queries.units(reading, act_id)
        now, books = queries.end_hash(row, rows), registers.designations(reading)
    if request.method == "GET":
        form.seen.data = now
    title = _("Confirm the execution")
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

    def work(writing: Session) -> Done:
        locked = queries.locked(writing, act_id)
        prove_own(writing, str(form.pin.data), "finish_act")
        is_over = execution.finish(writing, locked, seen=str(form.seen.data), by=account())
        said = _("The act is executed. Its carriers are destroyed.") if is_over else _("You have confirmed it.")
        return Done(url_for("destruction.act", act_id=act_id), said)

    return acted(form, work, lambda: form_page(SIGN, form, **context), undone=count_wrong)
