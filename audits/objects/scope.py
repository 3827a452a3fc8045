"""Which units somebody sees in the books of audit."""

from sqlalchemy.orm import Session

from kernel import clock
from kernel.account import Account
from people.posts import queries as posts
from people.roles.rules import Permission


def seen_units(session: Session, account: Account) -> frozenset[int] | None:
    """The units whose audits an account sees; None is every unit, none an empty set."""
    if account.may(Permission.SEE_AUDIT_PLAN):
        return None
    return posts.headed(session, account.person_id, clock.today())
