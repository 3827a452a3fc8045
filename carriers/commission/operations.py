"""The one act on commissions: an order forms one."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from carriers.commission import rules
from carriers.commission.models import Commission, Member
from carriers.commission.rules import Order, Seat
from kernel import clock
from kernel.account import Account, id_of
from kernel.journal import entries as journal
from kernel.objections import refuse_if
from people.register.models import Person


def form(
    session: Session,
    order_no: str,
    order_on: date,
    order: Order,
    seats: Sequence[tuple[Person, Seat]],
    *,
    by: Account | None,
) -> Commission:
    """Enter the order that calls a commission together. Raises Refused."""
    refuse_if("form_commission", rules.objections_to_forming(order_on, order, [(who.id, seat) for who, seat in seats]))
    row = Commission(
        order_no=order_no,
        order_on=order_on,
        purpose=order.purpose,
        valid_from=order.valid_from,
        valid_to=order.valid_to,
        account_id=id_of(by),
        at=clock.now(),
    )
    session.add(row)
    session.flush()
    session.add_all(
        Member(commission_id=row.id, person_id=who.id, position=n, seat=seat) for n, (who, seat) in enumerate(seats, 1)
    )
    session.flush()
    session.refresh(row)
    journal.append(
        session,
        "form_commission",
        by=by,
        subject=f"commission:{row.id}",
        order=order_no,
        purpose=order.purpose.value,
        valid=[order.valid_from.isoformat(), order.valid_to.isoformat() if order.valid_to else None],
        seats=[[who.id, seat.value] for who, seat in seats],
    )
    return row
