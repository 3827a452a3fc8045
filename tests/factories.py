"""Things of the office, each made by the real operations, so that no test holds an unlawful one."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from carriers.commission import operations as commissions
from carriers.commission.models import Commission
from carriers.commission.rules import Order, Purpose, Seat
from carriers.custody import operations as custody
from carriers.custody import queries as carriers
from carriers.custody.models import Carrier
from carriers.custody.operations import Signatures
from carriers.custody.queries import Hands
from carriers.custody.rules import Act, CarrierKind, Confirmation, Origin
from carriers.destruction import operations as destruction
from carriers.destruction import queries as acts
from carriers.destruction.models import DestructionAct
from carriers.destruction.operations import Draft
from carriers.destruction.rules import Method
from carriers.loss import operations as losses
from carriers.loss.models import LossCase
from carriers.loss.operations import Declaration
from carriers.loss.rules import Circumstance
from carriers.register import operations as registers
from carriers.register.models import Register
from carriers.register.operations import Particulars
from carriers.register.rules import GapGiven, RegisterKind
from carriers.storage import operations as storage
from carriers.storage.models import Place
from carriers.storage.rules import PlaceKind
from kernel import clock
from kernel.account import CONSOLE
from kernel.codes import serials
from kernel.grades import Grade
from kernel.journal import entries as journal
from kernel.journal.replay import BASELINE, mark
from kernel.secrets import passwords
from people.accounts import operations as accounts
from people.accounts.models import Account
from people.admission import operations as admission
from people.admission.models import Clearance
from people.posts import operations as posts
from people.posts.models import Post, Tenure
from people.posts.rules import TenureKind
from people.register import operations as persons
from people.register import queries as person_queries
from people.register.models import Person, Unit
from people.roles.rules import Role
from people.terms.models import Term
from people.terms.rules import EVERY_RANK

SITE = 4
PIN = "271828"
PASSWORD = "тоғыз жолдың торабы 9"
_numbers = count(1)


def begin(session: Session, site: int = SITE) -> None:
    journal.begin(session, site)
    serials.begin(session, site)


def a_unit(session: Session, **fields: Any) -> Unit:
    n = next(_numbers)
    names = {"kk": f"Жоспарлау басқармасы {n}", "ru": f"Управление планирования {n}", "en": f"Planning {n}"}
    return persons.enter_unit(session, code=f"Б{n}", names=names, parent=fields.get("parent"), by=CONSOLE)


def a_person(session: Session, *, form: int | None = 1, pin: str | None = PIN, **fields: Any) -> Person:
    """Somebody with a clearance of this form (None for no clearance) and a PIN of their own."""
    n = next(_numbers)
    columns = {
        "last_name": f"Ахметова{n}",
        "first_name": "Айгүл",
        "middle_name": "Серікқызы",
        "position": "бас маман",
        "employed_from": date(2020, 1, 10),
        **fields,
    }
    if "unit_id" not in columns:
        columns["unit_id"] = a_unit(session).id
    person = persons.enter_person(session, columns, by=CONSOLE)
    if form is not None:
        a_clearance(session, person, form=form)
    if pin is not None:
        person.pin_hash = passwords.hashed(pin)
        subject, told = f"person:{person.id}", mark(person.pin_hash)
        journal.append(session, BASELINE, by=CONSOLE, log=journal.Log.SECURITY, subject=subject, hash=told)
    found = person_queries.person(session, person.id)
    assert found is not None
    return found


def a_post(session: Session, *, is_head: bool = False, **fields: Any) -> Post:
    unit = fields.get("unit") or a_unit(session)
    names = {"kk": "Бөлім басшысы", "ru": "Начальник отдела", "en": "Head of division"}
    return posts.enter_post(session, unit, names, is_head=is_head, by=CONSOLE)


def a_tenure(session: Session, post: Post | None = None, person: Person | None = None, **fields: Any) -> Tenure:
    """Somebody on a post since the spring of 2024."""
    days = (fields.get("first_on", date(2024, 3, 2)), fields.get("last_on"))
    chair, sitter = post or a_post(session), person or a_person(session)
    kind = fields.get("kind", TenureKind.SUBSTANTIVE)
    return posts.appoint(session, chair, sitter, kind, days, order_no="14-ж", by=CONSOLE)


def a_commission(
    session: Session, purpose: Purpose = Purpose.LOSS, *, people: list[Person] | None = None, **fields: Any
) -> Commission:
    """Three cleared people, the first of them chairman, by an order of this year."""
    sitters = people or [a_person(session) for _n in range(3)]
    seats = [(who, Seat.MEMBER if n else Seat.CHAIRMAN) for n, who in enumerate(sitters)]
    day = fields.get("valid_from", date(2026, 1, 10))
    order = Order(purpose, day, fields.get("valid_to", date(2026, 12, 31)))
    return commissions.form(session, f"{next(_numbers)}-ж", day, order, seats, by=CONSOLE)


def a_case(session: Session, carrier: Carrier | None = None, *, by: Account | None = None, **said: Any) -> LossCase:
    """A carrier declared missing from its place, or from the hands of its holder."""
    found = carriers.locked(session, [(carrier or a_flash(session)).id])[0]
    declared = Declaration(
        said.get("circumstance", Circumstance.NOT_PRESENTED), said.get("at", clock.now()), "Сейф", said.get("did", "")
    )
    return losses.declare(session, found, declared, by=by or an_account(session))


def an_act(
    session: Session, carriers_of: list[Carrier] | None = None, *, by: Account | None = None, **fields: Any
) -> tuple[DestructionAct, list[Account]]:
    """A draft with these carriers (one document), and an account of each member of its commission."""
    seated = [an_account(session, role) for role in (Role.HEAD, Role.MANAGER, Role.CLERK)]
    people = [one.person for one in seated if one.person]
    commission = a_commission(session, Purpose.DESTRUCTION, people=people)
    method = fields.get("method", Method.BURNING)
    worker = by or an_account(session)
    act = destruction.draw(session, Draft("Хаттама № 9", method, "012-бөлме", "№ 7"), commission, by=worker)
    for carrier in [a_document(session)] if carriers_of is None else carriers_of:
        destruction.add(session, act, carriers.locked(session, [carrier.id])[0], by=worker)
    return act, seated


def signed_by(session: Session, act: DestructionAct, members: list[Account]) -> None:
    """The list signed by these members as it stands."""
    for by in members:
        seen = acts.list_hash(act, acts.units(session, act.id))
        destruction.sign(session, act, seen=seen, by=by)


def approved(session: Session, act: DestructionAct, members: list[Account]) -> DestructionAct:
    """The act signed by everybody and approved by a head of the body."""
    signed_by(session, act, members)
    seen = acts.list_hash(act, acts.units(session, act.id))
    destruction.approve(session, act, seen=seen, by=an_account(session, Role.ORG_HEAD))
    return act


def card_of(session: Session, person: Person) -> str:
    """What a scanner reads of the card that the person holds: the code with its seal behind it."""
    card = persons.print_pass(session, person, reason="first", by=CONSOLE)
    return card.code + card.seal


def a_clearance(session: Session, person: Person, **fields: Any) -> Clearance:
    signed = date(2024, 3, 2)
    columns = {
        "form": 1,
        "valid_from": signed,
        "valid_to": date(2028, 3, 14),
        "obligation_on": signed,
        "restriction_consent_on": signed,
        "check_consent_on": signed,
        "law_briefing_on": signed,
        "decision_on": signed,
        "decision_no": "18",
        **fields,
    }
    return admission.grant(session, person, columns, by=CONSOLE)


def an_account(
    session: Session, role: Role = Role.CLERK, *, person: Person | None = None, max_rank: int = 3, **fields: Any
) -> Account:
    """A login of the role with PASSWORD; with a cleared person of its own where a grade is shown to it."""
    sitter = person or a_person(session)
    account, _ = accounts.add(
        session,
        fields.get("login", f"login{next(_numbers)}"),
        person=sitter,
        roles={role},
        max_rank=max_rank,
        language=fields.get("language", "en"),
        by=CONSOLE,
    )
    accounts.change_password(session, account, new=PASSWORD)
    return account


def a_place(session: Session, *, max_rank: int = 3, **fields: Any) -> Place:
    number = fields.get("number", f"С-{next(_numbers)}")
    return storage.arrange(
        session, number, kind=PlaceKind.SAFE, name="Сейф", max_rank=max_rank, parent=fields.get("parent"), by=CONSOLE
    )


def a_register(session: Session, kind: RegisterKind = RegisterKind.MEDIA, **fields: Any) -> Register:
    return registers.open_register(
        session,
        fields.get("code", f"Т{next(_numbers)}"),
        kind=kind,
        title=fields.get("title", "Электрондық жеткізгіштер"),
        ranks=fields.get("ranks", (0, 3)),
        template=fields.get("template", "{seq}{suffix}"),
        year=2026,
        by=CONSOLE,
    )


def a_flash(session: Session, *, grade: Grade = Grade.SECRET, **fields: Any) -> Carrier:
    """A flash drive in the registry."""
    register = fields.pop("register", None) or a_register(session)
    place = fields.pop("place", None) or a_place(session)
    columns = {
        "kind": CarrierKind.FLASH,
        "title": "Деректерді тасымалдауға арналған",
        "grade": grade,
        "registered_on": clock.today(),
        "serial_no": f"4C53000{next(_numbers)}",
        "columns": {"origin": Origin.PURCHASED, "model": "SanDisk 32"},
        **fields,
    }
    return registers.enter(session, register, Particulars(**columns), place, by=CONSOLE)[0]


def a_document(session: Session, *, grade: Grade = Grade.SECRET, sheets: int = 6, **fields: Any) -> Carrier:
    """One copy of a document in the registry."""
    register = fields.pop("register", None) or a_register(session, RegisterKind.INCOMING)
    place = fields.pop("place", None) or a_place(session)
    columns = {
        "kind": CarrierKind.DOCUMENT,
        "title": "Справка о состоянии работ",
        "grade": grade,
        "registered_on": clock.today(),
        "sheets": sheets,
        "columns": {"origin": Origin.COURIER, "received_from": "Бірінші ведомство"},
        **fields,
    }
    return registers.enter(session, register, Particulars(**columns), place, by=CONSOLE)[0]


def issued(
    session: Session, carrier: Carrier, holder: Person, *, by: Account, second: Account | None = None
) -> Carrier:
    """The carrier after a real issue, acknowledged by PIN."""
    receipt = custody.open_receipt(session, Act.ISSUE, Hands(None, holder), by=by)
    signatures = Signatures(receiver=Confirmation.PIN, second=second)
    custody.issue(session, carrier, holder, signatures=signatures, receipt=receipt, by=by)
    return carrier


def gap(first: int, last: int, why: str = "Ескі журналдан көшірілген") -> GapGiven:
    """Numbers left out, as the page that asks about them sends it."""
    return GapGiven(why, f"{first}-{last}", last + 1)


def term(key: str, value: int, *, rank: int = EVERY_RANK) -> Term:
    """A value of a term from the beginning of 2026 on."""
    return Term(key=key, rank=rank, value=value, effective_on=date(2026, 1, 1), source="тест")


def days(number: int) -> timedelta:
    return timedelta(days=number)
