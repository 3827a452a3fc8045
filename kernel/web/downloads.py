"""Sending a list as a workbook: numbered and journalled before it is made, and again with its hash."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

from flask import send_file
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from kernel import clock
from kernel.codes import serials
from kernel.codes.codes import Kind
from kernel.grades import Grade
from kernel.journal import entries as journal
from kernel.web.act_keys import Done
from kernel.web.visit import account, done_once, go, house, session, transaction
from kernel.words.i18n import gettext as _
from kernel.workbook import Value, Written

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Facts = Sequence[tuple[str, Value]]


def send(
    what: str, words: str, filters: Mapping[str, str], make: Callable[[Session, Facts, str], Written], *, back: str
) -> Response:
    """One export of `what`. `make` gets a reading session, the facts of its making and the marking of the paper.

    A file is not sent twice under one number: the same request again goes `back` and hears which number it had.
    """
    by, chosen = account(), dict(filters)

    def number_it(writing: Session) -> Done:
        number = serials.take(writing, Kind.ACT)[0].text
        kept = {"text": words} if words else None
        journal.append(writing, "export", by=by, commit=kept, what=what, export=number, filters=chosen)
        said = _(
            "This list was sent before, under the number %(number)s. Download it again for a new one.", number=number
        )
        return Done(back, said, "look", codes=(number,))

    done = done_once(number_it)
    if done.is_repeated:
        return go(done)
    number = done.codes[0]
    with session() as reading:
        made = make(reading, _making(number, words), _marking())
    with transaction() as writing:
        journal.append(writing, "exported", by=by, export=number, rows=made.rows, sha256=made.sha256)
    return send_file(BytesIO(made.content), XLSX, as_attachment=True, download_name=f"{number}.xlsx")


def _making(number: str, words: str) -> Facts:
    return [
        (_("Export number"), number),
        (_("Made at"), clock.now()),
        (_("Made by"), account().name),
        (_("Words"), words),
    ]


def _marking() -> str:
    name = house().settings.marking
    return "" if name == "none" else next(one for one in Grade if one.css == name).word
