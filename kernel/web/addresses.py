"""What a request may hold before anybody looks at what it means."""

from flask import abort, request
from werkzeug.routing import IntegerConverter

from kernel.web.forms import SECRET_FIELDS
from kernel.words.texts import MOST_DIGITS

NUL = "\0"  # no text, and no database keeps it in one


class NumberConverter(IntegerConverter):
    """The numbers in addresses; one that no row can have leads nowhere."""

    regex = rf"\d{{1,{MOST_DIGITS}}}"


def refuse_nul() -> None:
    """Answer 400 where the address or a field that is read as text holds a NUL."""
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in SECRET_FIELDS]
    if any(NUL in name or NUL in value for name, value in [*request.args.items(multi=True), *typed]):
        abort(400)
