"""Signing in and out, the closed screen, passwords, the list of accounts."""

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from kernel import passwords, throttle
from kernel.codes.scanning import ScanRefused, names_one, read
from kernel.objections import Refused
from kernel.web import access
from kernel.web.forms import ActForm, add_errors, form_page
from kernel.web.frame import panels_of
from kernel.web.rooms import Subject
from kernel.web.visit import account, address, house, session, station, transaction
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
    if not is_right or found is None or found.is_disabled:
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
    answer = redirect(url_for("accounts.start"), 303)
    answer.set_cookie(
        cookie_name(house().settings), key, httponly=True, samesite="Strict", secure=house().settings.https, path="/"
    )
    return answer


def _subject(login: str) -> str:
    return f"account:{login.strip().casefold()[:60]}@{address()}"


@bp.post("/sign-out")
@access.needs(Permission.FRAME)
@access.open_while_held
def sign_out() -> Response:
    with transaction() as writing:
        operations.sign_out(writing, writing.get_one(SignIn, g.sign_in.key_hash), by=account())
    answer = redirect(url_for("accounts.sign_in"), 303)
    answer.delete_cookie(cookie_name(house().settings), path="/", secure=house().settings.https, httponly=True)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.post("/lock")
@access.needs(Permission.FRAME)
def lock() -> Response:
    with transaction() as writing:
        operations.lock(writing, writing.get_one(SignIn, g.sign_in.key_hash), by=account())
    return redirect(url_for("accounts.unlock"), 303)


@bp.route("/unlock", methods=["GET", "POST"])
@access.needs(Permission.FRAME)
@access.open_while_held
def unlock() -> str | Response | tuple[str, int]:
    form = UnlockForm()
    if not form.validate_on_submit():
        return form_page("people/accounts/unlock.html", form)
    fault = _fault_of_unlocking(form)
    if fault:
        add_errors(form, None, [fault])
        return form_page("people/accounts/unlock.html", form)
    with transaction() as writing:
        operations.unlock(writing, writing.get_one(SignIn, g.sign_in.key_hash), by=account())
    return redirect(url_for("accounts.start"), 303)


def _fault_of_unlocking(form: UnlockForm) -> str | None:
    """Why the screen stays closed; None when the holder has proved to be there."""
    subject = _subject(account().login)
    with transaction() as writing:
        seconds = throttle.wait(writing, subject)
        row = queries.account(writing, account().id)
        if seconds or row is None:
            return _("Too many attempts. Wait %(seconds)s seconds and try again.", seconds=seconds)
        person = row.person
        if form.password.data:
            is_right = passwords.is_right(str(form.password.data), row.password_hash)
        else:
            is_there = person is not None and names_one(form.pass_code.data, person.code)
            is_right = is_there and passwords.is_right(str(form.pin.data), person.pin_hash if person else None)
        if is_right:
            throttle.succeeded(writing, subject)
            return None
        throttle.failed(writing, subject)
        operations.record_failure(writing, row.login, row, what="unlock_failed")
    return _("That does not open the screen. Enter your password, or scan your own pass and enter its PIN.")


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
    fault = _fault_of_old(str(form.old.data))
    if fault:
        add_errors(form, "old", [fault])
        return form_page("people/accounts/password.html", form)
    try:
        with transaction() as writing:
            operations.change_password(writing, writing.get_one(Account, account().id), new=str(form.new.data))
    except Refused as refused:
        add_errors(form, "new", [words.sentence(one) for one in refused.objections])
        return form_page("people/accounts/password.html", form)
    flash(_("The password is changed."), "fine")
    return redirect(url_for("accounts.start"), 303)


def _fault_of_old(old: str) -> str | None:
    """What stands against the present password; guesses at it are counted with those at the sign-in."""
    subject = _subject(account().login)
    with transaction() as writing:
        seconds = throttle.wait(writing, subject)
        if seconds:
            return _("Too many attempts. Wait %(seconds)s seconds and try again.", seconds=seconds)
        row = writing.get_one(Account, account().id)
        if passwords.is_right(old, row.password_hash):
            throttle.succeeded(writing, subject)
            return None
        throttle.failed(writing, subject)
        operations.record_failure(writing, row.login, row, what="password_refused")
    return _("This is not the present password.")


@bp.route("/accounts", methods=["GET", "POST"])
@access.needs(Permission.KEEP_ACCOUNTS)
def accounts() -> str | Response | tuple[str, int]:
    """Every account, and the form of a new one. One-time passwords are shown once, on paper or on this page only."""
    form = AccountForm()
    if not form.validate_on_submit():
        return _list(form)
    given: list[str] = []
    try:
        with transaction() as writing:
            person = _person_of_pass(writing, form)
            _row, one_time = operations.add(
                writing,
                str(form.login.data),
                person=person,
                roles=[Role(value) for value in form.roles.data or []],
                max_rank=form.max_rank.data,
                language=form.language.data,
                by=account(),
            )
            given.append(one_time)
    except Refused as refused:
        for one in refused.objections:
            add_errors(form, words.FIELDS.get(one.guard), [words.sentence(one)])
        return _list(form)
    return _list(AccountForm(formdata=None), one_time=(str(form.login.data), given[0]))


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
    page = render_template(
        "people/accounts/accounts.html", form=form, rows=rows, one_time=one_time, roles=ROLES, act=ActForm()
    )
    return (page, 422) if form.errors else page


@bp.post("/accounts/<int:account_id>/<any(reset,disable,enable):deed>")
@access.needs(Permission.KEEP_ACCOUNTS)
def change(account_id: int, deed: str) -> str | Response | tuple[str, int]:
    given: list[str] = []
    try:
        with transaction() as writing:
            row = writing.get(Account, account_id)
            if row is None:
                abort(404)
            if deed == "reset":
                given.append(operations.reset(writing, row, by=account()))
            else:
                operations.set_disabled(writing, row, disabled=deed == "disable", by=account())
    except Refused as refused:
        for one in refused.objections:
            flash(words.sentence(one), "stop")
        return redirect(url_for("accounts.accounts"), 303)
    if given:
        return _list(AccountForm(formdata=None), one_time=(row.login, given[0]))
    return redirect(url_for("accounts.accounts"), 303)
