"""Questions to the places."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.storage.models import Place


def places(session: Session) -> Sequence[Place]:
    return session.scalars(select(Place).order_by(Place.number)).all()


def by_code(session: Session, code: str) -> Place | None:
    return session.scalars(select(Place).where(Place.code == code)).one_or_none()


def by_number(session: Session, number: str) -> Place | None:
    return session.scalars(select(Place).where(Place.number == number)).one_or_none()


def inside(session: Session, place_id: int) -> list[int]:
    """The ids of this place and of every place in it."""
    tree = select(Place.id).where(Place.id == place_id).cte("inside", recursive=True)
    tree = tree.union(select(Place.id).join(tree, Place.parent_id == tree.c.id))
    return list(session.scalars(select(tree.c.id)))
