"""What posts, tenures and their refusals are called."""

from kernel.objections import Objection
from kernel.words.i18n import format_date
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.posts.rules import PostGuard, TenureKind

OPS = {
    "enter_post": _l("Post entered"),
    "appoint": _l("Appointed to a post"),
    "end_tenure": _l("Tenure ended"),
}
TENURES = {
    TenureKind.SUBSTANTIVE: _l("appointed"),
    TenureKind.ACTING: _l("acting"),
}
FIELDS = {
    PostGuard.HEAD_TAKEN: "is_head",
    PostGuard.TENURE_ORDER: "last_on",
    PostGuard.TENURE_OVERLAPS: "first_on",
    PostGuard.NOT_WORKING: "who",
    PostGuard.OWN_POST: "who",
}
GUARDS = {
    PostGuard.HEAD_TAKEN: _l("the unit has a head already"),
    PostGuard.TENURE_ORDER: _l("the dates were in the wrong order"),
    PostGuard.TENURE_OVERLAPS: _l("the post was held on those days"),
    PostGuard.TENURE_ENDED: _l("the tenure had ended"),
    PostGuard.NOT_WORKING: _l("the person did not work there on that day"),
    PostGuard.OWN_POST: _l("it was their own post"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    match objection.guard:
        case PostGuard.HEAD_TAKEN:
            return _("This unit is headed by another post. A unit has one head.")
        case PostGuard.TENURE_ORDER:
            return _("The last day on the post is before the first. Correct the dates.")
        case PostGuard.TENURE_OVERLAPS:
            return _("Somebody holds the post in the same way on these days. End that tenure first.")
        case PostGuard.TENURE_ENDED:
            return _("This tenure ended on %(day)s.", day=format_date(objection.data["on"]))
        case PostGuard.NOT_WORKING:
            return _("The person does not work here on the first day. Correct the day or choose somebody else.")
        case PostGuard.OWN_POST:
            return _("Nobody appoints themselves. Ask another security officer.")
    raise KeyError(objection.guard)
