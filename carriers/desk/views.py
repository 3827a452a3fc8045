"""Pages of the desk. Everything works as plain forms; the script only sends the same forms without a new page."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
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
from kernel.web.act_keys import Done
from kernel.web.forms import new_key
from kernel.web.visit import account, act_once, address, done_once, go, session, transaction
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
    """What a scan does, once under its key: a second scan is meant, the same request sent again is not."""
    answers: list[Answer] = []
    found: list[Desk] = []

    def work(writing: Session) -> Done:
        table = Table(writing, account())
        answers.extend(scans.take(table, text))
        found.append(table.desk)
        return _done(answers[-1])

    done = done_once(work)
    command = answers[-1].command if answers else None
    if command is Command.LOCK:
        return redirect(url_for("accounts.lock"), 307)
    if command is Command.PRINT_RECEIPT:
        return _last_receipt()
    if command is Command.CONFIRM and found[0].step is Step.COMMIT:
        return _commit(key=new_key())  # a card has no key: scanned again, it finds the desk empty
    return _page(answers, found[0]) if found else _told(done, found)


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
    return _commit(pin)


class HeldBack(Exception):
    """The PIN was refused: nothing was acknowledged, and a wrong one is counted after that."""

    def __init__(self, asked: Person | None, objection: Objection) -> None:
        super().__init__(objection.guard.value)
        self.asked, self.objection = asked, objection


def _commit(pin: str = "", key: str | None = None) -> str | Response:
    found: list[Desk] = []
    try:
        done = done_once(lambda writing: _acknowledge(Table(writing, account()), pin, found), key=key)
    except HeldBack as held:
        _count_guess(held)
        return _page([Answer(Said.HELD_BACK, {"reason": person_words.sentence(held.objection)})], _standing())
    except Refused as refused:
        reasons = dict.fromkeys(custody_words.sentence(one) for one in refused.objections)
        return _page([Answer(Said.HELD_BACK, {"reason": " ".join(reasons)})], _standing())
    return _told(done, found) if done.message else go(done)


def _acknowledge(table: Table, pin: str, found: list[Desk]) -> Done:
    """A PIN for the person whose turn it is; then, when nobody's turn is left, the deed."""
    if pin:
        asked = operations.whose_pin(table.desk)
        objection = operations.enter_pin(table.session, table.desk, pin, address=address())
        if objection is not None:
            raise HeldBack(asked, objection)
        table.changed()
    if table.desk.step is not Step.COMMIT:
        found.append(table.desk)
        return _done(Answer(Said.NOT_YET, {"step": table.desk.step, "desk": table.desk}))
    done = operations.hand_over(table.session, table.basket, by=account())
    return Done(url_for("desk.receipt", receipt_id=done.id))


def _count_guess(held: HeldBack) -> None:
    """A wrong PIN is counted in a transaction of its own."""
    if held.asked is not None and held.objection.guard is PersonGuard.PIN_WRONG:
        with transaction() as writing:
            persons.record_wrong_pin(writing, held.asked.id, address=address(), by=account())


def _done(answer: Answer) -> Done:
    """What the desk says of an act, as it is remembered of the request."""
    return Done(url_for("desk.desk"), _sentence(answer), SOUNDS[answer.said].value)


def _told(done: Done, found: list[Desk]) -> str:
    """The desk as the act left it, or, told again, as it stands now."""
    return _desk([(done.css, done.message)], found[0] if found else _standing())


def _acted(act: Callable[[Table], Answer]) -> str:
    """An act of the desk, done once under the key of its form."""
    found: list[Desk] = []

    def work(writing: Session) -> Done:
        table = Table(writing, account())
        done = _done(act(table))
        found.append(table.desk)
        return done

    return _told(done_once(work), found)


@bp.post("/desk/mode")
@access.needs(Permission.WORK_AT_DESK)
def mode() -> str | Response:
    act = Act(request.form.get("act", "issue")) if request.form.get("act") in {one.value for one in DESK_ACTS} else None
    if act is None:
        abort(400)
    return _acted(lambda table: scans.set_act(table, act))


@bp.post("/desk/remove")
@access.needs(Permission.WORK_AT_DESK)
def remove() -> str | Response:
    """Take one row off the desk, or the last one."""
    asked = request.form.get("row", "")
    return _acted(lambda table: scans.remove_row(table, int(asked) if asked.isdecimal() else None))


@bp.post("/desk/cancel")
@access.needs(Permission.WORK_AT_DESK)
def cancel() -> str | Response:
    return _acted(scans.cancel)


def _standing() -> Desk:
    """The desk as it stands; an empty one where no basket is open."""
    with session() as reading:
        basket = queries.open_basket(reading, account()) or Basket(account_id=account().id, act=Act.ISSUE)
        return queries.desk(reading, basket, account())


def _page(answers: list[Answer], found: Desk) -> str:
    return _desk([(SOUNDS[one.said].value, _sentence(one)) for one in answers], found)


def _desk(said: list[tuple[str, str]], found: Desk) -> str:
    """Each thing said with its sound; the last one is heard."""
    with session() as reading:
        overdue = custody.overdue_number(reading, account(), clock.now())
        books = registers.designations(reading)
    return render_template(
        "carriers/desk/desk.html",
        desk=found,
        said=said,
        sound=said[-1][0] if said else "",
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

    def work(writing: Session) -> Done:
        basket = writing.get(Basket, basket_id, with_for_update=True) or abort(404)
        if basket.closed_at is None:
            operations.cancel(writing, basket, by=account())
        return Done(url_for("desk.baskets"), words.said(Said.CANCELLED, {}))

    return act_once(work)
