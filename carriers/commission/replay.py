"""Every commission told from the journal: its order, its days, and who sits in it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from carriers.commission.models import Commission
from kernel.journal import replay
from kernel.journal.replay import Untrue


def untrue(session: Session) -> Iterator[Untrue]:
    """Every commission that is not as its entry tells it, and every entry whose commission is not there."""
    return replay.written_once(session, Commission, "commission", "form_commission", _facts)


def _facts(row: Commission) -> dict[str, Any]:
    return {
        "order": row.order_no,
        "purpose": row.purpose.value,
        "valid": [row.valid_from.isoformat(), row.valid_to.isoformat() if row.valid_to else None],
        "seats": [[one.person_id, one.seat.value] for one in row.members],
    }
