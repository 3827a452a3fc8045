"""Every object and every attestation told from the journal."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from audits.objects.models import InspectedObject, ObjectAttestation
from audits.objects.operations import subject, told, told_paper
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Body, Untrue


def untrue(session: Session) -> Iterator[Untrue]:
    """Every object that is not as its entries tell it, that none tells, or that is gone."""
    for ids in replay.batches(session, select(InspectedObject.id)):
        entries = replay.bodies(session, Log.CUSTODY, [subject(one) for one in ids])
        papers: dict[int, list[dict[str, Any]]] = {one: [] for one in ids}
        query = select(ObjectAttestation).where(ObjectAttestation.object_id.in_(ids))
        for paper in session.scalars(query.order_by(ObjectAttestation.id)):
            papers[paper.object_id].append(told_paper(paper))
        for row in session.scalars(select(InspectedObject).where(InspectedObject.id.in_(ids))):
            about = entries[subject(row.id)]
            if not about:
                yield Untrue(subject(row.id), "entry")
                continue
            yield from replay.differing(
                subject(row.id), about[-1][0], _fold(about), _kept(session, row, papers[row.id])
            )

    def there(ids: list[int]) -> set[int]:
        return set(session.scalars(select(InspectedObject.id).where(InspectedObject.id.in_(ids))))

    yield from replay.deleted(session, Log.CUSTODY, "object", "enter_object", there)


def _kept(session: Session, row: InspectedObject, papers: list[dict[str, Any]]) -> dict[str, Any]:
    ended = row.ended_on.isoformat() if row.ended_on else None
    plain = {"no": row.no, "kind": row.kind.value, "ended_on": ended, "end_reason": row.end_reason}
    return {**plain, **told(session, row), "attestations": papers}


def _fold(entries: Sequence[tuple[int, Body]]) -> dict[str, Any]:
    """The object as its entries leave it."""
    found: dict[str, Any] = {"ended_on": None, "end_reason": None, "attestations": []}
    for _n, body in entries:
        match body["op"]:
            case "enter_object":
                found |= {"no": body["object_no"], "kind": body["object_kind"], **body["now"]}
            case "change_object":
                found |= body["now"]
            case "attest_object":
                found["attestations"].append({name: body[name] for name in ("document", "grade", "valid")})
            case "end_object":
                found |= {"ended_on": body["on"], "end_reason": body["reason"]}
    return found
