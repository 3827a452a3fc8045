"""The pages of the journal: entries in sentences, filtered, searched, printed and taken away."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from audits.journal import exports, queries, words
from audits.journal.forms import FindForm
from audits.journal.queries import Sought
from carriers.custody.queries import visible
from kernel.journal.entries import Log
from kernel.web import access, searches
from kernel.web.downloads import Facts, send
from kernel.web.forms import choices
from kernel.web.visit import account, house, number_in_address, session, transaction
from kernel.words.i18n import format_date
from kernel.words.i18n import gettext as _
from kernel.workbook import Written
from people.accounts import queries as accounts
from people.register import queries as persons
from people.roles.rules import Permission

bp = Blueprint("journal", __name__)
PAGES = {Log.CUSTODY: "journal.custody", Log.SECURITY: "journal.security"}
LONGEST = 40  # characters of an argument that means something


@bp.get("/journal")
@access.needs(Permission.READ_JOURNAL)
def custody() -> str:
    """Acts, refusals, prints and exports."""
    return _page(Log.CUSTODY)


@bp.get("/journal/security")
@access.needs(Permission.READ_SECURITY_JOURNAL)
def security() -> str:
    """Sign-ins, accounts, PINs, denied addresses."""
    return _page(Log.SECURITY)


@bp.post("/journal/find")
@access.needs(Permission.READ_JOURNAL)
def find() -> Response:
    """Words and filters become an address that shows neither number nor name."""
    return _found(Log.CUSTODY)


@bp.post("/journal/security/find")
@access.needs(Permission.READ_SECURITY_JOURNAL)
def find_security() -> Response:
    return _found(Log.SECURITY)


@bp.post("/journal/export")
@access.needs(Permission.READ_JOURNAL)
def export() -> Response:
    """The entries that were sought, as a workbook."""
    return _exported(Log.CUSTODY)


@bp.post("/journal/security/export")
@access.needs(Permission.READ_SECURITY_JOURNAL)
def export_security() -> Response:
    return _exported(Log.SECURITY)


def _sought(reading: Session, log: Log) -> tuple[Sought, int | None]:
    """What the address asks for, and the search whose words it means."""
    if any(len(value) > LONGEST for value in request.args.values()):
        abort(400)
    search = number_in_address("search")
    return Sought.of(request.args, log, searches.text_of(reading, search, by=account())), search


def _page(log: Log) -> str:
    with session() as reading:
        sought, search = _sought(reading, log)
        page = queries.page(reading, account(), sought, number_in_address("before"))
        about = _about(reading, sought)
        form = _form(reading, sought)
    return render_template(
        "audits/journal/journal.html",
        page=page,
        sought=sought,
        search=search,
        about=about,
        form=form,
        words=words,
        acts=house().acts,
        guards=house().guards,
        endpoint=PAGES[log],
        is_first="before" not in request.args,
    )


def _about(reading: Session, sought: Sought) -> str:
    """The person or the carrier whose entries these are; a carrier that is not shown has no name."""
    if sought.person_id is not None:
        person = persons.person(reading, sought.person_id)
        return person.full_name if person else ""
    carrier = visible(reading, account(), sought.carrier_id) if sought.carrier_id is not None else None
    return carrier.number if carrier else ""


def _form(reading: Session, sought: Sought) -> FindForm:
    data = {"text": sought.text, "first": sought.first, "last": sought.last, **sought.args()}
    form = FindForm(formdata=None, data={**data, "first": sought.first, "last": sought.last})
    acts = house().acts
    named_acts = ((op, str(acts.get(op, op))) for op in queries.ops(reading, sought.log))
    form.op.choices = choices([("", _("All")), *named_acts])
    workers = accounts.accounts(reading)
    named = [(str(one.id), one.person.short_name if one.person else one.login) for one in workers]
    form.account.choices = choices([("", _("All")), *named])
    return form


def _found(log: Log) -> Response:
    form = FindForm()
    args: dict[str, Any] = {name: form[name].data for name in ("op", "account") if form[name].data}
    args |= {name: form[name].data.isoformat() for name in ("first", "last") if form[name].data}
    text = form.text.data if form.validate() else ""
    if text:
        with transaction() as writing:
            args["search"] = searches.keep(writing, text, by=account()).id
    return redirect(url_for(PAGES[log], **args), 303)


def _exported(log: Log) -> Response:
    with session() as reading:
        sought, search = _sought(reading, log)

    def make(reading: Session, facts: Facts, marking: str) -> Written:
        lines = queries.every(reading, account(), sought)
        found = house()
        return exports.workbook(lines, found.acts, found.guards, [*facts, *_facts(reading, sought)], marking)

    kept: dict[str, Any] = sought.args()
    return send("journal", sought.text, kept, make, back=url_for(PAGES[log], search=search, **kept))


def _facts(reading: Session, sought: Sought) -> Facts:
    """By which filter the entries were chosen."""
    everything = _("All")
    return [
        (_("Journal"), str(words.LOGS[sought.log])),
        (_("Act"), str(house().acts.get(sought.op, sought.op)) if sought.op else everything),
        (_("About"), _about(reading, sought) or everything),
        (_("From"), format_date(sought.first) if sought.first else everything),
        (_("Until"), format_date(sought.last) if sought.last else everything),
    ]
