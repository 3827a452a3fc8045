"""What places and refusals of storage are called."""

from carriers.storage.rules import PlaceKind, StorageGuard
from kernel.grades import Grade
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

OPS = {
    "arrange_place": _l("Place arranged"),
}

KINDS = {
    PlaceKind.PREMISE: _l("Premises"),
    PlaceKind.SAFE: _l("Safe"),
    PlaceKind.SHELF: _l("Shelf or cell"),
}


FIELDS = {StorageGuard.NUMBER_TAKEN: "number", StorageGuard.STORE: "max_rank"}
GUARDS = {
    StorageGuard.STORE: _l("the place does not take this grade"),
    StorageGuard.NUMBER_TAKEN: _l("the number was taken"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    match objection.guard:
        case StorageGuard.STORE:
            return _(
                "The place holds at most «%(most)s», and «%(grade)s» is asked. Choose another place.",
                most=Grade(objection.data["rank"]).word,
                grade=Grade(objection.data["grade"]).word,
            )
        case StorageGuard.NUMBER_TAKEN:
            return _("A place with this number stands already. Choose another number.")
    raise KeyError(objection.guard)
