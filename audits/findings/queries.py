"""Questions to the findings: lists by key, one with everything that was done to it, counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select, true, tuple_
from sqlalchemy.orm import Session, joinedload

from audits.findings.models import (
    Annulment,
    EffectPlan,
    Evidence,
    Executor,
    Extension,
    Finding,
    Fix,
    Look,
    Permit,
)
from audits.findings.rules import NEEDS_EFFECT, OPEN, RUNNING, State
from audits.objects.scope import seen_units
from kernel import clock
from kernel.account import Account

PAGE = 50
OPENED, OVERDUE, WAITING, PERMITTED, CLOSED, EVERY, MINE = (
    *("open", "overdue", "waiting", "permit", "closed", "all", "mine"),
)
SHOWN = (OPENED, OVERDUE, WAITING, PERMITTED, MINE, CLOSED, EVERY)
BY_DATE, BY_NUMBER, BY_SEVERITY = "date", "number", "severity"
SORTS = (BY_DATE, BY_NUMBER, BY_SEVERITY)


@dataclass(frozen=True)
class Sought:
    """What a list is filtered by; None is everything. `section` is the letter of the checklist."""

    which: str = OPENED
    unit_id: int | None = None
    severity: int | None = None
    section: str = ""
    sort: str = BY_DATE


def of(session: Session, account: Account) -> Any:
    """Which findings an account sees: of its units, those that it answers for, and those that it is to remedy."""
    units = seen_units(session, account)
    if units is None:
        return true()
    person = account.person_id or 0
    named = select(Executor.finding_id).where(Executor.person_id == person)
    judged = select(EffectPlan.finding_id).where(EffectPlan.judge_id == person)
    return or_(
        Finding.unit_id.in_(units), Finding.accountable_id == person, Finding.id.in_(named), Finding.id.in_(judged)
    )


def is_overdue(today: date) -> Any:
    """Past the current date on a day; while a fix waits, as it was when it was reported (deadlines.is_overdue)."""
    running = and_(Finding.state.in_(RUNNING), Finding.due_on < today)
    return or_(running, and_(Finding.state == State.FIX_REPORTED, Finding.reported_on > Finding.due_on))


def _which(which: str, person_id: int, today: date) -> Any:
    waits_for_effect = and_(Finding.state == State.VERIFIED, Finding.severity.in_(NEEDS_EFFECT))
    named = select(Executor.finding_id).where(Executor.person_id == person_id)
    conditions = {
        OPENED: or_(Finding.state.in_(OPEN), waits_for_effect),
        OVERDUE: is_overdue(today),
        WAITING: Finding.state == State.FIX_REPORTED,
        PERMITTED: and_(Finding.state.in_(OPEN), Finding.permit_until >= today),
        CLOSED: and_(Finding.state.not_in([*OPEN, State.DRAFT]), ~waits_for_effect),
        MINE: and_(Finding.state.in_(OPEN), or_(Finding.accountable_id == person_id, Finding.id.in_(named))),
    }
    return conditions.get(which, true())


def _narrowed(session: Session, account: Account, sought: Sought) -> Select[Finding]:
    query = select(Finding).where(of(session, account), _which(sought.which, account.person_id or 0, clock.today()))
    if sought.unit_id is not None:
        query = query.where(Finding.unit_id == sought.unit_id)
    if sought.severity is not None:
        query = query.where(Finding.severity == sought.severity)
    return query.where(Finding.item.startswith(sought.section, autoescape=True)) if sought.section else query


def page(session: Session, account: Account, sought: Sought, after: int | None) -> tuple[Sequence[Finding], int | None]:
    """One page by its key, and what asks for the next."""
    query = _narrowed(session, account, sought).options(
        joinedload(Finding.unit), joinedload(Finding.object), joinedload(Finding.accountable)
    )
    last = session.get(Finding, after) if after else None
    if sought.sort == BY_NUMBER:
        query = query.order_by(Finding.id.desc())
        query = query.where(Finding.id < last.id) if last else query
    else:
        column: Any = Finding.severity if sought.sort == BY_SEVERITY else func.coalesce(Finding.due_on, date.max)
        query = query.order_by(column, Finding.id)
        if last is not None:
            value = last.severity if sought.sort == BY_SEVERITY else last.due_on or date.max
            query = query.where(tuple_(column, Finding.id) > (value, last.id))
    rows = session.scalars(query.limit(PAGE + 1)).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def every(session: Session, account: Account, sought: Sought) -> Iterable[Finding]:
    """All findings of the list by their numbers, a few at a time."""
    query = _narrowed(session, account, sought).options(
        joinedload(Finding.unit), joinedload(Finding.object), joinedload(Finding.accountable)
    )
    return session.scalars(query.order_by(Finding.id).execution_options(yield_per=500))


def number(session: Session, account: Account, sought: Sought) -> int:
    """How many findings the list has."""
    found = _narrowed(session, account, sought).with_only_columns(Finding.id).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def to_verify(session: Session, account: Account) -> int:
    """How many reported fixes wait for somebody who looks at them."""
    return number(session, account, Sought(WAITING))


def overdue(session: Session, account: Account) -> int:
    """How many findings are past their date."""
    return number(session, account, Sought(OVERDUE))


def finding(session: Session, account: Account, finding_id: int) -> Finding | None:
    """The finding with its unit, object and official; None where there is none, or none for this account."""
    query = select(Finding).where(Finding.id == finding_id, of(session, account))
    query = query.options(joinedload(Finding.unit), joinedload(Finding.object), joinedload(Finding.accountable))
    return session.scalars(query).one_or_none()


@dataclass(frozen=True)
class Course:
    """Everything that was done to a finding, each kind in its order."""

    fixes: Sequence[Fix]
    looks: Sequence[Look]
    extensions: Sequence[Extension]
    plans: Sequence[EffectPlan]
    annulments: Sequence[Annulment]
    permits: Sequence[Permit]
    evidence: Sequence[Evidence]
    executors: Sequence[Executor]


def course_of(session: Session, finding_id: int) -> Course:
    def rows(table: Any, order: Any) -> Any:
        return session.scalars(select(table).where(table.finding_id == finding_id).order_by(order)).all()

    return Course(
        rows(Fix, Fix.seq),
        rows(Look, Look.seq),
        rows(Extension, Extension.id),
        rows(EffectPlan, EffectPlan.id),
        rows(Annulment, Annulment.id),
        rows(Permit, Permit.id),
        rows(Evidence, Evidence.id),
        rows(Executor, Executor.at),
    )


def of_object(session: Session, account: Account, object_id: int) -> Sequence[Finding]:
    """The newest findings at an object."""
    query = select(Finding).where(Finding.object_id == object_id, of(session, account), Finding.state != State.DRAFT)
    return session.scalars(query.order_by(Finding.id.desc()).limit(PAGE)).all()


def related(session: Session, row: Finding) -> dict[str, Finding]:
    """The findings that this one points to, and those that point to it."""
    found: dict[str, Finding] = {}
    for name, key in (("recurrence_of", row.recurrence_of), ("follows", row.follows)):
        if key is not None:
            found[name] = session.get_one(Finding, key)
    for name, column in (("recurred", Finding.recurrence_of), ("followed", Finding.follows)):
        other = session.scalars(select(Finding).where(column == row.id).order_by(Finding.id).limit(1)).one_or_none()
        if other is not None:
            found[name] = other
    return found
