"""Whose objects an account sees: those of the whole body, or those of the units that its person heads."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from kernel import clock
from kernel.account import Account
from people.accounts.models import AccountRole
from people.posts import queries as posts
from people.register.models import Unit
from people.roles.rules import Role

WHOLE = frozenset({Role.HEAD, Role.INSPECTOR, Role.MANAGER, Role.ORG_HEAD})


def seen_units(session: Session, account: Account) -> frozenset[int] | None:
    """The ids of the units whose audits this account sees today, with the units in them; None is all of the body."""
    roles = set(session.scalars(select(AccountRole.role).where(AccountRole.account_id == account.id)))
    if not WHOLE.isdisjoint(roles):
        return None
    if Role.UNIT_HEAD not in roles or account.person_id is None:
        return frozenset()
    held = posts.held_by(session, account.person_id, clock.today())
    return inside(session, {post.unit_id for _tenure, post in held if post.is_head})


def inside(session: Session, unit_ids: Collection[int]) -> frozenset[int]:
    """These units and every unit in them."""
    parts: dict[int | None, list[int]] = {}
    for unit_id, parent_id in session.execute(select(Unit.id, Unit.parent_id)):
        parts.setdefault(parent_id, []).append(unit_id)
    found, waiting = set(unit_ids), list(unit_ids)
    while waiting:
        inner = set(parts.get(waiting.pop(), [])) - found
        found |= inner
        waiting += inner
    return frozenset(found)


def visible_to(session: Session, account: Account, unit_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """The condition on a column of units that leaves what this account may see."""
    seen = seen_units(session, account)
    return true() if seen is None else unit_id.in_(seen)
