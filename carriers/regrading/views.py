"""The page on which the grade of a medium falls, hand by hand: proposed, signed, approved."""

from typing import Any

from flask import Blueprint, abort, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import HiddenField, PasswordField, SelectField
from wtforms.validators import DataRequired, Length

from carriers.commission import queries as commissions
from carriers.commission.rules import Purpose
from carriers.custody import queries as carriers
from carriers.custody.rules import Family
from carriers.regrading import operations, words
from carriers.regrading.models import GradeFall
from carriers.regrading.rules import FallGuard
from kernel import clock
from kernel.account import Account
from kernel.grades import WORDS, Grade
from kernel.objections import Objection, Refused
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import ActForm, choices, form_page
from kernel.web.frame import address_of
from kernel.web.grave import ReasonField
from kernel.web.refusals import acted
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.pins.signing import count_wrong, prove_own
from people.roles.rules import Permission

bp = Blueprint("regrading", __name__)
PAGE = "carriers/regrading/grade.html"


class ProposeForm(ActForm):
    to_rank = SelectField(_l("Lower grade"), coerce=int)
    commission_id = SelectField(_l("Commission"), coerce=int)
    reason = ReasonField(_l("Why it is done"))


class HandForm(ActForm):
    """A hand under the act that the page showed, in the chair that it showed."""

    seen = HiddenField()
    pin = PasswordField(_l("Your PIN"), validators=[DataRequired(), Length(max=20)])


@bp.route("/carriers/<int:carrier_id>/grade", methods=["GET", "POST"])
@access.needs(Permission.SIGN_ACTS)
def grade(carrier_id: int) -> str | Response | tuple[str, int]:
    """Whose turn it is sees their form: the registry proposes, each member signs, the head of the body approves."""
    with session() as reading:
        carrier = carriers.visible(reading, account(), carrier_id) or abort(404)
        fall = operations.last(reading, carrier_id)
        if not _may_look(fall, account()):
            abort(404)
        orders = commissions.sitting(reading, Purpose.REGRADE, clock.today())
        against = operations.objections(reading, carrier)
    is_open = operations.is_open(fall)
    is_hand = "pin" in request.form or (request.method == "GET" and is_open)  # what was sent says what it was
    turn = _turn(fall if is_open else None, account())
    form = HandForm() if is_hand else ProposeForm()
    if isinstance(form, ProposeForm):
        form.to_rank.choices = choices((int(one), WORDS[one]) for one in Grade if one < carrier.rank)
        form.commission_id.choices = [(one.id, f"{one.order_no}, {one.members[0].person.short_name}") for one in orders]
    context = {
        "carrier": carrier,
        "is_hand": is_hand,
        "fall": fall if is_open else None,
        "turn": turn,
        "against": [words.sentence(one) for one in against],
        "grades": WORDS,
        "back": address_of("carrier", carrier_id=carrier_id),
    }

    def page() -> str | tuple[str, int]:
        if isinstance(form, HandForm):
            form.seen.data = _shown(fall, turn)  # of the act as it is shown now, not as it was sent
        return form_page(PAGE, form, **context)

    if not form.validate_on_submit():
        return page()

    def work(writing: Session) -> Done:
        return _act(writing, carrier_id, form)

    return acted(form, work, page, undone=count_wrong)


def _may_look(fall: GradeFall | None, reader: Account) -> bool:
    """Whoever sees carriers, and members of the commission that the act names."""
    members = {one.person_id for one in fall.commission.members} if fall else set()
    return reader.may(Permission.SEE_CARRIERS) or reader.person_id in members


def _shown(fall: GradeFall | None, turn: str) -> str:
    """What a page shows that asks for a PIN: which act, and in which chair it is signed."""
    return f"{fall.code} {turn}" if fall else ""


def _turn(fall: GradeFall | None, reader: Account) -> str:
    """What this reader may do now; empty where it is another's turn."""
    if fall is None:
        return "propose" if reader.may(Permission.SANITISE) else ""
    signed = {one.person_id for one in fall.hands}
    members = {one.person_id for one in fall.commission.members}
    if reader.person_id in members - signed:
        return "sign"
    return "approve" if members <= signed and reader.may(Permission.APPROVE_ACTS) else ""


def _act(writing: Session, carrier_id: int, form: ProposeForm | HandForm) -> Done:
    row, by = carriers.locked(writing, [carrier_id])[0], account()
    page = address_of("grade", carrier_id=carrier_id)
    if isinstance(form, ProposeForm):
        commission = commissions.commission(writing, form.commission_id.data) or abort(404)
        operations.propose(writing, row, Grade(form.to_rank.data), commission, reason=str(form.reason.data), by=by)
        return Done(page, _("The act is drawn up. Each member signs it on this page."))
    fall = operations.last(writing, carrier_id) or abort(404)
    turn = _turn(fall, by)
    is_last = turn == "approve"
    if form.seen.data != _shown(fall, turn):
        raise Refused(
            "lower_grade" if is_last else "sign_fall", [Objection(FallGuard.CHANGED)], {"carrier": carrier_id}
        )
    prove_own(writing, str(form.pin.data), "lower_grade" if is_last else "sign_fall")
    if is_last:
        operations.approve(writing, fall, row, by=by)
        return Done(address_of("carrier", carrier_id=carrier_id), _("The grade of the medium has fallen."), "look")
    operations.sign(writing, fall, by=by)
    return Done(page, _("You have signed."))


def of_carrier(reading: Session, carrier_id: int) -> dict[str, Any] | None:
    """What the card of a medium offers."""
    carrier = carriers.visible(reading, account(), carrier_id)
    if carrier is None or carrier.family is not Family.ELECTRONIC or carrier.rank == Grade.OFFICIAL_USE:
        return None
    fall = operations.last(reading, carrier_id)
    return {"carrier_id": carrier_id, "is_open": operations.is_open(fall)}
