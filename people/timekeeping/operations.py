"""Confirming the clock: the one entry that may be earlier than the one before it, in both logs."""

from sqlalchemy.orm import Session

from kernel.account import Account
from kernel.journal import entries as journal
from kernel.journal.entries import Log


def confirm(session: Session, *, reason: str, by: Account) -> None:
    """The clock is right as it stands: later entries go on from now. The journal keeps what stood before."""
    last = journal.last_moment(session)
    was = journal.time_of(last) if last else None
    for log in Log:
        journal.append(session, journal.CONFIRM_CLOCK, by=by, log=log, was=was, reason=reason)


def has_gone_back(session: Session) -> bool:
    """Whether the clock shows a time before the last entry, so that nothing may be written."""
    try:
        journal.refuse_if_back(journal.last_moment(session))
    except journal.ClockWentBack:
        return True
    return False
