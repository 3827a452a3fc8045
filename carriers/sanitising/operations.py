"""The one act of sanitising: its record."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from carriers.custody.models import Carrier
from carriers.custody.rules import Freeze
from carriers.destruction import queries as methods
from carriers.destruction import rules as methods_rules
from carriers.destruction.rules import Method
from carriers.sanitising import rules
from carriers.sanitising.models import Sanitising
from carriers.sanitising.rules import Medium, Verification
from kernel import clock
from kernel.account import Account
from kernel.codes import serials
from kernel.codes.codes import Kind
from kernel.codes.scanning import normalise_alias
from kernel.grades import Grade
from kernel.journal import entries as journal
from kernel.objections import refuse_if
from people.register.models import Person


@dataclass(frozen=True)
class Done:
    """What was done to a medium, with what, by whom, and what became of it."""

    method: Method
    tool: str
    serial_read: str
    verification: Verification
    is_clean: bool
    began_at: datetime
    ended_at: datetime
    destination: str
    performer: Person
    verifier: Person


def record(session: Session, carrier: Carrier, done: Done, *, by: Account) -> Sanitising:
    """Keep the record of a medium that the caller has locked; its grade stays. Raises Refused."""
    is_right = bool(done.serial_read) and normalise_alias(done.serial_read) == normalise_alias(carrier.serial_no)
    medium = Medium(carrier.family, carrier.state, Freeze(carrier.frozen), is_right)
    hands, times = (done.performer.id, done.verifier.id), (done.began_at, done.ended_at)
    known = methods.methods(session)
    objections = rules.objections_to_sanitising(medium, hands, times, clock.now())
    objections += methods_rules.objections_to_sanitising(carrier.kind, Grade(carrier.rank), done.method, known)
    refuse_if("sanitise", objections, carrier=carrier.id)
    effect = next(one.effect for one in known if one.method is done.method and one.family is carrier.family)
    row = Sanitising(
        code=serials.take(session, Kind.ACT)[0].text,
        carrier_id=carrier.id,
        rank=carrier.rank,
        method=done.method,
        effect=effect,
        tool=done.tool,
        serial_read=done.serial_read,
        verification=done.verification,
        is_clean=done.is_clean,
        began_at=done.began_at,
        ended_at=done.ended_at,
        destination=done.destination,
        performer_id=done.performer.id,
        verifier_id=done.verifier.id,
        account_id=by.id,
        at=clock.now(),
    )
    session.add(row)
    session.flush()
    journal.append(
        session,
        "sanitise",
        by=by,
        subject=f"carrier:{carrier.id}",
        carrier=carrier.code,
        paper=row.code,
        method=done.method.value,
        is_right=done.is_clean,
        witnesses=list(hands),
    )
    return row
