"""The one act of this room: an issue or a return that was done before it is entered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from carriers.custody import operations as custody
from carriers.custody import queries
from carriers.custody.models import Carrier, Receipt
from carriers.custody.operations import Ground, Signatures
from carriers.custody.queries import Hands
from carriers.custody.rules import Act, Confirmation, CustodyGuard
from carriers.later import rules
from carriers.later.rules import Chairs
from kernel import clock
from kernel.account import Account
from kernel.grades import Grade
from kernel.objections import Objection, refuse_if
from people.admission import queries as admission
from people.admission.rules import objections_to_holding
from people.register.models import Person
from people.roles.rules import Permission
from people.terms import queries as terms


@dataclass(frozen=True)
class Late:
    """What was done: the act, whose hand it was, when, why it is entered only now, sheets counted at a return."""

    act: Act
    person: Person
    happened_at: datetime
    reason: str
    sheets: int | None = None


def enter(session: Session, carrier: Carrier, late: Late, second: Account | None, *, by: Account) -> Receipt:
    """Enter it for a carrier that the caller has locked; the person and `second` have proved to be there.

    Raises Refused with every reason, those of the act itself among them.
    """
    objections = _objections(session, carrier, late, second, by=by)
    refuse_if(late.act, objections, carrier=carrier.id, person=late.person.id)
    ground = Ground(happened_at=late.happened_at, reason=late.reason)
    if late.act is Act.ISSUE:
        receipt = custody.open_receipt(session, Act.ISSUE, Hands(None, late.person), by=by)
        due = queries.due(session, carrier.rank, late.person, given_at=late.happened_at)
        signed = Signatures(receiver=Confirmation.PIN, second=second, due_at=due.at)
        custody.issue(session, carrier, late.person, signatures=signed, receipt=receipt, ground=ground, by=by)
    else:
        receipt = custody.open_receipt(session, Act.TAKE_BACK, Hands(late.person, None), by=by)
        signed = Signatures(giver=Confirmation.PIN, second=second)
        custody.take_back(
            session,
            carrier,
            late.person,
            sheets_counted=late.sheets,
            signatures=signed,
            receipt=receipt,
            ground=ground,
            by=by,
        )
    custody.sign(session, receipt, second=second)
    return receipt


def _objections(
    session: Session, carrier: Carrier, late: Late, second: Account | None, *, by: Account
) -> list[Objection]:
    last = queries.last_movement(session, carrier)
    chairs = Chairs(
        by.person_id,
        second.person_id if second else None,
        second is not None and second.may(Permission.WORK_AT_DESK),
        late.person.id,
    )
    most = terms.value(session, "backdate_days", clock.today())
    found = rules.objections_to_later(late.happened_at, clock.now(), last.happened_at or last.at, most, chairs)
    found += [Objection(CustodyGuard.WHOLE, {"why": "apart"})] if carrier.is_composed else []
    if late.act is Act.TAKE_BACK:
        return found + custody.objections_to_take_back(session, carrier, late.person, late.sheets, second=second, by=by)
    found += custody.objections_to_issue(session, carrier, late.person, second=second, by=by)
    known = {one.guard for one in found}
    return found + [one for one in _on_that_day(session, carrier, late) if one.guard not in known]


def _on_that_day(session: Session, carrier: Carrier, late: Late) -> list[Objection]:
    """Whether the person could hold the carrier on the day of the event: a clearance of today makes none of then."""
    standing, day = admission.standing(session, late.person), clock.local(late.happened_at).date()
    return [one for one in objections_to_holding(standing, Grade(carrier.rank), day) if one.bars]
