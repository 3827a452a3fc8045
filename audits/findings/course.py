"""What every act on a finding needs: the finding locked, its chairs, its dates, the move and its entry."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from audits.findings import deadlines, rules
from audits.findings.deadlines import DateKind
from audits.findings.models import Deadline, EffectPlan, Executor, Finding, Fix
from audits.findings.rules import Act, Chairs
from kernel import clock
from kernel.account import Account, id_of
from kernel.journal import entries as journal
from people.calendar import queries as calendars
from people.posts import queries as posts


def locked(session: Session, finding_id: int) -> Finding:
    """The finding read anew; nobody changes it until the transaction ends."""
    query = select(Finding).where(Finding.id == finding_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def chairs(session: Session, row: Finding) -> Chairs:
    """Who answers: the official of its day and who heads the unit today; who fixes: who was named or did."""
    head = posts.head(session, row.unit_id, clock.today())
    named = session.scalars(select(Executor.person_id).where(Executor.finding_id == row.id))
    fixed = session.scalars(select(Fix.person_id).where(Fix.finding_id == row.id))
    return Chairs(frozenset({row.accountable_id, *({head.id} if head else ())}), frozenset({*named, *fixed}))


def open_plan(session: Session, finding_id: int) -> EffectPlan | None:
    """The plan that waits for its verdict."""
    query = select(EffectPlan).where(EffectPlan.finding_id == finding_id, EffectPlan.verdict.is_(None))
    return session.scalars(query.order_by(EffectPlan.id.desc()).limit(1)).one_or_none()


def dates(session: Session, finding_id: int) -> list[Deadline]:
    """Every date of a finding, the original first."""
    query = select(Deadline).where(Deadline.finding_id == finding_id).order_by(Deadline.seq)
    return list(session.scalars(query))


def set_date(
    session: Session, row: Finding, kind: DateKind, base_on: date, days: int, due_on: date, *, by: Account | None
) -> Deadline:
    """Another date of the finding, with the calendar that counted it; the dates before it stay."""
    calendar = calendars.calendar(session, row.unit_id)
    added = Deadline(
        finding_id=row.id,
        seq=len(dates(session, row.id)) + 1,
        kind=kind,
        base_on=base_on,
        days=days,
        calendar=calendars.version_of(session, due_on.year, row.unit_id),
        is_preliminary=calendar.is_preliminary(due_on),
        due_on=due_on,
        account_id=id_of(by),
        at=clock.now(),
    )
    session.add(added)
    row.due_on = due_on
    row.original_due_on = row.original_due_on or due_on
    return added


def keep_waiting(session: Session, row: Finding, decided_on: date, *, by: Account | None) -> None:
    """The working days for which a reported fix waited are added to the current date."""
    if row.reported_on is None or row.due_on is None:
        return
    calendar = calendars.calendar(session, row.unit_id)
    later = deadlines.after_waiting(calendar, row.due_on, row.reported_on, decided_on)
    if later is not None:
        days = deadlines.waited(calendar, row.reported_on, decided_on)
        set_date(session, row, DateKind.WAITING, row.due_on, days, later, by=by)


def move(session: Session, row: Finding, act: Act, *, by: Account | None, **told: Any) -> None:
    """The next state, which the caller has found allowed, and the entry of it."""
    _sources, row.state = rules.MOVES[act]
    tell(session, row, act, by=by, **told)


def tell(
    session: Session, row: Finding, act: Act, *, by: Account | None, commit: dict[str, str] | None = None, **told: Any
) -> None:
    """The entry of an act on a finding."""
    session.flush()
    facts = {"number": row.number, "due_on": row.due_on.isoformat() if row.due_on else None, "stands": row.state.value}
    journal.append(session, act.value, by=by, subject=f"finding:{row.id}", commit=commit, **{**facts, **told})
