"""Destruction in the invented year: one executed act of paper and one of media, one being executed, one draft."""

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.commission.models import Commission
from carriers.custody import queries as custody
from carriers.custody.models import Carrier
from carriers.custody.rules import Family, State
from carriers.destruction import execution, operations, queries
from carriers.destruction.models import DestructionAct
from carriers.destruction.operations import Draft
from carriers.destruction.rules import Method, Unit
from kernel.console.stage import Stage
from kernel.grades import Grade
from people.accounts.models import Account

MEMBERS = ("head", "manager", "inspector", "clerk2")  # the commission of the demo by its accounts
ACTS = (
    (15, Family.PAPER, Method.CROSS_CUT, 4, "execute"),
    (12, Family.ELECTRONIC, Method.SHRED, 2, "execute"),
    (4, Family.PAPER, Method.BURNING, 5, "begin"),
    (1, Family.PAPER, Method.BURNING, 3, ""),
)


def build(stage: Stage) -> None:
    for days, family, method, number, end in ACTS:
        key = f"destruction:{days}"
        stage.plan(days, partial(_draw, stage, key, family, method, number))
        if end:
            stage.plan(days - 1, partial(_approve, stage, key))
            stage.plan(days - 2, partial(_execute, stage, key, is_whole=end == "execute"))


def _account(session: Session, stage: Stage, name: str) -> Account:
    return session.get_one(Account, stage.names[f"account:{name}"])


def _draw(stage: Stage, key: str, family: Family, method: Method, number: int, session: Session) -> None:
    by = _account(session, stage, "clerk")
    commission = session.get_one(Commission, stage.names["commission:destruction"])
    draft = Draft("Сарапшы комиссияның № 9 хаттамасы", method, "012-бөлме, № 1 пеш", "Құрылғы № 7")
    row = operations.draw(session, draft, commission, by=by)
    stage.names[key] = row.id
    query = select(Carrier.id).where(Carrier.state == State.IN_REGISTRY, Carrier.family == family)
    query = (
        query.where(Carrier.rank <= int(Grade.SECRET), Carrier.frozen == 0).order_by(Carrier.id.desc()).limit(number)
    )
    for carrier in custody.locked(session, list(session.scalars(query))):
        operations.add(session, row, carrier, by=by)


def _row(session: Session, stage: Stage, key: str) -> DestructionAct:
    return queries.locked(session, stage.names[key])


def _approve(stage: Stage, key: str, session: Session) -> None:
    row = _row(session, stage, key)
    if not queries.units(session, row.id):
        return
    for name in MEMBERS:
        seen = queries.list_hash(row, queries.units(session, row.id))
        operations.sign(session, row, seen=seen, by=_account(session, stage, name))
    seen = queries.list_hash(row, queries.units(session, row.id))
    operations.approve(session, row, seen=seen, by=_account(session, stage, "chief"))


def _execute(stage: Stage, key: str, session: Session, *, is_whole: bool) -> None:
    row = _row(session, stage, key)
    if row.list_hash is None:
        return
    accounts = [_account(session, stage, name) for name in MEMBERS]
    for by in accounts:
        execution.come(session, row, by=by)
    rows = queries.units(session, row.id)
    for one in rows if is_whole else rows[:2]:
        carrier = custody.locked(session, [one.carrier_id])[0]
        if one.what is Unit.LISTED:
            serial, sheets = carrier.serial_no, carrier.total_sheets
            execution.check(session, row, carrier, sheets=sheets, serial=serial, by=accounts[-1])
    for by in accounts if is_whole else ():
        seen = queries.end_hash(row, queries.units(session, row.id))
        execution.finish(session, row, seen=seen, by=by)
