"""Every object told from the journal: its kind and unit, its attestations, its end."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from audits.objects.models import Attestation, InspectedObject
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Body, Untrue


def untrue(session: Session) -> Iterator[Untrue]:
    """Every object that is not as its entries tell it, that none tells, or that is gone."""
    for ids in replay.batches(session, select(InspectedObject.id)):
        told = replay.bodies(session, Log.CUSTODY, [f"object:{one}" for one in ids])
        attested: dict[int, list[Any]] = {one: [] for one in ids}
        for row in session.scalars(select(Attestation).where(Attestation.object_id.in_(ids)).order_by(Attestation.id)):
            last = row.valid_to.isoformat() if row.valid_to else None
            attested[row.object_id].append([row.document_no, row.rank, [row.valid_from.isoformat(), last]])
        for thing in session.scalars(select(InspectedObject).where(InspectedObject.id.in_(ids))):
            entries = told[f"object:{thing.id}"]
            subject = f"object:{thing.id}"
            if not entries:
                yield Untrue(subject, "entry")
                continue
            kept = {
                "object_kind": thing.kind.value,
                "of_unit": thing.unit_id,
                "ended": thing.ended_on.isoformat() if thing.ended_on else None,
                "attested": attested[thing.id],
            }
            yield from replay.differing(subject, entries[-1][0], _told([body for _n, body in entries]), kept)

    def there(ids: list[int]) -> set[int]:
        return set(session.scalars(select(InspectedObject.id).where(InspectedObject.id.in_(ids))))

    yield from replay.deleted(session, Log.CUSTODY, "object", "enter_object", there)


def _told(bodies: list[Body]) -> dict[str, Any]:
    ended = [one["on"] for one in bodies if one["op"] == "end_object"]
    return {
        "object_kind": bodies[-1]["object_kind"],
        "of_unit": bodies[-1]["of_unit"],
        "ended": ended[-1] if ended else None,
        "attested": [[one["letter"], one["rank"], one["valid"]] for one in bodies if one["op"] == "attest_object"],
    }
