"""What the invented office has printed: a paper of its first act, case, receipt, hold and order."""

from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.commission.models import Commission
from carriers.custody import queries as custody
from carriers.custody.models import Receipt
from carriers.destruction.models import DestructionAct
from carriers.holds.models import Hold
from carriers.loss import queries as losses
from carriers.loss.models import LossCase
from carriers.papers import acts, cards, orders, printing, receipts
from carriers.papers import losses as loss_papers
from carriers.papers.rules import What
from kernel.console.stage import Stage
from kernel.grades import Grade
from kernel.papers.paper import Tongue
from people.accounts.models import Account
from people.exports.operations import Wanted


def build(stage: Stage) -> None:
    stage.plan(0, partial(_print, stage))


def _print(stage: Stage, session: Session) -> None:
    by = session.get_one(Account, stage.names["account:head"])
    case, act = _first(session, LossCase), _first(session, DestructionAct)
    found = losses.case(session, by, case.id) if case else None
    receipt = _first(session, Receipt)
    page = custody.receipt_page(session, receipt.id) if receipt else None
    hold, order = _first(session, Hold), _first(session, Commission)
    held = cards.card(session, by, hold.carrier_id) if hold else None
    papers = [
        *([(What.ACT, acts.paper(session, act, What.ACT))] if act else []),
        *([(What.STATEMENT, loss_papers.paper(session, found, What.STATEMENT))] if found else []),
        *([(What.RECEIPT, receipts.paper(session, page, What.RECEIPT))] if page else []),
        *([(What.HOLD, cards.paper(session, held, What.HOLD))] if held else []),
        *([(What.ORDER, orders.paper(session, order, What.ORDER))] if order else []),
    ]
    for what, paper in papers:
        printing.printed(session, paper, Wanted(what.value, Tongue.BOTH, Grade.OFFICIAL_USE, ""), by=by)


def _first(session: Session, table: Any) -> Any:
    return session.scalars(select(table).order_by(table.id).limit(1)).one_or_none()
