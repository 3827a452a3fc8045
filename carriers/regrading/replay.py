"""Every act of regrading told from the journal of its medium."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.regrading.models import GradeFall
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Untrue

OPS = ("propose_fall", "sign_fall", "lower_grade")


def untrue(session: Session) -> Iterator[Untrue]:
    """Every medium whose acts, hands and approvals are not those that its entries tell."""
    for ids in replay.batches(session, select(GradeFall.carrier_id).distinct()):
        told = replay.bodies(session, Log.CUSTODY, [f"carrier:{one}" for one in ids])
        kept: dict[int, list[tuple[str, str, list[int], int]]] = {one: [] for one in ids}
        for row in session.scalars(select(GradeFall).where(GradeFall.carrier_id.in_(ids)).order_by(GradeFall.id)):
            ranks = [row.from_rank, row.to_rank]
            kept[row.carrier_id].append((OPS[0], row.code, ranks, row.account_id))
            kept[row.carrier_id] += [(OPS[1], row.code, ranks, one.account_id) for one in row.hands]
            kept[row.carrier_id] += [(OPS[2], row.code, ranks, row.approver_id)] if row.approver_id else []
        for carrier_id, facts in kept.items():
            entries = [(n, body) for n, body in told[f"carrier:{carrier_id}"] if body["op"] in OPS]
            said = [(body["op"], body["paper"], body["ranks"], body["actor"]) for _n, body in entries]
            if sorted(map(str, said)) != sorted(map(str, facts)):
                yield Untrue(f"carrier:{carrier_id}", "regrading", entries[-1][0] if entries else None)
