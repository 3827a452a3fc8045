"""Every wording told from the journal."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.wordings.models import PaperText
from carriers.wordings.operations import told
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import Untrue


def untrue(session: Session) -> Iterator[Untrue]:
    """Every wording that is not as its entry tells it, that no entry tells, or that is gone."""
    for ids in replay.batches(session, select(PaperText.id)):
        entries = replay.bodies(session, Log.CUSTODY, [f"paper_text:{one}" for one in ids])
        for row in session.scalars(select(PaperText).where(PaperText.id.in_(ids)).order_by(PaperText.id)):
            subject = f"paper_text:{row.id}"
            if not entries[subject]:
                yield Untrue(subject, "entry")
                continue
            n, body = entries[subject][-1]
            yield from replay.differing(subject, n, body, told(row))
    yield from replay.deleted(session, Log.CUSTODY, "paper_text", "reword", lambda ids: _there(session, ids))


def _there(session: Session, ids: list[int]) -> set[int]:
    return set(session.scalars(select(PaperText.id).where(PaperText.id.in_(ids))))
