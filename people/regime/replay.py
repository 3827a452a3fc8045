"""Every term set here told from the journal; those that were shipped are of the migrations."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from kernel.journal import replay
from kernel.journal.replay import Untrue
from people.terms.models import Term
from people.terms.queries import SHIPPED_ON


def untrue(session: Session) -> Iterator[Untrue]:
    """Every term after the shipped ones that is not as its entry tells it."""
    return replay.written_once(session, Term, "term", "set_term", _facts, Term.effective_on > SHIPPED_ON)


def _facts(row: Term) -> dict[str, Any]:
    return {
        "term": row.key,
        "grade": row.rank,
        "value": row.value,
        "on": row.effective_on.isoformat(),
        "source": row.source,
        "is_verified": row.is_verified,
    }
