"""Pages of the desk. Everything works as plain forms; the script only sends the same forms without a new page."""

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
from carriers.desk.scans import Answer
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
from people.roles.rules import Permission

bp = Blueprint("desk", __name__)


@bp.get("/desk")
@access.needs(Permission.WORK_AT_DESK)
def desk() -> str:
    return _page([])


@bp.post("/desk/scan")
@access.needs(Permission.WORK_AT_DESK)
def scan() -> str | Response:
    """One line of the scanner. The answer is the desk itself; the script takes its parts out of the page."""
    form = ScanForm()
    if not form.validate_on_submit():
        abort(400)
    return _scan(str(form.text.data or ""), by_hand=form.by_hand.data == "1")


def _scan(text: str, *, by_hand: bool) -> str | Response:
    with transaction() as writing:
        answers = scans.take(writing, account(), text, by_hand=by_hand)
    command = answers[-1].command if answers else None
    if command is Command.LOCK:
        return redirect(url_for("accounts.lock"), 307)
    if command is Command.PRINT_RECEIPT:
        return _last_receipt()
    if command is Command.CONFIRM and answers[-1].data["step"] is Step.COMMIT:
        return _commit(key=new_key())  # a card has no key: scanned again, it finds the desk empty
    return _page(answers)


def _last_receipt() -> Response:
    with session() as reading:
        found = custody.last_receipt(reading, account().id)
    return redirect(url_for("desk.receipt", receipt_id=found.id) if found else url_for("desk.desk"), 303)


class HeldBack(Exception):
    """The PIN was refused: nothing was handed over, and a wrong one is counted after that."""

    def __init__(self, person: Person, objection: Objection) -> None:
        super().__init__(objection.guard.value)
        self.person, self.objection = person, objection


@bp.post("/desk/commit")
@access.needs(Permission.WORK_AT_DESK)
def commit() -> str | Response:
    """Acknowledge by PIN where it is somebody's turn; when nobody's is left, hand over everything at once."""
    form = CommitForm()
    if not form.validate_on_submit():
        abort(400)
    pin = str(form.pin.data or "")
    if len(pin) > passwords.LONGEST_PIN:
        return _scan(pin, by_hand=False)  # a pass scanned while the PIN was asked
    return _commit(pin)


def _commit(pin: str = "", key: str | None = None) -> str | Response:
    try:
        done = done_once(lambda writing: _acknowledge(writing, pin), key=key)
    except HeldBack as held:
        if held.objection.guard.value == "PIN-WRONG":
            with transaction() as writing:
                persons.record_wrong_pin(writing, held.person.id, address=address(), by=account())
        return _page([Answer(Said.HELD_BACK, {"reason": person_words.sentence(held.objection)})])
    except Refused as refused:
        reasons = dict.fromkeys(custody_words.sentence(one) for one in refused.objections)
        return _page([Answer(Said.HELD_BACK, {"reason": " ".join(reasons)})])
    return _shown(done) if done.message else go(done)


def _acknowledge(writing: Session, pin: str) -> Done:
    """One step of the ceremony: a PIN for the person whose turn it is, then the deed when nobody's turn is left."""
    basket = queries.locked_basket(writing, account())
    if basket is None:
        return Done(url_for("desk.desk"))
    found = queries.desk(writing, basket, account())
    person = operations.whose_pin(found)
    if pin and person is not None:
        objection = operations.enter_pin(writing, found, pin, address=address())
        if objection is not None:
            raise HeldBack(person, objection)
        found = queries.desk(writing, basket, account())
    if found.step is not Step.COMMIT:
        return _told(Answer(Said.NOT_YET, {"step": found.step, "desk": found}))
    done = operations.hand_over(writing, basket, by=account())
    return Done(url_for("desk.receipt", receipt_id=done.id))


def _told(answer: Answer) -> Done:
    """What the desk says of an act, as it is remembered of the request."""
    return Done(url_for("desk.desk"), _sentence(answer), SOUNDS[answer.said].value)


@bp.post("/desk/mode")
@access.needs(Permission.WORK_AT_DESK)
def mode() -> str | Response:
    act = Act(request.form.get("act", "issue")) if request.form.get("act") in {one.value for one in DESK_ACTS} else None
    if act is None:
        abort(400)

    def work(writing: Session) -> Done:
        done = operations.set_act(writing, operations.basket_of(writing, account()), act)
        return _told(Answer(Said.MODE, {"act": act}) if done else Answer(Said.MODE_KEPT))

    return _shown(done_once(work))


@bp.post("/desk/remove")
@access.needs(Permission.WORK_AT_DESK)
def remove() -> str | Response:
    """Take a row off the desk, or the last one."""

    def work(writing: Session) -> Done:
        basket = operations.basket_of(writing, account())
        asked = request.form.get("row", "")
        return _told(scans.remove_row(writing, basket, int(asked) if asked.isdecimal() else None))

    return _shown(done_once(work))


@bp.post("/desk/cancel")
@access.needs(Permission.WORK_AT_DESK)
def cancel() -> str | Response:
    def work(writing: Session) -> Done:
        operations.cancel(writing, operations.basket_of(writing, account()), by=account())
        return _told(Answer(Said.CANCELLED))

    return _shown(done_once(work))


def _page(answers: list[Answer]) -> str:
    return _desk([(SOUNDS[one.said].value, _sentence(one)) for one in answers])


def _shown(done: Done) -> str:
    """The desk as it stands now, with what was said of the act."""
    return _desk([(done.css, done.message)])


def _desk(said: list[tuple[str, str]]) -> str:
    """Each thing said with its sound; the last one is heard."""
    with session() as reading:
        basket = queries.open_basket(reading, account()) or Basket(account_id=account().id, act=Act.ISSUE)
        found = queries.desk(reading, basket, account())
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
