"""Every version of a calendar told from the journal: drafted, changed day by day, approved or discarded."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Body, Untrue
from people.calendar import queries
from people.calendar.models import CalendarVersion
from people.calendar.operations import told


def untrue(session: Session) -> Iterator[Untrue]:
    """Every version that is not as its entries leave it, or that is gone."""
    for ids in replay.batches(session, select(CalendarVersion.id)):
        entries = replay.bodies(session, Log.CUSTODY, [f"calendar:{one}" for one in ids])
        rows = session.scalars(select(CalendarVersion).where(CalendarVersion.id.in_(ids))).all()
        days = queries.days_of(session, rows)
        for row in rows:
            subject = f"calendar:{row.id}"
            about = [(n, body) for n, body in entries[subject] if body["op"] != "refused"]
            if not about:
                yield Untrue(subject, "entry")
                continue
            kept = _facts(row) | {"special_days": [told(one) for one in days[row.id]]}
            yield from replay.differing(subject, about[-1][0], _fold(about), kept)
    yield from replay.deleted(session, Log.CUSTODY, "calendar", "draft_calendar", lambda ids: _known(session, ids))


def _known(session: Session, ids: list[int]) -> set[int]:
    return set(session.scalars(select(CalendarVersion.id).where(CalendarVersion.id.in_(ids))))


def _facts(row: CalendarVersion) -> dict[str, Any]:
    return {
        "year": row.year,
        "version": row.no,
        "of_unit": row.unit_id,
        "source": row.source,
        "drafter": row.account_id,
        "approver": row.approver_id,
        "discarder": row.discarder_id,
        "reason": row.reason,
    }


def _fold(entries: Sequence[tuple[int, Body]]) -> dict[str, Any]:
    """A version as its entries leave it."""
    found: dict[str, Any] = {"drafter": None, "approver": None, "discarder": None, "reason": None}
    days: dict[str, Any] = {}
    for _n, body in entries:
        match body["op"]:
            case "draft_calendar" | "approve_calendar" as op:
                found |= {name: body[name] for name in ("year", "version", "of_unit", "source")}
                found["drafter" if op == "draft_calendar" else "approver"] = body["actor"]
                days = {one[0]: one for one in body["special_days"]}
            case "enter_special_day":
                days[body["special_day"][0]] = body["special_day"]
            case "drop_special_day":
                days.pop(body["on"], None)
            case "discard_calendar":
                found |= {"discarder": body["actor"], "reason": body["reason"]}
    return found | {"special_days": [days[day] for day in sorted(days)]}
