"""A signature in one's own session: the PIN of the account's own person, counted where it is wrong."""

from sqlalchemy.orm import Session

from kernel.objections import Objection, Refused
from kernel.web.visit import account, address, transaction
from people.register import operations as persons
from people.register.models import Person
from people.register.rules import PersonGuard


def prove_own(writing: Session, pin: str, act: str) -> None:
    """That whoever sits here is the account's person. Raises Refused, its objection naming the field `pin`."""
    person = writing.get(Person, account().person_id) if account().person_id else None
    objection = persons.pin_objection(writing, person, pin, address=address()) if person else _nobody()
    if objection is not None:
        raise Refused(act, [Objection(objection.guard, {**objection.data, "field": "pin"})])


def _nobody() -> Objection:
    return Objection(PersonGuard.PIN_NONE)


def count_wrong(refused: Refused) -> None:
    """After the act was undone: a wrong PIN is kept although nothing else is."""
    person_id = account().person_id
    if person_id is not None and any(one.guard is PersonGuard.PIN_WRONG for one in refused.objections):
        with transaction() as writing:
            persons.record_wrong_pin(writing, person_id, address=address(), by=account())
