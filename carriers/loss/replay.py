"""Every case of loss told from the journal: its carrier, what was entered of it, and how it ended."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carriers.custody.models import Carrier
from carriers.loss.models import LossCase, SearchAction
from kernel.journal import entries as journal
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Body, Untrue


def untrue(session: Session) -> Iterator[Untrue]:
    """Every case that is not as its entries tell it, and every entry whose case is not there."""
    for ids in replay.batches(session, select(LossCase.id)):
        told = replay.bodies(session, Log.CUSTODY, [f"case:{one}" for one in ids])
        rows = select(LossCase, Carrier.code).join(Carrier, Carrier.id == LossCase.carrier_id)
        looked = select(SearchAction.case_id, func.count()).where(SearchAction.case_id.in_(ids))
        searches = dict(session.execute(looked.group_by(SearchAction.case_id)).all())
        for row, code in session.execute(rows.where(LossCase.id.in_(ids)).order_by(LossCase.id)):
            subject = f"case:{row.id}"
            entries = told[subject]
            if not entries:
                yield Untrue(subject, "entry")
                continue
            kept = {**_facts(row), "carrier": code, "searches": searches.get(row.id, 0)}
            yield from replay.differing(subject, entries[-1][0], fold(body for _n, body in entries), kept)
    yield from replay.deleted(session, Log.CUSTODY, "case", "open_case", lambda ids: _there(session, ids))


def _there(session: Session, ids: list[int]) -> set[int]:
    return set(session.scalars(select(LossCase.id).where(LossCase.id.in_(ids))))


def _facts(row: LossCase) -> dict[str, Any]:
    told = {"head": row.head_told_at, "authority": row.authority_told_at, "owner": row.owner_told_at}
    return {
        "case": row.code,
        "circumstance": row.circumstance.value,
        "detected": journal.time_of(row.detected_at),
        "outcome": row.outcome.value if row.outcome else None,
        "degree": row.degree,
        "damage": f"{row.damage:.2f}" if row.damage is not None else None,
        "is_concluded": row.concluded_at is not None,
        **{name: journal.time_of(at) if at else None for name, at in told.items()},
    }


def fold(bodies: Iterable[Body]) -> dict[str, Any]:
    """What entries about one case, in their order, say of it in the end."""
    told: dict[str, Any] = dict.fromkeys(("outcome", "degree", "damage", "head", "authority", "owner"))
    told |= {"searches": 0, "is_concluded": False}
    for body in bodies:
        match body["op"]:
            case "open_case":
                told |= {name: body[name] for name in ("case", "carrier", "circumstance", "detected")}
            case "inform":
                told[body["whom"]] = body["happened"]
            case "search":
                told["searches"] += 1
            case "confirm_degree":
                told["degree"] = body["rank"]
            case "assess_damage":
                told["damage"] = body["tenge"]
            case "conclude":
                told["is_concluded"] = True
            case "close_case":
                told["outcome"] = body["outcome"]
    return told
