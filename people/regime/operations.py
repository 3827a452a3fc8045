"""The one act on terms: another value from a day on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from kernel import clock
from kernel.account import Account
from kernel.journal import entries as journal
from kernel.objections import Objection, refuse_if
from people.regime import rules
from people.regime.profiles import FOREIGN, SOURCES, TOUCHED, Profile
from people.regime.rules import TermGuard
from people.terms import queries
from people.terms.models import Term
from people.terms.rules import BOUNDS
from people.terms.words import DEFAULT


@dataclass(frozen=True)
class NewValue:
    """A value of one term for one grade (or all) from a day on, and where it was seen."""

    key: str
    rank: int
    value: int
    effective_on: date
    source: str
    is_verified: bool


@dataclass(frozen=True)
class Difference:
    """A term that a profile would set for a grade: what holds on the day, and what would."""

    key: str
    rank: int
    now: int
    then: int


def differences(session: Session, profile: Profile, on: date) -> list[Difference]:
    """Every term of the profiles that this one sets otherwise than it holds on a day; KZ is as shipped."""
    found = []
    for key, rank in TOUCHED:
        now, was = queries.value(session, key, on, rank=rank), queries.shipped(session, key, rank)
        then = was if profile is Profile.KZ else FOREIGN[profile].get((key, rank), was)
        found += [Difference(key, rank, now, then)] if now != then else []
    return found


def adopt(session: Session, profile: Profile, on: date, *, second: Account | None, by: Account) -> list[Term]:
    """Set every term in which the profile differs, from a day on, not verified. Raises Refused, and then sets none."""
    found = differences(session, profile, on)
    refuse_if("set_term", [] if found else [Objection(TermGuard.NOTHING)])
    source = SOURCES.get(profile, DEFAULT)
    rows = (NewValue(one.key, one.rank, one.then, on, source, is_verified=False) for one in found)
    return [set_term(session, one, second=second, by=by) for one in rows]


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
