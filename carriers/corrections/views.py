"""The page on which a wrong entry is voided."""

from typing import Any

from flask import Blueprint, abort
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import DataRequired, Length

from carriers.corrections import operations, rules, words
from carriers.custody import queries as carriers
from carriers.custody.rules import Act
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.frame import address_of
from kernel.web.grave import Grave, ReasonForm, grave_page
from kernel.web.refusals import acted
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.pins.signing import count_wrong, prove_second
from people.register.forms import WhoField
from people.roles.rules import Permission

bp = Blueprint("corrections", __name__)


class VoidForm(ReasonForm):
    """Why, and the second worker by pass and PIN."""

    second_code = WhoField(_l("Pass of the second worker"))
    second_pin = PasswordField(_l("PIN of the second worker"), validators=[DataRequired(), Length(max=20)])


@bp.route("/carriers/<int:carrier_id>/<any(void,void_issue):deed>", methods=["GET", "POST"])
@access.needs(Permission.VOID_ENTRIES)
def void(carrier_id: int, deed: str) -> str | Response | tuple[str, int]:
    """Void the last entry of a carrier, before a second worker."""
    with session() as reading:
        carrier = carriers.visible(reading, account(), carrier_id) or abort(404)
    asked = Act(deed)
    page = Grave(str(words.VOIDS[asked]), carrier.number, str(words.TEXTS[asked]), _card(carrier_id))
    form = VoidForm()
    if not form.validate_on_submit():
        return grave_page(page, form)

    def work(writing: Session) -> Done:
        row = carriers.locked(writing, [carrier_id])[0]
        second = prove_second(writing, form.second_code.data, str(form.second_pin.data), asked)
        operations.void(writing, row, asked, second, reason=str(form.reason.data), by=account())
        return Done(_card(carrier_id), _("The entry is voided. Both entries stand on the card."), "look")

    return acted(form, work, lambda: grave_page(page, form), undone=count_wrong)


def _card(carrier_id: int) -> str:
    return address_of("carrier", carrier_id=carrier_id)


def of_carrier(reading: Session, carrier_id: int) -> dict[str, Any] | None:
    """What the card offers where the last entry may still be voided."""
    carrier = carriers.visible(reading, account(), carrier_id)
    asked = rules.voiding(operations.last_entry(reading, carrier)) if carrier else None
    return {"carrier_id": carrier_id, "act": asked, "word": words.VOIDS[asked]} if asked else None
