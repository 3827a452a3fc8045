"""The card index: the search field of every page, the list with its filters, the card, one's own carriers, Excel."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from carriers.card_index import exports, queries
from carriers.card_index.forms import ANY, ExportForm, FindForm
from carriers.card_index.queries import Filters
from carriers.custody import rules, words
from carriers.custody.rules import State
from carriers.destruction import queries as destruction
from carriers.loss import queries as losses
from carriers.register import queries as registers
from carriers.register import words as register_words
from carriers.register.models import Register
from carriers.storage import queries as storage
from kernel import clock
from kernel.codes.codes import Code, Kind
from kernel.codes.scanning import ScanRefused, read
from kernel.grades import WORDS, Grade
from kernel.web import access, searches
from kernel.web.downloads import Facts, send
from kernel.web.forms import choices
from kernel.web.visit import account, number_in_address, session, sought, transaction
from kernel.words.i18n import gettext as _
from kernel.workbook import Written
from people.exports import queries as prints
from people.register import queries as persons
from people.register.models import Person
from people.roles.rules import Permission

bp = Blueprint("card_index", __name__)
PERSONS_SHOWN = 5


@bp.post("/seek")
@access.needs(Permission.SEE_CARRIERS)
def seek() -> Response:
    """The search field of every page: a scan opens what it names, other text searches."""
    text = sought()
    with session() as reading:
        target = _target_of(reading, text)
    if target is not None:
        return redirect(target, 303)
    return _searched(text, Filters())


def _target_of(reading: Session, text: str) -> str | None:
    try:
        codes = read(text).codes
    except ScanRefused:
        codes = ()
    if len(codes) == 1:
        return _target_of_code(reading, codes[0])
    carrier = registers.by_alias(reading, text) if text else None
    if carrier is None or carrier.rank > account().max_rank:
        return None
    return url_for("card_index.card", carrier_id=carrier.id)


def _target_of_code(reading: Session, code: Code) -> str | None:
    if code.kind is Kind.CARRIER:
        carrier = registers.by_code(reading, code.text)
        if carrier is not None and carrier.rank <= account().max_rank:
            return url_for("card_index.card", carrier_id=carrier.id)
        return _unbound(reading, code)
    if code.kind is Kind.PERSON and account().may(Permission.SEE_PERSONS):
        person = persons.by_code(reading, code.text)
        return url_for("persons.person", person_id=person.id) if person else None
    if code.kind is Kind.PLACE:
        place = storage.by_code(reading, code.text)
        return url_for("card_index.carriers", place=place.id) if place else None
    return _paper(reading, code.text) if code.kind is Kind.ACT else None


def _paper(reading: Session, code: str) -> str | None:
    """The page of the receipt, act or case with this number, as far as the account may see it."""
    receipt = queries.receipt_by_code(reading, code)
    if receipt is not None:
        return url_for("desk.receipt", receipt_id=receipt.id) if account().may(Permission.WORK_AT_DESK) else None
    act = destruction.by_code(reading, account(), code) if account().may(Permission.SIGN_ACTS) else None
    if act is not None:
        return url_for("destruction.act", act_id=act.id)
    case = losses.by_code(reading, account(), code) if account().may(Permission.SEE_LOSSES) else None
    return url_for("loss.case", case_id=case.id) if case else _printed(reading, code)


def _printed(reading: Session, code: str) -> str | None:
    """The page of what the paper under this number was printed of."""
    found = prints.by_number(reading, code)
    if found is None:
        return None
    if found.subject.isdecimal():
        return _target_of_code(reading, Code.parse(found.subject))
    return url_for("commission.commission", commission_id=found.subject.partition(":")[2])


def _unbound(reading: Session, code: Code) -> str | None:
    if not account().may(Permission.REGISTER_CARRIERS) or not queries.is_unbound_label(reading, code.text):
        return None
    flash(_("This label was printed ahead and is on no carrier yet. Scan it while registering one."), "look")
    return url_for("registers.registers")


def _searched(text: str, filters: Filters) -> Response:
    args: dict[str, Any] = filters.args()
    if text:
        with transaction() as writing:
            args["search"] = str(searches.keep(writing, text, by=account()).id)
    return redirect(url_for("card_index.carriers", **args), 303)


@bp.get("/carriers")
@access.needs(Permission.SEE_CARRIERS)
def carriers() -> str:
    """The list, narrowed by filters, a page at a time."""
    with session() as reading:
        text = searches.text_of(reading, number_in_address("search"), by=account())
        filters = Filters.of(request.args, text)
        now = clock.now()
        page = queries.page(reading, account(), filters, now, number_in_address("after"))
        books = {one.id: one for one in registers.registers(reading)}
        form = _form(reading, filters, books)
        holder = persons.person(reading, filters.holder_id) if filters.holder_id else None
        found = _persons(reading, text)
    return render_template(
        "carriers/card_index/carriers.html",
        page=page,
        filters=filters,
        form=form,
        export=ExportForm(),
        registers=books,
        holder=holder,
        persons=found,
        search=number_in_address("search"),
        is_first=not request.args.get("after"),
        words=words,
        overdue=[one.id for one in page.rows if rules.is_overdue(one.state, one.due_at, now)],
    )


def _form(reading: Session, filters: Filters, books: dict[int, Register]) -> FindForm:
    """The filter as it stands; on a page that shows what a search found, from the address."""
    form = FindForm(formdata=None, data={**filters.args(), "text": filters.text, "overdue": filters.is_overdue})
    form.register.choices = choices([ANY, *((str(one.id), one.designation) for one in books.values())])
    form.place.choices = choices([ANY, *((str(one.id), one.label) for one in storage.places(reading))])
    return form


def _persons(reading: Session, text: str) -> list[Person]:
    if not text or not account().may(Permission.SEE_PERSONS):
        return []
    return list(reading.scalars(persons.persons(text).limit(PERSONS_SHOWN)).unique())


@bp.post("/carriers/find")
@access.needs(Permission.SEE_CARRIERS)
def find() -> Response:
    """Words and filters become an address that shows neither number nor title."""
    return _searched(sought(), Filters.of({**request.form, "overdue": _overdue()}))


def _overdue() -> str:
    return "1" if request.form.get("overdue") else ""


@bp.post("/carriers/export")
@access.needs(Permission.EXPORT_CARRIERS)
def export() -> Response:
    """The filtered list as a workbook."""
    search = number_in_address("search")
    with session() as reading:
        text = searches.text_of(reading, search, by=account())
    filters = Filters.of(request.args, text)

    def make(reading: Session, facts: Facts, marking: str) -> Written:
        books = {one.id: one for one in registers.registers(reading)}
        rows = queries.every(reading, account(), filters, clock.now())
        return exports.workbook(rows, books, [*facts, *_facts(reading, filters, books)], marking)

    args: dict[str, Any] = {**filters.args(), "search": search}
    back = url_for("card_index.carriers", **args)
    return send("carriers", text, filters.args(), make, back=back)


def _facts(reading: Session, filters: Filters, books: dict[int, Register]) -> Facts:
    """By which filter the rows were chosen: enough to make the same list again."""
    holder = persons.person(reading, filters.holder_id) if filters.holder_id else None
    place = next((one for one in storage.places(reading) if one.id == filters.place_id), None)
    register = books.get(filters.register_id or 0)
    everything = _("All")
    return [
        (_("Register"), register.designation if register else everything),
        (_("Grade"), str(WORDS[filters.rank]) if filters.rank is not None else everything),
        (_("Kind"), str(words.KINDS[filters.kind]) if filters.kind else everything),
        (_("State"), str(words.STATES[filters.state]) if filters.state else everything),
        (_("Holder"), holder.full_name if holder else everything),
        (_("Home place"), place.label if place else everything),
        (_("Overdue only"), _("yes") if filters.is_overdue else _("no")),
        (_("Highest grade shown"), Grade(account().max_rank).word),
    ]


@bp.get("/carriers/<int:carrier_id>")
@access.needs(Permission.SEE_CARRIERS)
def card(carrier_id: int) -> str:
    """One carrier: what it is, where it is, what can be done now, every hand it passed through."""
    with session() as reading:
        found = queries.card(reading, account(), carrier_id, number_in_address("before"))
    if found is None:
        abort(404)
    return render_template("carriers/card_index/card.html", card=found, **_card_words(found))


def _card_words(found: queries.Card) -> dict[str, Any]:
    carrier = found.carrier
    return {
        "words": words,
        "alias_words": register_words.ALIAS_KINDS,
        "register_words": register_words.KINDS,
        "is_overdue": rules.is_overdue(carrier.state, carrier.due_at, clock.now()),
        "is_issued": carrier.state is State.ISSUED,
        "is_at_desk": carrier.state in rules.DESK,
        "code": Code.parse(carrier.code),
    }


@bp.get("/carriers/own")
@access.needs(Permission.SEE_OWN_CARRIERS)
def own() -> str:
    """What the person of this account holds and when it must be back."""
    with session() as reading:
        rows = queries.own(reading, account().person_id)
        books = registers.designations(reading)
    now = clock.now()
    late = [one.id for one in rows if rules.is_overdue(one.state, one.due_at, now)]
    return render_template("carriers/card_index/own.html", rows=rows, registers=books, words=words, overdue=late)
