"""Acts on persons and units: entering, changing, absence, dismissal; whether a PIN is right."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from kernel import clock, throttle
from kernel.account import Account
from kernel.codes import serials
from kernel.codes.codes import Kind, new_seal
from kernel.events import announce
from kernel.journal import entries as journal
from kernel.objections import Objection, refuse_if
from kernel.secrets import passwords
from kernel.words.texts import folded
from people.register import queries, rules
from people.register.events import PersonDismissed
from people.register.models import Person, PrintedPass, Unit

DATE_FIELDS = ("employed_from", "employed_to", "absent_from", "absent_to")
NAME_FIELDS = ("last_name", "first_name", "middle_name", "position", "treaty_ref")


def enter_unit(session: Session, *, code: str, names: dict[str, str], parent: Unit | None, by: Account | None) -> Unit:
    """A new unit with its names by language. Raises Refused for a code already taken."""
    is_taken = queries.unit_by_code(session, code) is not None
    refuse_if("enter_unit", [Objection(rules.PersonGuard.UNIT_CODE_TAKEN)] if is_taken else [])
    unit = Unit(code=code, parent_id=parent.id if parent else None, **{f"name_{k}": v for k, v in names.items()})
    session.add(unit)
    session.flush()
    journal.append(session, "enter_unit", by=by, subject=f"unit:{unit.id}", parent=unit.parent_id)
    return unit


def enter_person(session: Session, fields: dict[str, Any], *, by: Account | None) -> Person:
    """Enter a person with a new pass code. `fields` are the columns of Person without its code. Raises Refused."""
    refuse_if("enter_person", _objections_to_dates(fields))
    code = serials.take(session, Kind.PERSON)[0]
    person = Person(code=code.text, search_key=search_key(fields), **fields)
    session.add(person)
    session.flush()
    journal.append(
        session, "enter_person", by=by, subject=f"person:{person.id}", commit={"name": person.full_name}, code=code.text
    )
    return person


def change_person(
    session: Session, person: Person, fields: dict[str, Any], *, seen: int | None = None, by: Account
) -> list[str]:
    """Change what the register says of a person and return the fields that differ; none leaves no entry.

    The entry commits to their new text. `seen` is the version its editor looked at. Raises Refused.
    """
    objections = rules.objections_to_change(person.employed_to, clock.today(), version=person.version, seen=seen)
    dates = {name: getattr(person, name) for name in DATE_FIELDS} | fields
    changed = {name: value for name, value in fields.items() if getattr(person, name) != value}
    objections += rules.objections_to_own(person.id, by.person_id, changed)
    refuse_if("change_person", objections + _objections_to_dates(dates), person=person.id)
    if not changed:
        return []
    for name, value in changed.items():
        setattr(person, name, value)
    person.search_key = search_key({name: getattr(person, name) for name in NAME_FIELDS})
    session.flush()
    journal.append(
        session,
        "change_person",
        by=by,
        subject=f"person:{person.id}",
        commit={name: str(value) for name, value in changed.items()},
    )
    return list(changed)


def print_pass(session: Session, person: Person, *, reason: str, by: Account | None) -> PrintedPass:
    """The card that is printed now, sealed anew. One printed before it is void from this moment, and its code too."""
    before = queries.printed_pass(session, person.code)
    old = person.code
    if before is not None:
        before.voided_at = clock.now()
        person.code = serials.take(session, Kind.PERSON)[0].text
    seal = new_seal(serials.site(session) or 0)
    card = PrintedPass(code=person.code, person_id=person.id, seal=seal.text, printed_at=clock.now())
    session.add(card)
    session.flush()
    subject, void = f"person:{person.id}", old if before is not None else None
    journal.append(session, "print_pass", by=by, subject=subject, code=card.code, void=void, reason=reason)
    return card


def _objections_to_dates(fields: dict[str, Any]) -> list[Objection]:
    first, last, absent_from, absent_to = (fields.get(name) for name in DATE_FIELDS)
    return rules.objections_to_dates((first, last), (absent_from, absent_to)) if first else []


def dismiss(session: Session, person: Person, *, on: date, by: Account | None) -> None:
    """End the employment: from this day access stops (Law on State Secrets, art. 33(3)). Raises Refused."""
    objections = rules.objections_to_dismissal(person.employed_from, person.employed_to, on, clock.today())
    refuse_if("dismiss", objections, person=person.id)
    person.employed_to = on
    session.flush()
    journal.append(session, "dismiss", by=by, subject=f"person:{person.id}", on=on.isoformat())
    announce(session, PersonDismissed(person.id, on))


def search_key(fields: dict[str, Any]) -> str:
    """Case-folded text that search looks in; the same on both databases."""
    return folded(" ".join(str(fields.get(name) or "") for name in NAME_FIELDS[:4]))


def pin_objection(session: Session, person: Person, pin: str, *, address: str) -> Objection | None:
    """What stands against this PIN: none set, too many attempts, wrong. A right one clears the count of failures."""
    waiting = pin_wait(session, person, address=address)
    if waiting is not None:
        return waiting
    if person.pin_hash is None:
        return Objection(rules.PersonGuard.PIN_NONE)
    if not passwords.is_right(pin, person.pin_hash):
        return Objection(rules.PersonGuard.PIN_WRONG)
    throttle.succeeded(session, f"{throttled(person.id)}{address}")
    return None


def throttled(person_id: int) -> str:
    """What wrong PINs of a person are counted under, at whatever place they come from."""
    return f"pin:{person_id}@"


def pin_wait(session: Session, person: Person, *, address: str) -> Objection | None:
    """That this person's PIN has to wait after wrong ones, where it does."""
    seconds = throttle.wait(session, f"{throttled(person.id)}{address}")
    return Objection(rules.PersonGuard.PIN_WAIT, {"seconds": seconds}) if seconds else None


def record_wrong_pin(session: Session, person_id: int, *, address: str, by: Account) -> None:
    """Count and journal a wrong PIN; called in a transaction of its own, because the act itself was undone."""
    throttle.failed(session, f"{throttled(person_id)}{address}")
    journal.append(session, "wrong_pin", by=by, subject=f"person:{person_id}", log=journal.Log.SECURITY)
