"""Acts on clearances: grant, suspend, resume, terminate."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from kernel import journal
from kernel.objections import Objection, refuse_if
from people.admission import queries
from people.admission.models import Clearance, ClearanceState
from people.admission.rules import Element, Guard
from people.register.models import Person


def grant(session: Session, person: Person, fields: dict[str, Any], *, by: int | None) -> Clearance:
    """Enter a clearance. Raises Refused while another is open: two cannot stand at once."""
    standing = queries.open_clearance(session, person.id)
    objections = [Objection(Guard.OVERLAP, {"form": standing.form})] if standing else []
    if fields.get("valid_to") and fields["valid_to"] < fields["valid_from"]:
        objections.append(Objection(Guard.ORDER))
    refuse_if("grant_clearance", objections, person=person.id)
    clearance = Clearance(person_id=person.id, **fields)
    session.add(clearance)
    session.flush()
    dates = queries.elements(clearance)
    journal.append(
        session,
        "grant_clearance",
        by=by,
        subject=f"person:{person.id}",
        form=clearance.form,
        valid=[_iso(clearance.valid_from), _iso(clearance.valid_to)],
        elements={element.value: _iso(dates[element]) for element in Element},
    )
    return clearance


def suspend(session: Session, clearance: Clearance, *, by: int) -> None:
    _set_state(session, clearance, ClearanceState.SUSPENDED, "suspend_clearance", by=by)


def resume(session: Session, clearance: Clearance, *, by: int) -> None:
    _set_state(session, clearance, ClearanceState.ACTIVE, "resume_clearance", by=by)


def terminate(session: Session, clearance: Clearance, *, on: date, reason: str, by: int) -> None:
    """End a clearance for good; the duty of non-disclosure stays (art. 31(3))."""
    order = [Objection(Guard.ORDER)] if on < clearance.valid_from else []
    refuse_if("terminate_clearance", order, person=clearance.person_id)
    clearance.ended_on, clearance.end_reason = on, reason
    _set_state(session, clearance, ClearanceState.TERMINATED, "terminate_clearance", by=by)


def _set_state(session: Session, clearance: Clearance, state: ClearanceState, op: str, *, by: int) -> None:
    clearance.state = state
    session.flush()
    journal.append(session, op, by=by, subject=f"person:{clearance.person_id}", clearance=clearance.id)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
