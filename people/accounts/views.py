"""Signing in and out, the closed screen, passwords, the list of accounts."""

from flask import Blueprint, abort, g, redirect, render_template, url_for
from flask import session as browser
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from kernel import clock, throttle
from kernel.codes.scanning import ScanRefused, names_one, read
from kernel.grades import Grade
from kernel.objections import Refused
from kernel.secrets import passwords
from kernel.web import access, typing
from kernel.web.act_keys import Done
from kernel.web.forms import add_errors, form_page
from kernel.web.frame import panels_of
from kernel.web.grave import Grave, ReasonForm, grave_page
from kernel.web.rooms import Subject
from kernel.web.visit import account, act_once, done_once, go, house, session, station, transaction
from kernel.words.i18n import gettext as _
from people.accounts import operations, queries, words
from people.accounts.forms import AccountForm, FirstPasswordForm, PasswordForm, SignInForm, UnlockForm
from people.accounts.gate import cookie_name
from people.accounts.models import Account, SignIn
from people.accounts.proof import NotProven, count_guess, prove, subject_of
from people.accounts.rules import is_spent
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
        seconds = throttle.wait(writing, subject_of(str(form.login.data)))
        found = queries.by_login(writing, str(form.login.data))
    if seconds:
        add_errors(form, None, [_("Too many attempts. Wait %(seconds)s seconds and try again.", seconds=seconds)])
        return form_page("people/accounts/sign_in.html", form)
    is_right = passwords.is_right(str(form.password.data), found.password_hash if found else None)
    fault = _fault(found, is_right=is_right)
    if found is None or fault:
        with transaction() as writing:
            throttle.failed(writing, subject_of(str(form.login.data)))
            operations.record_failure(writing, str(form.login.data), found, what="sign_in_failed")
        add_errors(form, None, [fault])
        return form_page("people/accounts/sign_in.html", form)
    return _let_in(found)


def _fault(found: Account | None, *, is_right: bool) -> str:
    """Why nobody is let in; who does not know the password learns nothing more."""
    if found is None or not is_right or not queries.is_open(found):
        return _("The login or the password is wrong, or the account is closed.")
    if is_spent(must_change=found.must_change, until=found.one_time_until, now=clock.now()):
        return _("This one-time password was used, or its hours are over. Ask the administrator for a new one.")
    return ""


def _let_in(found: Account) -> Response:
    with transaction() as writing:
        throttle.succeeded(writing, subject_of(found.login))
        row = writing.get_one(Account, found.id)
        key = operations.sign_in(writing, row, station=station(), hours=house().settings.absolute_hours)
    _say_nothing_more()
    answer = redirect(typing.page_of(found.id) or url_for("accounts.start"), 303)
    answer.set_cookie(
        cookie_name(house().settings), key, httponly=True, samesite="Strict", secure=house().settings.https, path="/"
    )
    return answer


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
    typing.keep_sent_along()
    with transaction() as writing:
        row = _sign_in(writing)
        if not row.is_locked:
            operations.lock(writing, row, by=account())
    return redirect(url_for("accounts.unlock"), 303)


@bp.route("/unlock", methods=["GET", "POST"])
@access.needs(Permission.FRAME)
@access.open_while_held
def unlock() -> str | Response | tuple[str, int]:
    form, back = UnlockForm(), typing.page_of(account().id)
    if not form.validate_on_submit():
        return form_page("people/accounts/unlock.html", form)

    def work(writing: Session) -> Done:
        fault = _("That does not open the screen. Enter your password, or scan your own pass and enter its PIN.")
        prove(writing, lambda row: _opens(form, row), fault, "unlock_failed")
        operations.unlock(writing, _sign_in(writing), by=account())
        return Done(back or url_for("accounts.start"))

    try:
        return act_once(work)
    except NotProven as fault:
        count_guess(fault)
        add_errors(form, None, [fault.sentence])
        return form_page("people/accounts/unlock.html", form)


def _opens(form: UnlockForm, row: Account) -> bool:
    """By the password, or by the own pass with its PIN."""
    if form.password.data:
        return passwords.is_right(str(form.password.data), row.password_hash)
    return _is_holder(form, row)


def _is_holder(form: UnlockForm | FirstPasswordForm, row: Account) -> bool:
    """By the pass of the account's person with its PIN."""
    if row.person is None or not names_one(form.pass_code.data, row.person.code):
        return False
    return passwords.is_right(str(form.pin.data), row.person.pin_hash)


@bp.get("/me")
@access.needs(Permission.FRAME)
def me() -> str:
    """What this account is and may change about itself."""
    with session() as reading:
        row = queries.account(reading, account().id) or abort(404)
        return render_template("people/accounts/me.html", row=row, grade=Grade(row.max_rank), roles=ROLES)


@bp.route("/password", methods=["GET", "POST"])
@access.needs(Permission.FRAME)
@access.open_while_held
def password() -> str | Response | tuple[str, int]:
    """Behind a closed screen this changes nothing: the present password is asked as well.

    After a one-time password the holder also proves to be the person of the account, by pass and PIN.
    """
    form = FirstPasswordForm() if g.account.must_change and g.account.person_id is not None else PasswordForm()
    if not form.validate_on_submit():
        return form_page("people/accounts/password.html", form)
    if form.new.data != form.again.data:
        add_errors(form, "again", [_("The two new passwords differ. Type the new one twice.")])
        return form_page("people/accounts/password.html", form)
    try:
        return act_once(lambda writing: _change_password(writing, form))
    except NotProven as fault:
        count_guess(fault)
        add_errors(form, "pin" if fault.op == "unlock_failed" else "old", [fault.sentence])
    except Refused as refused:
        add_errors(form, "new", [words.sentence(one) for one in refused.objections])
    return form_page("people/accounts/password.html", form)


def _change_password(writing: Session, form: PasswordForm) -> Done:
    def is_right(row: Account) -> bool:
        return passwords.is_right(str(form.old.data), row.password_hash)

    row = prove(writing, is_right, _("This is not the present password."), "password_refused")
    if isinstance(form, FirstPasswordForm):
        fault = _("Only the holder opens a new account: scan your own pass and enter its PIN.")
        prove(writing, lambda held: _is_holder(form, held), fault, "unlock_failed")
    operations.change_password(writing, row, new=str(form.new.data), at=_sign_in(writing))
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
        closed = {one.id: queries.decision(reading, one.id) for one in rows if one.is_disabled}
    page = render_template(
        "people/accounts/accounts.html", form=form, rows=rows, one_time=one_time, roles=ROLES, closed=closed
    )
    return (page, 422) if form.errors else page


@bp.route("/accounts/<int:account_id>/<any(reset,disable,enable):deed>", methods=["GET", "POST"])
@access.needs(Permission.KEEP_ACCOUNTS)
def change(account_id: int, deed: str) -> str | Response | tuple[str, int]:
    """Close an account, open it again, or give it a new one-time password; each with a reason."""
    with session() as reading:
        found = queries.account(reading, account_id) or abort(404)
    form, page = ReasonForm(), _grave(found, deed)
    if not form.validate_on_submit():
        return grave_page(page, form)
    given: list[tuple[str, str]] = []

    def work(writing: Session) -> Done:
        row, reason = writing.get_one(Account, account_id), str(form.reason.data)
        if deed == "reset":
            given.append((row.login, operations.reset(writing, row, reason=reason, by=account())))
            return _shown_once()
        operations.set_disabled(writing, row, disabled=deed == "disable", reason=reason, by=account())
        return Done(url_for("accounts.accounts"))

    try:
        done = done_once(work)
    except Refused as refused:
        add_errors(form, None, [words.sentence(one) for one in refused.objections])
        return grave_page(page, form)
    return _list(AccountForm(formdata=None), one_time=given[0]) if given else go(done)


def _grave(found: Account, deed: str) -> Grave:
    """What closing, opening again and resetting do, said before they are done."""
    about, back = found.login, url_for("accounts.accounts")
    match deed:
        case "reset":
            text = _(
                "Its sessions end and its password opens nothing any more. The new one opens it once, to its holder "
                "with pass and PIN."
            )
            return Grave(_("Give a new password"), about, text, back)
        case "disable":
            return Grave(_("Close the account"), about, _("Its sessions end at once and nobody signs in by it."), back)
    text = _("Its holder signs in again with the same password.")
    return Grave(_("Open the account again"), about, text, back, is_gentle=True)
