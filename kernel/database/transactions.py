"""The way every act is written: all of it or nothing, and a refused one leaves the entry that it was tried."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from kernel.account import Account
from kernel.database.engine import Database
from kernel.journal import entries as journal
from kernel.objections import Refused


@contextmanager
def transaction(
    database: Database, *, by: Account | None, context: Mapping[str, Any] | None = None
) -> Iterator[Session]:
    """One act. `context` (workstation, session, request) goes into each of its journal entries. Raises Refused anew."""
    try:
        with database.writing() as session:
            session.info.update(context=dict(context or {}))
            yield session
    except Refused as refused:
        with database.writing() as session:
            session.info.update(context=dict(context or {}))
            record_refusal(session, refused, by=by)
        raise


def record_refusal(session: Session, refused: Refused, *, by: Account | None) -> None:
    """Journal an attempt that the rules refused: which act, by whom, on what, and every guard that said no."""
    journal.append(
        session,
        "refused",
        by=by,
        subject=next((f"{kind}:{number}" for kind, number in refused.subject.items()), None),
        act=refused.act,
        guards=sorted({objection.guard.value for objection in refused.objections}),
        on=refused.subject,
    )
