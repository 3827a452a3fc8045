"""Questions to the posts: who holds which, and who heads a unit and the body on a day."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from people.posts.models import Post, Tenure
from people.posts.rules import holding
from people.register.models import Person, Unit


def posts(session: Session) -> Sequence[Post]:
    """Every post by its unit, the head of each first."""
    query = select(Post).join(Unit, Unit.id == Post.unit_id).options(joinedload(Post.unit))
    return session.scalars(query.order_by(Unit.code, Post.is_head.desc(), Post.id)).all()


def post(session: Session, post_id: int) -> Post | None:
    return session.get(Post, post_id, options=[joinedload(Post.unit)])


def head_post(session: Session, unit_id: int) -> Post | None:
    """The post that heads exactly this unit."""
    return session.scalars(select(Post).where(Post.unit_id == unit_id, Post.is_head)).one_or_none()


def tenures(session: Session, post_id: int) -> Sequence[Tenure]:
    """Everybody who holds or held the post, the newest first."""
    query = select(Tenure).where(Tenure.post_id == post_id).order_by(Tenure.first_on.desc(), Tenure.id.desc())
    return session.scalars(query.options(joinedload(Tenure.person))).all()


def held(session: Session, post_id: int, on: date) -> Tenure | None:
    """The tenure that answers for the post on a day; None where it is vacant."""
    rows = tenures(session, post_id)
    found = holding((one.span for one in rows), on)
    return next((one for one in rows if one.span == found), None)


def holders(session: Session, on: date) -> dict[int, Tenure]:
    """Who answers for each post on a day, by its id; vacant ones are left out."""
    of_post: dict[int, list[Tenure]] = {}
    for row in session.scalars(select(Tenure).options(joinedload(Tenure.person)).order_by(Tenure.first_on.desc())):
        of_post.setdefault(row.post_id, []).append(row)
    found = {post_id: (rows, holding((one.span for one in rows), on)) for post_id, rows in of_post.items()}
    return {post_id: next(one for one in rows if one.span == span) for post_id, (rows, span) in found.items() if span}


def head(session: Session, unit_id: int, on: date) -> Person | None:
    """Who heads the unit on a day, or the nearest unit above it whose head's post is held."""
    unit = session.get(Unit, unit_id)
    while unit is not None:
        chair = head_post(session, unit.id)
        tenure = held(session, chair.id, on) if chair else None
        if tenure is not None:
            return tenure.person
        unit = session.get(Unit, unit.parent_id) if unit.parent_id else None
    return None


def body_head(session: Session, on: date) -> Person | None:
    """The head of the whole body: of the unit that is part of no other."""
    for unit_id in session.scalars(select(Unit.id).where(Unit.parent_id.is_(None)).order_by(Unit.code)):
        found = head(session, unit_id, on)
        if found is not None:
            return found
    return None


def held_by(session: Session, person_id: int, on: date) -> Sequence[tuple[Tenure, Post]]:
    """The posts that somebody holds on a day."""
    query = select(Tenure, Post).join(Post, Post.id == Tenure.post_id).where(Tenure.person_id == person_id)
    rows = session.execute(query.order_by(Tenure.first_on))
    return [(tenure, chair) for tenure, chair in rows if tenure.span.covers(on)]


def below(session: Session, unit_ids: Collection[int]) -> frozenset[int]:
    """These units and every unit that is part of one of them, however deep."""
    part_of: dict[int | None, list[int]] = {}
    for child, parent in session.execute(select(Unit.id, Unit.parent_id)):
        part_of.setdefault(parent, []).append(child)
    found, waiting = set(unit_ids), list(unit_ids)
    while waiting:
        for child in part_of.get(waiting.pop(), []):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return frozenset(found)


def worked_in(session: Session, person_ids: Collection[int], unit_id: int, since: date, until: date) -> frozenset[int]:
    """Those of these persons whose unit this is, or part of it, or who held a post there in these days."""
    units = below(session, [unit_id])
    now = select(Person.id).where(Person.id.in_(person_ids), Person.unit_id.in_(units))
    held = select(Tenure.person_id).join(Post, Post.id == Tenure.post_id)
    held = held.where(Tenure.person_id.in_(person_ids), Post.unit_id.in_(units), Tenure.first_on <= until)
    held = held.where(or_(Tenure.last_on.is_(None), Tenure.last_on >= since))
    return frozenset(session.scalars(now)) | frozenset(session.scalars(held))


def headed(session: Session, person_id: int | None, on: date) -> frozenset[int]:
    """The units that somebody heads on a day, with every unit that is part of them."""
    if person_id is None:
        return frozenset()
    return below(session, {post.unit_id for _tenure, post in held_by(session, person_id, on) if post.is_head})
