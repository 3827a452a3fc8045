"""What the texts of papers belong to, and how refusals of another wording are said."""

from carriers.wordings.rules import SHIPPED, WordingGuard
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

OPS = {"reword": _l("Text of the papers reworded")}
LANGUAGES = {"kk": _l("Kazakh"), "ru": _l("Russian")}
SHARED = "shared"
PAPERS = {
    SHARED: _l("What several papers share"),
    "act": _l("Destruction act with its list"),
    "protocol": _l("Protocol of execution"),
    "statement": _l("Statement that a carrier is missing"),
    "report": _l("Report to the head"),
    "letter": _l("Notice to the authorised body"),
    "search": _l("Search sheet"),
    "conclusion": _l("Conclusion of the investigation"),
    "found": _l("Act on a found carrier"),
    "sanitised": _l("Act of sanitising"),
    "hold": _l("Order of a hold"),
    "voided": _l("Act on a voided entry"),
    "order": _l("Order on the commission"),
}
GUARDS = {
    WordingGuard.EMPTY: _l("a text was empty"),
    WordingGuard.BRACES: _l("a value was written wrong"),
    WordingGuard.VALUES: _l("values were missing or too many"),
    WordingGuard.ENDING: _l("an ending followed a value"),
    WordingGuard.LINES: _l("the languages had different numbers of lines"),
    WordingGuard.SAME: _l("nothing was changed"),
}
FIELDS = {WordingGuard.SAME: "kk", WordingGuard.LINES: "kk"}


def of(key: str) -> str:
    """The paper that a text is a part of."""
    shipped = SHIPPED.get(key)
    return PAPERS.get(shipped.of if shipped else SHARED, PAPERS[SHARED])


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    data = {**objection.data}
    if "language" in data:
        data["language"] = LANGUAGES[str(data["language"])]
    match objection.guard:
        case WordingGuard.EMPTY:
            return _("%(language)s: the text is empty. Write it in both languages.", **data)
        case WordingGuard.BRACES:
            return _("%(language)s: a value stands in braces, as {number}. Correct the braces.", **data)
        case WordingGuard.VALUES:
            if not data["values"]:
                return _("%(language)s: this text holds no values. Take the braces out.", **data)
            return _("%(language)s: the text must hold each of these values: %(values)s.", **data)
        case WordingGuard.ENDING:
            return _("%(language)s: no ending may follow a value. Put the value at the end or after a colon.", **data)
        case WordingGuard.LINES:
            return _("Both languages must have the same number of lines, because each line stands beside its other.")
        case _:
            return _("This is how the text reads already.")
