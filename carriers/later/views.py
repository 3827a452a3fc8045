"""The page on which an issue or a return is entered later."""

from typing import Any

from flask import Blueprint, abort
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from carriers.custody import queries as carriers
from carriers.custody import rules
from carriers.custody.rules import MOST_SHEETS, Act, State
from carriers.later import operations, words
from carriers.later.operations import Late
from kernel.account import id_of
from kernel.objections import refuse_if
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import ActForm, DigitsField, MomentField, choices, form_page
from kernel.web.frame import address_of
from kernel.web.refusals import acted
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.pins.signing import count_wrong, prove_person, prove_second
from people.register.forms import WhoField
from people.roles.rules import Permission

bp = Blueprint("later", __name__)
PAGE = "carriers/later/enter.html"
OF_STATE = {State.IN_REGISTRY: Act.ISSUE, State.ISSUED: Act.TAKE_BACK}


class LateForm(ActForm):
    act = SelectField(_l("What was done"), choices=choices((one.value, word) for one, word in words.ACTS))
    happened_at = MomentField(_l("When it was done"), validators=[InputRequired()])
    person = WhoField(_l("Who took or gave it"))
    person_pin = PasswordField(_l("Their PIN"), validators=[DataRequired(), Length(max=20)])
    sheets = DigitsField(_l("Sheets counted at the return"), validators=[Optional(), NumberRange(0, MOST_SHEETS)])
    reason = StringField(_l("Why it is entered later"), validators=[DataRequired(), Length(min=3, max=200)])
    second_code = WhoField(_l("Pass of the second worker"))
    second_pin = PasswordField(_l("PIN of the second worker"), validators=[DataRequired(), Length(max=20)])


@bp.route("/carriers/<int:carrier_id>/later", methods=["GET", "POST"])
@access.needs(Permission.ENTER_LATER)
def enter(carrier_id: int) -> str | Response | tuple[str, int]:
    """Enter an issue or a return that was done on paper."""
    with session() as reading:
        carrier = carriers.visible(reading, account(), carrier_id) or abort(404)
    form, back = LateForm(data={"act": OF_STATE.get(carrier.state, Act.ISSUE).value}), _card(carrier_id)
    context = {"carrier": carrier, "back": back}
    if not form.validate_on_submit():
        return form_page(PAGE, form, **context)

    def work(writing: Session) -> Done:
        act = Act(form.act.data)
        person = prove_person(writing, form.person.data, str(form.person_pin.data), act, ("person", "person_pin"))
        second = prove_second(writing, form.second_code.data, str(form.second_pin.data), act)
        workers = carriers.lock_hands(writing, [person.id], [account().id, id_of(second)])
        refuse_if(act, rules.objections_to_workers([carriers.works(one) for one in workers]), carrier=carrier_id)
        row = carriers.locked(writing, [carrier_id])[0]
        happened_at = form.happened_at.data or row.since
        late = Late(act, person, happened_at, str(form.reason.data), form.sheets.data)
        operations.enter(writing, row, late, second, by=account())
        return Done(back, _("It is entered, and marked as entered later."), "look")

    return acted(form, work, lambda: form_page(PAGE, form, **context), undone=count_wrong)


def _card(carrier_id: int) -> str:
    return address_of("carrier", carrier_id=carrier_id)


def of_carrier(reading: Session, carrier_id: int) -> dict[str, Any] | None:
    """What the card offers where something may have been done on paper."""
    carrier = carriers.visible(reading, account(), carrier_id)
    is_open = carrier is not None and carrier.state in OF_STATE and not carrier.is_composed
    return {"carrier_id": carrier_id} if is_open else None
