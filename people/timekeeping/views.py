"""The page on which the head of the registry confirms the clock."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kernel import clock, throttle
from kernel.journal import entries as journal
from kernel.secrets import passwords
from kernel.web import access
from kernel.web.forms import add_errors, form_page
from kernel.web.visit import session, transaction
from kernel.words.i18n import gettext as _
from people.accounts import queries
from people.accounts.models import Account
from people.accounts.proof import subject_of
from people.roles.rules import Permission
from people.timekeeping import operations
from people.timekeeping.forms import ClockForm

bp = Blueprint("timekeeping", __name__)
PAGE = "people/timekeeping/clock.html"


@bp.route("/clock", methods=["GET", "POST"])
@access.open_to_strangers
def confirm() -> str | Response | tuple[str, int]:
    """What the clock shows and what the journal knows; where they agree there is nothing to confirm."""
    with session() as reading:
        last, is_doubted = journal.last_moment(reading), operations.has_gone_back(reading)
    if not is_doubted:
        return redirect(url_for("accounts.sign_in"), 303)
    form = ClockForm()
    facts = {"last": last, "now": clock.now()}
    if not form.validate_on_submit():
        return form_page(PAGE, form, **facts)
    login = str(form.login.data)
    with transaction() as writing:
        seconds = throttle.wait(writing, subject_of(login))
        found = queries.by_login(writing, login)
    if seconds:
        add_errors(form, None, [_("Too many attempts. Wait %(seconds)s seconds and try again.", seconds=seconds)])
        return form_page(PAGE, form, **facts)
    is_right = passwords.is_right(str(form.password.data), found.password_hash if found else None)
    if found is None or not is_right or not _answers_for_it(found):
        with transaction() as writing:
            throttle.failed(writing, subject_of(login))
        add_errors(form, None, [_("Only the head of the registry confirms the clock, by login and password.")])
        return form_page(PAGE, form, **facts)
    with transaction() as writing:
        operations.confirm(writing, reason=str(form.reason.data), by=found)
    return render_template(PAGE, form=None, **facts)


def _answers_for_it(found: Account) -> bool:
    return queries.is_open(found) and not found.must_change and found.may(Permission.CONFIRM_CLOCK)
