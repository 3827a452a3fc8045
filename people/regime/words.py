"""What setting a term and its refusals are called."""

from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.regime.profiles import Profile
from people.regime.rules import TermGuard

OPS = {"set_term": _l("Term of the regime set")}
PROFILES = {
    Profile.KZ: _l("Kazakhstan, as shipped"),
    Profile.US: _l("United States"),
    Profile.NATO: _l("NATO"),
    Profile.EU: _l("European Union"),
}
FIELDS = {
    TermGuard.AHEAD: "effective_on",
    TermGuard.BOUNDS: "value",
    TermGuard.GRADE: "rank",
    TermGuard.TAKEN: "effective_on",
    TermGuard.SECOND: "second_code",
    TermGuard.SOURCE: "source",
    TermGuard.NOTHING: "profile",
}
GUARDS = {
    TermGuard.AHEAD: _l("the day was not ahead"),
    TermGuard.BOUNDS: _l("the value was out of bounds"),
    TermGuard.GRADE: _l("the term does not differ by grade"),
    TermGuard.TAKEN: _l("a value of that day stands"),
    TermGuard.SECOND: _l("a second person was missing"),
    TermGuard.SOURCE: _l("no source was named"),
    TermGuard.NOTHING: _l("the profile changed nothing"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    if objection.guard is TermGuard.BOUNDS:
        return _("The value must lie between %(least)s and %(most)s.", **objection.data)
    said = {
        TermGuard.AHEAD: _("A value is in force from tomorrow at the earliest: what was done today keeps its rule."),
        TermGuard.GRADE: _("This term is one for all grades. Choose «All»."),
        TermGuard.TAKEN: _("A value from this day on stands already. Choose another day."),
        TermGuard.SECOND: _("A second person confirms it, by a pass and a PIN of their own and with an account."),
        TermGuard.NOTHING: _("Every term of this profile holds on that day already."),
        TermGuard.SOURCE: _("Name the document in which the value was seen, or leave it not verified."),
    }
    return said[TermGuard(objection.guard)]
