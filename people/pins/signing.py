"""A signature in one's own session: the PIN of the account's own person, counted where it is wrong."""

from sqlalchemy.orm import Session

from kernel.objections import Objection, Refused
from kernel.web.visit import account, address, transaction
from people.accounts import queries as accounts
from people.accounts.models import Account
from people.register import operations as persons
from people.register import queries as people
from people.register.models import Person
from people.register.rules import PersonGuard
from people.roles.rules import Permission


def prove_own(writing: Session, pin: str, act: str) -> None:
    """That whoever sits here is the account's person. Raises Refused, its objection naming the field `pin`."""
    person = writing.get(Person, account().person_id) if account().person_id else None
    objection = persons.pin_objection(writing, person, pin, address=address()) if person else _nobody()
    if objection is not None:
        raise Refused(act, [Objection(objection.guard, {**objection.data, "field": "pin"})])


def prove_person(writing: Session, pass_code: str | None, pin: str, act: str, fields: tuple[str, str]) -> Person:
    """The person of this pass, who is there by PIN; `fields` are those of pass and PIN. Raises Refused."""
    person = people.named(writing, pass_code, fields[0])
    objection = persons.pin_objection(writing, person, pin, address=address())
    if objection is not None:
        raise Refused(act, [Objection(objection.guard, {**objection.data, "field": fields[1], "person": person.id})])
    return person


def prove_second(writing: Session, pass_code: str | None, pin: str, act: str) -> Account | None:
    """The working account of somebody else who is there, by pass (`second_code`) and PIN (`second_pin`).

    One that works at the desk before any other; None where they have none. Raises Refused.
    """
    person = prove_person(writing, pass_code, pin, act, ("second_code", "second_pin"))
    found = sorted(accounts.by_person(writing, person.id), key=lambda one: not one.may(Permission.WORK_AT_DESK))
    return next(iter(found), None)


def _nobody() -> Objection:
    return Objection(PersonGuard.PIN_NONE)


def count_wrong(refused: Refused) -> None:
    """After the act was undone: a wrong PIN is kept although nothing else is."""
    wrong = [one for one in refused.objections if one.guard is PersonGuard.PIN_WRONG]
    for one in wrong:
        person_id = one.data.get("person", account().person_id)
        if person_id is not None:
            with transaction() as writing:
                persons.record_wrong_pin(writing, person_id, address=address(), by=account())
