"""What the demo's clerk has issued, some of it long enough ago to be overdue."""

from functools import partial
from itertools import cycle

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.custody import operations as custody
from carriers.custody.models import Carrier
from carriers.custody.operations import Signatures
from carriers.custody.queries import Hands
from carriers.custody.rules import Act, Confirmation
from kernel.console.stage import Stage
from kernel.grades import Grade
from people.accounts.models import Account
from people.register.models import Person

DAYS_OUT = (40, 12, 3, 20, 1)
ISSUED = 40
CLERK = "account:clerk"


def build(stage: Stage) -> None:
    """A few carriers go to those who may hold them; what the guards refuse stays in the registry."""
    with stage.database.reading() as session:
        worker = session.get_one(Account, stage.names[CLERK])
        query = select(Carrier.id, Carrier.rank).where(Carrier.rank < Grade.SPECIAL_IMPORTANCE)
        carriers = session.execute(query.order_by(Carrier.id).limit(ISSUED)).all()
        takers = session.scalars(select(Person.id).where(Person.id != worker.person_id).order_by(Person.id)).all()
    chosen = zip(carriers, cycle(takers), cycle(DAYS_OUT), strict=False)
    turns = [(carrier_id, taker, days if rank < Grade.TOP_SECRET else 0) for (carrier_id, rank), taker, days in chosen]
    for carrier_id, taker_id, days in turns:
        stage.plan(days, partial(_issue, stage.names[CLERK], carrier_id, taker_id))


def _issue(worker_id: int, carrier_id: int, taker_id: int, session: Session) -> None:
    worker = session.get_one(Account, worker_id)
    carrier, taker = session.get_one(Carrier, carrier_id), session.get_one(Person, taker_id)
    if custody.objections_to_issue(session, carrier, taker, second=None, by=worker):
        return
    receipt = custody.open_receipt(session, Act.ISSUE, Hands(None, taker), by=worker)
    signatures = Signatures(receiver=Confirmation.PIN)
    custody.issue(session, carrier, taker, signatures=signatures, receipt=receipt, by=worker)
