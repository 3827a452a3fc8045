"""Every failure to rectify told from the journal: proposed in a batch, then heard and decided."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from audits.escalation.models import Failure
from audits.escalation.rules import FailureState
from kernel.journal import canon, replay
from kernel.journal.entries import Entry, Log
from kernel.journal.replay import Untrue

STATES = {
    "explain_failure": FailureState.EXPLAINED,
    "confirm_failure": FailureState.CONFIRMED,
    "justify_failure": FailureState.JUSTIFIED,
}


def untrue(session: Session) -> Iterator[Untrue]:
    """Every failure that is not as the journal tells it, that nobody proposed, or that is gone."""
    told: dict[tuple[int, str], tuple[int, FailureState]] = {}
    query = select(Entry.n, Entry.op, Entry.subject, Entry.body).where(
        Entry.log == Log.CUSTODY, Entry.op.in_(["propose_failure", *STATES])
    )
    for n, op, subject, encoded in session.execute(query.order_by(Entry.n)):
        body = canon.decode(encoded)
        if op == "propose_failure":
            for finding_id, due_on, _official in body["failures"]:
                told[finding_id, due_on] = n, FailureState.PROPOSED
        else:
            told[int(str(subject).split(":")[1]), body["due_on"]] = n, STATES[op]
    for ids in replay.batches(session, select(Failure.id)):
        for row in session.scalars(select(Failure).where(Failure.id.in_(ids))):
            found = told.pop((row.finding_id, row.due_on.isoformat()), None)
            if found is None or found[1] is not row.state:
                yield Untrue(f"finding:{row.finding_id}", "failure", found[0] if found else None)
    yield from (Untrue(f"finding:{finding_id}", "failure", n) for (finding_id, _due), (n, _state) in told.items())
