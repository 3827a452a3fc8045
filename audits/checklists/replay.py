"""Every version of the checklist told from the journal; the first one from what is shipped."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from audits.checklists import queries
from audits.checklists.models import ChecklistVersion
from audits.checklists.operations import subject
from audits.checklists.shipped import checklist
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Body, Untrue


def untrue(session: Session) -> Iterator[Untrue]:
    """Every version that is not as its entries tell it, that none tells, or that is gone."""
    for ids in replay.batches(session, select(ChecklistVersion.id)):
        entries = replay.bodies(session, Log.CUSTODY, [subject(one) for one in ids])
        for row in session.scalars(select(ChecklistVersion).where(ChecklistVersion.id.in_(ids))):
            about, kept = entries[subject(row.id)], _kept(session, row)
            if row.drafter_id is None:
                shipped = {"number": checklist().number, "sha256": checklist().sha256, "approved": True}
                yield from replay.differing(subject(row.id), None, shipped, kept)
            elif not about:
                yield Untrue(subject(row.id), "entry")
            else:
                yield from replay.differing(subject(row.id), about[-1][0], _fold(about), kept)
            if row.sha256 not in (None, kept["sha256"]):
                yield Untrue(subject(row.id), "approved sha256")

    def there(ids: list[int]) -> set[int]:
        return set(session.scalars(select(ChecklistVersion.id).where(ChecklistVersion.id.in_(ids))))

    yield from replay.deleted(session, Log.CUSTODY, "checklist", "draft_checklist", there)


def _kept(session: Session, row: ChecklistVersion) -> dict[str, Any]:
    stands = queries.draft(session, row)
    told: dict[str, list[tuple[str, bool]]] = {one: [] for one in stands.ended}
    for one in stands.successions:
        told.setdefault(one.old, []).append((one.new, one.is_same))
    return {
        "number": row.number,
        "sha256": stands.checklist.sha256,
        "drafter": row.drafter_id,
        "approver": row.approver_id,
        "approved": row.approved_at is not None,
        "discard_reason": row.discard_reason,
        "successions": {old: sorted(heirs) for old, heirs in told.items()},
    }


def _fold(entries: Sequence[tuple[int, Body]]) -> dict[str, Any]:
    """The version as its entries leave it."""
    taken: dict[str, list[tuple[str, bool]]] = {}
    found: dict[str, Any] = {"approver": None, "approved": False, "discard_reason": None, "successions": taken}
    for _n, body in entries:
        if body["op"] == "refused":
            continue
        found |= {"number": body["version_no"], "sha256": body["sha256"]}
        match body["op"]:
            case "draft_checklist":
                found["drafter"] = body["actor"]
            case "take_from_checklist" if body["heirs"]:
                heirs = [(one, body["is_same"]) for one in body["heirs"] if one is not None]
                taken[body["requirement"]] = sorted(heirs)
            case "put_back_in_checklist":
                taken.pop(body["requirement"], None)
            case "approve_checklist":
                found |= {"approver": body["actor"], "approved": True}
            case "discard_checklist":
                found["discard_reason"] = body["reason"]
    return found
