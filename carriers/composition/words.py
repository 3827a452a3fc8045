"""What the acts of composition and their refusals are called."""

from carriers.composition.rules import CompositionGuard
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

OPS = {
    "put_inside": _l("Put inside another carrier"),
    "take_out": _l("Taken out of another carrier"),
    "part_in": _l("Another carrier put inside"),
    "part_out": _l("Another carrier taken out"),
}
FIELDS = dict.fromkeys(CompositionGuard, "part")
GUARDS = {
    CompositionGuard.SAME: _l("a carrier is not inside itself"),
    CompositionGuard.KIND: _l("such a carrier holds no such part"),
    CompositionGuard.GRADE: _l("the part was graded above the whole"),
    CompositionGuard.STATE: _l("one of them was not in the registry"),
    CompositionGuard.INSIDE: _l("it was inside another already"),
    CompositionGuard.LEVEL: _l("parts have no parts"),
    CompositionGuard.HELD: _l("one of them was on hold"),
    CompositionGuard.NOT_INSIDE: _l("it was inside nothing"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    said = {
        CompositionGuard.SAME: _("This is the carrier itself. Scan the part."),
        CompositionGuard.KIND: _("A carrier of this kind cannot be inside the other. Media go into devices and files."),
        CompositionGuard.GRADE: _("The part is graded above the carrier that would hold it. Raise that one first."),
        CompositionGuard.STATE: _("Both must lie in the registry. Take them back first."),
        CompositionGuard.INSIDE: _("It is inside another carrier already. Take it out there first."),
        CompositionGuard.LEVEL: _("What is inside a carrier holds no parts of its own. Take them out first."),
        CompositionGuard.HELD: _("One of them is on hold by a document. The head of the body lifts it first."),
        CompositionGuard.NOT_INSIDE: _("It is inside no other carrier."),
    }
    return said[CompositionGuard(objection.guard)]
