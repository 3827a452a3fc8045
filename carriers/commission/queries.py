"""Questions to the commissions."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from carriers.commission.models import Commission
from carriers.commission.rules import Purpose, Sitter, objections_to_acting
from kernel import clock
from kernel.grades import Grade
from kernel.objections import Objection
from people.admission import queries as admission
from people.terms import queries as terms

PAGE = 50


def commissions(session: Session, before: int | None = None) -> Sequence[Commission]:
    """One page of commissions and one more, the newest order first."""
    query = select(Commission).order_by(Commission.id.desc()).limit(PAGE + 1)
    return session.scalars(query.where(Commission.id < before) if before else query).all()


def commission(session: Session, commission_id: int) -> Commission | None:
    return session.get(Commission, commission_id)


def sitting(session: Session, purpose: Purpose, on: date) -> Sequence[Commission]:
    """The commissions that an order calls to this purpose on a day, the newest first."""
    query = select(Commission).where(Commission.purpose == purpose, Commission.valid_from <= on)
    query = query.where(or_(Commission.valid_to.is_(None), Commission.valid_to >= on))
    return session.scalars(query.order_by(Commission.id.desc())).all()


def least(session: Session, purpose: Purpose, grade: Grade, on: date) -> int:
    """How many must sit for a carrier of this grade."""
    return terms.value(session, f"{purpose.value}_commission", on, rank=int(grade))


def objections(session: Session, row: Commission, purpose: Purpose, grade: Grade) -> list[Objection]:
    """Every reason why this commission may not act for this grade today."""
    today = clock.today()
    sitters = [Sitter(one.person.short_name, one.seat, admission.standing(session, one.person)) for one in row.members]
    number = least(session, purpose, grade, today)
    return objections_to_acting(row.order, sitters, purpose, grade, least=number, on=today)
