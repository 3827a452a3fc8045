"""What the journal wrote, as a test reads it."""

import json
from typing import Any

from sqlalchemy.orm import Session

from kernel.journal.entries import Entry


def bodies(session: Session, op: str) -> list[dict[str, Any]]:
    """The bodies of every entry of this act, the oldest first."""
    return [json.loads(one.body) for one in session.query(Entry).filter_by(op=op).order_by(Entry.log, Entry.n)]


def told(session: Session, op: str, *names: str) -> list[dict[str, Any]]:
    """Of each entry of this act: by whom, on what, and these fields."""
    return [{name: body.get(name) for name in ("actor", "subject", *names)} for body in bodies(session, op)]
