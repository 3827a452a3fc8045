"""Printing a paper in the name of the body, with a QR that leads a scan back to its subject."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.labels.drawing import matrix
from carriers.wordings import queries as wordings
from kernel.account import Account
from kernel.papers.paper import NOTHING, Pair, Paper, reworded
from people.exports import operations
from people.exports.models import PaperPrint
from people.exports.operations import Wanted
from people.register.models import Unit


def printed(session: Session, paper: Paper, wanted: Wanted, *, by: Account) -> PaperPrint:
    """The paper, in the words that stand today, under its number."""
    paper = reworded(paper, wordings.edits(session))
    return operations.print_paper(session, paper, wanted, body=_body(session), qr=matrix, by=by)


def _body(session: Session) -> Pair:
    """The name of the body: of the unit that is part of no other."""
    top = select(Unit).where(Unit.parent_id.is_(None)).order_by(Unit.code).limit(1)
    unit = session.scalars(top).one_or_none()
    return Pair(unit.name_kk, unit.name_ru) if unit else NOTHING
