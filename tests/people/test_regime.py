"""Terms of the regime: ahead, within bounds, before a second person, and what was stays."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from kernel import clock
from kernel.database.engine import Database
from kernel.objections import Refused
from people.regime import operations, replay
from people.regime.operations import NewValue
from people.regime.profiles import FOREIGN, TOUCHED, Profile
from people.regime.rules import TermGuard, objections_to_second, objections_to_source, objections_to_term
from people.roles.rules import Role
from people.terms import queries, words
from people.terms.models import Term
from people.terms.rules import BOUNDS, EVERY_RANK, Bounds
from tests import factories as f
from tests.client import Client
from tests.conftest import MORNING

TODAY = MORNING.date()
DAY = timedelta(days=1)
DAYS = Bounds(0, 30)


pytestmark = pytest.mark.sqlite_first


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, []),
        ({"value": 30}, []),
        ({"value": 31}, [TermGuard.BOUNDS]),
        ({"value": -1}, [TermGuard.BOUNDS]),
        ({"effective_on": TODAY}, [TermGuard.AHEAD]),
        ({"rank": 2}, [TermGuard.GRADE]),
        ({"rank": 2, "bounds": Bounds(0, 30, by_grade=True)}, []),
        ({"is_taken": True}, [TermGuard.TAKEN]),
    ],
)
def test_a_value_is_taken_from_tomorrow_on_within_its_bounds(asked: dict[str, Any], found: list[TermGuard]) -> None:
    given = {"bounds": DAYS, "value": 0, "rank": EVERY_RANK, "effective_on": TODAY + DAY, "is_taken": False, **asked}
    order = (given["bounds"], given["value"], given["rank"], given["effective_on"], TODAY)
    assert guards(objections_to_term(*order, is_taken=given["is_taken"])) == found


def test_two_persons_set_it_and_who_has_seen_it_names_the_document() -> None:
    assert objections_to_second(1, 2) == []
    assert guards(objections_to_second(1, 1)) == guards(objections_to_second(1, None)) == [TermGuard.SECOND]
    assert objections_to_source("…", is_verified=False) == objections_to_source("§41а", is_verified=True) == []
    assert guards(objections_to_source("…", is_verified=True)) == [TermGuard.SOURCE]


def test_every_term_has_bounds_that_hold_what_was_shipped(session: Session) -> None:
    rows = queries.terms(session)
    assert set(words.TERMS) == set(BOUNDS) == {one.key for one in rows}
    assert [one.key for one in rows if not BOUNDS[one.key].least <= one.value <= BOUNDS[one.key].most] == []
    assert [one.key for one in rows if one.rank != EVERY_RANK and not BOUNDS[one.key].by_grade] == []


def new(value: int, **fields: Any) -> NewValue:
    given = {"key": "search_days", "rank": EVERY_RANK, "effective_on": clock.today() + DAY, **fields}
    return NewValue(value=value, source="Нұсқаулық, 41-тармақ", is_verified=True, **given)


def test_a_value_in_force_tomorrow_changes_nothing_today(session: Session) -> None:
    chief, second = f.an_account(session, Role.ORG_HEAD), f.an_account(session)
    assert queries.value(session, "search_days", TODAY) == 10
    operations.set_term(session, new(12), second=second, by=chief)
    assert queries.value(session, "search_days", TODAY) == 10
    assert queries.value(session, "search_days", TODAY + DAY) == 12
    with pytest.raises(Refused) as refused:
        operations.set_term(session, new(13), second=second, by=chief)
    assert guards(refused.value.objections) == [TermGuard.TAKEN]
    assert list(replay.untrue(session)) == []


def test_a_verified_value_without_a_document_is_not_kept(session: Session) -> None:
    chief, second = f.an_account(session, Role.ORG_HEAD), f.an_account(session)
    with pytest.raises(Refused) as refused:
        operations.set_term(session, replace(new(12), source="–"), second=second, by=chief)
    assert guards(refused.value.objections) == [TermGuard.SOURCE]
    assert queries.value(session, "search_days", TODAY + DAY) == 10


def test_a_term_that_no_entry_tells_is_told_by_the_replay(session: Session) -> None:
    session.add(f.term("search_days", 99))
    session.flush()
    assert [one.part for one in replay.untrue(session)] == ["entry"]


def test_the_head_sets_it_before_a_second_person_and_the_history_shows_it(database: Database, client: Client) -> None:
    with database.writing() as session:
        chief, second = f.an_account(session, Role.ORG_HEAD), f.an_account(session).person
        row = session.query(Term).filter_by(key="search_days").one()
        assert second is not None
        assert chief.person is not None
        own = chief.person.code
    client.sit(chief.login)
    client.get("/settings")
    assert f"/settings/terms/{row.id}" in client.page
    client.get(f"/settings/terms/{row.id}")
    fields = {"rank": -1, "value": 12, "effective_on": "24.11.2026", "source": "Нұсқаулық, 41-тармақ"}
    client.submit_last({**fields, "second_code": own, "second_pin": f.PIN})
    assert "A second person confirms it" in client.page
    assert "Нұсқаулық, 41-тармақ" in client.page
    client.submit_last({**fields, "second_code": second.code, "second_pin": f.PIN, "is_verified": "y"})
    assert "Nothing changes before its day" in client.page
    assert "still ahead" in client.page
    assert "in force today" in client.page


@pytest.mark.parametrize("profile", [Profile.US, Profile.NATO, Profile.EU])
def test_a_profile_sets_its_terms_from_its_day_and_ours_sets_them_back(session: Session, profile: Profile) -> None:
    chief, second = f.an_account(session, Role.ORG_HEAD), f.an_account(session)
    tomorrow, later = clock.today() + DAY, clock.today() + DAY + DAY
    before = held(session, TODAY)
    rows = operations.adopt(session, profile, tomorrow, second=second, by=chief)
    assert all(not row.is_verified for row in rows)
    assert operations.differences(session, profile, tomorrow) == []
    assert queries.value(session, "destruction_commission", tomorrow, rank=3) == 2
    assert held(session, TODAY) == before
    operations.adopt(session, Profile.KZ, later, second=second, by=chief)
    assert held(session, later) == before
    assert list(replay.untrue(session)) == []


def held(session: Session, on: date) -> dict[tuple[str, int], int]:
    return {(key, rank): queries.value(session, key, on, rank=rank) for key, rank in TOUCHED}


def test_every_value_of_a_profile_lies_within_the_bounds_of_its_term() -> None:
    for values in FOREIGN.values():
        for (key, _rank), value in values.items():
            assert BOUNDS[key].least <= value <= BOUNDS[key].most
            assert BOUNDS[key].by_grade


def test_a_profile_that_changes_nothing_and_one_without_a_second_are_refused(session: Session) -> None:
    chief, tomorrow = f.an_account(session, Role.ORG_HEAD), clock.today() + DAY
    with pytest.raises(Refused) as refused:
        operations.adopt(session, Profile.KZ, tomorrow, second=f.an_account(session), by=chief)
    assert guards(refused.value.objections) == [TermGuard.NOTHING]
    with pytest.raises(Refused) as refused:
        operations.adopt(session, Profile.US, tomorrow, second=chief, by=chief)
    assert guards(refused.value.objections) == [TermGuard.SECOND]
