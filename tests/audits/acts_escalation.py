"""Forms of failures to rectify that act."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from audits.escalation import operations
from audits.escalation.models import Failure
from kernel import clock
from tests.acts import Fields, Made, Stage, acts
from tests.audits import office as o
from tests.audits.office import Office


def a_failure(session: Session, of: Office) -> Failure:
    """A finding of severity 1 whose date has passed: the clock of the recipes never goes back, so its date does."""
    row = o.issued(session, of, severity=1)
    row.due_on = row.original_due_on = clock.today() - timedelta(days=21)
    session.flush()
    operations.escalate(session, clock.today())
    return session.scalars(select(Failure).where(Failure.finding_id == row.id)).one()


def _of(stage: Stage, chair: str, deed: str, fields: Fields, *, is_heard: bool = False) -> Made:
    of = stage.make(o.office)

    def make(session: Session) -> int:
        row = a_failure(session, of)
        if is_heard:
            operations.explain(session, row, "Құрал жетіспеді", by=of.head)
        return row.id

    number = stage.make(make)
    stage.client.sit(getattr(of, chair).login)
    stage.client.get(f"/failures/{number}/{deed}")
    return f"/failures/{number}/{deed}", fields


@acts("escalation.explain")
def explain(stage: Stage) -> Made:
    return _of(stage, "head", "explain", {"text": "Құрал жетіспеді"})


@acts("escalation.decide")
def decide(stage: Stage) -> Made:
    return _of(stage, "chief", "decide", {"decision": "confirmed", "why": "Шара жоқ"}, is_heard=True)


@acts("escalation.export")
def export(stage: Stage) -> Made:
    of = stage.make(o.office)
    stage.make(lambda session: a_failure(session, of))
    stage.client.sit(of.leader.login)
    stage.client.get("/failures")
    return "/failures/export?which=open", {}
