"""Questions to the holds."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from carriers.custody.models import Carrier
from carriers.custody.queries import visible_to
from carriers.custody.rules import Freeze
from carriers.holds.models import Hold
from kernel import clock
from kernel.account import Account

PAGE = 50


def _seen_by(account: Account, *, is_open: bool) -> Select[Hold]:
    query = select(Hold).join(Carrier, Carrier.id == Hold.carrier_id).where(visible_to(account))
    query = query.where(Hold.lifted_at.is_(None) if is_open else Hold.lifted_at.is_not(None))
    return query.options(joinedload(Hold.carrier))


def page(session: Session, account: Account, *, is_open: bool, after: int | None) -> tuple[Sequence[Hold], int | None]:
    """Holds that this account may see, the newest first, and what asks for older ones."""
    query = _seen_by(account, is_open=is_open).order_by(Hold.id.desc()).limit(PAGE + 1)
    rows = session.scalars(query.where(Hold.id < after) if after else query).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def every(session: Session, account: Account, *, is_open: bool) -> Iterable[Hold]:
    """All holds of the list, the first first, a few at a time."""
    query = _seen_by(account, is_open=is_open).order_by(Hold.id)
    return session.scalars(query.execution_options(yield_per=500))


def due(session: Session, account: Account) -> int:
    """How many holds wait to be looked at again."""
    query = _seen_by(account, is_open=True).where(Hold.review_on <= clock.today()).with_only_columns(Hold.id)
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def hold(session: Session, account: Account, hold_id: int) -> Hold | None:
    """The hold with its carrier; None where there is none, or none for this account."""
    query = select(Hold).join(Carrier, Carrier.id == Hold.carrier_id).where(visible_to(account), Hold.id == hold_id)
    return session.scalars(query.options(joinedload(Hold.carrier))).one_or_none()


def of_carrier(session: Session, carrier_id: int) -> Sequence[Hold]:
    """Every hold of a carrier, the newest first."""
    return session.scalars(select(Hold).where(Hold.carrier_id == carrier_id).order_by(Hold.id.desc())).all()


def frozen(session: Session, carrier_id: int) -> Freeze:
    """What the open holds of a carrier together forbid."""
    bars = [one.bars_issue for one in of_carrier(session, carrier_id) if one.lifted_at is None]
    if not bars:
        return Freeze.NONE
    return Freeze.WITH_ISSUE if any(bars) else Freeze.HELD
