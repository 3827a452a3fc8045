"""Whose audits an account sees: those of the whole body, or those of the units that its person heads today."""

from sqlalchemy import ColumnElement, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from kernel import clock
from kernel.account import Account
from people.posts import queries as posts
from people.roles.rules import Permission


def seen_units(session: Session, account: Account) -> frozenset[int] | None:
    """The ids of the units whose audits this account sees today, with the units in them; None is all of the body."""
    if account.may(Permission.SEE_AUDIT_PLAN):
        return None
    return posts.headed(session, account.person_id, clock.today())


def visible_to(session: Session, account: Account, unit_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """The condition on a column of units that leaves what this account may see."""
    seen = seen_units(session, account)
    return true() if seen is None else unit_id.in_(seen)
