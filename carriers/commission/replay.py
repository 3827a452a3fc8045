"""Every commission told from the journal: its order, its days, and who sits in it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.commission.models import Commission
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Untrue


def untrue(session: Session) -> Iterator[Untrue]:
    """Every commission that is not as its entry tells it, and every entry whose commission is not there."""
    for ids in replay.batches(session, select(Commission.id)):
        told = replay.bodies(session, Log.CUSTODY, [f"commission:{one}" for one in ids])
        for row in session.scalars(select(Commission).where(Commission.id.in_(ids)).order_by(Commission.id)):
            subject = f"commission:{row.id}"
            if not told[subject]:
                yield Untrue(subject, "entry")
                continue
            n, body = told[subject][-1]
            yield from replay.differing(subject, n, body, _facts(row))
    yield from replay.deleted(session, Log.CUSTODY, "commission", "form_commission", lambda ids: _there(session, ids))


def _there(session: Session, ids: list[int]) -> set[int]:
    return set(session.scalars(select(Commission.id).where(Commission.id.in_(ids))))


def _facts(row: Commission) -> dict[str, Any]:
    return {
        "order": row.order_no,
        "purpose": row.purpose.value,
        "valid": [row.valid_from.isoformat(), row.valid_to.isoformat() if row.valid_to else None],
        "seats": [[one.person_id, one.seat.value] for one in row.members],
    }
