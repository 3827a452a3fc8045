"""What cases of loss, their terms and refusals are called."""

from datetime import datetime, timedelta

from carriers.loss.rules import Circumstance, Clock, Informed, LossGuard, Outcome, Stage, Term
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from kernel.words.i18n import ngettext

OPS = {
    "open_case": _l("Case of loss opened"),
    "inform": _l("Report of a loss"),
    "search": _l("Search"),
    "appoint_commission": _l("Commission appointed"),
    "confirm_degree": _l("Degree of secrecy confirmed"),
    "assess_damage": _l("Damage assessed"),
    "conclude": _l("Investigation concluded"),
    "close_case": _l("Case of loss closed"),
}
CIRCUMSTANCES = {
    Circumstance.NOT_PRESENTED: _l("not presented"),
    Circumstance.NOT_RETURNED: _l("not returned in time"),
    Circumstance.AT_MUSTER: _l("at a check of presence"),
    Circumstance.IN_TRANSIT: _l("on the way"),
    Circumstance.AT_DESTRUCTION: _l("at destruction"),
    Circumstance.THEFT: _l("perhaps stolen"),
    Circumstance.SHEETS_MISSING: _l("sheets are missing"),
    Circumstance.STORE_BROKEN: _l("the store was opened"),
}
OUTCOMES = {
    Outcome.FOUND_INTACT: _l("found, nobody saw it"),
    Outcome.FOUND_EXPOSED: _l("found, could have been seen"),
    Outcome.LOST: _l("loss confirmed"),
}
INFORMED = {
    Informed.HEAD: _l("Head of the body"),
    Informed.AUTHORITY: _l("Authorised body"),
    Informed.OWNER: _l("Owner of the information"),
}
TERMS = {
    Term.HEAD: _l("Report to the head of the body"),
    Term.AUTHORITY: _l("Notice to the authorised body"),
    Term.SEARCH: _l("Search"),
    Term.INVESTIGATION: _l("Investigation"),
}
STAGES = {
    Stage.SEARCHING: _l("missing, being searched for"),
    Stage.INVESTIGATING: _l("missing, under investigation"),
    Stage.CONCLUDED: _l("investigation concluded"),
    Stage.FOUND: _l("found"),
    Stage.LOST: _l("lost"),
}
STAGE_CSS = {
    Stage.SEARCHING: "stop",
    Stage.INVESTIGATING: "stop",
    Stage.CONCLUDED: "look",
    Stage.FOUND: "fine",
    Stage.LOST: "stop",
}
FIELDS = {
    LossGuard.AHEAD: "at",
    LossGuard.BEFORE_DETECTED: "at",
    LossGuard.SHEETS: "sheets",
    LossGuard.ONE_LOOKED: "witness",
}
GUARDS = {
    LossGuard.AHEAD: _l("the moment was still ahead"),
    LossGuard.CLOSED: _l("the case was closed"),
    LossGuard.DONE: _l("it was entered already"),
    LossGuard.BEFORE_DETECTED: _l("the moment was before the carrier was missed"),
    LossGuard.NO_SEARCH: _l("nothing had been searched"),
    LossGuard.NO_COMMISSION: _l("there was no commission"),
    LossGuard.NO_DEGREE: _l("the degree was not confirmed"),
    LossGuard.NO_CONCLUSION: _l("the investigation was not concluded"),
    LossGuard.NOT_REPORTED: _l("the authority had not been told"),
    LossGuard.SHEETS: _l("the sheets were not counted"),
    LossGuard.NOT_HELD: _l("the person does not hold it"),
    LossGuard.OWN_CASE: _l("it was the case of the last holder"),
    LossGuard.ONE_LOOKED: _l("one person searched alone"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    said = {
        LossGuard.AHEAD: _("This moment is still ahead. Enter when it happened."),
        LossGuard.CLOSED: _("The case is closed. Nothing is added to it any more."),
        LossGuard.DONE: _("This is entered already and stands."),
        LossGuard.BEFORE_DETECTED: _("This moment is before the carrier was missed. Correct it."),
        LossGuard.NO_SEARCH: _("Nothing has been searched yet. Log the search first."),
        LossGuard.NO_COMMISSION: _("There is no commission yet. Appoint it first."),
        LossGuard.NO_DEGREE: _("The degree of secrecy is not confirmed yet. Let the commission confirm it first."),
        LossGuard.NO_CONCLUSION: _("The investigation is not concluded yet. Enter its conclusion first."),
        LossGuard.NOT_REPORTED: _("The authorised body has not been told yet. Enter the notice first."),
        LossGuard.SHEETS: _("Count the sheets and enter their number."),
        LossGuard.NOT_HELD: _("You do not hold this carrier. Tell the registry."),
        LossGuard.OWN_CASE: _("Whoever had the carrier last decides and searches nothing in its case. Let others."),
        LossGuard.ONE_LOOKED: _("Two people search together. Name another as the second."),
    }
    return said[LossGuard(objection.guard)]


def left(one: Clock, now: datetime) -> tuple[str, str]:
    """The css and the words of a term: met and how fast, what is left, or by how much it has passed."""
    if one.done_at is not None:
        spent = one.done_at - one.since
        if spent < timedelta(minutes=1):
            return "fine", _("✓ done at once")
        took = _span(spent)
        late = ("stop", _("✓ late, after %(time)s", time=took))
        return late if one.is_late(now) else ("fine", _("✓ done after %(time)s", time=took))
    time = one.left(now)
    if one.is_at_once:
        return "stop", _("at once")
    if time < timedelta():
        return "stop", _("late by %(time)s", time=_span(-time))
    return "look" if time < timedelta(days=2) else "", _("%(time)s left", time=_span(time))


def _span(time: timedelta) -> str:
    if time.days:
        return ngettext("%(number)s day", "%(number)s days", time.days)
    hours, rest = divmod(time.seconds, 3600)
    if hours:
        return ngettext("%(number)s hour", "%(number)s hours", hours)
    return ngettext("%(number)s minute", "%(number)s minutes", rest // 60)
