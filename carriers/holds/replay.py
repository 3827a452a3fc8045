"""Every hold told from the journal: set and lifted as its carrier's entries say."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.holds.models import Hold
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Untrue

SET, LIFTED = "hold", "lift_hold"


def untrue(session: Session) -> Iterator[Untrue]:
    """Every carrier whose holds, by document, are not those that were set and lifted."""
    for ids in replay.batches(session, select(Hold.carrier_id).distinct()):
        told = replay.bodies(session, Log.CUSTODY, [f"carrier:{one}" for one in ids])
        kept: dict[int, Counter[tuple[str, str]]] = {one: Counter() for one in ids}
        for row in session.scalars(select(Hold).where(Hold.carrier_id.in_(ids))):
            kept[row.carrier_id][SET, row.document_no] += 1
            kept[row.carrier_id][LIFTED, row.document_no] += row.lifted_at is not None
        for carrier_id, holds in kept.items():
            entries = [(n, body) for n, body in told[f"carrier:{carrier_id}"] if body["op"] in (SET, LIFTED)]
            said = Counter((body["op"], body["letter"]) for _n, body in entries)
            if said != +holds:
                yield Untrue(f"carrier:{carrier_id}", "holds", entries[-1][0] if entries else None)
