"""Pages of losses: declaring one, the list of cases, a case with its clocks and its next step."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from carriers.commission import words as commission_words
from carriers.custody import queries as carriers
from carriers.custody import words as custody_words
from carriers.custody.models import Carrier
from carriers.custody.rules import State
from carriers.loss import exports, operations, queries, steps, words
from carriers.loss.forms import DeclareForm
from carriers.loss.models import LossCase, facts
from carriers.loss.operations import Declaration
from carriers.loss.rules import Circumstance, stage
from kernel import clock
from kernel.grades import WORDS
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.downloads import Facts, send
from kernel.web.forms import form_page
from kernel.web.frame import address_of
from kernel.web.refusals import acted
from kernel.web.visit import account, number_in_address, session
from kernel.words.i18n import gettext as _
from kernel.workbook import Written
from people.posts import queries as posts
from people.register import queries as persons
from people.roles.rules import Permission

bp = Blueprint("loss", __name__)
STEP = "step.html"


@bp.get("/losses")
@access.needs(Permission.SEE_LOSSES)
def cases() -> str:
    """Open cases in the order of their terms, or closed ones, a page at a time."""
    which = _which()
    now = clock.now()
    with session() as reading:
        page = queries.page(reading, account(), which, number_in_address("after"))
        number = queries.number(reading, account(), which)
        searched = queries.searched(reading, [one.id for one in page.rows])
    rows = [(one, stage(facts(one, has_search=one.id in searched)), queries.next_clock(one)) for one in page.rows]
    return render_template(
        "carriers/loss/cases.html",
        rows=[(one, at, running, words.left(running, now) if running else None) for one, at, running in rows],
        number=number,
        after=page.after,
        which=which,
        words=words,
    )


@bp.post("/losses/export")
@access.needs(Permission.EXPORT_CARRIERS)
def export() -> Response:
    """The list as it is shown, as a workbook."""
    which = _which()

    def make(reading: Session, facts: Facts, marking: str) -> Written:
        return exports.workbook(queries.every(reading, account(), which), facts, marking)

    return send("losses", "", {"which": which}, make, back=url_for("loss.cases", which=which))


def _which() -> str:
    which = request.args.get("which", queries.OPEN)
    return which if which in queries.SHOWN else queries.OPEN


@bp.get("/losses/<int:case_id>")
@access.needs(Permission.SEE_LOSSES)
def case(case_id: int) -> str:
    """One case: its clocks, the search, the commission, and the one next step."""
    now = clock.now()
    with session() as reading:
        found = queries.case(reading, account(), case_id) or abort(404)
        facts = queries.facts_of(reading, found)
        finder = persons.person(reading, found.found_by_id) if found.found_by_id else None
        chief = posts.body_head(reading, clock.today())
        return render_template(
            "carriers/loss/case.html",
            case=found,
            stage=stage(facts),
            facts=facts,
            clocks=[(one, words.left(one, now), steps.share(one, now)) for one in found.clocks],
            searches=queries.searches(reading, case_id),
            finder=finder,
            chief=chief,
            next_step=steps.next_step(facts, found),
            untold=steps.untold(found),
            steps=[one for one in steps.STEPS if one.is_open(facts, found) and account().may(one.permission)],
            words=words,
            seats=commission_words.SEATS,
            kinds=custody_words.KINDS,
            grades=WORDS,
        )


@bp.get("/losses/of/<int:person_id>")
@access.needs(Permission.KEEP_LOSSES)
def not_presented(person_id: int) -> str:
    """What a person holds, to say of each that it was not presented."""
    with session() as reading:
        person = persons.person(reading, person_id) or abort(404)
        rows = queries.held_by(reading, account(), person_id)
    return render_template("carriers/loss/held.html", person=person, rows=rows, kinds=custody_words.KINDS)


@bp.route("/carriers/<int:carrier_id>/missing", methods=["GET", "POST"])
@access.needs(Permission.DECLARE_MISSING)
def declare(carrier_id: int) -> str | Response | tuple[str, int]:
    """Say that a carrier is not there; the case is open the same second."""
    form = DeclareForm(data={"at": clock.now()})
    with session() as reading:
        carrier = reading.get(Carrier, carrier_id)
        if carrier is None or not _is_shown(carrier):
            abort(404)
    text = _(
        "From this second it is missing, its case is open and nothing more is issued to whoever had it last. Even a "
        "short exit from lawful possession is a loss (Law on State Secrets, art. 1). Search at once; if it is found, "
        "the case says so."
    )
    title = _("Declare missing")
    about = f"{carrier.number} · {carrier.title}"
    back = address_of("carrier", carrier_id=carrier_id) if _sees_cards() else address_of("own")
    context = {"title": title, "about": about, "text": text, "back": back, "is_grave": True}
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        row = carriers.locked(writing, [carrier_id])[0]
        at = form.at.data or clock.now()
        place, measures = str(form.place.data), str(form.measures.data or "")
        said = Declaration(Circumstance(form.circumstance.data), at, place, measures)
        opened = operations.declare(writing, row, said, by=account())
        where = url_for("loss.case", case_id=opened.id) if account().may(Permission.SEE_LOSSES) else back
        return Done(where, _("The carrier is missing since now, and its case is open. Report to the head."), "look")

    return acted(form, work, lambda: form_page(STEP, form, **context))


def _is_shown(carrier: Carrier) -> bool:
    is_own = carrier.holder_id is not None and carrier.holder_id == account().person_id
    return is_own or (_sees_cards() and carrier.rank <= account().max_rank)


def _sees_cards() -> bool:
    return account().may(Permission.SEE_CARRIERS)


@bp.route("/losses/<int:case_id>/<any(inform,search,found):deed>", methods=["GET", "POST"])
@access.needs(Permission.KEEP_LOSSES)
def step(case_id: int, deed: str) -> str | Response | tuple[str, int]:
    """A step that any worker of the registry enters."""
    return _step(case_id, deed)


@bp.route("/losses/<int:case_id>/<any(commission,degree,damage,conclude):deed>", methods=["GET", "POST"])
@access.needs(Permission.LEAD_LOSSES)
def lead(case_id: int, deed: str) -> str | Response | tuple[str, int]:
    """A step by which the head of the registry leads the investigation."""
    return _step(case_id, deed)


@bp.route("/losses/<int:case_id>/<any(confirm):deed>", methods=["GET", "POST"])
@access.needs(Permission.CONFIRM_LOSS)
def confirm(case_id: int, deed: str) -> str | Response | tuple[str, int]:
    """The head of the body takes a lost carrier off the account."""
    return _step(case_id, deed)


def _step(case_id: int, deed: str) -> str | Response | tuple[str, int]:
    chosen = next(one for one in steps.STEPS if one.name == deed)
    with session() as reading:
        found = queries.case(reading, account(), case_id) or abort(404)
        form = chosen.form(data={"at": clock.now()} if hasattr(chosen.form, "at") else {})
        chosen.prepare(reading, form, found)
    back = url_for("loss.case", case_id=case_id)
    about = f"{found.carrier.number} · {found.carrier.title}"
    context: dict[str, Any] = {"title": chosen.word, "about": about, "text": chosen.text, "back": back}
    context["is_grave"] = chosen.is_grave
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        row = writing.get_one(LossCase, case_id)
        carrier = operations.lock(writing, row)
        chosen.run(writing, queries.locked(writing, case_id), carrier, form)
        return Done(back, _("It stands in the case and in the journal."))

    return acted(form, work, lambda: form_page(STEP, form, **context))


def of_carrier(reading: Session, carrier_id: int) -> dict[str, Any] | None:
    """What the card of a carrier shows of its losses; nothing where there is neither a case nor a way to open one."""
    found = queries.of_carrier(reading, carrier_id)
    carrier = reading.get_one(Carrier, carrier_id)
    may_declare = carrier.state in (State.IN_REGISTRY, State.ISSUED, State.SELECTED)
    if not found and not may_declare:
        return None
    searched = queries.searched(reading, [one.id for one in found])
    rows = [(one, stage(facts(one, has_search=one.id in searched))) for one in found]
    return {"rows": rows, "carrier": carrier, "may_declare": may_declare, "words": words}
