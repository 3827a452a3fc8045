"""The page of the register, and its workbook."""

from collections.abc import Iterable, Sequence

from flask import Blueprint, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from carriers.papers import words
from carriers.papers.rules import What
from kernel.codes.codes import Code
from kernel.grades import WORDS, Grade
from kernel.web import access
from kernel.web.downloads import Facts, send
from kernel.web.visit import account, number_in_address, session
from kernel.words.i18n import gettext as _
from kernel.workbook import Column, Cover, Value, Written, write
from people.exports import queries
from people.exports.models import PaperPrint
from people.roles.rules import Permission

bp = Blueprint("prints", __name__)


def _chosen() -> What | None:
    """The kind of paper that the address asks for."""
    asked = request.args.get("what", "")
    return What(asked) if asked in set(What) else None


@bp.get("/prints")
@access.needs(Permission.SEE_PRINTS)
def prints() -> str:
    """Every printing that names nothing above the reader's grade, the newest first."""
    what = _chosen()
    with session() as reading:
        rows, after = queries.page(reading, account(), what=what, after=number_in_address("after"))
    context = {"rows": rows, "after": after, "what": what, "words": words, "grades": WORDS}
    return render_template("carriers/prints/prints.html", **context)


@bp.post("/prints/export")
@access.needs(Permission.SEE_PRINTS)
def export() -> Response:
    """The register as it is shown, as a workbook."""
    what = _chosen()

    def make(reading: Session, facts: Facts, marking: str) -> Written:
        return workbook(queries.every(reading, account(), what=what), facts, marking)

    return send("prints", "", {"what": what.value} if what else {}, make, back=url_for("prints.prints", what=what))


def workbook(rows: Iterable[PaperPrint], facts: Sequence[tuple[str, Value]], marking: str) -> Written:
    """One printing a row."""
    columns = [
        Column(_("Number"), 20),
        Column(_("Kind of paper"), 34),
        Column(_("Printed of"), 20),
        Column(_("Marking of the paper"), 22),
        Column(_("Item of the list of secrets"), 16),
        Column(_("Sheets"), 9),
        Column(_("Printed"), 17),
        Column(_("By whom"), 26),
        Column(_("Hash (SHA-256)"), 66),
    ]
    return write(Cover(_("Printed papers"), _("About this list"), marking, facts), columns, map(_row, rows))


def _row(one: PaperPrint) -> Sequence[Value]:
    return (
        Code.parse(one.number).grouped,
        str(words.WHATS[What(one.what)]),
        of(one),
        _("none") if one.rank is None else str(WORDS[Grade(one.rank)]),
        one.list_item,
        one.sheets,
        one.at,
        one.account.person.short_name if one.account.person else one.account.login,
        one.sha256,
    )


def of(one: PaperPrint) -> str:
    """The number of the act, case, receipt or carrier that it was printed of; an order has none."""
    return Code.parse(one.subject).grouped if one.subject.isdecimal() else ""
