"""Questions to the register of persons and units."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from kernel.searches import contains
from people.register.models import Person, Unit

PAGE = 50


def by_code(session: Session, code: str) -> Person | None:
    """The person whose pass carries these 14 digits."""
    return session.scalars(select(Person).where(Person.code == code).options(joinedload(Person.unit))).one_or_none()


def person(session: Session, person_id: int) -> Person | None:
    return session.get(Person, person_id, options=[joinedload(Person.unit)])


def units(session: Session) -> Sequence[Unit]:
    return session.scalars(select(Unit).order_by(Unit.code)).all()


def persons(text: str = "", unit_id: int | None = None) -> Select[Person]:
    """Persons by surname; the caller pages by (last_name, id)."""
    query = select(Person).options(joinedload(Person.unit)).order_by(Person.last_name, Person.id)
    for word in text.casefold().split():
        query = query.where(contains(Person.search_key, word))
    return query.where(Person.unit_id == unit_id) if unit_id else query


def page_of(session: Session, query: Select[Person], after: int | None) -> tuple[list[Person], int | None]:
    """One page after the person with this id, and the id to ask the next page with."""
    if after is not None and (last := session.get(Person, after)) is not None:
        query = query.where(
            (Person.last_name > last.last_name) | ((Person.last_name == last.last_name) & (Person.id > after))
        )
    found = list(session.scalars(query.limit(PAGE + 1)).unique())
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None
