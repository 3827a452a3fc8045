"""The acts of regrading: proposing that a grade falls, signing it, approving it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.commission import queries as commissions
from carriers.commission.models import Commission
from carriers.commission.rules import Purpose
from carriers.custody import queries as carriers
from carriers.custody.models import Carrier
from carriers.custody.rules import Freeze
from carriers.destruction.rules import Effect
from carriers.regrading import rules
from carriers.regrading.models import FallSigned, GradeFall
from carriers.regrading.rules import Act, FallGuard, Medium
from carriers.sanitising.models import Sanitising
from kernel import clock
from kernel.account import Account
from kernel.codes import serials
from kernel.codes.codes import Kind
from kernel.grades import Grade
from kernel.journal import entries as journal
from kernel.objections import Objection, refuse_if
from people.roles.rules import Permission
from people.terms import queries as terms

TERM = "sanitising_lowers_grade"


def last(session: Session, carrier_id: int) -> GradeFall | None:
    """The newest act on this carrier."""
    chosen = select(GradeFall).where(GradeFall.carrier_id == carrier_id).order_by(GradeFall.id.desc()).limit(1)
    return session.scalars(chosen.execution_options(populate_existing=True)).one_or_none()


def is_open(fall: GradeFall | None) -> bool:
    """Whether an act waits for hands: not approved, and the medium lies where it lay."""
    return fall is not None and fall.approved_at is None and fall.movement_n == fall.carrier.movement_n


def purge(session: Session, carrier: Carrier) -> Sanitising | None:
    """The last sanitising, if it was a clean purge after the medium came back."""
    chosen = select(Sanitising).where(Sanitising.carrier_id == carrier.id).order_by(Sanitising.id.desc()).limit(1)
    found = session.scalars(chosen).one_or_none()
    since = carriers.last_movement(session, carrier).at
    is_right = found is not None and found.is_clean and found.effect is Effect.PURGE and found.at >= since
    return found if is_right else None


def objections(session: Session, carrier: Carrier) -> list[Objection]:
    """Why the grade of this medium does not fall now, whatever the commission."""
    is_allowed = terms.value(session, TERM, clock.today(), rank=carrier.rank) == 1
    medium = Medium(
        carrier.family,
        carrier.state,
        Freeze(carrier.frozen),
        carrier.is_composed,
        carrier.rank,
        purge(session, carrier) is not None,
    )
    return rules.objections_to_medium(medium, is_allowed=is_allowed)


def propose(
    session: Session, carrier: Carrier, to_rank: Grade, commission: Commission, *, reason: str, by: Account
) -> GradeFall:
    """Draw up the act on a carrier that the caller has locked. Raises Refused with every reason."""
    found = objections(session, carrier) + rules.objections_to_grade(carrier.rank, int(to_rank))
    found += commissions.objections(session, commission, Purpose.REGRADE, Grade(carrier.rank))
    found += [] if by.may(Permission.SANITISE) else [Objection(FallGuard.RIGHT)]
    found += [Objection(FallGuard.OPEN)] if is_open(last(session, carrier.id)) else []
    done = purge(session, carrier)
    refuse_if("propose_fall", found, carrier=carrier.id)
    row = GradeFall(
        code=serials.take(session, Kind.ACT)[0].text,
        carrier_id=carrier.id,
        movement_n=carrier.movement_n,
        from_rank=carrier.rank,
        to_rank=int(to_rank),
        sanitising_id=done.id if done else None,
        commission_id=commission.id,
        reason=reason,
        account_id=by.id,
        at=clock.now(),
    )
    session.add(row)
    session.flush()
    session.refresh(row)
    _tell(session, "propose_fall", row, by=by, order=commission.order_no, reason=reason)
    return row


def sign(session: Session, row: GradeFall, *, by: Account) -> None:
    """A member signs, by a PIN that the caller has checked. Raises Refused."""
    refuse_if("sign_fall", rules.objections_to_signing(_facts(row), by.person_id), carrier=row.carrier_id)
    row.hands.append(FallSigned(fall_id=row.id, person_id=by.person_id, account_id=by.id, at=clock.now()))
    session.flush()
    _tell(session, "sign_fall", row, by=by)


def approve(session: Session, row: GradeFall, carrier: Carrier, *, by: Account) -> None:
    """The grade falls. The caller has locked the carrier and checked the PIN. Raises Refused."""
    found = rules.objections_to_approving(_facts(row), by.person_id, is_head=by.may(Permission.APPROVE_ACTS))
    found += objections(session, carrier)
    found += commissions.objections(session, row.commission, Purpose.REGRADE, Grade(carrier.rank))
    refuse_if("lower_grade", found, carrier=carrier.id)
    row.approver_id, row.approved_at = by.id, clock.now()
    carrier.rank = row.to_rank
    session.flush()
    _tell(session, "lower_grade", row, by=by, rank=row.to_rank)


def _facts(row: GradeFall) -> Act:
    members = frozenset(one.person_id for one in row.commission.members)
    signed = frozenset(one.person_id for one in row.hands)
    return Act(members, signed, row.movement_n != row.carrier.movement_n, row.approved_at is not None)


def _tell(session: Session, op: str, row: GradeFall, *, by: Account, **fields: Any) -> None:
    told: dict[str, Any] = {"carrier": row.carrier.code, "paper": row.code, "ranks": [row.from_rank, row.to_rank]}
    journal.append(session, op, by=by, subject=f"carrier:{row.carrier_id}", **{**told, **fields})
