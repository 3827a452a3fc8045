"""Building the invented room by the real acts, so that nothing in it is unlawful and all of it is journalled."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import cycle

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.custody import operations as custody
from carriers.custody.models import Carrier, family_of
from carriers.custody.operations import Hands, Signatures
from carriers.custody.rules import Act, Confirmation, Family
from carriers.demo.invented import PASSWORD, PIN, PLACES, REGISTERS, SITTERS, THINGS, UNITS, Sitter, Thing
from carriers.register import operations as registers
from carriers.register.models import Register
from carriers.register.operations import Particulars
from carriers.storage import operations as storage
from carriers.storage.models import Place, PlaceKind
from kernel import clock, journal
from kernel.database import Database
from kernel.grades import Grade, highest_for_form
from kernel.journal import Entry
from people.accounts import operations as accounts
from people.accounts.models import Account
from people.accounts.rules import Permission, permissions
from people.admission import operations as admission
from people.register import operations as persons
from people.register.models import Person

BATCH = 200
SIGNED = date(2024, 3, 4)
ELEMENTS = ("obligation_on", "restriction_consent_on", "check_consent_on", "law_briefing_on", "decision_on")
MORNING = time(9, 15)
DAYS_AGO = 45
DAYS_OUT = (40, 12, 3, 20, 1)
ISSUED = 40
OP = "demo"
CLERK = "clerk"
KEPT_IN = {Grade.SPECIAL_IMPORTANCE: "101-1", Grade.TOP_SECRET: "101-2"}


def _furnish(session: Session) -> None:
    """The room without its carriers: units, persons, passes, PINs, accounts, places, registers."""
    journal.append(session, OP, by=None)
    units = {
        code: persons.enter_unit(session, code=code, names={"kk": kk, "ru": ru, "en": en}, parent=None, by=None)
        for code, kk, ru, en in UNITS
    }
    for sitter in SITTERS:
        _seat(session, sitter, units[sitter.unit].id)
    places: dict[str, Place] = {}
    for number, parent, name, rank in PLACES:
        kind = PlaceKind.SAFE if parent else PlaceKind.PREMISE
        places[number] = storage.arrange(
            session, number, kind=kind, name=name, max_rank=rank, parent=places.get(parent), by=None
        )
    for code, register_kind, title in REGISTERS:
        registers.open_register(
            session,
            code,
            kind=register_kind,
            title=title,
            ranks=(0, 3),
            template="{seq}{suffix}",
            year=clock.today().year,
            by=None,
        )


def _seat(session: Session, sitter: Sitter, unit_id: int) -> None:
    names = {name: getattr(sitter, name) for name in ("last_name", "first_name", "middle_name", "position")}
    person = persons.enter_person(session, {**names, "unit_id": unit_id, "employed_from": date(2019, 9, 2)}, by=None)
    if sitter.form is not None:
        dates = {name: None if name == sitter.lacks else SIGNED for name in ELEMENTS}
        fields = {"form": sitter.form, "valid_from": SIGNED, "valid_to": SIGNED.replace(year=SIGNED.year + 5)}
        admission.grant(session, person, {**fields, **dates, "decision_no": "18-қ"}, by=None)
    persons.set_pin(session, person, old=None, new=PIN, station="", by=0)
    if sitter.role is not None:
        _give_account(session, sitter, person)


def _give_account(session: Session, sitter: Sitter, person: Person) -> None:
    assert sitter.role is not None  # noqa: S101 - asked by the caller
    sees = Permission.SEE_CARRIERS in permissions([sitter.role])
    rank = highest_for_form(sitter.form) if sees and sitter.form else Grade.OFFICIAL_USE
    account, _one_time = accounts.add(
        session,
        sitter.login,
        person=person,
        roles=[sitter.role],
        max_rank=int(rank),
        language=sitter.language,
        by=None,
    )
    accounts.change_password(session, account, new=PASSWORD)


def build(database: Database, number: int, tick: Callable[[int], None]) -> None:
    """Furnish the room, register this many carriers in batches, issue a few, some long enough ago to be overdue."""
    with clock.frozen(_days_ago(DAYS_AGO)):
        with database.writing() as session:
            _furnish(session)
        for first in range(0, number, BATCH):
            count = min(BATCH, number - first)
            with database.writing() as session:
                _register(session, first, count)
            tick(count)
    with database.writing() as session:
        _issue(session)


def is_built(session: Session) -> bool:
    """Whether this database holds the invented room."""
    return session.scalars(select(Entry.n).where(Entry.op == OP).limit(1)).first() is not None


def _days_ago(days: int) -> datetime:
    return min(clock.at_local(clock.today() - timedelta(days=days), MORNING), clock.now())


def _register(session: Session, first: int, count: int) -> None:
    books = {one.code: one for one in session.scalars(select(Register))}
    places = {one.number: one for one in session.scalars(select(Place))}
    for n in range(first, first + count):
        _enter(session, n, THINGS[n % len(THINGS)], books, places)


def _enter(session: Session, n: int, thing: Thing, books: Mapping[str, Register], places: Mapping[str, Place]) -> None:
    turn = n // len(THINGS)
    grade = thing.grades[turn % len(thing.grades)]
    is_paper = family_of(thing.kind) is Family.PAPER
    particulars = Particulars(
        kind=thing.kind,
        title=thing.titles[turn % len(thing.titles)],
        grade=grade,
        registered_on=clock.today(),
        sheets=1 + n * 7 % 40 if is_paper else None,
        serial_no="" if is_paper else f"4C530001{n + 100019}",
        columns={"origin": thing.origin, "model": thing.model, "capacity": thing.capacity},
    )
    place = places[KEPT_IN.get(grade, "101-3")]
    registers.enter(session, books[thing.register], particulars, place, by=None)


def _issue(session: Session) -> None:
    """A few carriers go to those who may hold them; what the guards refuse stays in the registry."""
    worker = session.scalars(select(Account).where(Account.login == CLERK)).one()
    query = select(Carrier).where(Carrier.rank < Grade.SPECIAL_IMPORTANCE).order_by(Carrier.id).limit(ISSUED)
    takers = session.scalars(select(Person).where(Person.id != worker.person_id).order_by(Person.id)).all()
    turns = zip(session.scalars(query).all(), cycle(takers), cycle(DAYS_OUT), strict=False)
    for carrier, taker, days in sorted(turns, key=lambda turn: -turn[2]):
        with clock.frozen(_days_ago(days if carrier.rank < Grade.TOP_SECRET else 0)):
            if not custody.objections_to_issue(session, carrier, taker, second=None, by=worker):
                receipt = custody.open_receipt(session, Act.ISSUE, Hands(None, taker), by=worker)
                signatures = Signatures(receiver=Confirmation.PIN)
                custody.issue(session, carrier, taker, signatures=signatures, receipt=receipt, by=worker)
