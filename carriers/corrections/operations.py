"""The one act of corrections: a last entry is voided; both entries stay."""

from sqlalchemy.orm import Session

from carriers.corrections import rules
from carriers.corrections.rules import EntryFacts, Two
from carriers.custody import operations as custody
from carriers.custody import queries as carriers
from carriers.custody.models import Carrier, Movement
from carriers.custody.operations import Ground
from carriers.custody.queries import Hands
from carriers.custody.rules import Act
from kernel import clock
from kernel.account import Account
from kernel.objections import refuse_if
from people.register.models import Person
from people.roles.rules import Permission


def last_entry(session: Session, carrier: Carrier) -> EntryFacts:
    """The carrier's last movement as the guards see it."""
    move = carriers.last_movement(session, carrier)
    return EntryFacts(move.act, clock.local(move.at).date(), carrier.holder_id)


def void(session: Session, carrier: Carrier, act: Act, second: Account | None, *, reason: str, by: Account) -> Movement:
    """Void the last entry of a carrier that the caller has locked; `second` has proved to be there. Raises Refused."""
    two = Two(
        first_id=by.person_id,
        second_id=second.person_id if second else None,
        is_second_of_registry=second is not None and second.may(Permission.WORK_AT_DESK),
        is_head_of_body=by.may(Permission.APPROVE_ACTS),
    )
    entry = last_entry(session, carrier)
    refuse_if(act, rules.objections_to_void(entry, act, two, clock.today()), carrier=carrier.id)
    holder = session.get(Person, carrier.holder_id) if carrier.holder_id else None
    ground = Ground(reason=reason)
    return custody.step(session, carrier, act, ground, hands=Hands(holder, None), second=second, by=by)
