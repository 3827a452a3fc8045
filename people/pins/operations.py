"""Acts on PINs. Everything here is written to the security log; no PIN ever is."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from kernel import throttle
from kernel.account import CONSOLE, Account
from kernel.journal import entries as journal
from kernel.journal.replay import mark
from kernel.objections import Objection, refuse_if
from kernel.secrets import passwords
from people.accounts import queries as accounts
from people.pins import rules
from people.pins.rules import PinGuard
from people.register import operations as persons
from people.register.models import Person
from people.register.rules import PersonGuard
from people.roles.rules import Permission


@dataclass(frozen=True)
class Witness:
    """A worker of the registry who is there, and the PIN that says so."""

    person: Person | None
    pin: str


def set_own(session: Session, person: Person, *, old: str, new: str, address: str, by: Account) -> None:
    """The holder sets it in their own session; where one stands, it is asked. Raises Refused."""
    objections = rules.objections_to_digits(new) + _old(session, person, old, address)
    refuse_if("set_pin", objections, person=person.id)
    _keep(session, person, new, "set_pin", by=by)


def set_at_registry(
    session: Session, person: Person, *, old: str, new: str, worker: Witness, second: Witness, address: str, by: Account
) -> None:
    """The holder sets it before two workers, who both confirm by their own PINs. Raises Refused.

    Where one stands, it is asked; a forgotten one is cleared first, with a reason, by who may do that.
    """
    one, two = (witness.person.id if witness.person else None for witness in (worker, second))
    objections = rules.objections_to_presence(person.id, one, two, works=_works(session, second.person))
    if not objections:
        objections = _confirmed(session, worker, PinGuard.WORKER_PIN, address)
        objections += _confirmed(session, second, PinGuard.SECOND_PIN, address)
    objections += rules.objections_to_digits(new) + _old(session, person, old, address)
    refuse_if("set_pin", objections, person=person.id)
    _keep(session, person, new, "set_pin", by=by, witnesses=[one, two])


def clear(session: Session, person: Person, *, reason: str, by: Account) -> None:
    """Forget a PIN that its holder forgot; nobody else ever learns either. Raises Refused."""
    objections = [] if person.pin_hash else [Objection(PersonGuard.PIN_NONE)]
    objections += rules.objections_to_clearing(person.id, by.person_id)
    refuse_if("clear_pin", objections, person=person.id)
    person.pin_hash = None
    session.flush()
    throttle.forget(session, persons.throttled(person.id))
    _record(session, person, "clear_pin", by=by, reason=reason)


def bootstrap(session: Session, person: Person, *, new: str) -> None:
    """At the console of a room that has no two workers with a PIN yet. Raises Refused."""
    workers = {one.id for one in accounts.workers(session) if one.pin_hash}
    objections = rules.objections_to_bootstrap(person.id, workers) + rules.objections_to_digits(new)
    objections += [] if _works(session, person) else [Objection(PinGuard.TWO_WORKERS)]
    refuse_if("bootstrap_pin", objections, person=person.id)
    _keep(session, person, new, "bootstrap_pin", by=CONSOLE)


def _works(session: Session, person: Person | None) -> bool:
    """Whether this person works at the registry today."""
    found = accounts.by_person(session, person.id) if person else []
    return any(one.may(Permission.WORK_AT_DESK) for one in found)


def _confirmed(session: Session, witness: Witness, guard: PinGuard, address: str) -> list[Objection]:
    if witness.person is None:
        return [Objection(guard)]
    objection = persons.pin_objection(session, witness.person, witness.pin, address=address)
    return _as(objection, guard, witness.person) if objection else []


def _old(session: Session, person: Person, old: str, address: str) -> list[Objection]:
    if person.pin_hash is None:
        return []
    objection = persons.pin_objection(session, person, old, address=address)
    return _as(objection, PinGuard.OLD_WRONG, person) if objection else []


def _as(objection: Objection, guard: PinGuard, person: Person) -> list[Objection]:
    """What stands against a PIN, at the field where that PIN was typed; `person` is whose guess it was."""
    if objection.guard is PersonGuard.PIN_WAIT:
        return [Objection(PinGuard.WAIT, {**objection.data, "at": guard.value})]
    return [Objection(guard, {"person": person.id})]


def _keep(session: Session, person: Person, new: str, op: str, *, by: Account | None, **facts: Any) -> None:
    person.pin_hash = passwords.hashed(new)
    session.flush()
    _record(session, person, op, by=by, hash=mark(person.pin_hash), **facts)


def _record(session: Session, person: Person, op: str, *, by: Account | None, **facts: Any) -> None:
    journal.append(session, op, by=by, log=journal.Log.SECURITY, subject=f"person:{person.id}", **facts)
