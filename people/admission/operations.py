"""Acts on clearances: grant, formalise, suspend, resume, terminate."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from kernel import clock
from kernel.account import Account
from kernel.journal import entries as journal
from kernel.objections import Objection, refuse_if
from people.admission import queries, replay
from people.admission.models import Clearance
from people.admission.rules import (
    AdmissionGuard,
    ClearanceState,
    Element,
    EndGround,
    objections_to_dates,
    objections_to_own,
    objections_to_readmission,
)
from people.register.models import Person


def grant(session: Session, person: Person, fields: dict[str, Any], *, by: Account | None) -> Clearance:
    """Enter a clearance. Raises Refused while another is open: two cannot stand at once."""
    standing = queries.open_clearance(session, person.id)
    objections = [Objection(AdmissionGuard.OVERLAP, {"form": standing.form})] if standing else []
    dates = {element: fields.get(f"{element.value}_on") for element in Element}
    objections += _own(person.id, by)
    objections += objections_to_dates(dates, fields["valid_from"], fields.get("valid_to"), clock.today())
    objections += objections_to_readmission(queries.readmission_on(session, person.id), fields["valid_from"])
    refuse_if("grant_clearance", objections, person=person.id)
    clearance = Clearance(person_id=person.id, **fields)
    session.add(clearance)
    session.flush()
    _record(
        session,
        clearance,
        "grant_clearance",
        by=by,
        form=clearance.form,
        valid=[_iso(clearance.valid_from), _iso(clearance.valid_to)],
        elements={element.value: _iso(dates[element]) for element in Element},
        state=queries.shown_state(clearance).value,
        facts=replay.facts(clearance),
    )
    return clearance


def formalise(session: Session, clearance: Clearance, fields: dict[str, Any], *, seen: int, by: Account) -> list[str]:
    """Enter what was formalised later, and return the columns that differ; the entry holds both dates of each.

    Raises Refused for an ended clearance, for one that moved on since `seen`, and for dates that cannot be.
    """
    objections = _own(clearance.person_id, by) + _stands(clearance, ClearanceState.TERMINATED)
    objections += [Objection(AdmissionGuard.CHANGED_MEANWHILE)] if seen != clearance.version else []
    dates = queries.elements(clearance) | {one: fields.get(f"{one.value}_on") for one in Element}
    objections += objections_to_dates(dates, clearance.valid_from, fields.get("valid_to"), clock.today())
    refuse_if("formalise_clearance", objections, person=clearance.person_id)
    changed = {name: value for name, value in fields.items() if getattr(clearance, name) != value}
    if not changed:
        return []
    before = {name: getattr(clearance, name) for name in changed}
    for name, value in changed.items():
        setattr(clearance, name, value)
    session.flush()
    was, now = ({name: _plain(value) for name, value in rows.items()} for rows in (before, changed))
    state = queries.shown_state(clearance).value
    _record(session, clearance, "formalise_clearance", by=by, was=was, now=now, state=state)
    return list(changed)


def suspend(session: Session, clearance: Clearance, *, reason: str, by: Account) -> None:
    """Stop access for a time (art. 31). Raises Refused for a clearance that is not in force."""
    _set_state(session, clearance, ClearanceState.SUSPENDED, "suspend_clearance", reason, by=by)


def resume(session: Session, clearance: Clearance, *, reason: str, by: Account) -> None:
    """Let a suspended clearance stand again. Raises Refused for one that is not suspended."""
    _set_state(session, clearance, ClearanceState.ACTIVE, "resume_clearance", reason, by=by)


def terminate(session: Session, clearance: Clearance, *, on: date, ground: EndGround, reason: str, by: Account) -> None:
    """End a clearance for good; the duty of non-disclosure stays (art. 31(3))."""
    objections = [Objection(AdmissionGuard.ORDER, {"field": "on"})] if on < clearance.valid_from else []
    objections += [Objection(AdmissionGuard.AHEAD, {"field": "on"})] if on > clock.today() else []
    refuse_if("terminate_clearance", _own(clearance.person_id, by) + objections, person=clearance.person_id)
    if clearance.state is not ClearanceState.TERMINATED:
        clearance.ended_on, clearance.end_reason, clearance.end_ground = on, reason, ground
    facts = {"on": on.isoformat(), "ground": ground.value}
    _set_state(session, clearance, ClearanceState.TERMINATED, "terminate_clearance", reason, by=by, **facts)


def _set_state(
    session: Session, clearance: Clearance, state: ClearanceState, op: str, reason: str, *, by: Account, **facts: Any
) -> None:
    objections = _own(clearance.person_id, by) + _stands(clearance, state, ClearanceState.TERMINATED)
    refuse_if(op, objections, person=clearance.person_id)
    clearance.state = state
    session.flush()
    _record(session, clearance, op, by=by, reason=reason, **facts)


def _own(person_id: int, by: Account | None) -> list[Objection]:
    return objections_to_own(person_id, by.person_id if by else None)


def _stands(clearance: Clearance, *states: ClearanceState) -> list[Objection]:
    return [Objection(AdmissionGuard.STANDS, {"state": clearance.state.value})] if clearance.state in states else []


def _record(session: Session, clearance: Clearance, op: str, *, by: Account | None, **facts: Any) -> None:
    journal.append(session, op, by=by, subject=f"person:{clearance.person_id}", clearance=clearance.id, **facts)


def _plain(value: date | str | None) -> str | None:
    return value if isinstance(value, str) else _iso(value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
