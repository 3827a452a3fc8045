"""Two losses of the invented year: one found again, one confirmed, and one that is being searched for."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.commission.models import Commission
from carriers.custody import queries as carriers
from carriers.custody.models import Carrier
from carriers.custody.rules import DESK, Family
from carriers.loss import operations
from carriers.loss.models import LossCase
from carriers.loss.operations import Declaration, Finding
from carriers.loss.rules import Circumstance, Informed
from kernel import clock
from kernel.console.stage import Stage
from kernel.grades import Grade
from people.accounts.models import Account
from people.register.models import Person

MISSED = ((20, "confirm"), (9, "find"), (2, ""))  # days ago, and how it ended
SEARCHERS = ("Петрова", "Қасымов", "Ким")  # two of them who did not have it last
HOUR = timedelta(hours=1)


def build(stage: Stage) -> None:
    for n, (days, end) in enumerate(MISSED):
        stage.plan(days, partial(_declare, stage, n))
        if end:
            stage.plan(days - 2, partial(_investigate, stage, n))
            stage.plan(days - 5, partial(_end, stage, n, end))


def _case(session: Session, stage: Stage, n: int) -> LossCase | None:
    found = stage.names.get(f"loss:{n}")
    return session.get(LossCase, found) if found else None


def _account(session: Session, stage: Stage, name: str) -> Account:
    return session.get_one(Account, stage.names[f"account:{name}"])


def _person(session: Session, stage: Stage, name: str) -> Person:
    return session.get_one(Person, stage.names[f"person:{name}"])


def _declare(stage: Stage, n: int, session: Session) -> None:
    """A medium that lies in the registry or is with somebody that day; a small room may have none."""
    by = _account(session, stage, "clerk")
    query = select(Carrier.id).where(Carrier.state.in_(DESK), Carrier.rank == int(Grade.SECRET))
    chosen = session.scalars(query.where(Carrier.family == Family.ELECTRONIC).order_by(Carrier.id).limit(1)).first()
    if chosen is None:
        return
    carrier = carriers.locked(session, [chosen])[0]
    said = Declaration(Circumstance.NOT_PRESENTED, clock.now() - HOUR, "Сейф, 2-сөре", "Сейф пен үстел қаралды")
    case = operations.declare(session, carrier, said, by=by)
    operations.inform(session, case, Informed.HEAD, clock.now(), letter="", by=by)
    stage.names[f"loss:{n}"] = case.id


def _investigate(stage: Stage, n: int, session: Session) -> None:
    head, case = _account(session, stage, "head"), _case(session, stage, n)
    if case is None:
        return
    told_at = case.declared_at + 5 * HOUR
    operations.inform(session, case, Informed.AUTHORITY, told_at, letter="41", by=head)
    free = [one for name in SEARCHERS if (one := _person(session, stage, name)).id != case.last_holder_id]
    two = free[0], free[1]
    looked = ("214-бөлме, шкаф 3", "Жеткізгіш табылған жоқ")
    operations.search(session, case, case.declared_at + 6 * HOUR, looked, two, is_last=False, by=head)
    commission = session.get_one(Commission, stage.names["commission:loss"])
    operations.appoint(session, case, commission, by=head)
    operations.conclude(session, case, "Сейф жұмыс күнінің соңында тексерілмеген.", by=head)
    operations.confirm_degree(session, case, Grade.SECRET, by=head)


def _end(stage: Stage, n: int, end: str, session: Session) -> None:
    case = _case(session, stage, n)
    if case is None:
        return
    carrier = operations.lock(session, case)
    if end == "find":
        by = _person(session, stage, "Петрова")
        found = Finding(clock.now(), "Сейф, 4-сөре", by, carrier.total_sheets, "Мөр бүтін")
        operations.find(session, case, carrier, found, by=_account(session, stage, "clerk"))
        return
    operations.assess_damage(session, case, Decimal(1_250_000), decision="7-ш", by=_account(session, stage, "head"))
    consent = ("118-к", clock.today())
    operations.confirm_loss(session, case, carrier, consent=consent, by=_account(session, stage, "chief"))
