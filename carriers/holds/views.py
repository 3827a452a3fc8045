"""Pages of holds: the list, setting one from a card, lifting one."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import BooleanField, SelectField
from wtforms.validators import DataRequired, InputRequired, Length

from carriers.custody import queries as carriers
from carriers.custody import rules as custody
from carriers.holds import exports, operations, queries, words
from carriers.holds.models import Hold
from carriers.holds.operations import Document
from carriers.holds.rules import HoldKind
from kernel import clock
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.downloads import Facts, send
from kernel.web.forms import ActForm, DayField, ScannedField, choices, form_page
from kernel.web.frame import address_of
from kernel.web.grave import Grave, ReasonForm, grave_page
from kernel.web.refusals import acted
from kernel.web.visit import account, number_in_address, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from kernel.workbook import Written
from people.roles.rules import Permission

bp = Blueprint("holds", __name__)
LIFTED = "lifted"
SET = "carriers/holds/set.html"


class HoldForm(ActForm):
    kind = SelectField(_l("On whose word"), choices=choices((one.value, words.KINDS[one]) for one in HoldKind))
    document_no = ScannedField(_l("Number of the document"), validators=[DataRequired(), Length(max=60)])
    document_on = DayField(_l("Day of the document"), validators=[InputRequired()])
    review_on = DayField(_l("Looked at again on"), validators=[InputRequired()])
    allows_issue = BooleanField(_l("It may be issued all the same"))


@bp.get("/holds")
@access.needs(Permission.SEE_HOLDS)
def holds() -> str:
    """What is frozen now, or what was, the newest first."""
    is_open = request.args.get("which") != LIFTED
    with session() as reading:
        rows, after = queries.page(reading, account(), is_open=is_open, after=number_in_address("after"))
    today = clock.today()
    return render_template(
        "carriers/holds/holds.html", rows=rows, after=after, is_open=is_open, words=words, today=today
    )


@bp.post("/holds/export")
@access.needs(Permission.EXPORT_CARRIERS)
def export() -> Response:
    """The list as it is shown, as a workbook."""
    is_open = request.args.get("which") != LIFTED

    def make(reading: Session, facts: Facts, marking: str) -> Written:
        return exports.workbook(queries.every(reading, account(), is_open=is_open), facts, marking)

    which = None if is_open else LIFTED
    return send("holds", "", {"which": which} if which else {}, make, back=url_for("holds.holds", which=which))


@bp.route("/carriers/<int:carrier_id>/hold", methods=["GET", "POST"])
@access.needs(Permission.SET_HOLDS)
def set_hold(carrier_id: int) -> str | Response | tuple[str, int]:
    """Freeze a carrier by a document."""
    with session() as reading:
        carrier = carriers.visible(reading, account(), carrier_id) or abort(404)
    form = HoldForm(data={"document_on": clock.today()})
    back = address_of("carrier", carrier_id=carrier_id)
    context = {"carrier": carrier, "back": back}
    if not form.validate_on_submit():
        return form_page(SET, form, **context)

    def work(writing: Session) -> Done:
        row = carriers.locked(writing, [carrier_id])[0]
        today = clock.today()
        document = Document(
            HoldKind(form.kind.data),
            str(form.document_no.data),
            form.document_on.data or today,
            form.review_on.data or today,
            bars_issue=not form.allows_issue.data,
        )
        operations.set_hold(writing, row, document, by=account())
        return Done(back, _("The carrier is on hold."), "look")

    return acted(form, work, lambda: form_page(SET, form, **context))


@bp.route("/holds/<int:hold_id>/lift", methods=["GET", "POST"])
@access.needs(Permission.LIFT_HOLDS)
def lift(hold_id: int) -> str | Response | tuple[str, int]:
    """The head of the body lifts a hold with a reason."""
    with session() as reading:
        found = queries.hold(reading, account(), hold_id) or abort(404)
    text = _("From this moment the carrier is free for everything that its state allows.")
    page = Grave(_("Lift the hold"), found.carrier.number, text, url_for("holds.holds"), is_gentle=True)
    form = ReasonForm()
    if not form.validate_on_submit():
        return grave_page(page, form)

    def work(writing: Session) -> Done:
        carrier = carriers.locked(writing, [found.carrier_id])[0]
        row = writing.get_one(Hold, hold_id, with_for_update=True)
        operations.lift(writing, row, carrier, reason=str(form.reason.data), by=account())
        return Done(url_for("holds.holds"), _("The hold is lifted."))

    return acted(form, work, lambda: grave_page(page, form))


def of_carrier(reading: Session, carrier_id: int) -> dict[str, Any] | None:
    """What the card of a carrier shows of its holds."""
    carrier = carriers.visible(reading, account(), carrier_id)
    if carrier is None:
        return None
    rows = queries.of_carrier(reading, carrier_id)
    may_hold = carrier.state not in custody.ENDED
    return {"rows": rows, "carrier_id": carrier_id, "may_hold": may_hold, "words": words} if rows or may_hold else None
