"""Pages of PINs: one's own, one set at the registry before two workers, clearing a forgotten one."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from kernel.codes.scanning import ScanRefused, names_one, read
from kernel.journal.entries import Log
from kernel.objections import Objection, Refused
from kernel.secrets import passwords
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import Form, add_errors, form_page
from kernel.web.grave import Grave, ReasonForm, grave_page
from kernel.web.visit import account, act_once, address, house, session, transaction
from kernel.words.i18n import gettext as _
from people.accounts import queries as accounts
from people.accounts.models import Account
from people.accounts.proof import NotProven, count_guess, prove
from people.pins import operations, words
from people.pins.forms import OwnPinForm, PinForm
from people.pins.operations import Witness
from people.pins.rules import PinGuard
from people.register import operations as persons
from people.register import queries
from people.register.models import Person
from people.roles.rules import Permission

GRAVE = {
    Log.CUSTODY: ("suspend_clearance", "resume_clearance", "terminate_clearance", "dismiss"),
    Log.SECURITY: ("clear_pin",),
}
bp = Blueprint("pins", __name__)
OWN, AT_REGISTRY = "people/pins/own.html", "people/pins/at_registry.html"
Answer = str | Response | tuple[str, int]


def standing_of(reading: Session, person_id: int) -> dict[str, Any]:
    """What the card of a person says of the PIN, and of what was decided about the person."""
    found = [one for log, ops in GRAVE.items() for one in accounts.decisions(reading, log, f"person:{person_id}", ops)]
    decisions = sorted(found, key=lambda one: one.at, reverse=True)
    return {"person": reading.get_one(Person, person_id), "decisions": decisions, "acts": house().acts}


@bp.route("/pin", methods=["GET", "POST"])
@access.needs(Permission.FRAME)
def own() -> Answer:
    """The PIN of whoever is signed in."""
    person = _person(account().person_id or abort(404))
    form = OwnPinForm()

    def work(writing: Session) -> Done:
        row = writing.get_one(Person, person.id)
        if row.pin_hash is None:
            prove(writing, _by_password(form), _("This is not your password."), "password_refused")
        operations.set_own(
            writing, row, old=form.old.data or "", new=form.new.data or "", address=address(), by=account()
        )
        return Done(url_for("accounts.start"), _said())

    if not _is_valid(form):
        return form_page(OWN, form, person=person)
    try:
        return act_once(work)
    except NotProven as fault:
        count_guess(fault)
        add_errors(form, "password", [fault.sentence])
    except Refused as refused:
        _show(form, refused)
    return form_page(OWN, form, person=person)


@bp.route("/people/<int:person_id>/pin", methods=["GET", "POST"])
@access.needs(Permission.SET_PINS)
def at_registry(person_id: int) -> Answer:
    """The holder of a pass sets its PIN at the registry; the pass is in hand and two workers are there."""
    person = _person(person_id)
    form = PinForm()

    def work(writing: Session) -> Done:
        row = writing.get_one(Person, person_id)
        if not names_one(form.pass_code.data, row.code):
            raise Refused("set_pin", [Objection(PinGuard.NOT_THEIR_PASS)], {"person": person_id})
        operations.set_at_registry(
            writing,
            row,
            old=form.old.data or "",
            new=form.new.data or "",
            worker=Witness(_holder(writing), form.worker_pin.data or ""),
            second=Witness(_of_pass(writing, form.second_code.data), form.second_pin.data or ""),
            address=address(),
            by=account(),
        )
        return Done(_card(person_id), _said())

    if not _is_valid(form):
        return form_page(AT_REGISTRY, form, person=person)
    try:
        return act_once(work)
    except Refused as refused:
        _show(form, refused)
        return form_page(AT_REGISTRY, form, person=person)


@bp.route("/people/<int:person_id>/pin/clear", methods=["GET", "POST"])
@access.needs(Permission.ENTER_PERSONS)
def clear(person_id: int) -> Answer:
    """Forget a PIN that its holder forgot."""
    person = _person(person_id)
    form = ReasonForm()
    text = _(
        "The old PIN signs nothing from this minute. The holder sets a new one at the registry, before two workers."
    )
    page = Grave(_("Clear the PIN"), person.full_name, text, _card(person_id))

    def work(writing: Session) -> Done:
        operations.clear(writing, writing.get_one(Person, person_id), reason=str(form.reason.data), by=account())
        return Done(_card(person_id), _("The PIN is cleared. The holder sets a new one."), "look")

    if not form.validate_on_submit():
        return grave_page(page, form)
    try:
        return act_once(work)
    except Refused as refused:
        add_errors(form, None, [words.sentence(one) for one in refused.objections])
        return grave_page(page, form)


def _said() -> str:
    return _("The PIN is set. Only its holder knows it.")


def _card(person_id: int) -> str:
    return url_for("persons.person", person_id=person_id)


def _person(person_id: int) -> Person:
    with session() as reading:
        return queries.person(reading, person_id) or abort(404)


def _holder(writing: Session) -> Person | None:
    person_id = account().person_id
    return writing.get(Person, person_id) if person_id is not None else None


def _of_pass(writing: Session, text: str | None) -> Person | None:
    try:
        return queries.by_code(writing, read(text or "").codes[0].text)
    except ScanRefused:
        return None


def _by_password(form: OwnPinForm) -> Callable[[Account], bool]:
    return lambda row: passwords.is_right(form.password.data or "", row.password_hash)


def _is_valid(form: OwnPinForm | PinForm) -> bool:
    if not form.validate_on_submit():
        return False
    if form.new.data != form.again.data:
        add_errors(form, "again", [_("The two new PINs differ. Type the new one twice.")])
        return False
    return True


def _show(form: Form, refused: Refused) -> None:
    """Every refusal at its field; a wrong guess at somebody's PIN is counted although nothing else is kept."""
    guessed = {one.data["person"] for one in refused.objections if "person" in one.data}
    if guessed:
        with transaction() as writing:
            for person_id in sorted(guessed):
                persons.record_wrong_pin(writing, person_id, address=address(), by=account())
    for one in refused.objections:
        add_errors(form, words.field(one), [words.sentence(one)])
