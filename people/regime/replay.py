"""Every term set here told from the journal; those that were shipped are of the migrations."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Untrue
from people.terms.models import Term
from people.terms.queries import SHIPPED_ON


def untrue(session: Session) -> Iterator[Untrue]:
    """Every term after the shipped ones that is not as its entry tells it."""
    for ids in replay.batches(session, select(Term.id).where(Term.effective_on > SHIPPED_ON)):
        told = replay.bodies(session, Log.CUSTODY, [f"term:{one}" for one in ids])
        for row in session.scalars(select(Term).where(Term.id.in_(ids)).order_by(Term.id)):
            subject = f"term:{row.id}"
            if not told[subject]:
                yield Untrue(subject, "entry")
                continue
            n, body = told[subject][-1]
            yield from replay.differing(subject, n, body, _facts(row))
    yield from replay.deleted(session, Log.CUSTODY, "term", "set_term", lambda ids: _there(session, ids))


def _there(session: Session, ids: list[int]) -> set[int]:
    return set(session.scalars(select(Term.id).where(Term.id.in_(ids))))


def _facts(row: Term) -> dict[str, Any]:
    return {
        "term": row.key,
        "grade": row.rank,
        "value": row.value,
        "on": row.effective_on.isoformat(),
        "source": row.source,
        "is_verified": row.is_verified,
    }
