"""Questions to the terms: numbers of days, people and hours as data with effective dates."""

from collections.abc import Iterator, Sequence
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from people.terms.models import Term
from people.terms.rules import EVERY_RANK


class TermMissing(LookupError):
    """No value of this rule is in force on this day."""


def value(session: Session, key: str, on: date, *, rank: int = EVERY_RANK) -> int:
    """The number in force on the day, the grade's own before the general one. Raises TermMissing."""
    for known, of_rank, since, number in _known(session):
        if known == key and of_rank in (rank, EVERY_RANK) and since <= on:
            return number
    raise TermMissing(key)


def _known(session: Session) -> list[tuple[str, int, date, int]]:
    """Every term, a grade's own and the newest first; read once in a session, because one act asks many times."""
    if "terms" not in session.info:
        session.info["terms"] = [(row.key, row.rank, row.effective_on, row.value) for row in terms(session)]
    found: list[tuple[str, int, date, int]] = session.info["terms"]
    return found


def hour(session: Session, key: str, on: date) -> time:
    """A term kept as minutes after midnight, as a time of day."""
    minutes = value(session, key, on)
    return time(minutes // 60, minutes % 60)


SHIPPED_ON = date(2000, 1, 1)  # before anything was done: the values that migrations brought


def shipped(session: Session, key: str, rank: int) -> int:
    """The value that the product brought for a grade. Raises TermMissing."""
    return value(session, key, SHIPPED_ON, rank=rank)


def terms(session: Session) -> Sequence[Term]:
    """Every term by its key, a grade's own and the newest first."""
    return session.scalars(select(Term).order_by(Term.key, Term.rank.desc(), Term.effective_on.desc())).all()


def forget(session: Session) -> None:
    """Read the terms anew: one was set in this session."""
    session.info.pop("terms", None)


def row(session: Session, key: str, rank: int, effective_on: date) -> Term | None:
    """The value that begins exactly on this day."""
    query = select(Term).where(Term.key == key, Term.rank == rank, Term.effective_on == effective_on)
    return session.scalars(query).one_or_none()


def history(session: Session, term_id: int) -> Sequence[Term]:
    """Every value of the term that this row is one of, those of all grades first, the newest first."""
    found = session.get(Term, term_id)
    if found is None:
        return []
    query = select(Term).where(Term.key == found.key)
    return session.scalars(query.order_by(Term.rank, Term.effective_on.desc())).all()


def in_force(rows: Sequence[Term], on: date) -> Iterator[Term]:
    """The rows of one term that hold on a day: the newest of each grade."""
    for rank in {one.rank for one in rows}:
        held = [one for one in rows if one.rank == rank and one.effective_on <= on]
        if held:
            yield max(held, key=lambda one: one.effective_on)
