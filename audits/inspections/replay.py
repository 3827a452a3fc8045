"""Every inspection told from the journal: its stage and number, its answers, samples, acts and hands."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audits.inspections.models import (
    ActObjection,
    ActSigned,
    Answer,
    Inspection,
    InspectionAct,
    Sample,
    Seen,
    Settlement,
)
from audits.inspections.rules import Act
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Body, Untrue

COUNTED: tuple[tuple[str, Any, tuple[Act, ...]], ...] = (
    ("answers", Answer, (Act.ANSWER,)),
    ("settlements", Settlement, (Act.SETTLE,)),
    ("acts", InspectionAct, (Act.DRAFT,)),
    ("samples", Sample, (Act.DRAW_SAMPLE, Act.WIDEN_SAMPLE)),
    ("seen", Seen, (Act.CHECK_UNIT,)),
    ("objections", ActObjection, (Act.OBJECT,)),
)


def untrue(session: Session) -> Iterator[Untrue]:
    """Every inspection that is not as its entries tell it, that none tells, or that is gone."""
    for ids in replay.batches(session, select(Inspection.id)):
        told = replay.bodies(session, Log.CUSTODY, [f"inspection:{one}" for one in ids])
        counts = {name: _counts(session, table.inspection_id, ids) for name, table, _acts in COUNTED}
        hands = _hands(session, ids)
        for row in session.scalars(select(Inspection).where(Inspection.id.in_(ids)).order_by(Inspection.id)):
            subject = f"inspection:{row.id}"
            entries = [(n, body) for n, body in told[subject] if "stage" in body]
            if not entries:
                yield Untrue(subject, "entry")
                continue
            kept = {
                "number": row.number,
                "stage": row.stage.value,
                "hands": hands.get(row.id, 0),
                **{name: found.get(row.id, 0) for name, found in counts.items()},
            }
            yield from replay.differing(subject, entries[-1][0], _told([body for _n, body in entries]), kept)

    def there(ids: list[int]) -> set[int]:
        return set(session.scalars(select(Inspection.id).where(Inspection.id.in_(ids))))

    yield from replay.deleted(session, Log.CUSTODY, "inspection", Act.PLAN.value, there)


def _counts(session: Session, column: Any, ids: list[int]) -> dict[int, int]:
    query = select(column, func.count()).where(column.in_(ids)).group_by(column)
    return dict(session.execute(query).all())


def _hands(session: Session, ids: list[int]) -> dict[int, int]:
    """How many signatures stand under the acts of each inspection."""
    query = select(InspectionAct.inspection_id, func.count()).join(ActSigned, ActSigned.act_id == InspectionAct.id)
    query = query.where(InspectionAct.inspection_id.in_(ids)).group_by(InspectionAct.inspection_id)
    return dict(session.execute(query).all())


def _told(bodies: list[Body]) -> dict[str, Any]:
    done = Counter(one["op"] for one in bodies)
    return {
        "number": bodies[-1]["number"],
        "stage": bodies[-1]["stage"],
        "hands": done[Act.SIGN.value],
        **{name: sum(done[act.value] for act in acts) for name, _table, acts in COUNTED},
    }
