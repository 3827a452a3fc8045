"""Two at one moment: the later one waits, reads anew, and is told in words on either database."""

import re
import time
from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy.orm import Session

from carriers.custody.models import Carrier
from kernel import clock
from kernel.account import CONSOLE
from kernel.database.engine import Database
from people.accounts import operations as accounts
from people.accounts.models import Account
from people.admission import operations as admission
from people.admission.models import Clearance
from people.register import operations as persons
from people.register.models import Person
from tests import factories as f
from tests.client import Client
from tests.entries import told
from tests.together import together

WAITING = 0.3  # seconds in which the other reaches the lock


def another(client: Client, login: str) -> Client:
    found = Client(client.http.application)
    found.sit(login)
    found.get("/desk")
    return found


def test_of_two_desks_that_scan_one_carrier_the_loser_is_told_whose_it_is(
    database: Database, client: Client, morning: None
) -> None:
    with database.writing() as session:
        clerks = [f.an_account(session) for _ in range(4)]
        carriers = [f.a_flash(session) for _ in range(3)]
    desks = [another(client, one.login) for one in clerks]
    codes = [one.code for one in carriers]
    lines = ["".join(codes if number % 2 else reversed(codes)) for number in range(len(desks))]
    scans = zip(desks, lines, strict=True)
    together([partial(desk.post, "/desk/scan", {"text": line}) for desk, line in scans])
    assert [one.status for one in desks] == [200] * len(desks)
    lost = [len(re.findall("It lies in the basket of", one.page)) for one in desks]
    assert sorted(lost) == [0, 3, 3, 3]


def suspend(session: Session, clerk: Account, holder: Person) -> None:
    row = session.query(Clearance).filter_by(person_id=holder.id).one()
    admission.suspend(session, row, reason="тексеріс", by=f.an_account(session))


def dismiss(session: Session, clerk: Account, holder: Person) -> None:
    persons.dismiss(session, session.get_one(Person, holder.id), on=clock.today(), by=CONSOLE)


def close_account(session: Session, clerk: Account, holder: Person) -> None:
    accounts.set_disabled(session, session.get_one(Account, clerk.id), disabled=True, reason="тексеріс", by=CONSOLE)


@pytest.mark.parametrize("loses", [dismiss, suspend, close_account])
def test_who_loses_their_right_while_the_pin_is_on_its_way_gets_nothing(
    database: Database, client: Client, morning: None, loses: Callable[[Session, Account, Person], None]
) -> None:
    with database.writing() as session:
        clerk, holder, carrier = f.an_account(session), f.a_person(session), f.a_flash(session)
    desk = another(client, clerk.login)
    for code in (holder.code, carrier.code):
        desk.post("/desk/scan", {"text": code})

    def lose() -> None:
        with database.writing() as session:
            loses(session, clerk, holder)
            session.flush()
            time.sleep(WAITING)

    def hand_over() -> None:
        time.sleep(WAITING / 2)
        desk.submit("/desk/commit", {"pin": f.PIN})

    together([lose, hand_over])
    with database.reading() as session:
        assert session.get_one(Carrier, carrier.id).holder_id is None
        assert told(session, "issue") == []


def test_one_account_that_comes_to_its_desk_twice_at_once_has_one(
    database: Database, client: Client, morning: None
) -> None:
    with database.writing() as session:
        clerk, carriers = f.an_account(session), [f.a_flash(session), f.a_flash(session)]
    desks = [another(client, clerk.login) for _ in carriers]
    scans = zip(desks, carriers, strict=True)
    together([partial(desk.post, "/desk/scan", {"text": one.code}) for desk, one in scans])
    assert [one.status for one in desks] == [200, 200]
    page = desks[0].get("/desk")
    assert all(one.number in page for one in carriers)
