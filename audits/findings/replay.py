"""Every finding told from the journal: where it stands, its dates, and how many fixes, looks and decisions it had."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audits.findings.models import Annulment, Deadline, EffectPlan, Evidence, Executor, Extension, Finding, Fix, Look
from audits.findings.rules import Act
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Body, Untrue

COUNTED: tuple[tuple[str, Any, tuple[Act, ...]], ...] = (
    ("fixes", Fix, (Act.REPORT,)),
    ("looks", Look, (Act.VERIFY, Act.REJECT)),
    ("executors", Executor, (Act.ASSIGN,)),
    ("evidence", Evidence, (Act.SHOW_EVIDENCE,)),
    ("extensions", Extension, (Act.ASK_EXTENSION,)),
    ("plans", EffectPlan, (Act.PLAN_EFFECT,)),
    ("annulments", Annulment, (Act.ASK_ANNULMENT,)),
)


def untrue(session: Session) -> Iterator[Untrue]:
    """Every finding that is not as its entries tell it, that none tells, or that is gone."""
    for ids in replay.batches(session, select(Finding.id)):
        told = replay.bodies(session, Log.CUSTODY, [f"finding:{one}" for one in ids])
        counts = {name: _counts(session, table, ids) for name, table, _acts in COUNTED}
        last_dates = _dates(session, ids)
        for row in session.scalars(select(Finding).where(Finding.id.in_(ids)).order_by(Finding.id)):
            subject = f"finding:{row.id}"
            entries = [(n, body) for n, body in told[subject] if "stands" in body]
            if not entries:
                yield Untrue(subject, "entry")
                continue
            kept = {
                "number": row.number,
                "stands": row.state.value,
                "due_on": row.due_on.isoformat() if row.due_on else None,
                "severity": row.severity,
                "official": row.accountable_id,
                "dated": last_dates.get(row.id),
                **{name: found.get(row.id, 0) for name, found in counts.items()},
            }
            yield from replay.differing(subject, entries[-1][0], _told([body for _n, body in entries]), kept)

    def there(ids: list[int]) -> set[int]:
        return set(session.scalars(select(Finding.id).where(Finding.id.in_(ids))))

    yield from replay.deleted(session, Log.CUSTODY, "finding", Act.DRAFT.value, there)


def _counts(session: Session, table: Any, ids: list[int]) -> dict[int, int]:
    query = select(table.finding_id, func.count()).where(table.finding_id.in_(ids)).group_by(table.finding_id)
    return dict(session.execute(query).all())


def _dates(session: Session, ids: list[int]) -> dict[int, str]:
    """The last date of each finding, as its row of dates has it."""
    query = select(Deadline.finding_id, Deadline.due_on).where(Deadline.finding_id.in_(ids)).order_by(Deadline.seq)
    return {finding_id: due_on.isoformat() for finding_id, due_on in session.execute(query)}


def _told(bodies: list[Body]) -> dict[str, Any]:
    first, last = bodies[0], bodies[-1]
    done = Counter(one["op"] for one in bodies)
    return {
        **{name: last[name] for name in ("number", "stands", "due_on")},
        **{name: first[name] for name in ("severity", "official")},
        "dated": last["due_on"],
        **{name: sum(done[act.value] for act in acts) for name, _table, acts in COUNTED},
    }
