"""Pages of clearances: what a person's card shows of them, granting, formalising, suspending, ending."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from kernel import clock
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import ActForm, form_page
from kernel.web.grave import Grave, ReasonForm, grave_page
from kernel.web.refusals import acted
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from people.admission import operations, queries, words
from people.admission.forms import ClearanceForm, ElementsForm, EndForm
from people.admission.models import Clearance
from people.admission.rules import ClearanceState, EndGround, missing_elements, shown_state
from people.register import queries as persons
from people.register.models import Person
from people.register.rules import has_ended
from people.roles.rules import Permission

bp = Blueprint("admission", __name__)
CLEARANCE = "people/admission/clearance.html"
DAYS = tuple(f"{element.value}_on" for element in words.ELEMENTS)
LATER = (*DAYS, "decision_no", "contract_no", "valid_to")
DEEDS = {"suspend": operations.suspend, "resume": operations.resume}


def standing_of(reading: Session, person_id: int) -> dict[str, Any]:
    """What the card of a person shows of their clearances: the open one with its elements, and the earlier ones."""
    clearances = [_shown(one) for one in queries.clearances(reading, person_id)]
    standing = next((one for one in clearances if one["row"].state is not ClearanceState.TERMINATED), None)
    return {
        "person_id": person_id,
        "is_employed": not has_ended(reading.get_one(Person, person_id).employed_to, clock.today()),
        "standing": standing,
        "earlier": [one["row"] for one in clearances if one is not standing],
        "readmission_on": queries.readmission_on(reading, person_id),
        "today": clock.today(),
        "words": words,
    }


def _shown(row: Clearance) -> dict[str, Any]:
    elements = queries.elements(row)
    missing = missing_elements(elements, clock.today())
    state = shown_state(row.state, elements, clock.today())
    return {
        "row": row,
        "state": state,
        "elements": [(words.ELEMENTS[one], day, one in missing) for one, day in elements.items()],
    }


@bp.route("/people/<int:person_id>/clearance", methods=["GET", "POST"])
@access.needs(Permission.GRANT_CLEARANCES)
def grant(person_id: int) -> str | Response | tuple[str, int]:
    """Enter a clearance; it stays a draft, which opens nothing, until its five elements are there."""
    found = _person(person_id)
    form = ClearanceForm()

    def work(writing: Session) -> None:
        fields = _fields(form) | {"form": int(form.form.data), "valid_from": form.valid_from.data}
        operations.grant(writing, writing.get_one(Person, person_id), fields, by=account())

    return _acted(
        form,
        CLEARANCE,
        found,
        work,
        _("The clearance is entered. It opens what it names once the five elements are there."),
    )


@bp.route("/people/<int:person_id>/clearance/formalise", methods=["GET", "POST"])
@access.needs(Permission.GRANT_CLEARANCES)
def formalise(person_id: int) -> str | Response | tuple[str, int]:
    """Enter what was signed later."""
    found = _person(person_id)
    with session() as reading:
        row = queries.open_clearance(reading, person_id) or abort(404)
        form = ElementsForm(obj=row, data={"seen": row.version})

    def work(writing: Session) -> None:
        seen = form.seen.data or 0
        operations.formalise(writing, _open(writing, person_id), _fields(form), seen=seen, by=account())

    return _acted(form, CLEARANCE, found, work, _("The clearance is formalised as entered."))


@bp.route("/people/<int:person_id>/clearance/end", methods=["GET", "POST"])
@access.needs(Permission.GRANT_CLEARANCES)
def end(person_id: int) -> str | Response | tuple[str, int]:
    """End a clearance for good."""
    found = _person(person_id)
    form = EndForm(data={"on": clock.today()})

    def work(writing: Session) -> None:
        on, ground = form.on.data or clock.today(), EndGround(form.ground.data)
        operations.terminate(
            writing, _open(writing, person_id), on=on, ground=ground, reason=str(form.reason.data), by=account()
        )

    text = _(
        "An ended clearance does not stand again; a new one may be entered. After a breach of the contract or on a "
        "ground of art. 30 a new one is lawful only after years. The duty not to disclose remains (Law on State "
        "Secrets, art. 31)."
    )
    page = _grave(_("End the clearance"), found, text)
    return _acted(form, page, found, work, _("The clearance is ended. Take back everything the person holds."))


@bp.route("/people/<int:person_id>/clearance/<any(suspend,resume):deed>", methods=["GET", "POST"])
@access.needs(Permission.GRANT_CLEARANCES)
def change(person_id: int, deed: str) -> str | Response | tuple[str, int]:
    """Suspend a clearance or let it stand again."""
    found = _person(person_id)
    form = ReasonForm()

    def work(writing: Session) -> None:
        DEEDS[deed](writing, _open(writing, person_id), reason=str(form.reason.data), by=account())

    if deed == "suspend":
        text = _("From this minute nothing secret is issued to this person and their account shows nothing secret.")
        page = _grave(_("Suspend the clearance"), found, text)
    else:
        text = _("From this minute the clearance opens again what it names.")
        page = _grave(_("Resume the clearance"), found, text, is_gentle=True)
    return _acted(form, page, found, work)


def _grave(title: str, found: Person, text: str, *, is_gentle: bool = False) -> Grave:
    back = url_for("persons.person", person_id=found.id)
    return Grave(title, found.full_name, text, back, is_gentle)


def _person(person_id: int) -> Person:
    with session() as reading:
        return persons.person(reading, person_id) or abort(404)


def _open(writing: Session, person_id: int) -> Clearance:
    return queries.open_clearance(writing, person_id) or abort(404)


def _fields(form: ElementsForm) -> dict[str, Any]:
    """The form as columns of a clearance."""
    fields = {name: form[name].data for name in LATER}
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}


def _acted(
    form: ActForm, page: str | Grave, found: Person, work: Callable[[Session], None], done: str = ""
) -> str | Response | tuple[str, int]:
    """Act once and open the card; refused, show the form again with every reason where it belongs."""

    def shown() -> str | tuple[str, int]:
        return grave_page(page, form) if isinstance(page, Grave) else form_page(page, form, person=found)

    if not form.validate_on_submit():
        return shown()

    def act(writing: Session) -> Done:
        work(writing)
        return Done(url_for("persons.person", person_id=found.id), done)

    return acted(form, act, shown)
