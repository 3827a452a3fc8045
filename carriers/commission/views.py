"""Pages of commissions: the list of orders and the form of a new one."""

from flask import Blueprint, abort, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from carriers.commission import operations, queries, words
from carriers.commission.forms import CommissionForm
from carriers.commission.rules import Order, Purpose, Seat
from kernel import clock
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import form_page
from kernel.web.refusals import acted
from kernel.web.visit import account, number_in_address, session
from kernel.words.i18n import gettext as _
from people.register import queries as persons
from people.register.models import Person
from people.roles.rules import Permission

bp = Blueprint("commission", __name__)
NEW = "carriers/commission/new.html"


@bp.get("/commissions")
@access.needs(Permission.SEE_COMMISSIONS)
def commissions() -> str:
    """Every order, the newest first, a page at a time."""
    with session() as reading:
        found = queries.commissions(reading, number_in_address("before"))
    rows, more = found[: queries.PAGE], len(found) > queries.PAGE
    return render_template(
        "carriers/commission/commissions.html",
        rows=rows,
        before=rows[-1].id if more else None,
        words=words,
        today=clock.today(),
    )


@bp.get("/commissions/<int:commission_id>")
@access.needs(Permission.SEE_COMMISSIONS)
def commission(commission_id: int) -> str:
    """One commission with everybody who sits in it."""
    with session() as reading:
        found = queries.commission(reading, commission_id) or abort(404)
    return render_template("carriers/commission/commission.html", commission=found, words=words)


@bp.route("/commissions/new", methods=["GET", "POST"])
@access.needs(Permission.FORM_COMMISSIONS)
def form() -> str | Response | tuple[str, int]:
    """The order that calls a commission together."""
    asked = CommissionForm(data={"order_on": clock.today(), "valid_from": clock.today()})
    if not asked.validate_on_submit():
        return form_page(NEW, asked)

    def work(writing: Session) -> Done:
        today = clock.today()
        order = Order(Purpose(asked.purpose.data), asked.valid_from.data or today, asked.valid_to.data)
        number, day = str(asked.order_no.data), asked.order_on.data or today
        row = operations.form(writing, number, day, order, _seats(writing, asked), by=account())
        return Done(url_for("commission.commission", commission_id=row.id), _("The commission is entered."))

    return acted(asked, work, lambda: form_page(NEW, asked))


def _seats(writing: Session, asked: CommissionForm) -> list[tuple[Person, Seat]]:
    """Who is named in which field, the members a line each."""
    lines = [line.strip() for line in str(asked.members.data or "").splitlines() if line.strip()]
    found = [(persons.named(writing, asked.chairman.data, "chairman"), Seat.CHAIRMAN)]
    found += [(persons.named(writing, line, "members"), Seat.MEMBER) for line in lines]
    if asked.secretary.data:
        found.append((persons.named(writing, asked.secretary.data, "secretary"), Seat.SECRETARY))
    return found
