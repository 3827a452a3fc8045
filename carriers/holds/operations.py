"""The acts on holds: setting one, lifting one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from carriers.custody.models import Carrier
from carriers.custody.rules import ENDED
from carriers.holds import queries, rules
from carriers.holds.models import Hold
from carriers.holds.rules import HoldKind
from kernel import clock
from kernel.account import Account
from kernel.journal import entries as journal
from kernel.objections import refuse_if


@dataclass(frozen=True)
class Document:
    """What a hold rests on, and when it is looked at again."""

    kind: HoldKind
    number: str
    on: date
    review_on: date
    bars_issue: bool


def set_hold(session: Session, carrier: Carrier, document: Document, *, by: Account) -> Hold:
    """Freeze a carrier that the caller has locked. Raises Refused."""
    has_ended = carrier.state in ENDED
    objections = rules.objections_to_hold(document.on, document.review_on, clock.today(), has_ended=has_ended)
    refuse_if("hold", objections, carrier=carrier.id)
    row = Hold(
        carrier_id=carrier.id,
        kind=document.kind,
        document_no=document.number,
        document_on=document.on,
        review_on=document.review_on,
        bars_issue=document.bars_issue,
        account_id=by.id,
        set_at=clock.now(),
    )
    session.add(row)
    _project(session, carrier)
    journal.append(
        session,
        "hold",
        by=by,
        subject=f"carrier:{carrier.id}",
        carrier=carrier.code,
        kind=document.kind.value,
        letter=document.number,
        on=document.on.isoformat(),
        frozen=int(carrier.frozen),
    )
    return row


def lift(session: Session, hold: Hold, carrier: Carrier, *, reason: str, by: Account) -> None:
    """The head of the body gives the carrier free again. Raises Refused."""
    refuse_if("lift_hold", rules.objections_to_lifting(is_lifted=hold.lifted_at is not None), carrier=carrier.id)
    hold.lifted_at, hold.lifter_id, hold.lift_reason = clock.now(), by.id, reason
    _project(session, carrier)
    journal.append(
        session,
        "lift_hold",
        by=by,
        subject=f"carrier:{carrier.id}",
        carrier=carrier.code,
        letter=hold.document_no,
        reason=reason,
        frozen=int(carrier.frozen),
    )


def _project(session: Session, carrier: Carrier) -> None:
    session.flush()
    carrier.frozen = int(queries.frozen(session, carrier.id))
    session.flush()
