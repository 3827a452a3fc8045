"""What severities, acts and refusals of the checklist are called."""

from audits.checklists.rules import ChecklistGuard
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

SEVERITIES = {1: _l("critical"), 2: _l("serious"), 3: _l("ordinary"), 4: _l("minor")}
SEVERITY_CSS = {1: "stop", 2: "look", 3: "soft", 4: "soft"}
OPS = {
    "draft_checklist": _l("Version of the checklist drafted"),
    "edit_checklist": _l("Requirement of a draft changed"),
    "add_to_checklist": _l("Requirement added to a draft"),
    "take_from_checklist": _l("Requirement taken out of a draft"),
    "put_back_in_checklist": _l("Requirement put back into a draft"),
    "approve_checklist": _l("Version of the checklist approved"),
    "discard_checklist": _l("Draft of the checklist discarded"),
}
FIELDS = {
    ChecklistGuard.CODE: "code",
    ChecklistGuard.SEVERITY: "severity",
    ChecklistGuard.SUCCESSION: "heirs",
}
GUARDS = {
    ChecklistGuard.EMPTY: _l("the checklist had no items"),
    ChecklistGuard.CODE: _l("a code stood twice"),
    ChecklistGuard.REQUIREMENT: _l("a requirement stood twice"),
    ChecklistGuard.TEXT: _l("a text was missing in some language"),
    ChecklistGuard.SEVERITY: _l("the severity was not from 1 to 4"),
    ChecklistGuard.LOST: _l("a requirement was lost unsaid"),
    ChecklistGuard.SUCCESSION: _l("a requirement came from nowhere"),
    ChecklistGuard.SAME: _l("nothing was changed"),
    ChecklistGuard.AUTHOR: _l("the author may not approve"),
    ChecklistGuard.CLOSED: _l("it was no draft any more"),
    ChecklistGuard.CHANGED: _l("somebody else had changed it"),
    ChecklistGuard.DRAFTED: _l("another draft stood open"),
    ChecklistGuard.FOLLOWED: _l("another requirement lives on in it"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    data = objection.data
    match objection.guard:
        case ChecklistGuard.CODE:
            return _("The code %(code)s stands twice. Give one of the two another code.", **data)
        case ChecklistGuard.REQUIREMENT:
            return _("The requirement under %(code)s stands twice. Take one of the two out.", **data)
        case ChecklistGuard.TEXT:
            return _(
                "%(code)s: a text is missing. Write the section, the text and the evidence in every language.", **data
            )
        case ChecklistGuard.SEVERITY:
            return _("%(code)s: choose a severity from 1 to 4.", **data)
        case ChecklistGuard.LOST:
            return _(
                "%(requirement)s is neither listed nor said to be ended. Put it back and take it out anew.", **data
            )
    said = {
        ChecklistGuard.EMPTY: _("A checklist has at least one requirement. Add one."),
        ChecklistGuard.SUCCESSION: _("A requirement lives on only in one that this draft adds. Choose such a one."),
        ChecklistGuard.SAME: _("This draft says what the version in force says. Change something or discard it."),
        ChecklistGuard.AUTHOR: _("Whoever wrote a part of the draft does not approve it. Ask another person."),
        ChecklistGuard.CLOSED: _("This version is no draft any more. Begin a new draft to change something."),
        ChecklistGuard.CHANGED: _("The draft was changed meanwhile. Look at it again, then repeat what you did."),
        ChecklistGuard.DRAFTED: _("A draft is open already. Finish or discard it first."),
        ChecklistGuard.FOLLOWED: _("Another requirement lives on in this one. Put that one back first."),
    }
    return said[ChecklistGuard(objection.guard)]
