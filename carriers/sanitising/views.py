"""The page on which sanitising is recorded, and what the card shows of it."""

from typing import Any

from flask import Blueprint, abort
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from carriers.custody import queries as carriers
from carriers.custody.rules import Family, State
from carriers.destruction import words as method_words
from carriers.destruction.rules import Method
from carriers.sanitising import operations, words
from carriers.sanitising.models import Sanitising
from carriers.sanitising.rules import Verification
from kernel import clock
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import ActForm, MomentField, ScannedField, choices, form_page
from kernel.web.frame import address_of
from kernel.web.refusals import acted
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.register import queries as persons
from people.register.forms import WhoField
from people.roles.rules import Permission

bp = Blueprint("sanitising", __name__)
PAGE = "carriers/sanitising/record.html"
METHODS = (Method.OVERWRITE, Method.BLOCK_ERASE, Method.CRYPTO_ERASE, Method.DEGAUSS)


class SanitisingForm(ActForm):
    """The fields of the certificate (NIST SP 800-88 r1, app. G)."""

    method = SelectField(_l("Method"), choices=choices((one.value, method_words.METHODS[one]) for one in METHODS))
    tool = StringField(_l("Tool, its version and number"), validators=[DataRequired(), Length(max=200)])
    serial_read = ScannedField(_l("Serial number read from the device"), validators=[DataRequired(), Length(max=80)])
    began_at = MomentField(_l("Begun"), validators=[InputRequired()])
    ended_at = MomentField(_l("Ended"), validators=[InputRequired()])
    verification = SelectField(
        _l("How it was verified"), choices=choices((one.value, words.VERIFICATIONS[one]) for one in Verification)
    )
    is_clean = BooleanField(_l("No data were found"), default=True)
    performer = WhoField(_l("Who did it"))
    verifier = WhoField(_l("Who verified it"))
    destination = StringField(_l("What becomes of the medium"), validators=[DataRequired(), Length(max=200)])


@bp.route("/carriers/<int:carrier_id>/sanitise", methods=["GET", "POST"])
@access.needs(Permission.SANITISE)
def record(carrier_id: int) -> str | Response | tuple[str, int]:
    """Record that a medium was cleared or purged."""
    with session() as reading:
        carrier = carriers.visible(reading, account(), carrier_id) or abort(404)
    form = SanitisingForm(data={"began_at": clock.now(), "ended_at": clock.now(), "is_clean": True})
    back = address_of("carrier", carrier_id=carrier_id)
    if not form.validate_on_submit():
        return form_page(PAGE, form, carrier=carrier, back=back)

    def work(writing: Session) -> Done:
        row = carriers.locked(writing, [carrier_id])[0]
        done = operations.Done(
            method=Method(form.method.data),
            tool=str(form.tool.data),
            serial_read=str(form.serial_read.data),
            verification=Verification(form.verification.data),
            is_clean=bool(form.is_clean.data),
            began_at=form.began_at.data or clock.now(),
            ended_at=form.ended_at.data or clock.now(),
            destination=str(form.destination.data),
            performer=persons.named(writing, form.performer.data, "performer"),
            verifier=persons.named(writing, form.verifier.data, "verifier"),
        )
        operations.record(writing, row, done, by=account())
        return Done(back, _("The sanitising is recorded. The grade of the medium stays."))

    return acted(form, work, lambda: form_page(PAGE, form, carrier=carrier, back=back))


def of_carrier(reading: Session, carrier_id: int) -> dict[str, Any] | None:
    """What the card of a medium shows of its sanitising."""
    carrier = carriers.visible(reading, account(), carrier_id)
    if carrier is None or carrier.family is not Family.ELECTRONIC:
        return None
    query = select(Sanitising).where(Sanitising.carrier_id == carrier_id).order_by(Sanitising.id.desc())
    rows, may_record = reading.scalars(query).all(), carrier.state is State.IN_REGISTRY
    if not rows and not may_record:
        return None
    facts = {"rows": rows, "carrier_id": carrier_id, "may_record": may_record}
    return {**facts, "methods": method_words.METHODS, "words": words}
