"""What clearances, their elements and refusals are called."""

from typing import Any

from kernel.objections import Objection
from kernel.words.i18n import format_date
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.admission.rules import AdmissionGuard, Element, EndGround, ShownState

OPS = {
    "grant_clearance": _l("Clearance entered"),
    "formalise_clearance": _l("Clearance formalised"),
    "suspend_clearance": _l("Clearance suspended"),
    "resume_clearance": _l("Clearance resumed"),
    "terminate_clearance": _l("Clearance ended"),
}

STATES = {
    ShownState.DRAFT: _l("Draft: not formalised yet"),
    ShownState.ACTIVE: _l("In force"),
    ShownState.SUSPENDED: _l("Suspended"),
    ShownState.TERMINATED: _l("Terminated"),
}

GROUNDS = {
    EndGround.CONTRACT_BREACH: _l("Breach of the obligations of the contract (art. 31)"),
    EndGround.REFUSAL_GROUND: _l("A ground on which clearance is refused came up (art. 30)"),
    EndGround.OTHER: _l("Another: dismissal, another post, no need any more"),
}

FORMS = {
    1: _l("Form 1: of special importance and below"),
    2: _l("Form 2: top secret and below"),
    3: _l("Form 3: secret"),
}

STATE_CSS = {
    ShownState.DRAFT: "look",
    ShownState.ACTIVE: "fine",
    ShownState.SUSPENDED: "look",
    ShownState.TERMINATED: "note-state",
}

ELEMENTS = {
    Element.OBLIGATION: _l("Written obligation"),
    Element.RESTRICTION_CONSENT: _l("Consent to restriction of rights"),
    Element.CHECK_CONSENT: _l("Consent to checks"),
    Element.LAW_BRIEFING: _l("Acquainted with the law"),
    Element.DECISION: _l("Decision of the head"),
}


GUARDS = {
    AdmissionGuard.PERSON: _l("the person is dismissed, absent or not employed yet"),
    AdmissionGuard.CLR: _l("the clearance is not enough"),
    AdmissionGuard.OBL: _l("elements of article 29 are missing"),
    AdmissionGuard.SUSP: _l("the clearance is suspended"),
    AdmissionGuard.ACC: _l("no treaty admits the foreigner"),
    AdmissionGuard.OVERLAP: _l("another clearance is open"),
    AdmissionGuard.ORDER: _l("the dates were in the wrong order"),
    AdmissionGuard.AHEAD: _l("a day was still ahead"),
    AdmissionGuard.STANDS: _l("it stands so already"),
    AdmissionGuard.CHANGED_MEANWHILE: _l("somebody else had changed it"),
    AdmissionGuard.OWN: _l("it was their own clearance"),
    AdmissionGuard.RECLR: _l("the years of article 31 are not over"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its rule and remedy, in the reader's language."""
    data = objection.data
    match objection.guard:
        case AdmissionGuard.PERSON:
            return _person(data)
        case AdmissionGuard.CLR:
            return _clearance(data)
        case AdmissionGuard.OBL:
            return _(
                "Missing: %(elements)s. Nothing may be issued before it is formalised (Law on State Secrets, art. 29).",
                elements=", ".join(str(ELEMENTS[Element(name)]) for name in data["missing"]),
            )
        case AdmissionGuard.SUSP:
            return _("The clearance is suspended. Ask the security officer.")
        case AdmissionGuard.ACC:
            return _("A foreigner may be admitted only under a treaty, and none is entered (art. 29(4)).")
        case AdmissionGuard.OVERLAP:
            return _("A clearance of form %(form)s is still open. End it first.", **data)
        case AdmissionGuard.ORDER:
            return _("The dates are in the wrong order. Correct them.")
        case AdmissionGuard.AHEAD:
            return _("This day is still ahead. Enter the paper when it is signed.")
        case AdmissionGuard.STANDS:
            return _("The clearance is already in this state: %(state)s.", state=STATES[ShownState(data["state"])])
        case AdmissionGuard.RECLR:
            return _(
                "The last clearance ended on a ground of art. 31: a new one is lawful from %(day)s.",
                day=format_date(data["on"]),
            )
        case AdmissionGuard.OWN:
            return _("Nobody decides on their own clearance. Ask another security officer.")
        case AdmissionGuard.CHANGED_MEANWHILE:
            return _("Someone else has just changed this clearance. Look at the card, then do it again.")
    raise KeyError(objection.guard)


def _person(data: dict[str, Any]) -> str:
    day = format_date(data["on"])
    if data["why"] == "dismissed":
        return _("The person was dismissed on %(day)s. Access has ended (art. 33(3)).", day=day)
    if data["why"] == "not_yet":
        return _("The person is employed only from %(day)s.", day=day)
    return _("The person is entered as absent. The absence must be ended first.")


def _clearance(data: dict[str, Any]) -> str:
    match data["why"]:
        case "none":
            need = data["need"]
            return _("There is no clearance; form %(need)s is needed (Law on State Secrets, art. 29).", need=need)
        case "expired":
            return _("The clearance ended on %(day)s.", day=format_date(data["on"]))
        case "not_yet":
            return _("The clearance begins only on %(day)s.", day=format_date(data["on"]))
    return _(
        "Clearance of form %(form)s, form %(need)s is needed (Law on State Secrets, art. 29).",
        form=data["form"],
        need=data["need"],
    )
