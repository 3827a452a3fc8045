"""Questions to the inspected objects; everybody is answered within the units that they may see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, joinedload

from audits.objects.models import InspectedObject, ObjectAttestation
from audits.objects.rules import Expiry, ObjectKind, Steps, expiry, horizon
from audits.objects.scope import inside, visible_to
from kernel import clock
from kernel.account import Account
from kernel.words.texts import whole_number
from people.terms import queries as terms

PAGE = 50
ENDED = "ended"


@dataclass(frozen=True)
class Filters:
    """What narrows the list. `alarm` leaves objects that have reached this step or a graver one."""

    kind: ObjectKind | None = None
    unit_id: int | None = None
    alarm: Expiry | None = None
    is_ended: bool = False

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Filters":
        """From the arguments of an address; what cannot be read narrows nothing."""
        kind, alarm = args.get("kind", ""), args.get("alarm", "")
        return cls(
            ObjectKind(kind) if kind in set(ObjectKind) else None,
            whole_number(args.get("unit")),
            Expiry(alarm) if alarm in set(Expiry) else None,
            args.get("which") == ENDED,
        )

    def args(self) -> dict[str, str]:
        """Back to arguments of an address."""
        pairs = {
            "kind": self.kind.value if self.kind else None,
            "unit": self.unit_id,
            "alarm": self.alarm.value if self.alarm else None,
            "which": ENDED if self.is_ended else None,
        }
        return {name: str(value) for name, value in pairs.items() if value is not None}


@dataclass(frozen=True)
class Line:
    """An object with the attestation that holds, and how near its end is."""

    row: InspectedObject
    paper: ObjectAttestation | None
    expiry: Expiry | None


def steps(session: Session, on: date) -> Steps:
    """The days of the three alarms in force on a day."""
    keys = ("attestation_alarm_first", "attestation_alarm_second", "attestation_alarm_last")
    return Steps(*(terms.value(session, key, on) for key in keys))


def _seen_by(session: Session, account: Account, filters: Filters) -> Select[InspectedObject, ObjectAttestation]:
    newest = select(func.max(ObjectAttestation.id).label("id")).group_by(ObjectAttestation.object_id).subquery()
    holds = and_(ObjectAttestation.object_id == InspectedObject.id, ObjectAttestation.id.in_(select(newest.c.id)))
    query = select(InspectedObject, ObjectAttestation).outerjoin(ObjectAttestation, holds)
    query = query.where(visible_to(session, account, InspectedObject.unit_id))
    query = query.where(
        InspectedObject.ended_on.is_not(None) if filters.is_ended else InspectedObject.ended_on.is_(None)
    )
    if filters.kind is not None:
        query = query.where(InspectedObject.kind == filters.kind)
    if filters.unit_id is not None:
        query = query.where(InspectedObject.unit_id.in_(inside(session, [filters.unit_id])))
    if filters.alarm is not None:
        today = clock.today()
        query = query.where(ObjectAttestation.valid_to <= horizon(filters.alarm, today, steps(session, today)))
    return query


def _sorted(session: Session, account: Account, filters: Filters) -> Select[InspectedObject, ObjectAttestation]:
    """By number; what is about to end by its last day, the first to end first."""
    query = _seen_by(session, account, filters).options(joinedload(InspectedObject.unit))
    by_end = [ObjectAttestation.valid_to] if filters.alarm else []
    return query.order_by(*by_end, InspectedObject.no)


def _lines(session: Session, found: Any) -> Iterator[Line]:
    today = clock.today()
    days = steps(session, today)
    for row, paper in found:
        yield Line(row, paper, None if row.is_ended or paper is None else expiry(paper.valid_to, today, days))


def page(session: Session, account: Account, filters: Filters, after: int | None) -> tuple[Sequence[Line], int | None]:
    """Objects after the one with this id, and what asks for the next ones."""
    query = _sorted(session, account, filters)
    last = None if after is None else _one(session, account, after)
    if last is not None:
        further = InspectedObject.no > last.row.no
        if filters.alarm and last.paper is not None and last.paper.valid_to is not None:
            ends = ObjectAttestation.valid_to
            further = (ends > last.paper.valid_to) | ((ends == last.paper.valid_to) & further)
        query = query.where(further)
    rows = list(_lines(session, session.execute(query.limit(PAGE + 1))))
    return rows[:PAGE], rows[PAGE - 1].row.id if len(rows) > PAGE else None


def every(session: Session, account: Account, filters: Filters) -> Iterator[Line]:
    """All objects of the list in its order."""
    return _lines(session, session.execute(_sorted(session, account, filters)))


def number_of(session: Session, account: Account, filters: Filters) -> int:
    """How many objects the list has."""
    found = _seen_by(session, account, filters).with_only_columns(InspectedObject.id).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def urgent(session: Session, account: Account) -> int:
    """How many attestations have reached the last alarm or are over."""
    return number_of(session, account, Filters(alarm=Expiry.LAST))


def _one(session: Session, account: Account, object_id: int) -> Line | None:
    is_ended = session.scalar(select(InspectedObject.ended_on).where(InspectedObject.id == object_id)) is not None
    query = _seen_by(session, account, Filters(is_ended=is_ended)).where(InspectedObject.id == object_id)
    return next(_lines(session, session.execute(query.options(joinedload(InspectedObject.unit)))), None)


def line(session: Session, account: Account, object_id: int) -> Line | None:
    """The object with what holds for it; None where there is none, or none for this account."""
    return _one(session, account, object_id)


def locked(session: Session, object_id: int) -> InspectedObject:
    """The object read anew, to be changed by nobody else until the transaction ends."""
    return session.get_one(InspectedObject, object_id, with_for_update=True, populate_existing=True)


def attestations(session: Session, object_id: int) -> Sequence[ObjectAttestation]:
    """Every attestation of an object, the newest first."""
    query = select(ObjectAttestation).where(ObjectAttestation.object_id == object_id)
    return session.scalars(query.order_by(ObjectAttestation.id.desc())).all()
