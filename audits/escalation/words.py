"""What steps and failures to rectify are called."""

from audits.escalation.rules import FailureGuard, FailureState, Step
from kernel.objections import Objection
from kernel.words.i18n import format_date
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

OPS = {
    "escalate": _l("Reminders and steps up the chain"),
    "propose_failure": _l("Failure to rectify proposed"),
    "explain_failure": _l("Failure to rectify explained"),
    "confirm_failure": _l("Failure to rectify confirmed"),
    "justify_failure": _l("Failure to rectify found justified"),
}
STEPS = {
    Step.ISSUED: _l("issued: accept it for remedy"),
    Step.FIRST_REMINDER: _l("the date comes near"),
    Step.SECOND_REMINDER: _l("few days are left: report the fix or ask for an extension"),
    Step.LAST_DAY: _l("today is the last day"),
    Step.OVERDUE: _l("overdue: a failure to rectify is proposed"),
    Step.NEXT_LEADER: _l("overdue: the next leader is told"),
    Step.BODY_HEAD: _l("overdue: the head of the body is told"),
    Step.MATERIAL: _l("overdue: gather the material on liability"),
    Step.VERIFIER: _l("a reported fix waits too long for its verifier"),
}
STEP_CSS = {
    Step.ISSUED: "",
    Step.FIRST_REMINDER: "",
    Step.SECOND_REMINDER: "look",
    Step.LAST_DAY: "look",
    Step.OVERDUE: "stop",
    Step.NEXT_LEADER: "stop",
    Step.BODY_HEAD: "stop",
    Step.MATERIAL: "stop",
    Step.VERIFIER: "look",
}
STATES = {
    FailureState.PROPOSED: _l("proposed, to be explained"),
    FailureState.EXPLAINED: _l("explained, to be decided"),
    FailureState.CONFIRMED: _l("confirmed"),
    FailureState.JUSTIFIED: _l("found justified"),
}
STATE_CSS = {
    FailureState.PROPOSED: "look",
    FailureState.EXPLAINED: "look",
    FailureState.CONFIRMED: "stop",
    FailureState.JUSTIFIED: "fine",
}
GUARDS = {
    FailureGuard.DECIDED: _l("it was decided already"),
    FailureGuard.NOT_YOURS: _l("it was about another official"),
    FailureGuard.OWN: _l("the official would have decided on themselves"),
    FailureGuard.FIXER: _l("who made the remedy would have decided on it"),
    FailureGuard.UNHEARD: _l("the official had not been heard"),
    FailureGuard.EXPLAINED: _l("it was explained already"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    guard = FailureGuard(objection.guard)
    if guard is FailureGuard.UNHEARD:
        day = format_date(objection.data["until"])
        return _("The official may explain until %(day)s. It is decided after that, or when it is explained.", day=day)
    said = {
        FailureGuard.DECIDED: _("This is decided already and stands."),
        FailureGuard.NOT_YOURS: _("Only the official it is proposed against explains it."),
        FailureGuard.OWN: _("It is proposed against you, or your account is of no person. Another decides."),
        FailureGuard.FIXER: _("You made this remedy or were named to make it. Another person decides on it."),
        FailureGuard.EXPLAINED: _("It is explained already and waits for its decision."),
    }
    return said[guard]
