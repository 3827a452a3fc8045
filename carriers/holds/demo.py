"""One carrier of the invented office that a court holds."""

from datetime import timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.custody import queries as custody
from carriers.custody.models import Carrier
from carriers.custody.rules import Family, State
from carriers.holds import operations
from carriers.holds.operations import Document
from carriers.holds.rules import HoldKind
from kernel import clock
from kernel.console.stage import Stage
from people.accounts.models import Account

DAYS_AGO, REVIEWED_IN = 8, 22


def build(stage: Stage) -> None:
    stage.plan(DAYS_AGO, partial(_hold, stage))


def _hold(stage: Stage, session: Session) -> None:
    query = select(Carrier.id).where(Carrier.family == Family.PAPER, Carrier.state == State.IN_REGISTRY)
    for carrier in custody.locked(session, list(session.scalars(query.order_by(Carrier.id).limit(1)))):
        today = clock.today()
        review_on = today + timedelta(days=REVIEWED_IN)
        document = Document(HoldKind.COURT, "2-118", today, review_on, bars_issue=True)
        by = session.get_one(Account, stage.names["account:head"])
        operations.set_hold(session, carrier, document, by=by)
