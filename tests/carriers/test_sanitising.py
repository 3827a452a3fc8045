"""Sanitising: what erases it, the right medium, by one and verified by another; the grade stays."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from carriers.custody import queries as carriers
from carriers.custody import replay
from carriers.custody.rules import CarrierKind, Family, Freeze, State
from carriers.destruction.rules import DestructionGuard, Effect, Method
from carriers.sanitising import operations
from carriers.sanitising import replay as own_replay
from carriers.sanitising.models import Sanitising
from carriers.sanitising.operations import Done
from carriers.sanitising.rules import Medium, SanitisingGuard, Verification, objections_to_sanitising
from kernel import clock
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.objections import Refused
from tests import factories as f
from tests.acts import Stage
from tests.carriers.acts_sanitising import record
from tests.client import Client
from tests.conftest import MORNING

pytestmark = pytest.mark.sqlite_first

HOUR = timedelta(hours=1)
MEDIUM = Medium(Family.ELECTRONIC, State.IN_REGISTRY, Freeze.NONE, is_serial_right=True)
G = SanitisingGuard


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


@pytest.mark.parametrize(
    ("medium", "hands", "times", "found"),
    [
        (MEDIUM, (1, 2), (MORNING - HOUR, MORNING), []),
        (replace(MEDIUM, family=Family.PAPER), (1, 2), (MORNING, MORNING), [G.FAMILY]),
        (replace(MEDIUM, state=State.ISSUED), (1, 2), (MORNING, MORNING), [G.STATE]),
        (replace(MEDIUM, freeze=Freeze.HELD), (1, 2), (MORNING, MORNING), [G.HELD]),
        (replace(MEDIUM, is_serial_right=False), (1, 2), (MORNING, MORNING), [G.SERIAL]),
        (MEDIUM, (1, 1), (MORNING, MORNING), [G.TWO]),
        (MEDIUM, (1, 2), (MORNING, MORNING - HOUR), [G.ORDER]),
        (MEDIUM, (1, 2), (MORNING, MORNING + HOUR), [G.AHEAD]),
    ],
)
def test_every_reason_not_to_record_it_is_told(medium: Medium, hands: Any, times: Any, found: list[Any]) -> None:
    assert guards(objections_to_sanitising(medium, hands, times, MORNING)) == found


def done(session: Session, serial: str, method: Method = Method.OVERWRITE) -> Done:
    return Done(
        method=method,
        tool="Құрал 2.1",
        serial_read=serial,
        verification=Verification.FULL,
        is_clean=True,
        began_at=clock.now() - HOUR,
        ended_at=clock.now(),
        destination="қайта пайдалану",
        performer=f.a_person(session),
        verifier=f.a_person(session),
    )


def test_the_record_stands_and_the_grade_stays(session: Session) -> None:
    medium = carriers.locked(session, [f.a_flash(session).id])[0]
    row = operations.record(session, medium, done(session, medium.serial_no), by=f.an_account(session))
    assert (row.rank, row.effect, medium.rank, medium.state) == (1, Effect.CLEAR, 1, State.IN_REGISTRY)
    assert list(replay.untrue(session)) == list(own_replay.untrue(session)) == []


def test_a_record_that_no_entry_tells_is_told_by_the_replay(session: Session) -> None:
    medium = carriers.locked(session, [f.a_flash(session).id])[0]
    row = operations.record(session, medium, done(session, medium.serial_no), by=f.an_account(session))
    columns = {one.key: getattr(row, one.key) for one in Sanitising.__table__.columns if one.key != "id"}
    session.add(Sanitising(**{**columns, "code": "40400000999999"}))
    session.flush()
    assert [one.part for one in own_replay.untrue(session)] == ["sanitising"]


@pytest.mark.parametrize(
    ("method", "grade", "why"),
    [
        (Method.DEGAUSS, Grade.SECRET, "not_magnetic"),
        (Method.OVERWRITE, Grade.TOP_SECRET, "grade"),
        (Method.SHRED, Grade.SECRET, "family"),
    ],
)
def test_a_method_that_does_not_erase_it_is_refused(session: Session, method: Method, grade: Grade, why: str) -> None:
    medium = f.a_flash(session, grade=grade, kind=CarrierKind.FLASH)
    with pytest.raises(Refused) as refused:
        operations.record(session, medium, done(session, medium.serial_no, method), by=f.an_account(session))
    assert [(one.guard, one.data["why"]) for one in refused.value.objections] == [(DestructionGuard.METHOD, why)]


def test_the_card_shows_it_and_a_wrong_serial_number_loses_nothing_typed(database: Database, client: Client) -> None:
    address, fields = record(Stage(database, client))
    client.submit_last({**fields, "serial_read": "өзге-7"})
    assert client.status == 422
    assert "not the serial number of the register" in client.page
    assert "Құрал 2.1" in client.page
    client.submit_last(fields)
    assert "The sanitising is recorded" in client.page
    client.get(address.removesuffix("/sanitise"))
    assert "no data were found" in client.page
