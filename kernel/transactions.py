"""The way every act is written: all of it or nothing, and a refused one leaves the entry that it was tried."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from kernel import journal
from kernel.database import Database
from kernel.events import Listeners
from kernel.objections import Refused


@contextmanager
def transaction(
    database: Database, *, by: int | None, context: Mapping[str, Any] | None = None, listeners: Listeners | None = None
) -> Iterator[Session]:
    """One act. `context` (workstation, session, request) goes into each of its journal entries. Raises Refused anew."""
    try:
        with database.writing() as session:
            session.info.update(context=dict(context or {}), listeners=listeners or {})
            yield session
    except Refused as refused:
        with database.writing() as session:
            session.info.update(context=dict(context or {}))
            record_refusal(session, refused, by=by)
        raise


def record_refusal(session: Session, refused: Refused, *, by: int | None) -> None:
    """Journal an attempt that the rules refused: which act, by whom, on what, and every guard that said no."""
    carrier = refused.subject.get("carrier")
    journal.append(
        session,
        "refused",
        by=by,
        subject=f"carrier:{carrier}" if carrier else None,
        act=refused.act,
        guards=sorted({objection.guard.value for objection in refused.objections}),
        on=refused.subject,
    )
