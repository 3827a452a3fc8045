"""What the card shows of parts, and the pages on which one is put inside and taken out."""

from typing import Any

from flask import Blueprint, abort
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired, Length

from carriers.composition import operations, rules
from carriers.custody import queries as carriers
from carriers.custody.models import Carrier
from carriers.custody.rules import State
from carriers.register import queries as registers
from kernel.codes.scanning import ScanRefused, read
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import ActForm, ScannedField, add_errors, form_page
from kernel.web.frame import address_of
from kernel.web.grave import Grave, ReasonForm, grave_page
from kernel.web.refusals import acted
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.roles.rules import Permission

bp = Blueprint("composition", __name__)
PAGE = "carriers/composition/put.html"


class PartForm(ActForm):
    part = ScannedField(
        _l("What is put inside: scan it, or type its serial number"), validators=[DataRequired(), Length(max=80)]
    )


@bp.route("/carriers/<int:carrier_id>/parts", methods=["GET", "POST"])
@access.needs(Permission.REGISTER_CARRIERS)
def put(carrier_id: int) -> str | Response | tuple[str, int]:
    """Put another carrier inside this one."""
    with session() as reading:
        whole = carriers.visible(reading, account(), carrier_id) or abort(404)
    form, back = PartForm(), _card(carrier_id)
    context = {"carrier": whole, "back": back}
    if not form.validate_on_submit():
        return form_page(PAGE, form, **context)
    with session() as reading:
        part = _scanned(reading, str(form.part.data))
    if part is None:
        add_errors(form, "part", [_("No carrier has this code or number. Scan the label of the part.")])
        return form_page(PAGE, form, **context)
    part_id = part.id

    def work(writing: Session) -> Done:
        rows = {one.id: one for one in carriers.locked(writing, {carrier_id, part_id})}
        operations.put_inside(writing, rows[part_id], rows[carrier_id], by=account())
        return Done(back, _("It is inside. From now on both pass on together."))

    return acted(form, work, lambda: form_page(PAGE, form, **context))


@bp.route("/carriers/<int:carrier_id>/take-out", methods=["GET", "POST"])
@access.needs(Permission.REGISTER_CARRIERS)
def take_out(carrier_id: int) -> str | Response | tuple[str, int]:
    """Take this carrier out of the one that holds it."""
    with session() as reading:
        part = carriers.visible(reading, account(), carrier_id) or abort(404)
    text = _("From now on it is issued, taken back and destroyed for itself.")
    page = Grave(_("Take it out"), part.number, text, _card(carrier_id), is_gentle=True)
    form = ReasonForm()
    if not form.validate_on_submit():
        return grave_page(page, form)

    def work(writing: Session) -> Done:
        ids = [one.id for one in carriers.whole(writing, writing.get_one(Carrier, carrier_id))]
        rows = {one.id: one for one in carriers.locked(writing, ids)}
        row = rows[carrier_id]
        operations.take_out(writing, row, rows.get(row.parent_id or 0), reason=str(form.reason.data), by=account())
        return Done(_card(carrier_id), _("It stands for itself again."))

    return acted(form, work, lambda: grave_page(page, form))


def _scanned(reading: Session, text: str) -> Carrier | None:
    """The carrier that was scanned or typed, as far as the account may see it."""
    try:
        codes = read(text).codes
    except ScanRefused:
        codes = ()
    found = registers.by_code(reading, codes[0].text) if len(codes) == 1 else registers.by_alias(reading, text)
    return found if found and found.rank <= account().max_rank else None


def _card(carrier_id: int) -> str:
    return address_of("carrier", carrier_id=carrier_id)


def of_carrier(reading: Session, carrier_id: int) -> dict[str, Any] | None:
    """What is inside this carrier, or what holds it; and what may be put inside."""
    carrier = carriers.visible(reading, account(), carrier_id)
    if carrier is None:
        return None
    around = [one for one in carriers.whole(reading, carrier) if one.id != carrier_id]
    shown = [one for one in around if one.rank <= account().max_rank]
    may_hold = carrier.state is State.IN_REGISTRY and carrier.kind in rules.HOLDS and carrier.parent_id is None
    if not around and not may_hold:
        return None
    may_leave = carrier.parent_id is not None and carrier.state is State.IN_REGISTRY
    return {"carrier": carrier, "shown": shown, "may_hold": may_hold, "may_leave": may_leave}
