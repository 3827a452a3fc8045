"""A refused act, said at the form that asked for it: every room says its own guards."""

from collections.abc import Callable

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from kernel.objections import Objection, Refused
from kernel.web.act_keys import Done
from kernel.web.forms import ActForm, Form, add_errors
from kernel.web.visit import act_once, house

Page = str | Response | tuple[str, int]


def sentence(objection: Objection) -> str:
    """The refusal in the reader's language, by the room whose guard it is."""
    return house().says[type(objection.guard)].sentence(objection)


def show(form: Form, refused: Refused) -> None:
    """Every reason by the field that it is about, or above the form."""
    for one in refused.objections:
        says = house().says[type(one.guard)]
        add_errors(form, says.fields.get(one.guard) or one.data.get("field"), [says.sentence(one)])


def acted(
    form: ActForm,
    work: Callable[[Session], Done],
    page: Callable[[], Page],
    undone: Callable[[Refused], None] | None = None,
) -> Page:
    """Act once; refused, show the page again with every reason. `undone` hears of it after the act was undone."""
    try:
        return act_once(work)
    except Refused as refused:
        if undone is not None:
            undone(refused)
        show(form, refused)
        return page()
