"""Questions to the inspected objects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from audits.objects.models import Attestation, InspectedObject
from audits.objects.rules import ALARMS, Expiry, ObjectKind, expiry
from audits.objects.scope import seen_units
from kernel import clock
from kernel.account import Account
from people.terms import queries as terms

PAGE = 50
ALARM_TERMS = ("attestation_alarm_first", "attestation_alarm_second", "attestation_alarm_last")


@dataclass(frozen=True)
class Sought:
    """What the list is filtered by; None is everything. `is_alarming`: only what expires soon or has."""

    kind: ObjectKind | None = None
    unit_id: int | None = None
    is_alarming: bool = False
    is_ended: bool = False


def alarm_days(session: Session, on: date) -> tuple[int, ...]:
    """Days before the end of an attestation at which it alarms: first, second, last."""
    return tuple(terms.value(session, key, on) for key in ALARM_TERMS)


def _seen_by(session: Session, account: Account, sought: Sought) -> Select[InspectedObject]:
    query = select(InspectedObject).options(joinedload(InspectedObject.unit))
    units, today = seen_units(session, account), clock.today()
    query = query if units is None else query.where(InspectedObject.unit_id.in_(units))
    ended = InspectedObject.ended_on
    query = query.where(ended.is_not(None) if sought.is_ended else ended.is_(None))
    if sought.kind is not None:
        query = query.where(InspectedObject.kind == sought.kind)
    if sought.unit_id is not None:
        query = query.where(InspectedObject.unit_id == sought.unit_id)
    if sought.is_alarming:
        query = query.where(InspectedObject.valid_to <= today + timedelta(days=max(alarm_days(session, today))))
    return query


def page(
    session: Session, account: Account, sought: Sought, after: int | None
) -> tuple[Sequence[InspectedObject], int | None]:
    """Objects in the order of their numbers, and what asks for the next ones."""
    query = _seen_by(session, account, sought).order_by(InspectedObject.id).limit(PAGE + 1)
    rows = session.scalars(query.where(InspectedObject.id > after) if after else query).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def every(session: Session, account: Account, sought: Sought) -> Iterable[InspectedObject]:
    """All objects of the list, a few at a time."""
    query = _seen_by(session, account, sought).order_by(InspectedObject.id)
    return session.scalars(query.execution_options(yield_per=500))


def waiting(session: Session, account: Account) -> int:
    """How many objects alarm."""
    found = _seen_by(session, account, Sought(is_alarming=True)).with_only_columns(InspectedObject.id).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def one(session: Session, account: Account, object_id: int) -> InspectedObject | None:
    """The object with its unit; None where there is none, or none for this account."""
    query = select(InspectedObject).options(joinedload(InspectedObject.unit)).where(InspectedObject.id == object_id)
    units = seen_units(session, account)
    query = query if units is None else query.where(InspectedObject.unit_id.in_(units))
    return session.scalars(query).one_or_none()


def locked(session: Session, object_id: int) -> InspectedObject:
    """The object read anew; nobody changes it until the transaction ends."""
    query = select(InspectedObject).where(InspectedObject.id == object_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def attestations(session: Session, object_id: int) -> Sequence[Attestation]:
    """Every attestation of an object, the newest first."""
    query = select(Attestation).where(Attestation.object_id == object_id).order_by(Attestation.id.desc())
    return session.scalars(query).all()


def standing(session: Session, row: InspectedObject) -> Expiry:
    """How near the end of its attestation is today."""
    today = clock.today()
    return expiry(row.valid_to, today, alarm_days(session, today))


def is_alarming(step: Expiry) -> bool:
    return step in ALARMS
