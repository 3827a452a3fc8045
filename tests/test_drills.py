"""What only shows in numbers: processes killed while they write, and acts that meet at one moment. `make drills`."""

import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import wsgi
from carriers.custody import operations as custody
from carriers.custody import queries as custody_queries
from carriers.custody.models import Carrier, Movement
from carriers.custody.operations import Signatures
from carriers.custody.queries import Hands
from carriers.custody.rules import Act, Confirmation, State
from carriers.desk import operations as desk
from kernel import clock
from kernel.database.engine import Database
from kernel.journal import entries as journal
from kernel.journal import verification
from kernel.journal.entries import Entry, Log
from kernel.objections import Refused
from kernel.web.house import listeners_of
from people.accounts.models import Account
from people.admission import queries as admission
from people.register import operations as persons
from people.register import queries as person_queries
from people.register.models import Person
from people.roles.rules import Role
from tests import factories as f
from tests.carriers import at_desk

KILLS = int(os.environ.get("KILLS", "300"))
RACES = int(os.environ.get("RACES", "500"))
LONGEST_LIFE = 0.4  # seconds that a writer is left alive
pytestmark = [pytest.mark.drill, pytest.mark.slow, pytest.mark.timeout(1500)]


def untrue(session: Session) -> list[object]:
    """Everything that the journal tells otherwise, and every harm of the journal itself."""
    told = [one for room in wsgi.ROOMS for tell in room.replays for one in tell(session)]
    return [*told, *(fault for log in Log for fault in verification.verify(session, log))]


def passed_on(session: Session, carrier_id: int, clerk: Account, holder: Person) -> None:
    """The carrier to its holder, or back from them."""
    carrier = custody_queries.locked(session, [carrier_id])[0]
    if carrier.state is State.IN_REGISTRY:
        receipt = custody.open_receipt(session, Act.ISSUE, Hands(None, holder), by=clerk)
        signed = Signatures(receiver=Confirmation.PIN)
        custody.issue(session, carrier, holder, signatures=signed, receipt=receipt, by=clerk)
        return
    receipt = custody.open_receipt(session, Act.TAKE_BACK, Hands(holder, None), by=clerk)
    signed = Signatures(giver=Confirmation.PIN)
    custody.take_back(session, carrier, holder, sheets_counted=None, signatures=signed, receipt=receipt, by=clerk)


def write_for_ever(url: str, ids: list[int], clerk_id: int, holder_id: int, out: int) -> None:
    """Acts without end; after each is acknowledged, the length that the journal then had goes to `out`."""
    database, turn = Database(url, listeners_of(wsgi.ROOMS)), 0
    while True:
        turn += 1
        with database.writing() as session:
            clerk, holder = session.get_one(Account, clerk_id), session.get_one(Person, holder_id)
            passed_on(session, ids[turn % len(ids)], clerk, holder)
            size = journal.anchor(session)[1]
        os.write(out, size.to_bytes(8, "big"))


def one_life(url: str, ids: list[int], clerk_id: int, holder_id: int, life: float) -> int:
    """Let a process write for this long, kill it outright, and return the last length that it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write_for_ever(url, ids, clerk_id, holder_id, writing)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(life)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as told:
        said = told.read()
    return int.from_bytes(said[-8:], "big") if said else 0


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nothing_acknowledged_is_lost_by_a_kill(database: Database, tmp_path: Path) -> None:
    with database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session)
        ids = [f.a_flash(session).id for _ in range(5)]
    url, random, acknowledged, died_writing = str(database.engine.url), Random(19), 0, 0
    database.close()
    for _ in range(KILLS):
        last = one_life(url, ids, clerk.id, holder.id, random.uniform(0.005, LONGEST_LIFE))
        acknowledged = max(acknowledged, last)
        with database.reading() as session:
            size = journal.anchor(session)[1]
            assert size >= acknowledged
            died_writing += size > acknowledged
        database.close()
    with database.reading() as session:
        assert untrue(session) == []
        assert list(session.scalars(text("PRAGMA integrity_check"))) == ["ok"]
        acts = session.query(Movement).count()
    print(f"\n{KILLS} kills: {acts} acts stand, none acknowledged is lost, {died_writing} died past their commit")


def at_once(acts: list[Callable[[], None]]) -> None:
    """All of them as near to one moment as threads come."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], None]) -> None:
        start.wait()
        act()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def issue_race(database: Database, clerks: list[Account], holders: list[Person]) -> None:
    """Two clerks issue one carrier to two persons: one of them has it, and the other clerk is told."""
    with database.writing() as session:
        carrier_id = f.a_flash(session).id
    won: list[bool] = []

    def attempt(clerk: Account, holder: Person) -> None:
        try:
            with database.writing() as session:
                carrier = custody_queries.locked(session, [carrier_id])[0]
                receipt = custody.open_receipt(session, Act.ISSUE, Hands(None, holder), by=clerk)
                signed = Signatures(receiver=Confirmation.PIN)
                custody.issue(session, carrier, holder, signatures=signed, receipt=receipt, by=clerk)
            won.append(True)
        except Refused:
            won.append(False)

    at_once([partial(attempt, clerk, holder) for clerk, holder in zip(clerks, holders, strict=True)])
    assert sorted(won) == [False, True]


def dismissal_race(database: Database, clerk: Account, *, after: float) -> bool:
    """A person is dismissed `after` so many seconds of a hand-over to them: nothing is theirs after the dismissal."""
    with database.writing() as session:
        holder, flash = f.a_person(session), f.a_flash(session)
        at_desk.scan(session, clerk, holder.code, flash.code)
        assert at_desk.enter_pin(session, clerk) is None

    def hand_over() -> None:
        try:
            with database.writing() as session:
                at_desk.hand_over(session, session.get_one(Account, clerk.id))
        except Refused:
            with database.writing() as session:
                desk.cancel(session, desk.basket_of(session, clerk), by=clerk)

    def dismiss() -> None:
        time.sleep(after)
        with database.writing() as session:
            row = session.get_one(Person, holder.id, with_for_update=True)
            persons.dismiss(session, row, on=clock.today(), by=clerk)

    at_once([hand_over, dismiss])
    with database.reading() as session:
        subject = f"person:{holder.id}"
        dismissed = session.query(Entry.n).filter_by(op="dismiss", subject=subject).scalar()
        issued = session.query(Movement.journal_n).filter_by(receiver_id=holder.id).scalar()
        assert dismissed is not None
        assert issued is None or issued < dismissed
        assert session.get_one(Carrier, flash.id).holder_id == (holder.id if issued is not None else None)
        found = person_queries.person(session, holder.id)
        assert found is not None
        assert admission.standing(session, found).employed_to == clock.today()
    return issued is not None


def test_acts_that_meet_leave_one_truth(database: Database) -> None:
    with database.writing() as session:
        clerks = [f.an_account(session) for _ in range(2)]
        holders = [f.a_person(session) for _ in range(2)]
        f.an_account(session, Role.HEAD)
    for _ in range(RACES // 2):
        issue_race(database, clerks, holders)
    random = Random(19)
    before = sum(dismissal_race(database, clerks[0], after=random.uniform(0, 0.04)) for _ in range(RACES // 2))
    with database.reading() as session:
        assert untrue(session) == []
    print(f"\n{RACES} races on {database.engine.dialect.name}: issued before the dismissal {before} times, after never")
