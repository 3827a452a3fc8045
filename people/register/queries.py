"""Questions to the register of persons and units."""

import hmac
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from kernel.codes.scanning import ScanRefused, read
from kernel.objections import refuse_if
from kernel.web.searches import contains
from kernel.words.texts import folded
from people.register.models import Person, PrintedPass, Unit
from people.register.rules import objections_to_named

PAGE = 50


def by_code(session: Session, code: str) -> Person | None:
    """The person whose pass carries these 14 digits."""
    return session.scalars(select(Person).where(Person.code == code).options(joinedload(Person.unit))).one_or_none()


def named(session: Session, text: str | None, field: str) -> Person:
    """The one person whom a scanned pass or words of a name mean; `field` is where it was typed. Raises Refused."""
    try:
        codes = [code.text for code in read(text or "").codes if not code.is_seal]
        found = [one for one in map(partial(by_code, session), codes) if one is not None]
    except ScanRefused:
        found = list(session.scalars(persons(text or "").limit(2))) if folded(text or "") else []
    refuse_if("choose_person", objections_to_named(len(found), field))
    return found[0]


def person(session: Session, person_id: int) -> Person | None:
    return session.get(Person, person_id, options=[joinedload(Person.unit)])


def printed_pass(session: Session, code: str) -> PrintedPass | None:
    """The card with this code, void or not; None where none was printed with it."""
    return session.get(PrintedPass, code, with_for_update=True)


def is_sealed(session: Session, person: Person, seal: str | None) -> bool:
    """Whether this seal stands in the bars of the card that the person holds today: nobody types one."""
    card = session.get(PrintedPass, person.code)
    return card is not None and card.voided_at is None and seal is not None and hmac.compare_digest(card.seal, seal)


def shown(session: Session, person_ids: Iterable[int | None]) -> dict[int, dict[str, Any]]:
    """Who these are today, as a paper keeps it: name, position, unit by language."""
    query = select(Person, Unit).join(Unit, Unit.id == Person.unit_id).where(Person.id.in_({*person_ids} - {None}))
    return {
        person.id: {
            "name": person.full_name,
            "position": person.position,
            "unit": {code: unit.name(code) for code in ("kk", "ru", "en")},
        }
        for person, unit in session.execute(query)
    }


def lock(session: Session, ids: Iterable[int]) -> None:
    """Read these persons anew and let nobody change them until the transaction ends."""
    session.scalars(
        select(Person)
        .where(Person.id.in_(list(ids)))
        .order_by(Person.id)
        .options(joinedload(Person.unit))
        .with_for_update(read=True, of=Person)
        .execution_options(populate_existing=True)
    ).all()


def units(session: Session) -> Sequence[Unit]:
    return session.scalars(select(Unit).order_by(Unit.code)).all()


def unit_by_code(session: Session, code: str) -> Unit | None:
    return session.scalars(select(Unit).where(Unit.code == code)).one_or_none()


def strengths(session: Session, on: date) -> dict[int, int]:
    """How many persons each unit employs on a day, by its id; units of nobody are left out."""
    rows = session.execute(
        select(Person.unit_id, func.count())
        .where(or_(Person.employed_to.is_(None), Person.employed_to > on))
        .group_by(Person.unit_id)
    )
    return dict(rows.all())


def persons(text: str = "", unit_id: int | None = None) -> Select[Person]:
    """Persons by surname, of a unit and the units in it; the caller pages by (last_name, id)."""
    query = select(Person).options(joinedload(Person.unit)).order_by(Person.last_name, Person.id)
    for word in folded(text).split():
        query = query.where(contains(Person.search_key, word))
    return query.where(Person.unit_id.in_(_inside(unit_id))) if unit_id else query


def _inside(unit_id: int) -> Select[int]:
    """The ids of this unit and of every unit in it."""
    tree = select(Unit.id).where(Unit.id == unit_id).cte("inside", recursive=True)
    tree = tree.union(select(Unit.id).join(tree, Unit.parent_id == tree.c.id))
    return select(tree.c.id)


def number_of(session: Session, query: Select[Person]) -> int:
    """How many persons a question finds."""
    found = query.with_only_columns(Person.id).order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def page_of(session: Session, query: Select[Person], after: int | None) -> tuple[list[Person], int | None]:
    """One page after the person with this id, and the id to ask the next page with."""
    if after is not None and (last := session.get(Person, after)) is not None:
        query = query.where(
            (Person.last_name > last.last_name) | ((Person.last_name == last.last_name) & (Person.id > after))
        )
    found = list(session.scalars(query.limit(PAGE + 1)).unique())
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None
