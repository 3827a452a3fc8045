"""Steps and counts of every day of the invented year, as `tick` makes them, and one failure that is decided."""

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from audits.escalation import operations
from audits.escalation.models import Failure
from audits.inspections.demo import DELIVERED
from kernel import clock
from kernel.console.stage import DAYS_AGO, Stage
from people.accounts.models import Account

HEARD, DECIDED = 24, 20  # days ago


def build(stage: Stage) -> None:
    for days_ago in range(DAYS_AGO - 2, 0, -1):
        stage.plan(days_ago, partial(_tick, escalates=days_ago < DELIVERED))
    stage.plan(HEARD, partial(_hear, stage))
    stage.plan(DECIDED, partial(_decide, stage))


def _tick(session: Session, *, escalates: bool) -> None:
    if escalates:
        operations.escalate(session, clock.today())
    operations.count(session, clock.today())


def _first(session: Session) -> Failure:
    return operations.locked(session, session.scalars(select(Failure.id).order_by(Failure.id)).first() or 0)


def _hear(stage: Stage, session: Session) -> None:
    by = session.get_one(Account, stage.names["account:unit"])
    operations.explain(session, _first(session), "Өлшеу құралы келіспеді.", by=by)


def _decide(stage: Stage, session: Session) -> None:
    by = session.get_one(Account, stage.names["account:chief"])
    operations.decide(session, _first(session), "Шара қолданылмаған", is_confirmed=True, by=by)
