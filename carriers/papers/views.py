"""Pages of printing the papers of an act or a case, and of opening those that were printed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Blueprint, abort, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField
from wtforms.validators import Length

from carriers.commission import queries as commissions
from carriers.destruction import queries as destruction
from carriers.loss import queries as losses
from carriers.papers import acts as act_papers
from carriers.papers import cards, orders, printing, words
from carriers.papers import losses as loss_papers
from carriers.papers import receipts as receipt_papers
from carriers.papers.rules import What
from kernel.grades import WORDS, Grade
from kernel.papers.paper import Paper, Tongue
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import ActForm, choices, form_page
from kernel.web.refusals import acted
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.exports import queries as prints
from people.exports.operations import Wanted
from people.roles.rules import Permission

bp = Blueprint("papers", __name__)
PAGE = "carriers/papers/papers.html"
NO_MARKING = ""
PDF = "application/pdf"


class PaperForm(ActForm):
    what = SelectField(_l("Kind of paper"))
    tongue = SelectField(_l("Languages"), choices=choices((one.value, words.TONGUES[one]) for one in Tongue))
    marking = SelectField(_l("Marking of the paper"), choices=choices([(NO_MARKING, _l("none")), *WORDS.items()]))
    list_item = StringField(_l("Item of the list of secrets; empty where none"), validators=[Length(max=60)])


@dataclass(frozen=True)
class Source:
    """Where papers are drawn from: how a row is found that the account may see, what it gives, its addresses."""

    find: Callable[[Session, Any, int], Any]
    code: Callable[[Any], str]
    papers_of: Callable[[Any], Sequence[What]]
    draw: Callable[[Session, Any, What], Paper]
    title: str
    page: str
    back: str
    key: str
    opened: str
    called: Callable[[Any], str] | None = None  # how people call it; None: by its code


ACTS = Source(
    destruction.act,
    lambda row: str(row.code),
    act_papers.papers_of,
    act_papers.paper,
    _l("Destruction act"),
    "papers.of_act",
    "destruction.act",
    "act_id",
    "papers.printed_of_act",
)
CASES = Source(
    losses.case,
    lambda row: str(row.code),
    loss_papers.papers_of,
    loss_papers.paper,
    _l("Case of loss"),
    "papers.of_case",
    "loss.case",
    "case_id",
    "papers.printed_of_case",
)
RECEIPTS = Source(
    receipt_papers.visible,
    lambda found: str(found.receipt.code),
    receipt_papers.papers_of,
    receipt_papers.paper,
    _l("Receipt"),
    "papers.of_receipt",
    "desk.receipt",
    "receipt_id",
    "papers.printed_of_receipt",
)
CARDS = Source(
    cards.card,
    lambda found: str(found.code),
    cards.papers_of,
    cards.paper,
    _l("Carrier"),
    "papers.of_carrier",
    "card_index.card",
    "carrier_id",
    "papers.printed_of_carrier",
    lambda found: str(found.carrier.number),
)
ORDERS = Source(
    lambda reading, _account, order_id: commissions.commission(reading, order_id),
    orders.subject,
    orders.papers_of,
    orders.paper,
    _l("Commission by order"),
    "papers.of_order",
    "commission.commission",
    "commission_id",
    "papers.printed_of_order",
    lambda row: str(row.order_no),
)


@bp.route("/papers/acts/<int:act_id>", methods=["GET", "POST"])
@access.needs(Permission.SIGN_ACTS)
def of_act(act_id: int) -> str | Response | tuple[str, int]:
    """Print the papers of a destruction act."""
    return _papers(ACTS, act_id)


@bp.route("/papers/cases/<int:case_id>", methods=["GET", "POST"])
@access.needs(Permission.SEE_LOSSES)
def of_case(case_id: int) -> str | Response | tuple[str, int]:
    """Print the papers of a case of loss."""
    return _papers(CASES, case_id)


@bp.route("/papers/receipts/<int:receipt_id>", methods=["GET", "POST"])
@access.needs(Permission.WORK_AT_DESK)
def of_receipt(receipt_id: int) -> str | Response | tuple[str, int]:
    """Print a receipt with lines for both hands."""
    return _papers(RECEIPTS, receipt_id)


@bp.route("/papers/carriers/<int:carrier_id>", methods=["GET", "POST"])
@access.needs(Permission.SEE_CARRIERS)
def of_carrier(carrier_id: int) -> str | Response | tuple[str, int]:
    """Print the papers of one carrier: sanitising, hold, voided entry."""
    return _papers(CARDS, carrier_id)


@bp.route("/papers/orders/<int:commission_id>", methods=["GET", "POST"])
@access.needs(Permission.SEE_COMMISSIONS)
def of_order(commission_id: int) -> str | Response | tuple[str, int]:
    """Print the order on a commission."""
    return _papers(ORDERS, commission_id)


@bp.get("/papers/acts/<int:act_id>/<int:position>")
@access.needs(Permission.SIGN_ACTS)
def printed_of_act(act_id: int, position: int) -> Response:
    """The sheets as they were printed."""
    return _printed(ACTS, act_id, position)


@bp.get("/papers/cases/<int:case_id>/<int:position>")
@access.needs(Permission.SEE_LOSSES)
def printed_of_case(case_id: int, position: int) -> Response:
    """The sheets as they were printed."""
    return _printed(CASES, case_id, position)


@bp.get("/papers/receipts/<int:receipt_id>/<int:position>")
@access.needs(Permission.WORK_AT_DESK)
def printed_of_receipt(receipt_id: int, position: int) -> Response:
    """The sheets as they were printed."""
    return _printed(RECEIPTS, receipt_id, position)


@bp.get("/papers/carriers/<int:carrier_id>/<int:position>")
@access.needs(Permission.SEE_CARRIERS)
def printed_of_carrier(carrier_id: int, position: int) -> Response:
    """The sheets as they were printed."""
    return _printed(CARDS, carrier_id, position)


@bp.get("/papers/orders/<int:commission_id>/<int:position>")
@access.needs(Permission.SEE_COMMISSIONS)
def printed_of_order(commission_id: int, position: int) -> Response:
    """The sheets as they were printed."""
    return _printed(ORDERS, commission_id, position)


def on_card(reading: Session, carrier_id: int) -> dict[str, Any] | None:
    """What the card offers where a paper of the carrier can be printed."""
    found = cards.card(reading, account(), carrier_id)
    return {"carrier_id": carrier_id} if found and cards.papers_of(found) else None


def _papers(source: Source, subject_id: int) -> str | Response | tuple[str, int]:
    with session() as reading:
        row = source.find(reading, account(), subject_id) or abort(404)
        before = prints.of_subject(reading, account(), source.code(row))
    form = PaperForm()
    if not source.papers_of(row):
        abort(404)
    form.what.choices = choices((one.value, words.WHATS[one]) for one in source.papers_of(row))
    key: dict[str, Any] = {source.key: subject_id}
    page = url_for(source.page, **key)
    context = {
        "code": source.code(row),
        "called": source.called(row) if source.called else None,
        "before": before,
        "words": words,
        "grades": WORDS,
        "title": source.title,
        "back": url_for(source.back, **key),
        "address": lambda position: url_for(source.opened, **key, position=position),
    }
    if not form.validate_on_submit():
        return form_page(PAGE, form, **context)
    wanted = Wanted(
        str(form.what.data),
        Tongue(form.tongue.data),
        Grade(int(form.marking.data)) if form.marking.data != NO_MARKING else None,
        str(form.list_item.data or ""),
    )

    def work(writing: Session) -> Done:
        found = source.find(writing, account(), subject_id) or abort(404)
        paper = source.draw(writing, found, What(wanted.what))
        done = printing.printed(writing, paper, wanted, by=account())
        return Done(page, _("Printed under the number %(number)s.", number=done.number), codes=(done.number,))

    return acted(form, work, lambda: form_page(PAGE, form, **context))


def _printed(source: Source, subject_id: int, position: int) -> Response:
    with session() as reading:
        row = source.find(reading, account(), subject_id) or abort(404)
        found = prints.printed(reading, account(), source.code(row), position) or abort(404)
    return send_file(BytesIO(found.content), mimetype=PDF, download_name="tizilim.pdf")
