"""Every record of sanitising told from the journal of its medium."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.sanitising.models import Sanitising
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Untrue


def untrue(session: Session) -> Iterator[Untrue]:
    """Every record that is not as its entry tells it, and every entry whose record is not there."""
    for ids in replay.batches(session, select(Sanitising.carrier_id).distinct()):
        told = replay.bodies(session, Log.CUSTODY, [f"carrier:{one}" for one in ids])
        said = {
            body["paper"]: (n, (body["method"], body["is_right"], body["witnesses"]))
            for entries in told.values()
            for n, body in entries
            if body["op"] == "sanitise"
        }
        for row in session.scalars(select(Sanitising).where(Sanitising.carrier_id.in_(ids))):
            n, facts = said.pop(row.code, (None, None))
            if facts != (row.method.value, row.is_clean, [row.performer_id, row.verifier_id]):
                yield Untrue(f"carrier:{row.carrier_id}", "sanitising", n)
        yield from (Untrue(f"paper:{code}", "sanitising", n) for code, (n, _facts) in said.items())
