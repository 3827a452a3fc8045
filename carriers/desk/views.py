"""Pages of the desk. Everything works as plain forms that lead back to it; the script only sends the same forms."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from carriers.custody import queries as custody
from carriers.custody import words as custody_words
from carriers.desk import operations, pages, queries, scans, words
from carriers.desk.forms import CommitForm, CountForm, DeskForm, ScanForm
from carriers.desk.models import Basket
from carriers.desk.rules import DESK_ACTS, SOUNDS, Said, Step
from carriers.desk.scans import Answer, Table
from carriers.register import queries as registers
from kernel.codes.codes import Command
from kernel.codes.scanning import fold
from kernel.objections import Objection, Refused
from kernel.secrets import passwords
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import new_key
from kernel.web.visit import account, act_once, address, done_once, go, session, transaction
from kernel.words.texts import whole_number
from people.register import operations as persons
from people.register.models import Person
from people.register.rules import PersonGuard
from people.roles.rules import Permission

bp = Blueprint("desk", __name__)
Work = Callable[[Table], list[Answer]]


class WrongPin(Exception):
    """A wrong PIN: nothing was acknowledged, and it is counted once everything else is undone."""

    def __init__(self, asked: Person, objection: Objection) -> None:
        super().__init__(objection.guard.value)
        self.asked, self.objection = asked, objection


@bp.get("/desk")
@access.needs(Permission.WORK_AT_DESK)
def desk() -> str:
    """The desk as it stands, under what was just said."""
    return pages.desk()


@bp.post("/desk/scan")
@access.needs(Permission.WORK_AT_DESK)
def scan() -> Response:
    """One line of the scanner."""
    form = ScanForm()
    _check(form)
    return _scan(form, str(form.text.data or ""))


def _scan(form: DeskForm, text: str) -> Response:
    """What a scan does, once under its key: a second scan is meant, the same request sent again is not."""
    return _act(form, lambda table: scans.take(table, text))


@bp.post("/desk/count")
@access.needs(Permission.WORK_AT_DESK)
def count() -> Response:
    """The sheets of one paper, as somebody counted them; a second count is made under the PIN of who made it."""
    form = CountForm()
    _check(form)
    row, text, pin = whole_number(form.row.data), str(form.sheets.data or ""), fold(str(form.pin.data or ""))

    def work(table: Table) -> list[Answer]:
        if table.desk.step is Step.RECOUNT_SHEETS and scans.is_number(text):
            _prove(table, pin)
        return scans.count(table, row, text)

    return _act(form, work)


@bp.post("/desk/sheets-missing")
@access.needs(Permission.WORK_AT_DESK)
def sheets_missing() -> Response:
    """Say that sheets of a paper are gone."""
    form = DeskForm()
    _check(form)
    row = whole_number(request.form.get("row"))
    return _act(form, lambda table: [scans.declare_missing(table, row)], only_shown=True)


@bp.post("/desk/commit")
@access.needs(Permission.WORK_AT_DESK)
def commit() -> Response:
    """Acknowledge by PIN where it is somebody's turn; when nobody's is left, hand over everything at once."""
    form = CommitForm()
    _check(form)
    text = str(form.pin.data or "")
    pin = fold(text)  # without scripts a layout may have made letters of its digits
    if text and not passwords.may_be_pin(pin):
        return _scan(form, text)  # scanned while the PIN was asked
    return _commit(form, pin)


def _commit(form: DeskForm, pin: str = "", key: str | None = None) -> Response:
    def work(writing: Session) -> Done:
        table = _table(writing, form)
        operations.refuse_unless_shown(table.desk, is_shown=table.is_shown)
        operations.refuse_if_barred(table.desk)
        if pin and operations.whose_pin(table.desk):
            _prove(table, pin)
        if table.desk.step is not Step.COMMIT:
            return _done(Answer(Said.NOT_YET, {"step": table.desk.step, "desk": table.desk}))
        act, number = table.basket.act, len(table.desk.lines)
        other = table.desk.hands.receiver or table.desk.hands.giver
        done = operations.hand_over(table.session, table.basket, by=account())
        message = custody_words.done(act, number, other.short_name) if other else ""
        return Done(url_for("desk.receipt", receipt_id=done.id), message)

    return _answered(lambda: go(done_once(work, key=key)))


def _prove(table: Table, pin: str) -> None:
    """The PIN of the person whose turn it is. Raises WrongPin; Refused where none may be tried."""
    asked = operations.whose_pin(table.desk)
    objection = operations.enter_pin(table.session, table.desk, pin, address=table.address)
    if asked and objection and objection.guard is PersonGuard.PIN_WRONG:
        raise WrongPin(asked, objection)
    if objection:
        operations.refuse(table.desk, [objection])
    table.changed()


def _act(form: DeskForm, act: Work, *, only_shown: bool = False) -> Response:
    """Something done at the desk, once under the key of its form; the answers are read on the desk itself."""
    answers: list[Answer] = []
    steps: list[Step] = []

    def work(writing: Session) -> Done:
        table = _table(writing, form)
        if only_shown:
            operations.refuse_unless_shown(table.desk, is_shown=table.is_shown)
        answers.extend(act(table))
        steps.append(table.desk.step)
        return _done(answers[-1])

    def answer() -> Response:
        done = done_once(work)
        command = answers[-1].command if answers else None
        if command is Command.LOCK:
            return redirect(url_for("accounts.lock"), 307)
        if command is Command.PRINT_RECEIPT:
            return _last_receipt()
        if command is Command.CONFIRM and steps[0] is Step.COMMIT:
            return _commit(form, key=new_key())  # a card has no key: scanned again, it finds the desk empty
        for said in answers[:-1]:
            flash(pages.sentence(said), SOUNDS[said.said].value)
        return go(done)

    return _answered(answer)


def _answered(act: Callable[[], Response]) -> Response:
    """The answer of an act; one that was refused is said on the desk too, and stops whoever scans on."""
    try:
        return act()
    except WrongPin as wrong:
        with transaction() as writing:
            persons.record_wrong_pin(writing, wrong.asked.id, address=address(), by=account())
        reasons = [words.reason(wrong.objection)]
    except Refused as refused:
        reasons = list(dict.fromkeys(words.reason(one) for one in refused.objections))
    return go(_done(Answer(Said.HELD_BACK, {"reason": " ".join(reasons)})))


def _check(form: DeskForm) -> None:
    if not form.validate_on_submit():
        abort(400)


def _table(writing: Session, form: DeskForm) -> Table:
    return Table(writing, account(), address=address(), shown=str(form.edition.data or ""))


def _last_receipt() -> Response:
    with session() as reading:
        found = custody.last_receipt(reading, account().id)
    return redirect(url_for("desk.receipt", receipt_id=found.id) if found else url_for("desk.desk"), 303)


def _done(answer: Answer) -> Done:
    """What the desk says of an act, as it is remembered of the request."""
    return Done(url_for("desk.desk"), pages.sentence(answer), SOUNDS[answer.said].value)


@bp.post("/desk/mode")
@access.needs(Permission.WORK_AT_DESK)
def mode() -> Response:
    form = DeskForm()
    _check(form)
    asked = next((one for one in DESK_ACTS if one.value == request.form.get("act")), None) or abort(400)
    return _act(form, lambda table: [scans.set_act(table, asked)])


@bp.post("/desk/remove")
@access.needs(Permission.WORK_AT_DESK)
def remove() -> Response:
    """Take one row off the desk, or the last one of those that the page shows."""
    form = DeskForm()
    _check(form)
    row = whole_number(request.form.get("row"))
    return _act(form, lambda table: [scans.remove_row(table, row)], only_shown=row is None)


@bp.post("/desk/cancel")
@access.needs(Permission.WORK_AT_DESK)
def cancel() -> Response:
    form = DeskForm()
    _check(form)
    return _act(form, lambda table: [scans.cancel(table)], only_shown=True)


@bp.get("/receipts/<int:receipt_id>")
@access.needs(Permission.WORK_AT_DESK)
def receipt(receipt_id: int) -> str:
    """What was handed over, to read and to print."""
    with session() as reading:
        found = custody.receipt_page(reading, receipt_id)
        if found is None or any(carrier.rank > account().max_rank for _movement, carrier in found.rows):
            abort(404)
        books = registers.designations(reading)
        blind = queries.blind(reading, account())
    return render_template(
        "carriers/desk/receipt.html", receipt=found, registers=books, words=custody_words, blind=blind
    )


@bp.get("/desk/baskets")
@access.needs(Permission.RELEASE_BASKETS)
def baskets() -> str:
    """Every open basket of the room: who holds what on a desk."""
    with session() as reading:
        found = [(basket, owner, len(queries.rows(reading, basket))) for basket, owner in queries.open_baskets(reading)]
    return render_template("carriers/desk/baskets.html", baskets=found, words=words)


@bp.post("/desk/baskets/<int:basket_id>/release")
@access.needs(Permission.RELEASE_BASKETS)
def release(basket_id: int) -> Response:
    """Clear a desk that its clerk left; nothing was handed over."""

    def work(writing: Session) -> Done:
        basket = writing.get(Basket, basket_id, with_for_update=True) or abort(404)
        if basket.closed_at is None:
            operations.cancel(writing, basket, by=account())
        return Done(url_for("desk.baskets"), words.said(Said.CANCELLED, {}))

    return act_once(work)
