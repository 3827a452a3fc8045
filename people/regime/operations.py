"""The one act on terms: another value from a day on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from kernel import clock
from kernel.account import Account
from kernel.journal import entries as journal
from kernel.objections import refuse_if
from people.regime import rules
from people.terms import queries
from people.terms.models import Term
from people.terms.rules import BOUNDS


@dataclass(frozen=True)
class NewValue:
    """A value of one term for one grade (or all) from a day on, and where it was seen."""

    key: str
    rank: int
    value: int
    effective_on: date
    source: str
    is_verified: bool


def set_term(session: Session, new: NewValue, *, second: Account | None, by: Account) -> Term:
    """Another row; what held until then stays. `second` has proved to be there. Raises Refused."""
    is_taken = queries.row(session, new.key, new.rank, new.effective_on) is not None
    today = clock.today()
    bounds, from_day = BOUNDS[new.key], new.effective_on
    objections = rules.objections_to_term(bounds, new.value, new.rank, from_day, today, is_taken=is_taken)
    objections += rules.objections_to_second(by.person_id, second.person_id if second else None)
    objections += rules.objections_to_source(new.source, is_verified=new.is_verified)
    refuse_if("set_term", objections)
    row = Term(
        key=new.key,
        rank=new.rank,
        value=new.value,
        effective_on=new.effective_on,
        is_verified=new.is_verified,
        source=new.source,
    )
    session.add(row)
    session.flush()
    queries.forget(session)
    journal.append(
        session,
        "set_term",
        by=by,
        subject=f"term:{row.id}",
        term=new.key,
        grade=new.rank,
        value=new.value,
        on=new.effective_on.isoformat(),
        source=new.source,
        is_verified=new.is_verified,
        second=second.id if second else None,
    )
    return row
