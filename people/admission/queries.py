"""Questions to the clearances."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel import clock
from people.admission import rules
from people.admission.models import Clearance
from people.admission.rules import Element, ShownState, Standing
from people.register.models import Person
from people.terms import queries as terms


def open_clearance(session: Session, person_id: int) -> Clearance | None:
    """The clearance not yet ended; it may be suspended or past its last day."""
    return session.scalars(
        select(Clearance).where(Clearance.person_id == person_id, Clearance.ended_on.is_(None))
    ).one_or_none()


def clearances(session: Session, person_id: int) -> Sequence[Clearance]:
    return session.scalars(
        select(Clearance).where(Clearance.person_id == person_id).order_by(Clearance.valid_from.desc())
    ).all()


def lock(session: Session, person_ids: Iterable[int]) -> None:
    """Read the clearances of these persons anew and let nobody change them until the transaction ends."""
    session.scalars(
        select(Clearance)
        .where(Clearance.person_id.in_(list(person_ids)), Clearance.ended_on.is_(None))
        .order_by(Clearance.id)
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    ).all()


def elements(clearance: Clearance) -> dict[Element, date | None]:
    """The day of each element of art. 29(1); None where it is missing."""
    return clearance.facts.elements


def shown_state(clearance: Clearance) -> ShownState:
    """Where a clearance stands today."""
    return rules.shown_state(clearance.state, elements(clearance), clock.today())


def readmission_on(session: Session, person_id: int) -> date | None:
    """The first day on which this person may lawfully be cleared again (art. 31(1)); None where nothing bars it."""
    ended = [(one.ended_on, one.end_ground) for one in clearances(session, person_id) if one.ended_on]
    return rules.readmission_on(ended, terms.value(session, "readmission_years", clock.today())) if ended else None


def standing(session: Session, person: Person) -> Standing:
    """What the rules of art. 29 ask about a person, read now."""
    found = open_clearance(session, person.id)
    return Standing(
        person_id=person.id,
        employed_from=person.employed_from,
        employed_to=person.employed_to,
        absent_from=person.absent_from,
        absent_to=person.absent_to,
        citizenship=person.citizenship,
        treaty_ref=person.treaty_ref,
        clearance=found.facts if found else None,
    )
