"""Every destruction act told from the journal: its stage, its locked list, and the units checked and excluded."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carriers.destruction.models import ActUnit, DestructionAct
from carriers.destruction.rules import Stage, Unit
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Body, Untrue

STAGES = {"approve_act": Stage.APPROVED, "cancel_act": Stage.CANCELLED, "execute_act": Stage.EXECUTED}
BEFORE = frozenset({Stage.DRAFT, Stage.SIGNED})  # told together: a list that changes is a draft again


def untrue(session: Session) -> Iterator[Untrue]:
    """Every act that is not as its entries tell it, and every entry whose act is not there."""
    for ids in replay.batches(session, select(DestructionAct.id)):
        told = replay.bodies(session, Log.CUSTODY, [f"destruction:{one}" for one in ids])
        ends = _ends(session, ids)
        rows = select(DestructionAct).where(DestructionAct.id.in_(ids)).order_by(DestructionAct.id)
        for row in session.scalars(rows):
            subject = f"destruction:{row.id}"
            entries = told[subject]
            if not entries:
                yield Untrue(subject, "entry")
                continue
            stage = None if row.stage in BEFORE else row.stage.value
            kept = {"paper": row.code, "stage": stage, "list": row.list_hash, "method": row.method.value}
            said = fold(body for _n, body in entries)
            yield from replay.differing(subject, entries[-1][0], said, {**kept, "count": ends.get(row.id, 0)})
    yield from replay.deleted(session, Log.CUSTODY, "destruction", "draw_act", lambda ids: _there(session, ids))


def _there(session: Session, ids: list[int]) -> set[int]:
    return set(session.scalars(select(DestructionAct.id).where(DestructionAct.id.in_(ids))))


def _ends(session: Session, ids: list[int]) -> dict[int, int]:
    """How many carriers of each act are destroyed."""
    query = select(ActUnit.act_id, func.count()).where(ActUnit.act_id.in_(ids), ActUnit.what == Unit.DESTROYED)
    return dict(session.execute(query.group_by(ActUnit.act_id)).all())


def fold(bodies: Iterable[Body]) -> dict[str, Any]:
    """What entries about one act, in their order, say of it in the end."""
    told: dict[str, Any] = {"stage": None, "list": None, "count": 0}
    for body in bodies:
        op = body["op"]
        if op == "draw_act":
            told |= {"paper": body["paper"], "method": body["method"]}
        if op in STAGES:
            told["stage"] = STAGES[op].value
        if op == "approve_act":
            told["list"] = body["list"]
        if op == "execute_act":
            told["count"] = body["count"]
    return told
