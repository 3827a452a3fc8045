"""The page of the journal."""

from flask import Blueprint, abort, render_template, request
from werkzeug.datastructures import MultiDict

from audits.journal import queries, words
from audits.journal.queries import Sought
from kernel.journal.entries import Log
from kernel.web import access
from kernel.web.visit import account, house, number_in_address, session
from people.accounts import queries as accounts
from people.roles.rules import Permission

bp = Blueprint("journal", __name__)


@bp.get("/journal")
@access.needs(Permission.READ_JOURNAL)
def custody() -> str:
    """Acts, refusals, prints and exports."""
    return _page(Log.CUSTODY, "journal.custody")


@bp.get("/journal/security")
@access.needs(Permission.READ_SECURITY_JOURNAL)
def security() -> str:
    """Sign-ins, accounts, PINs, denied addresses."""
    return _page(Log.SECURITY, "journal.security")


def _page(log: Log, endpoint: str) -> str:
    args: MultiDict[str, str] = request.args
    if any(len(value) > 40 for value in args.values()):
        abort(404)
    sought = Sought.of(args, log)
    with session() as reading:
        page = queries.page(reading, account(), sought, number_in_address("before"))
        ops = queries.ops(reading, log)
        workers = accounts.accounts(reading)
    return render_template(
        "audits/journal/journal.html",
        page=page,
        sought=sought,
        ops=ops,
        workers=workers,
        words=words,
        acts=house().acts,
        endpoint=endpoint,
        is_first="before" not in args,
    )
