"""What places and refusals of storage are called."""

from carriers.storage.models import PlaceKind
from carriers.storage.rules import Guard
from kernel.grades import Grade
from kernel.i18n import gettext as _
from kernel.i18n import lazy as _l
from kernel.objections import Objection

KINDS = {
    PlaceKind.PREMISE: _l("Premises"),
    PlaceKind.SAFE: _l("Safe"),
    PlaceKind.SHELF: _l("Shelf or cell"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    match objection.guard:
        case Guard.STORE:
            return _(
                "The place holds at most «%(most)s», and «%(grade)s» is asked. Choose another place.",
                most=Grade(objection.data["rank"]).word,
                grade=Grade(objection.data["grade"]).word,
            )
        case Guard.NUMBER_TAKEN:
            return _("A place with this number stands already. Choose another number.")
    raise KeyError(objection.guard)
