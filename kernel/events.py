"""Facts that a higher package may hear of, announced inside the transaction that made them true."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

Listener = Callable[[Session, Any], None]
Listeners = dict[type, tuple[Listener, ...]]


def announce(session: Session, fact: object) -> None:
    """Tell every listener of this type of fact; one that raises undoes the act as well."""
    listeners: Listeners = session.info.get("listeners", {})
    for listener in listeners.get(type(fact), ()):
        listener(session, fact)
