"""What commissions, their seats and refusals are called."""

from carriers.commission.rules import CommissionGuard, Purpose, Seat
from kernel.grades import Grade
from kernel.objections import Objection
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

OPS = {"form_commission": _l("Commission formed")}
PURPOSES = {
    Purpose.DESTRUCTION: _l("Destruction of carriers"),
    Purpose.LOSS: _l("Investigation of a loss"),
    Purpose.REGRADE: _l("Lower grade of a medium"),
}
SEATS = {
    Seat.CHAIRMAN: _l("Chairman"),
    Seat.MEMBER: _l("Member"),
    Seat.SECRETARY: _l("Secretary"),
}
FIELDS = {
    CommissionGuard.DATES: "valid_from",
    CommissionGuard.TWICE: "members",
    CommissionGuard.CHAIRMAN: "chairman",
    CommissionGuard.SIZE: "commission_id",
    CommissionGuard.NOT_VALID: "commission_id",
    CommissionGuard.PURPOSE: "commission_id",
    CommissionGuard.CLEARANCE: "commission_id",
}
GUARDS = {
    CommissionGuard.DATES: _l("the dates were in the wrong order"),
    CommissionGuard.TWICE: _l("one person sat twice"),
    CommissionGuard.CHAIRMAN: _l("there was not one chairman"),
    CommissionGuard.SIZE: _l("the commission was too small"),
    CommissionGuard.NOT_VALID: _l("the order was not in force"),
    CommissionGuard.PURPOSE: _l("the commission was formed for something else"),
    CommissionGuard.CLEARANCE: _l("a member had no clearance for it that day"),
}


def sentence(objection: Objection) -> str:
    """The refusal as a sentence with its remedy, in the reader's language."""
    data = objection.data
    match objection.guard:
        case CommissionGuard.DATES:
            return _("The order comes first, then its first day, then its last. Correct the dates.")
        case CommissionGuard.TWICE:
            return _("One person sits in a commission once. Name somebody else.")
        case CommissionGuard.CHAIRMAN:
            return _("A commission has one chairman and at most one secretary.")
        case CommissionGuard.SIZE:
            return _(
                "The commission has %(number)s voting members, this grade needs %(least)s. Choose another, or enter a "
                "new order.",
                **data,
            )
        case CommissionGuard.NOT_VALID:
            return _("The order of this commission is not in force today. Choose another, or enter a new order.")
        case CommissionGuard.PURPOSE:
            return _("This commission was formed for something else. Choose another.")
        case CommissionGuard.CLEARANCE:
            return _(
                "Without a clearance for «%(grade)s» today: %(names)s. Choose another commission, or let them be "
                "cleared first.",
                names=", ".join(data["names"]),
                grade=Grade(data["grade"]).word,
            )
    raise KeyError(objection.guard)
