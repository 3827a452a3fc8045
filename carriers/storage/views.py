"""The page of places: premises, safes, shelves, and the form of a new one."""

from collections.abc import Sequence

from flask import Blueprint, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from carriers.storage import operations, queries, words
from carriers.storage.forms import PlaceForm
from carriers.storage.models import Place
from carriers.storage.rules import PlaceKind
from kernel.grades import WORDS, Grade
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import choices, form_page
from kernel.web.refusals import acted
from kernel.web.trees import tree
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from people.roles.rules import Permission

bp = Blueprint("storage", __name__)
NOWHERE = 0


@bp.route("/places", methods=["GET", "POST"])
@access.needs(Permission.ARRANGE_PLACES)
def places() -> str | Response | tuple[str, int]:
    """Every place as a tree, and the form of a new one."""
    with session() as reading:
        found = queries.places(reading)
    form = PlaceForm(data={"kind": PlaceKind.SAFE.value, "max_rank": int(Grade.SPECIAL_IMPORTANCE)})
    standing = [(one.id, one.label) for one in found]
    form.parent_id.choices = choices([(NOWHERE, _("Nothing: it stands by itself")), *standing])
    if not form.validate_on_submit():
        return _page(form, found)

    def work(writing: Session) -> Done:
        operations.arrange(
            writing,
            str(form.number.data).strip(),
            kind=PlaceKind(form.kind.data),
            name=str(form.name.data or "").strip(),
            max_rank=form.max_rank.data,
            parent=writing.get(Place, form.parent_id.data) if form.parent_id.data else None,
            by=account(),
        )
        return Done(url_for("storage.places"), _("The place is arranged. Print its label and put it on the door."))

    return acted(form, work, lambda: _page(form, found))


def _page(form: PlaceForm, found: Sequence[Place]) -> str | tuple[str, int]:
    grades = {int(grade): grade for grade in WORDS}
    rows = tree(found)
    return form_page("carriers/storage/places.html", form, rows=rows, kinds=words.KINDS, grades=grades)
