"""Questions to the cases of loss."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from carriers.custody.models import Carrier
from carriers.custody.queries import visible_to
from carriers.loss.models import LossCase, SearchAction, facts
from carriers.loss.rules import CaseFacts, Clock, Term
from kernel import clock
from kernel.account import Account
from people.terms import queries as terms

PAGE = 50
OPEN, CLOSED, EVERY = "open", "closed", "all"
SHOWN = (OPEN, CLOSED, EVERY)


@dataclass(frozen=True)
class Page:
    """Cases, those whose clock runs out first before the others; `after` asks for the next ones."""

    rows: Sequence[LossCase]
    after: int | None


def page(session: Session, account: Account, which: str, after: int | None) -> Page:
    """Open cases in the order of their numbers, which is that of their terms; closed ones the newest first."""
    query = _seen_by(account, which)
    if which == OPEN:
        query = query.order_by(LossCase.id).where(LossCase.id > (after or 0))
    else:
        query = query.order_by(LossCase.id.desc())
        query = query.where(LossCase.id < after) if after else query
    rows = session.scalars(query.limit(PAGE + 1)).all()
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def _seen_by(account: Account, which: str) -> Select[LossCase]:
    query = select(LossCase).join(Carrier, Carrier.id == LossCase.carrier_id).where(visible_to(account))
    if which != EVERY:
        query = query.where(LossCase.outcome.is_(None) if which == OPEN else LossCase.outcome.is_not(None))
    return query.options(joinedload(LossCase.carrier), joinedload(LossCase.last_holder))


def every(session: Session, account: Account, which: str) -> Iterable[LossCase]:
    """All cases of the list, the first first, a few at a time."""
    return session.scalars(_seen_by(account, which).order_by(LossCase.id).execution_options(yield_per=500))


def number(session: Session, account: Account, which: str) -> int:
    """How many cases there are that this account may see."""
    found = _seen_by(account, which).with_only_columns(LossCase.id).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def waiting(session: Session, account: Account) -> int:
    """How many open cases wait."""
    return number(session, account, OPEN)


def case(session: Session, account: Account, case_id: int) -> LossCase | None:
    """The case with its carrier, holder and commission; None where there is none, or none for this account."""
    query = _seen_by(account, EVERY).where(LossCase.id == case_id).options(joinedload(LossCase.commission))
    return session.scalars(query).one_or_none()


def by_code(session: Session, account: Account, code: str) -> LossCase | None:
    """The case with this number; None where there is none, or none for this account."""
    return session.scalars(_seen_by(account, EVERY).where(LossCase.code == code)).one_or_none()


def locked(session: Session, case_id: int) -> LossCase:
    """The case read anew; nobody changes it until the transaction ends."""
    query = select(LossCase).where(LossCase.id == case_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def of_carrier(session: Session, carrier_id: int) -> Sequence[LossCase]:
    """Every case of a carrier, the newest first."""
    query = select(LossCase).where(LossCase.carrier_id == carrier_id).order_by(LossCase.id.desc())
    return session.scalars(query.options(joinedload(LossCase.last_holder))).all()


def searches(session: Session, case_id: int) -> Sequence[SearchAction]:
    """Every place looked at, in the order in which it was."""
    query = select(SearchAction).where(SearchAction.case_id == case_id)
    return session.scalars(query.order_by(SearchAction.at, SearchAction.id)).all()


def facts_of(session: Session, row: LossCase) -> CaseFacts:
    """The case as the guards see it."""
    return facts(row, has_search=row.id in searched(session, [row.id]))


def searched(session: Session, case_ids: Sequence[int]) -> set[int]:
    """Those of these cases in which something was looked through."""
    query = select(SearchAction.case_id).where(SearchAction.case_id.in_(case_ids)).distinct()
    return set(session.scalars(query))


def dues(session: Session, declared_at: datetime) -> dict[Term, datetime]:
    """Until when each term of a case runs, by the values in force on the day of its declaration.

    Hours run from the moment; a term of days ends with its last day in the room's own time.
    """
    day = clock.local(declared_at).date()
    hours = {one: terms.value(session, one.value, day) for one in (Term.HEAD, Term.AUTHORITY)}
    days = {one: terms.value(session, one.value, day) for one in (Term.SEARCH, Term.INVESTIGATION)}
    last = time(23, 59, 59)
    return {
        **{one: (declared_at + timedelta(hours=number)).astimezone(UTC) for one, number in hours.items()},
        **{one: clock.at_local(day + timedelta(days=number), last) for one, number in days.items()},
    }


def next_clock(row: LossCase) -> Clock | None:
    """The term of an open case that runs out first; None where nothing runs."""
    running = [one for one in row.clocks if one.done_at is None] if row.outcome is None else []
    return min(running, key=lambda one: one.due_at, default=None)


def held_by(session: Session, account: Account, person_id: int) -> Sequence[Carrier]:
    """What a person holds, as far as the account may see it."""
    query = select(Carrier).where(Carrier.holder_id == person_id, visible_to(account))
    return session.scalars(query.order_by(Carrier.register_id, Carrier.seq, Carrier.copy_no)).all()
