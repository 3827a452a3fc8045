"""One clerk's desk in a session of a test: what is scanned there, entered and handed over."""

from sqlalchemy.orm import Session

from carriers.desk import operations, queries, scans
from carriers.desk.rules import Said
from people.accounts.models import Account
from tests import factories as f


def scan(session: Session, account: Account, *texts: str) -> list[Said]:
    """What the desk said to each text, in order."""
    return [answer.said for text in texts for answer in scans.take(scans.Table(session, account), text)]


def desk_of(session: Session, account: Account) -> queries.Desk:
    return queries.desk(session, operations.basket_of(session, account), account)


def enter_pin(session: Session, account: Account, pin: str = f.PIN) -> object:
    return operations.enter_pin(session, desk_of(session, account), pin, address="desk")


def hand_over(session: Session, account: Account) -> None:
    operations.hand_over(session, operations.basket_of(session, account), by=account)
