"""What inspections, their answers and refusals are called."""

from fractions import Fraction

from audits.inspections.rules import Act, How, InspectionGuard, Kind, Mark, Matter, Reply, Stage
from kernel.objections import Objection
from kernel.words.i18n import format_date, ngettext
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

OPS = {
    Act.PLAN.value: _l("Inspection planned"),
    "name_team": _l("Team named"),
    Act.PREPARE.value: _l("Inspection ordered"),
    Act.BEGIN.value: _l("Inspection begun"),
    Act.ANSWER.value: _l("Item answered"),
    Act.SETTLE.value: _l("Differing answers settled"),
    Act.DRAFT.value: _l("Act of inspection drawn up"),
    Act.RETURN.value: _l("Act given back to the answers"),
    Act.SIGN.value: _l("Act of inspection signed"),
    Act.DELIVER.value: _l("Head acquainted with the act"),
    Act.REFUSE_TO_SIGN.value: _l("Head refused to sign the act"),
    Act.OBJECT.value: _l("Objections to the act"),
    Act.REPLY.value: _l("Objections answered"),
    Act.CLOSE.value: _l("Inspection closed"),
    Act.CANCEL.value: _l("Inspection cancelled"),
    Act.DRAW_SAMPLE.value: _l("Sample drawn"),
    Act.CHECK_UNIT.value: _l("Carrier held against the register"),
    Act.WIDEN_SAMPLE.value: _l("Sample widened"),
}
KINDS = {
    Kind.PLANNED: _l("planned"),
    Kind.UNSCHEDULED: _l("unscheduled"),
    Kind.CONTROL: _l("control inspection"),
    Kind.SELF: _l("own inspection"),
    Kind.EXTERNAL: _l("external"),
}
MATTERS = {
    Matter.REGIME: _l("secrecy regime"),
    Matter.TECHNICAL: _l("technical protection of information"),
}
STAGES = {
    Stage.PLANNED: _l("in the plan"),
    Stage.PREPARED: _l("ordered"),
    Stage.CONDUCTED: _l("under way"),
    Stage.DRAFTED: _l("act to be signed"),
    Stage.SIGNED: _l("act to be delivered"),
    Stage.DELIVERED: _l("act delivered"),
    Stage.CLOSED: _l("closed"),
    Stage.CANCELLED: _l("cancelled"),
}
STAGE_CSS = {
    Stage.PLANNED: "",
    Stage.PREPARED: "look",
    Stage.CONDUCTED: "look",
    Stage.DRAFTED: "look",
    Stage.SIGNED: "look",
    Stage.DELIVERED: "fine",
    Stage.CLOSED: "fine",
    Stage.CANCELLED: "",
}
MARKS = {
    Mark.MET: _l("Met"),
    Mark.PARTLY: _l("Partly met"),
    Mark.NOT_MET: _l("Not met"),
    Mark.NOT_APPLICABLE: _l("Not applicable"),
    Mark.NOT_CHECKED: _l("Not checked"),
}
MARK_CSS = {
    Mark.MET: "fine",
    Mark.PARTLY: "look",
    Mark.NOT_MET: "stop",
    Mark.NOT_APPLICABLE: "",
    Mark.NOT_CHECKED: "",
}
HOWS = {
    How.EXAMINATION: _l("examination"),
    How.INTERVIEW: _l("interview"),
    How.TEST: _l("test"),
    How.MEASUREMENT: _l("measurement"),
}
REPLIES = {
    Reply.ACCEPTED: _l("objections accepted"),
    Reply.PARTLY: _l("objections accepted in part"),
    Reply.REJECTED: _l("objections rejected"),
}
FIELDS = {
    InspectionGuard.DATES: "last_on",
    InspectionGuard.PERIOD: "period_to",
    InspectionGuard.APART: "team",
    InspectionGuard.NO_ACCOUNT: "team",
    InspectionGuard.TWICE: "team",
    InspectionGuard.COUNTS: "failed",
    InspectionGuard.NOTE: "note",
    InspectionGuard.WITNESS: "witness",
}
GUARDS = {
    InspectionGuard.STAGE: _l("the stage of the inspection does not allow it"),
    InspectionGuard.DATES: _l("the days were not in order"),
    InspectionGuard.PERIOD: _l("the inspected period was not in order"),
    InspectionGuard.LEADER: _l("the team had not exactly one leader"),
    InspectionGuard.TWICE: _l("one person stood twice in the team"),
    InspectionGuard.APART: _l("somebody of the team was of the inspected unit"),
    InspectionGuard.NO_ACCOUNT: _l("somebody of the team has no inspector's account"),
    InspectionGuard.OWN_APPROVAL: _l("who plans or inspects would have approved the team"),
    InspectionGuard.TEAM: _l("it was not for this team"),
    InspectionGuard.LEADS: _l("it was not the leader"),
    InspectionGuard.EARLY: _l("its first day had not come"),
    InspectionGuard.ITEM: _l("the checklist has no such item"),
    InspectionGuard.COUNTS: _l("the numbers did not agree"),
    InspectionGuard.NOTE: _l("nothing was said about the answer"),
    InspectionGuard.ANSWERED_SINCE: _l("there was a newer answer of the same inspector"),
    InspectionGuard.UNANSWERED: _l("items were not answered"),
    InspectionGuard.CONFLICT: _l("inspectors had answered differently"),
    InspectionGuard.NO_FINDING: _l("an item not met had no finding"),
    InspectionGuard.SIGNED_ALREADY: _l("the person had signed already"),
    InspectionGuard.ACT_CHANGED: _l("it was not the act that was shown"),
    InspectionGuard.NOT_HEAD: _l("it was not the head of the unit"),
    InspectionGuard.REPLIED: _l("that was done already"),
    InspectionGuard.EXTENT: _l("the extent was not known of every object"),
    InspectionGuard.OBJECTIONS: _l("objections were open"),
    InspectionGuard.OBJECTIONS_LATE: _l("the time for objections had passed"),
    InspectionGuard.NO_CONFLICT: _l("there was nothing to settle"),
    InspectionGuard.WITNESS: _l("the witness was one of the two"),
    InspectionGuard.NO_CARRIERS: _l("the unit held nothing to draw from"),
    InspectionGuard.DRAWN: _l("a sample was drawn already"),
    InspectionGuard.UNKNOWN: _l("no such carrier was known"),
    InspectionGuard.SHARE: _l("it was no share between 0 and 1"),
}


def percent(share: str) -> str:
    """A share between 0 and 1, kept exactly, as a percentage."""
    return f"{float(Fraction(share) * 100):g}\u00a0%"


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    guard, data = InspectionGuard(objection.guard), objection.data
    counted = {
        InspectionGuard.STAGE: lambda: _(
            "The inspection is «%(stage)s» now: this is not done then.", stage=str(STAGES[data["stage"]])
        ),
        InspectionGuard.EARLY: lambda: _("The inspection begins on %(day)s, not before.", day=format_date(data["on"])),
        InspectionGuard.UNANSWERED: lambda: _("Not answered yet: %(items)s.", items=", ".join(data["items"])),
        InspectionGuard.CONFLICT: lambda: _(
            "Answered differently: %(items)s. The leader settles it.", items=", ".join(data["items"])
        ),
        InspectionGuard.NO_FINDING: lambda: _(
            "Not met and without a finding: %(items)s. Draft the findings.", items=", ".join(data["items"])
        ),
        InspectionGuard.EXTENT: lambda: ngettext(
            "Say of %(number)s other object whether it has the defect of severity 1.",
            "Say of %(number)s other objects whether they have the defect of severity 1.",
            data["number"],
        ),
        InspectionGuard.OBJECTIONS_LATE: lambda: _(
            "Objections could be made until %(day)s.", day=format_date(data["until"])
        ),
    }
    return counted[guard]() if guard in counted else _plain(guard)


def _plain(guard: InspectionGuard) -> str:
    said = {
        InspectionGuard.DATES: _("The last day is before the first, or the order is of a later day. Correct the days."),
        InspectionGuard.PERIOD: _("The inspected period ends before it begins or after the inspection. Correct it."),
        InspectionGuard.LEADER: _("A team has exactly one leader. Name the team first."),
        InspectionGuard.TWICE: _("Somebody stands twice in the team. Name each once."),
        InspectionGuard.APART: _(
            "Somebody of the team works or has lately worked in the inspected unit. Name another."
        ),
        InspectionGuard.NO_ACCOUNT: _(
            "Somebody of the team has no inspector's account and could not sign. Name another."
        ),
        InspectionGuard.OWN_APPROVAL: _("Who planned the inspection or will hold it does not approve its team."),
        InspectionGuard.TEAM: _("Only the team of this inspection does this; a team is named once."),
        InspectionGuard.LEADS: _("Only the leader of the team does this."),
        InspectionGuard.ITEM: _("The checklist of this inspection has no such item. Open the page anew."),
        InspectionGuard.COUNTS: _(
            "The numbers do not agree: looked at are at most all, failed at most those looked at."
        ),
        InspectionGuard.NOTE: _("Say in words what was seen, or why it was not checked or does not apply."),
        InspectionGuard.ANSWERED_SINCE: _(
            "You answered this item from another page meanwhile. Both are shown: answer anew."
        ),
        InspectionGuard.SIGNED_ALREADY: _("You have signed this act already."),
        InspectionGuard.ACT_CHANGED: _("The act is not the one that was shown to you. Read it again."),
        InspectionGuard.NOT_HEAD: _("Only who heads the inspected unit today does this."),
        InspectionGuard.REPLIED: _("This is done already, or there is nothing to answer."),
        InspectionGuard.OBJECTIONS: _("Objections wait for an answer, or the time for them still runs."),
        InspectionGuard.NO_CONFLICT: _("These answers do not differ any more. Open the page anew."),
        InspectionGuard.NO_CARRIERS: _(
            "The unit holds nothing that the whole team may see. There is nothing to draw from."
        ),
        InspectionGuard.DRAWN: _("A sample is drawn already. A miss in it widens it by itself."),
        InspectionGuard.UNKNOWN: _("No carrier with this code is known here. Scan it again."),
        InspectionGuard.SHARE: _("Write a number between 0 and 1, for example 0.05."),
        InspectionGuard.WITNESS: _("The witness is neither you nor the head of the unit. Name another."),
    }
    return said[guard]
