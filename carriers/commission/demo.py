"""The commissions of the invented office."""

from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from carriers.commission import operations
from carriers.commission.rules import Order, Purpose, Seat
from kernel import clock
from kernel.account import CONSOLE
from kernel.console.stage import Stage
from people.register.models import Person

SEATS = (("Қасымов", Seat.CHAIRMAN), ("Нұрланова", Seat.MEMBER), ("Ким", Seat.MEMBER), ("Петрова", Seat.SECRETARY))
LOOKED = (("Нұрланова", Seat.CHAIRMAN), ("Соколов", Seat.MEMBER), ("Ким", Seat.MEMBER))
DAYS_AGO = 30


def build(stage: Stage) -> None:
    """One commission for each purpose, a year long."""
    stage.plan(DAYS_AGO, partial(_form, stage))


def _form(stage: Stage, session: Session) -> None:
    today = clock.today()
    for purpose, order_no, seats in ((Purpose.DESTRUCTION, "12-ж", SEATS), (Purpose.LOSS, "13-ж", LOOKED)):
        people = [(session.get_one(Person, stage.names[f"person:{name}"]), seat) for name, seat in seats]
        order = Order(purpose, today, today + timedelta(days=365))
        row = operations.form(session, order_no, today, order, people, by=CONSOLE)
        stage.names[f"commission:{purpose.value}"] = row.id
