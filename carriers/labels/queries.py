"""Questions to the labels: what stands on one, and when it was printed before."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.custody.models import Carrier
from carriers.labels.models import LabelPrint
from carriers.labels.rules import Label
from carriers.register import queries as registers
from carriers.storage import queries as storage
from carriers.storage.models import Place
from kernel.codes.codes import Code, Kind
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from people.register import queries as persons
from people.register.models import Person


def prints(session: Session, code: str) -> Sequence[LabelPrint]:
    """Every printing of this label, the newest first."""
    return session.scalars(select(LabelPrint).where(LabelPrint.code == code).order_by(LabelPrint.id.desc())).all()


def of_carrier(carrier: Carrier) -> Label:
    """Number, mark and title; the title is unclassified by rule."""
    details = []
    if carrier.copy_no:
        details.append(_("copy %(copy)s", copy=carrier.copy_no))
    if carrier.total_sheets:
        details.append(_("sheets: %(number)s", number=carrier.total_sheets))
    if carrier.serial_no:
        details.append(carrier.serial_no)
    mark = f"{carrier.grade.marks} {carrier.suffix.upper()}".strip()
    return Label(carrier.code, carrier.number, mark, (carrier.title, ", ".join(details)))


def of_person(person: Person, seal: str = "") -> Label:
    """The pass: name, position and unit; nothing of the clearance, because a pass can be lost."""
    return Label(person.code, person.full_name, "", (person.position, person.unit.name(language())), seal)


def of_pass(session: Session, code: str) -> Label:
    """The card that was printed with this code, as it is drawn again for the same request."""
    card = persons.printed_pass(session, code)
    person = persons.person(session, card.person_id) if card else None
    if card is None or person is None:
        return Label(code)
    return Label(code, person.full_name, "", (person.position, person.unit.name(language())), card.seal)


def of_place(place: Place) -> Label:
    return Label(place.code, place.number, "", (place.name,))


def of_code(session: Session, code: Code) -> Label:
    """What the register knows of a code; the digits alone where it knows nothing."""
    if code.kind is Kind.CARRIER and (carrier := registers.by_code(session, code.text)) is not None:
        return of_carrier(carrier)
    if code.kind is Kind.PERSON and (person := persons.by_code(session, code.text)) is not None:
        return of_person(person)
    if code.kind is Kind.PLACE and (place := storage.by_code(session, code.text)) is not None:
        return of_place(place)
    return Label(code.text)
