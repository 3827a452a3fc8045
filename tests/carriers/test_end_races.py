"""Two at one moment at the end of a carrier: one act stands, the other is told in words, on either database."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carriers.custody.models import Carrier, Movement
from carriers.custody.rules import Act, State
from carriers.destruction.models import ActUnit
from carriers.loss.models import LossCase
from kernel import clock
from kernel.account import CONSOLE
from kernel.database.engine import Database
from people.accounts import operations as accounts
from people.accounts.models import Account
from people.admission import operations as admission
from people.admission.models import Clearance
from people.register import operations as persons
from people.register.models import Person
from people.roles.rules import Role
from tests import factories as f
from tests.carriers.acts_composition import a_laptop
from tests.client import Client
from tests.together import together

WAITING = 0.3  # seconds in which the other reaches the lock
pytestmark = pytest.mark.usefixtures("morning")


def at(client: Client, login: str, page: str) -> Client:
    found = Client(client.http.application)
    found.sit(login)
    found.get(page)
    return found


def test_a_loss_declared_twice_at_one_moment_is_one_case(database: Database, client: Client) -> None:
    with database.writing() as session:
        carrier = f.a_flash(session)
        logins = [f.an_account(session, role).login for role in (Role.CLERK, Role.HEAD, Role.INSPECTOR)]
    page = f"/carriers/{carrier.id}/missing"
    screens = [at(client, login, page) for login in logins]
    moment = clock.local(clock.now() - timedelta(minutes=5)).strftime("%d.%m.%Y %H:%M")
    fields = {"circumstance": "not_presented", "at": moment, "place": "Сейф", "measures": ""}
    together([partial(screen.submit_last, fields) for screen in screens])
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LossCase)) == 1
        assert session.get_one(Carrier, carrier.id).state is State.MISSING
        missed = select(func.count()).where(Movement.carrier_id == carrier.id, Movement.act == Act.DECLARE_MISSING)
        assert session.scalar(missed) == 1
    assert sorted(screen.status for screen in screens) == [200, 422, 422]
    for screen in screens:
        assert (screen.status == 200) or 'value="Сейф"' in screen.page


def dismiss(session: Session, _head: Account, holder: Person) -> None:
    persons.dismiss(session, session.get_one(Person, holder.id), on=clock.today(), by=CONSOLE)


def suspend(session: Session, _head: Account, holder: Person) -> None:
    row = session.query(Clearance).filter_by(person_id=holder.id).one()
    admission.suspend(session, row, reason="тексеріс", by=f.an_account(session))


def close_account(session: Session, head: Account, _holder: Person) -> None:
    accounts.set_disabled(session, session.get_one(Account, head.id), disabled=True, reason="тексеріс", by=CONSOLE)


@pytest.mark.parametrize("loses", [dismiss, suspend, close_account])
def test_who_loses_their_right_while_it_is_entered_later_gets_nothing(
    database: Database, client: Client, loses: Callable[[Session, Account, Person], None]
) -> None:
    with database.writing() as session:
        carrier, holder = f.a_flash(session), f.a_person(session)
        head, second = f.an_account(session, Role.HEAD), f.an_account(session)
    screen = at(client, head.login, f"/carriers/{carrier.id}/later")
    code = second.person.code if second.person else ""
    people = {"person": holder.code, "person_pin": f.PIN, "second_code": code, "second_pin": f.PIN}
    moment = clock.local(clock.now()).strftime("%d.%m.%Y %H:%M")
    fields = {"act": "issue", "happened_at": moment, "sheets": "", "reason": "жарық болмады", **people}

    def lose() -> None:
        with database.writing() as session:
            loses(session, head, holder)
            session.flush()
            time.sleep(WAITING)

    def enter() -> None:
        time.sleep(WAITING / 2)
        screen.submit_last(fields)

    together([lose, enter])
    with database.reading() as session:
        assert session.get_one(Carrier, carrier.id).holder_id is None


def test_one_part_put_into_two_at_one_moment_is_inside_one(database: Database, client: Client) -> None:
    with database.writing() as session:
        part, wholes = f.a_flash(session), [a_laptop(session) for _n in range(3)]
        logins = [f.an_account(session).login for _one in wholes]
    screens = [at(client, login, f"/carriers/{one.id}/parts") for login, one in zip(logins, wholes, strict=True)]
    together([partial(screen.submit_last, {"part": part.code}) for screen in screens])
    with database.reading() as session:
        inside = session.get_one(Carrier, part.id).parent_id
        assert [session.get_one(Carrier, one.id).parts for one in wholes] == [one.id == inside for one in wholes]
    assert sorted(screen.status for screen in screens) == [200, 422, 422]


def test_one_carrier_put_on_two_acts_at_one_moment_stands_on_one(database: Database, client: Client) -> None:
    with database.writing() as session:
        carrier = f.a_document(session)
        acts = [f.an_act(session, [])[0] for _n in range(3)]
        logins = [f.an_account(session).login for _act in acts]
    pages = [f"/destruction/{act.id}" for act in acts]
    screens = [at(client, *one) for one in zip(logins, pages, strict=True)]
    puts = zip(screens, pages, strict=True)
    together([partial(screen.submit, f"{page}/add", {"text": carrier.code}) for screen, page in puts])
    with database.reading() as session:
        assert session.scalar(select(func.count()).where(ActUnit.carrier_id == carrier.id)) == 1
        assert session.get_one(Carrier, carrier.id).state is State.SELECTED
    assert sorted(screen.status for screen in screens) == [200, 422, 422]
