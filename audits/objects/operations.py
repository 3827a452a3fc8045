"""The acts on inspected objects: entering, changing, attesting, ending."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audits.objects import rules
from audits.objects.models import InspectedObject, ObjectAttestation
from audits.objects.rules import ObjectKind
from kernel import clock
from kernel.account import Account
from kernel.grades import Grade
from kernel.journal import entries as journal
from kernel.journal.entries import Head, Log
from kernel.objections import refuse_if
from people.register.models import Unit

TOLD = ("name", "place", "rank", "composition")


@dataclass(frozen=True)
class Facts:
    """What the register says of an object and may say otherwise later."""

    name: str
    unit_id: int
    place: str
    grade: Grade
    composition: str


@dataclass(frozen=True)
class Paper:
    """An attestation or a certificate: its number, the grade that it is for, its first and last day."""

    number: str
    grade: Grade | None
    valid_from: date
    valid_to: date | None


def enter(session: Session, kind: ObjectKind, facts: Facts, *, by: Account) -> InspectedObject:
    """A new object under the next number. Raises Refused."""
    refuse_if("enter_object", _objections_to_facts(session, facts))
    row = InspectedObject(no=_next_number(session), kind=kind, account_id=by.id, at=clock.now())
    _put(row, facts)
    session.add(row)
    session.flush()
    journal.append(
        session,
        "enter_object",
        by=by,
        subject=subject(row.id),
        object_no=row.no,
        object_kind=row.kind.value,
        now=told(session, row),
    )
    return row


def change(session: Session, row: InspectedObject, facts: Facts, *, seen: int, by: Account) -> list[str]:
    """Say something else of an object that the caller has locked; the names of what differs, none leaves no entry.

    `seen` is the version its editor looked at. Raises Refused.
    """
    objections = rules.objections_to_change(is_ended=row.is_ended, version=row.version, seen=seen)
    refuse_if("change_object", objections + _objections_to_facts(session, facts), object=row.id)
    before = told(session, row)
    _put(row, facts)
    after = told(session, row)
    changed = [name for name, value in after.items() if before[name] != value]
    if changed:
        session.flush()
        was, now = ({name: one[name] for name in changed} for one in (before, after))
        journal.append(session, "change_object", by=by, subject=subject(row.id), object_no=row.no, was=was, now=now)
    return changed


def attest(session: Session, row: InspectedObject, paper: Paper, *, by: Account) -> ObjectAttestation:
    """Another attestation of an object that the caller has locked; those before stay. Raises Refused."""
    refuse_if(
        "attest_object",
        rules.objections_to_attestation(row.kind, paper.valid_from, paper.valid_to, is_ended=row.is_ended),
        object=row.id,
    )
    made = ObjectAttestation(
        object_id=row.id,
        document_no=paper.number,
        rank=paper.grade,
        valid_from=paper.valid_from,
        valid_to=paper.valid_to,
        account_id=by.id,
        at=clock.now(),
    )
    session.add(made)
    session.flush()
    journal.append(session, "attest_object", by=by, subject=subject(row.id), object_no=row.no, **told_paper(made))
    return made


def end(session: Session, row: InspectedObject, *, on: date, reason: str, by: Account) -> None:
    """An object that the caller has locked leaves the register and stays readable. Raises Refused."""
    refuse_if("end_object", rules.objections_to_end(on, clock.today(), is_ended=row.is_ended), object=row.id)
    row.ended_on, row.end_reason = on, reason
    session.flush()
    journal.append(
        session, "end_object", by=by, subject=subject(row.id), object_no=row.no, on=on.isoformat(), reason=reason
    )


def subject(object_id: int) -> str:
    return f"object:{object_id}"


def told(session: Session, row: InspectedObject) -> dict[str, Any]:
    """The object as its entries tell it; the unit by its code."""
    unit = session.get_one(Unit, row.unit_id)
    return {"unit": unit.code, **{name: getattr(row, name) for name in TOLD}}


def told_paper(row: ObjectAttestation) -> dict[str, Any]:
    """The attestation as its entry tells it."""
    valid = [day.isoformat() if day else None for day in (row.valid_from, row.valid_to)]
    return {"document": row.document_no, "grade": row.rank, "valid": valid}


def _put(row: InspectedObject, facts: Facts) -> None:
    row.name, row.unit_id, row.place = facts.name, facts.unit_id, facts.place
    row.rank, row.composition = int(facts.grade), facts.composition


def _objections_to_facts(session: Session, facts: Facts) -> list[Any]:
    return rules.objections_to_facts(facts.unit_id, set(session.scalars(select(Unit.id))))


def _next_number(session: Session) -> int:
    """One after the last; the lock that every entry of the journal takes keeps two from the same number."""
    session.execute(select(Head.size).where(Head.log == Log.CUSTODY).with_for_update()).one()
    return (session.scalar(select(func.max(InspectedObject.no))) or 0) + 1
