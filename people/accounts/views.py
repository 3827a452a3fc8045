"""Signing in and out, the closed screen, passwords, the list of accounts."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask import session as browser
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from kernel import passwords, throttle
from kernel.codes.scanning import ScanRefused, names_one, read
from kernel.objections import Refused
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import add_errors, form_page
from kernel.web.frame import panels_of
from kernel.web.rooms import Subject
from kernel.web.visit import account, act_once, address, done_once, go, house, session, station, transaction
from kernel.words.i18n import gettext as _
from people.accounts import operations, queries, words
from people.accounts.forms import AccountForm, PasswordForm, SignInForm, UnlockForm
from people.accounts.gate import cookie_name
from people.accounts.models import Account, SignIn
from people.register import queries as person_queries
from people.register.models import Person
from people.roles.rules import Permission, Role
from people.roles.words import ROLES

bp = Blueprint("accounts", __name__)


@bp.get("/")
@access.needs(Permission.FRAME)
def start() -> Response | str:
    """What the rooms show this account first; where they show nothing, the page its role begins on."""
    if shown := panels_of(Subject.START, account().id):
        return render_template("people/accounts/start.html", shown=shown)
    pages = house().first_pages
    return redirect(url_for(next(pages[role] for role in Role if role in account().roles)), 303)


@bp.route("/sign-in", methods=["GET", "POST"])
@access.open_to_strangers
def sign_in() -> str | Response | tuple[str, int]:
    form = SignInForm()
    if not form.validate_on_submit():
        return form_page("people/accounts/sign_in.html", form)
    with transaction() as writing:
        seconds = throttle.wait(writing, _subject(str(form.login.data)))
        found = queries.by_login(writing, str(form.login.data))
    if seconds:
        add_errors(form, None, [_("Too many attempts. Wait %(seconds)s seconds and try again.", seconds=seconds)])
        return form_page("people/accounts/sign_in.html", form)
    is_right = passwords.is_right(str(form.password.data), found.password_hash if found else None)
    if not is_right or found is None or not queries.is_open(found):
        with transaction() as writing:
            throttle.failed(writing, _subject(str(form.login.data)))
            operations.record_failure(writing, str(form.login.data), found, what="sign_in_failed")
        add_errors(form, None, [_("The login or the password is wrong, or the account is closed.")])
        return form_page("people/accounts/sign_in.html", form)
    return _let_in(found)


def _let_in(found: Account) -> Response:
    with transaction() as writing:
        throttle.succeeded(writing, _subject(found.login))
        row = writing.get_one(Account, found.id)
        key = operations.sign_in(writing, row, station=station(), hours=house().settings.absolute_hours)
    _say_nothing_more()
    answer = redirect(url_for("accounts.start"), 303)
    answer.set_cookie(
        cookie_name(house().settings), key, httponly=True, samesite="Strict", secure=house().settings.https, path="/"
    )
    return answer


def _subject(login: str) -> str:
    return f"account:{login.strip().casefold()[:60]}@{address()}"


def _say_nothing_more() -> None:
    """What was to be said to one account is not said to the next. The token stays: a second click is no fault."""
    for name in set(browser) - {"csrf_token"}:
        del browser[name]


@bp.post("/sign-out")
@access.needs(Permission.FRAME)
@access.open_while_held
def sign_out() -> Response:
    with transaction() as writing:
        row = _sign_in(writing)
        if row.ended_at is None:
            operations.sign_out(writing, row, by=account())
    _say_nothing_more()
    answer = redirect(url_for("accounts.sign_in"), 303)
    answer.delete_cookie(cookie_name(house().settings), path="/", secure=house().settings.https, httponly=True)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _sign_in(writing: Session) -> SignIn:
    return writing.get_one(SignIn, g.sign_in.key_hash, with_for_update=True)


@bp.post("/lock")
@access.needs(Permission.FRAME)
def lock() -> Response:
    with transaction() as writing:
        row = _sign_in(writing)
        if not row.is_locked:
            operations.lock(writing, row, by=account())
    return redirect(url_for("accounts.unlock"), 303)


class NotProven(Exception):
    """Whoever sits at the keyboard did not prove to be the account's holder; `op` names a wrong guess."""

    def __init__(self, sentence: str, op: str = "") -> None:
        super().__init__(op)
        self.sentence, self.op = sentence, op


def _prove(writing: Session, is_right: Callable[[Account], bool], sentence: str, op: str) -> Account:
    """The account, its holder being proved to be there. Raises NotProven; guesses count with those at the sign-in."""
    subject = _subject(account().login)
    if seconds := throttle.wait(writing, subject):
        raise NotProven(_("Too many attempts. Wait %(seconds)s seconds and try again.", seconds=seconds))
    row = queries.account(writing, account().id)
    if row is None or not is_right(row):
        raise NotProven(sentence, op)
    throttle.succeeded(writing, subject)
    return row


def _count_guess(fault: NotProven) -> None:
    """After the act was undone: a wrong guess is kept although nothing else is."""
    if not fault.op:
        return
    with transaction() as writing:
        row = queries.account(writing, account().id)
        throttle.failed(writing, _subject(account().login))
        operations.record_failure(writing, account().login, row, what=fault.op)


@bp.route("/unlock", methods=["GET", "POST"])
@access.needs(Permission.FRAME)
@access.open_while_held
def unlock() -> str | Response | tuple[str, int]:
    form = UnlockForm()
    if not form.validate_on_submit():
        return form_page("people/accounts/unlock.html", form)

    def work(writing: Session) -> Done:
        fault = _("That does not open the screen. Enter your password, or scan your own pass and enter its PIN.")
        _prove(writing, lambda row: _opens(form, row), fault, "unlock_failed")
        operations.unlock(writing, _sign_in(writing), by=account())
        return Done(url_for("accounts.start"))

    try:
        return act_once(work)
    except NotProven as fault:
        _count_guess(fault)
        add_errors(form, None, [fault.sentence])
        return form_page("people/accounts/unlock.html", form)


def _opens(form: UnlockForm, row: Account) -> bool:
    """By the password, or by the own pass with its PIN."""
    if form.password.data:
        return passwords.is_right(str(form.password.data), row.password_hash)
    if row.person is None or not names_one(form.pass_code.data, row.person.code):
        return False
    return passwords.is_right(str(form.pin.data), row.person.pin_hash)


@bp.route("/password", methods=["GET", "POST"])
@access.needs(Permission.FRAME)
@access.open_while_held
def password() -> str | Response | tuple[str, int]:
    """Behind a closed screen this changes nothing: the present password is asked as well."""
    form = PasswordForm()
    if not form.validate_on_submit():
        return form_page("people/accounts/password.html", form)
    if form.new.data != form.again.data:
        add_errors(form, "again", [_("The two new passwords differ. Type the new one twice.")])
        return form_page("people/accounts/password.html", form)
    try:
        return act_once(lambda writing: _change_password(writing, form))
    except NotProven as fault:
        _count_guess(fault)
        add_errors(form, "old", [fault.sentence])
    except Refused as refused:
        add_errors(form, "new", [words.sentence(one) for one in refused.objections])
    return form_page("people/accounts/password.html", form)


def _change_password(writing: Session, form: PasswordForm) -> Done:
    def is_right(row: Account) -> bool:
        return passwords.is_right(str(form.old.data), row.password_hash)

    row = _prove(writing, is_right, _("This is not the present password."), "password_refused")
    operations.change_password(writing, row, new=str(form.new.data))
    return Done(url_for("accounts.start"), _("The password is changed."))


@bp.route("/accounts", methods=["GET", "POST"])
@access.needs(Permission.KEEP_ACCOUNTS)
def accounts() -> str | Response | tuple[str, int]:
    """Every account, and the form of a new one. One-time passwords are shown once, on paper or on this page only."""
    form = AccountForm()
    if not form.validate_on_submit():
        return _list(form)
    given: list[str] = []

    def work(writing: Session) -> Done:
        _row, one_time = operations.add(
            writing,
            str(form.login.data),
            person=_person_of_pass(writing, form),
            roles=[Role(value) for value in form.roles.data or []],
            max_rank=form.max_rank.data,
            language=form.language.data,
            by=account(),
        )
        given.append(one_time)
        return _shown_once()

    try:
        done = done_once(work)
    except Refused as refused:
        for one in refused.objections:
            add_errors(form, words.FIELDS.get(one.guard), [words.sentence(one)])
        return _list(form)
    if done.is_repeated:
        return go(done)
    return _list(AccountForm(formdata=None), one_time=(str(form.login.data), given[0]))


def _shown_once() -> Done:
    """What the same request hears when it comes again: a one-time password is kept nowhere."""
    message = _(
        "This was done already, and its one-time password was shown once. If nobody noted it, press «New password»."
    )
    return Done(url_for("accounts.accounts"), message, "look")


def _person_of_pass(writing: Session, form: AccountForm) -> Person | None:
    if not form.pass_code.data:
        return None
    try:
        code = read(form.pass_code.data).codes[0].text
    except ScanRefused:
        return None
    return person_queries.by_code(writing, code)


def _list(form: AccountForm, one_time: tuple[str, str] | None = None) -> str | tuple[str, int]:
    with session() as reading:
        rows = queries.accounts(reading)
    page = render_template("people/accounts/accounts.html", form=form, rows=rows, one_time=one_time, roles=ROLES)
    return (page, 422) if form.errors else page


@bp.post("/accounts/<int:account_id>/<any(reset,disable,enable):deed>")
@access.needs(Permission.KEEP_ACCOUNTS)
def change(account_id: int, deed: str) -> str | Response | tuple[str, int]:
    given: list[tuple[str, str]] = []

    def work(writing: Session) -> Done:
        row = writing.get(Account, account_id) or abort(404)
        if deed == "reset":
            given.append((row.login, operations.reset(writing, row, by=account())))
            return _shown_once()
        operations.set_disabled(writing, row, disabled=deed == "disable", by=account())
        return Done(url_for("accounts.accounts"))

    try:
        done = done_once(work)
    except Refused as refused:
        for one in refused.objections:
            flash(words.sentence(one), "stop")
        return redirect(url_for("accounts.accounts"), 303)
    return _list(AccountForm(formdata=None), one_time=given[0]) if given else go(done)
