"""Every wording told from the journal."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from carriers.wordings.models import PaperText
from carriers.wordings.operations import told
from kernel.journal import replay
from kernel.journal.replay import Untrue


def untrue(session: Session) -> Iterator[Untrue]:
    """Every wording that is not as its entry tells it, that no entry tells, or that is gone."""
    return replay.written_once(session, PaperText, "paper_text", "reword", told)
