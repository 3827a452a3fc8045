"""Pages of the desk. Everything works as plain forms; the script only sends the same forms without a new page."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from carriers.custody import queries as custody
from carriers.custody import words as custody_words
from carriers.custody.rules import Act
from carriers.desk import operations, queries, scans, words
from carriers.desk.forms import CommitForm, ScanForm
from carriers.desk.models import Basket
from carriers.desk.queries import Desk
from carriers.desk.rules import DESK_ACTS, SOUNDS, Said, Step
from carriers.desk.scans import Answer, Table
from carriers.register import queries as registers
from kernel import clock, passwords
from kernel.codes import words as scan_words
from kernel.codes.codes import Command
from kernel.objections import Objection, Refused
from kernel.web import access
from kernel.web.visit import account, act_once, address, session, transaction
from kernel.words.i18n import format_moment
from people.admission import words as admission_words
from people.admission.queries import elements
from people.register import operations as persons
from people.register import words as person_words
from people.register.models import Person
from people.register.rules import PersonGuard
from people.roles.rules import Permission

bp = Blueprint("desk", __name__)


@bp.get("/desk")
@access.needs(Permission.WORK_AT_DESK)
def desk() -> str:
    return _page([], _standing())


@bp.post("/desk/scan")
@access.needs(Permission.WORK_AT_DESK)
def scan() -> str | Response:
    """One line of the scanner. The answer is the desk itself; the script takes its parts out of the page."""
    form = ScanForm()
    if not form.validate_on_submit():
        abort(400)
    return _scan(str(form.text.data or ""))


def _scan(text: str) -> str | Response:
    with transaction() as writing:
        table = Table(writing, account())
        answers = scans.take(table, text)
        found = table.desk
    command = answers[-1].command if answers else None
    if command is Command.LOCK:
        return redirect(url_for("accounts.lock"), 307)
    if command is Command.PRINT_RECEIPT:
        return _last_receipt()
    if command is Command.CONFIRM and found.step is Step.COMMIT:
        return _commit(CommitForm())
    return _page(answers, found)


def _last_receipt() -> Response:
    with session() as reading:
        found = custody.last_receipt(reading, account().id)
    return redirect(url_for("desk.receipt", receipt_id=found.id) if found else url_for("desk.desk"), 303)


@bp.post("/desk/commit")
@access.needs(Permission.WORK_AT_DESK)
def commit() -> str | Response:
    """Acknowledge by PIN where it is somebody's turn; when nobody's is left, hand over everything at once."""
    form = CommitForm()
    if not form.validate_on_submit():
        abort(400)
    pin = str(form.pin.data or "")
    if len(pin) > passwords.LONGEST_PIN:
        return _scan(pin)  # a pass scanned while the PIN was asked
    with transaction() as writing:
        table = Table(writing, account())
        asked = operations.whose_pin(table.desk)
        objection = _pin_objection(table, pin)
        found = table.desk
    if objection is not None:
        _count_guess(asked, objection)
        return _page([Answer(Said.HELD_BACK, {"reason": person_words.sentence(objection)})], found)
    if found.step is not Step.COMMIT:
        return _page([Answer(Said.NOT_YET, {"step": found.step, "desk": found})], found)
    return _commit(form)


def _pin_objection(table: Table, pin: str) -> Objection | None:
    """What stands against the PIN that was typed, if one was."""
    objection = operations.enter_pin(table.session, table.desk, pin, address=address()) if pin else None
    if pin and objection is None:
        table.changed()
    return objection


def _count_guess(asked: Person | None, objection: Objection) -> None:
    """A wrong PIN is counted in a transaction of its own."""
    if asked is not None and objection.guard is PersonGuard.PIN_WRONG:
        with transaction() as writing:
            persons.record_wrong_pin(writing, asked.id, address=address(), by=account())


def _commit(form: CommitForm) -> str | Response:
    def work(writing: Any) -> str:
        basket = queries.locked_basket(writing, account())
        if basket is None:
            return url_for("desk.desk")
        done = operations.hand_over(writing, basket, by=account())
        return url_for("desk.receipt", receipt_id=done.id)

    try:
        return act_once(str(form.act_key.data), work)
    except Refused as refused:
        reasons = dict.fromkeys(custody_words.sentence(one) for one in refused.objections)
        return _page([Answer(Said.HELD_BACK, {"reason": " ".join(reasons)})], _standing())


@bp.post("/desk/mode")
@access.needs(Permission.WORK_AT_DESK)
def mode() -> str | Response:
    act = Act(request.form.get("act", "issue")) if request.form.get("act") in {one.value for one in DESK_ACTS} else None
    if act is None:
        abort(400)
    with transaction() as writing:
        table = Table(writing, account())
        answer, found = scans.set_act(table, act), table.desk
    return _page([answer], found)


@bp.post("/desk/remove")
@access.needs(Permission.WORK_AT_DESK)
def remove() -> str | Response:
    """Take one row off the desk, or the last one."""
    asked = request.form.get("row", "")
    with transaction() as writing:
        table = Table(writing, account())
        answer, found = scans.remove_row(table, int(asked) if asked.isdecimal() else None), table.desk
    return _page([answer], found)


@bp.post("/desk/cancel")
@access.needs(Permission.WORK_AT_DESK)
def cancel() -> str | Response:
    with transaction() as writing:
        table = Table(writing, account())
        answer, found = scans.cancel(table), table.desk
    return _page([answer], found)


def _standing() -> Desk:
    """The desk as it stands; an empty one where no basket is open."""
    with session() as reading:
        basket = queries.open_basket(reading, account()) or Basket(account_id=account().id, act=Act.ISSUE)
        return queries.desk(reading, basket, account())


def _page(answers: list[Answer], found: Desk) -> str:
    with session() as reading:
        overdue = custody.overdue_number(reading, account(), clock.now())
        books = registers.designations(reading)
    last = answers[-1] if answers else None
    return render_template(
        "carriers/desk/desk.html",
        desk=found,
        said=[(SOUNDS[one.said].value, _sentence(one)) for one in answers],
        sound=SOUNDS[last.said].value if last else "",
        step=found.step,
        step_words=words.step(found.step, _turn(found)),
        scan_form=ScanForm(formdata=None),
        commit_form=CommitForm(formdata=None),
        overdue=overdue,
        registers=books,
        words=words,
        custody_words=custody_words,
        element_words=admission_words.ELEMENTS,
        elements=elements,
        acts=DESK_ACTS,
        today=clock.today(),
        Step=Step,
        passing=found.passing,
    )


def _turn(found: Desk) -> str:
    """Whose turn it is: a person, or the paper to be counted."""
    if found.step is Step.COUNT_SHEETS and found.to_count is not None:
        return found.to_count.carrier.number
    person = operations.whose_pin(found)
    return person.short_name if person else ""


def _sentence(answer: Answer) -> str:
    """The answer in words, with the data that only words can make."""
    data = dict(answer.data)
    if "refused" in data:
        data["reason"] = scan_words.sentence(data["refused"])
    if "objections" in data:
        data["reason"] = " ".join(custody_words.sentence(one) for one in data["objections"])
    if answer.said in (Said.ADDED, Said.NEEDS, Said.REFUSED):
        data["kind"] = custody_words.KINDS[data["kind"]]
    if "since" in data:
        data["since"] = format_moment(data["since"])
    if answer.said is Said.NOT_YET:
        data["step"] = words.step(data["step"], _turn(data["desk"]))
    return words.said(answer.said, data)


@bp.get("/receipts/<int:receipt_id>")
@access.needs(Permission.WORK_AT_DESK)
def receipt(receipt_id: int) -> str:
    """What was handed over, to read and to print."""
    with session() as reading:
        found = custody.receipt_page(reading, receipt_id)
        if found is None or any(carrier.rank > account().max_rank for _movement, carrier in found.rows):
            abort(404)
        books = registers.designations(reading)
    return render_template("carriers/desk/receipt.html", receipt=found, registers=books, words=custody_words)


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
    with transaction() as writing:
        basket = writing.get(Basket, basket_id, with_for_update=True)
        if basket is None:
            abort(404)
        if basket.closed_at is None:
            operations.cancel(writing, basket, by=account())
    flash(words.said(Said.CANCELLED, {}), "fine")
    return redirect(url_for("desk.baskets"), 303)
