"""Every clearance told from the journal: form, days, the five elements, suspended or ended."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.account import CONSOLE
from kernel.journal import entries as journal
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import BASELINE, Body, Untrue
from people.admission.models import Clearance
from people.admission.rules import ClearanceState, Element

STATES = {
    "suspend_clearance": ClearanceState.SUSPENDED.value,
    "resume_clearance": ClearanceState.ACTIVE.value,
    "terminate_clearance": ClearanceState.TERMINATED.value,
}
DAYS = tuple(f"{one.value}_on" for one in Element)


def facts(clearance: Clearance) -> dict[str, Any]:
    days = {name: _iso(getattr(clearance, name)) for name in (*DAYS, "valid_from", "valid_to", "ended_on")}
    return {
        **days,
        "form": clearance.form,
        "state": clearance.state.value,
        "decision_no": clearance.decision_no,
        "contract_no": clearance.contract_no,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def baseline(session: Session) -> None:
    for clearance in session.scalars(select(Clearance).order_by(Clearance.id)):
        subject = f"person:{clearance.person_id}"
        journal.append(session, BASELINE, by=CONSOLE, subject=subject, clearance=clearance.id, facts=facts(clearance))


def untrue(session: Session) -> Iterator[Untrue]:
    for ids in replay.batches(session, select(Clearance.id)):
        found = list(session.scalars(select(Clearance).where(Clearance.id.in_(ids)).order_by(Clearance.id)))
        told = replay.bodies(session, Log.CUSTODY, {f"person:{one.person_id}" for one in found})
        for clearance in found:
            entries = [
                (n, body) for n, body in told[f"person:{clearance.person_id}"] if body.get("clearance") == clearance.id
            ]
            subject = f"clearance:{clearance.id}"
            if not entries:
                yield Untrue(subject, "entry")
                continue
            yield from replay.differing(subject, entries[-1][0], fold(entries), facts(clearance))


def fold(entries: list[tuple[int, Body]]) -> dict[str, Any]:
    """What entries about one clearance, in their order, say of it in the end."""
    says: dict[str, Any] = {}
    for _n, body in entries:
        match body["op"]:
            case "grant_clearance" | replay.BASELINE:
                says |= body.get("facts", {})
            case "formalise_clearance":
                says |= body["now"]
            case op if op in STATES:
                says["state"] = STATES[op]
                says |= {"ended_on": body["on"]} if "on" in body else {}
    return says
