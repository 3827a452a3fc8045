"""What findings, their states, dates and refusals are called."""

from audits.findings.deadlines import DateKind, Segment
from audits.findings.rules import Act, EvidenceKind, Extent, FindingGuard, Reason, State, Verdict
from kernel.objections import Objection
from kernel.words.i18n import format_date, ngettext
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

OPS = {
    Act.DRAFT.value: _l("Finding drafted"),
    Act.DROP.value: _l("Finding taken out of the draft"),
    Act.ISSUE.value: _l("Finding issued"),
    Act.ACKNOWLEDGE.value: _l("Finding accepted for remedy"),
    Act.BEGIN.value: _l("Remedy begun"),
    Act.REPORT.value: _l("Fix reported"),
    Act.REJECT.value: _l("Fix rejected"),
    Act.VERIFY.value: _l("Fix confirmed by another"),
    Act.FIND_EFFECTIVE.value: _l("Remedy found effective"),
    Act.FIND_INEFFECTIVE.value: _l("Remedy found not effective"),
    Act.FIND_UNDETERMINED.value: _l("Effect not determined"),
    Act.ANNUL.value: _l("Finding annulled"),
    Act.ANNUL_CLOSURE.value: _l("Closure annulled"),
    Act.ASK_ANNULMENT.value: _l("Annulment asked for"),
    Act.REFUSE_ANNULMENT.value: _l("Annulment refused"),
    Act.PLAN_EFFECT.value: _l("Effectiveness plan fixed"),
    Act.ASSIGN.value: _l("Executor named"),
    Act.SHOW_EVIDENCE.value: _l("Evidence referred to"),
    Act.ASK_EXTENSION.value: _l("Extension asked for"),
    Act.GRANT_EXTENSION.value: _l("Extension granted"),
    Act.REFUSE_EXTENSION.value: _l("Extension refused"),
    Act.PERMIT.value: _l("Temporary permit given"),
    Act.ANSWER_EXTENT.value: _l("Extent answered"),
    Act.RECOUNT.value: _l("Date counted anew"),
}
STATES = {
    State.DRAFT: _l("draft, issued with the act"),
    State.ISSUED: _l("issued"),
    State.ACKNOWLEDGED: _l("accepted for remedy"),
    State.IN_WORK: _l("being remedied"),
    State.FIX_REPORTED: _l("waits for the verifier"),
    State.VERIFIED: _l("fix confirmed"),
    State.EFFECTIVE: _l("closed, remedy effective"),
    State.INEFFECTIVE: _l("remedy not effective"),
    State.ANNULLED: _l("annulled"),
    State.CLOSURE_ANNULLED: _l("closure annulled"),
}
STATE_CSS = {
    State.DRAFT: "",
    State.ISSUED: "look",
    State.ACKNOWLEDGED: "look",
    State.IN_WORK: "look",
    State.FIX_REPORTED: "look",
    State.VERIFIED: "fine",
    State.EFFECTIVE: "fine",
    State.INEFFECTIVE: "stop",
    State.ANNULLED: "",
    State.CLOSURE_ANNULLED: "stop",
}
SEGMENTS = {
    Segment.WAITS: _l("waits for the verifier"),
    Segment.PERMIT: _l("under a permit"),
    Segment.IN_TIME: _l("in time"),
    Segment.SOON: _l("due within 5 working days"),
    Segment.TODAY: _l("due today"),
    Segment.OVERDUE: _l("overdue"),
    Segment.DONE: _l("no term runs"),
}
DATES = {
    DateKind.INITIAL: _l("original term"),
    DateKind.EXTENSION: _l("extension"),
    DateKind.WAITING: _l("days of waiting for the verifier"),
    DateKind.RECALC: _l("counted anew by a changed calendar"),
    DateKind.KEPT: _l("date of the finding before"),
}
REASONS = {
    Reason.PROCUREMENT: _l("procurement"),
    Reason.CONSTRUCTION: _l("construction works"),
    Reason.THIRD_PARTY: _l("third party"),
    Reason.STAFF: _l("staff"),
    Reason.LEGAL: _l("legal"),
    Reason.OTHER: _l("another reason"),
}
EVIDENCE = {
    EvidenceKind.ACT: _l("act"),
    EvidenceKind.CARRIER: _l("carrier"),
    EvidenceKind.PAGE: _l("page of a register"),
}
EXTENTS = {
    Extent.SAME: _l("the same defect"),
    Extent.NOT: _l("not so"),
    Extent.TO_CHECK: _l("to be checked"),
}
VERDICTS = {
    Verdict.EFFECTIVE: _l("effective"),
    Verdict.INEFFECTIVE: _l("not effective"),
    Verdict.UNDETERMINED: _l("not determined"),
}
FIELDS = {
    FindingGuard.AHEAD: "found_on",
    FindingGuard.BEFORE: "found_on",
    FindingGuard.SEVERITY: "severity",
    FindingGuard.INTERIM: "interim",
    FindingGuard.LOOKED: "who",
    FindingGuard.JUDGED_ON: "judged_on",
    FindingGuard.SAMPLE: "sample",
    FindingGuard.EXT_EARLIER: "until_on",
    FindingGuard.EXT_SUM: "until_on",
    FindingGuard.PERMIT_OVER: "until_on",
    FindingGuard.PERMIT_LONG: "until_on",
}
GUARDS = {
    FindingGuard.STATE: _l("the state of the finding does not allow it"),
    FindingGuard.NOBODY: _l("the account is of no person"),
    FindingGuard.NOT_YOURS: _l("it was not theirs to answer"),
    FindingGuard.ACCOUNTABLE: _l("who answers for the remedy would have decided on it"),
    FindingGuard.FIXER: _l("who made the remedy would have decided on it"),
    FindingGuard.LOOKED: _l("who looked at the remedy would have made it"),
    FindingGuard.OWN_UNIT: _l("the verifier was of the inspected unit"),
    FindingGuard.AHEAD: _l("the day of the finding was ahead"),
    FindingGuard.BEFORE: _l("the day was not of the inspection"),
    FindingGuard.SEVERITY: _l("the severity did not fit"),
    FindingGuard.NO_HEAD: _l("nobody headed the unit that day"),
    FindingGuard.TWICE: _l("it stood there already"),
    FindingGuard.INTERIM: _l("no interim measure was named"),
    FindingGuard.EVIDENCE: _l("no evidence was referred to"),
    FindingGuard.PLAN: _l("there was no effectiveness plan"),
    FindingGuard.PLAN_NEEDLESS: _l("this severity needs no effectiveness plan"),
    FindingGuard.JUDGE: _l("it was not the judge of the plan"),
    FindingGuard.JUDGED_EARLY: _l("the day of the judgement had not come"),
    FindingGuard.JUDGED_ON: _l("the day of the judgement was not ahead"),
    FindingGuard.SAMPLE: _l("the numbers did not agree"),
    FindingGuard.SECOND: _l("one person would have been both"),
    FindingGuard.ASKED: _l("a request waited already"),
    FindingGuard.NOT_ASKED: _l("nobody had asked"),
    FindingGuard.CHANGED: _l("the finding had changed since it was shown"),
    FindingGuard.EXT_LATE: _l("it was too late to ask for an extension"),
    FindingGuard.EXT_SEVERITY: _l("findings of severity 1 are not extended"),
    FindingGuard.EXT_NUMBER: _l("the number of extensions was used up"),
    FindingGuard.EXT_SUM: _l("the extensions were too long together"),
    FindingGuard.EXT_EARLIER: _l("the new date was not later"),
    FindingGuard.EXT_ASKER: _l("who asked would have decided"),
    FindingGuard.EXT_SILENT: _l("the date had passed before the decision"),
    FindingGuard.PERMIT_OVER: _l("the permit would have ended at once"),
    FindingGuard.PERMIT_LONG: _l("the permit was too long"),
}


def calendar(name: str) -> str:
    """By which calendar a date was counted, as people say it: of a year, by rule, or by an approved version."""
    year, _slash, version = name.partition("/")
    if version == "shipped":
        return year
    if version == "rule":
        return _("%(year)s, by rule", year=year)
    return _("%(year)s, version %(number)s", year=year, number=version.partition("-")[0])


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    guard, data = FindingGuard(objection.guard), objection.data
    counted = {
        FindingGuard.STATE: lambda: _("The finding is «%(state)s» now: this is not done to it then.", **_state(data)),
        FindingGuard.JUDGED_EARLY: lambda: _(
            "The plan has the effect judged on %(day)s. Before that only «not effective» is said.",
            day=format_date(data["on"]),
        ),
        FindingGuard.EXT_LATE: lambda: ngettext(
            "An extension is asked for at least %(number)s working day before the date.",
            "An extension is asked for at least %(number)s working days before the date.",
            data["days"],
        ),
        FindingGuard.EXT_NUMBER: lambda: ngettext(
            "The date is extended at most %(number)s time.",
            "The date is extended at most %(number)s times.",
            data["most"],
        ),
        FindingGuard.EXT_SUM: lambda: ngettext(
            "Extensions together are at most the original term: %(number)s working day is left.",
            "Extensions together are at most the original term: %(number)s working days are left.",
            data["left"],
        ),
        FindingGuard.PERMIT_LONG: lambda: ngettext(
            "A permit is given for at most %(number)s month.",
            "A permit is given for at most %(number)s months.",
            data["months"],
        ),
    }
    return counted[guard]() if guard in counted else _plain(guard)


def _state(data: dict[str, State]) -> dict[str, str]:
    return {"state": str(STATES[data["state"]])}


def _plain(guard: FindingGuard) -> str:
    said = {
        FindingGuard.NOBODY: _("Your account is of no person of the register. The administrator links it."),
        FindingGuard.NOT_YOURS: _("Only who answers for the remedy, or was named to make it, does this."),
        FindingGuard.ACCOUNTABLE: _("You answer for this remedy. Another person decides on it."),
        FindingGuard.FIXER: _("You made this remedy or were named to make it. Another person decides on it."),
        FindingGuard.LOOKED: _("This person has looked at the remedy, judges it or decided on its date. Name another."),
        FindingGuard.OWN_UNIT: _("You are or were of the inspected unit. An inspector from elsewhere looks at it."),
        FindingGuard.AHEAD: _("This day is still ahead. Enter the day on which it was seen."),
        FindingGuard.BEFORE: _("This day is not one of the inspection. Enter a day of it."),
        FindingGuard.SEVERITY: _("Severity is from 1, the gravest, to 4; only the gravest has an extent."),
        FindingGuard.NO_HEAD: _("Nobody headed this unit or one above it that day. Enter the tenure first."),
        FindingGuard.TWICE: _("This stands there already."),
        FindingGuard.INTERIM: _("For severity 1, name the measure that is taken today until the remedy."),
        FindingGuard.EVIDENCE: _("Refer to an act, a carrier or a page that shows the remedy, then report it."),
        FindingGuard.PLAN: _("Fix first how the effect of the remedy will be judged."),
        FindingGuard.PLAN_NEEDLESS: _(
            "A finding of severity 3 or 4 closes when the fix is confirmed. No plan is needed."
        ),
        FindingGuard.JUDGE: _("The judge named in the plan says this, and it is nobody who fixes or answers."),
        FindingGuard.JUDGED_ON: _("The effect is judged on a day that lies ahead."),
        FindingGuard.SAMPLE: _(
            "The numbers do not agree: failed are fewer than looked at, and the verdict follows them."
        ),
        FindingGuard.SECOND: _("You asked for it yourself. Another person decides."),
        FindingGuard.ASKED: _("A request waits for its decision already."),
        FindingGuard.NOT_ASKED: _("Nobody has asked for it, or it is decided."),
        FindingGuard.CHANGED: _("The finding has changed since this page was shown. Look at it again."),
        FindingGuard.EXT_SEVERITY: _("A finding of severity 1 is not extended. The head may permit work for a time."),
        FindingGuard.EXT_EARLIER: _("The new date must be later than the current one."),
        FindingGuard.EXT_ASKER: _("You asked for this extension. Another person decides on it."),
        FindingGuard.EXT_SILENT: _(
            "The date has passed without a decision: that was a refusal. It is not extended now."
        ),
        FindingGuard.PERMIT_OVER: _("A permit ends on a day that lies ahead."),
    }
    return said[guard]
