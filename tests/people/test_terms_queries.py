"""Which number is in force: by its day, by its grade, never one of tomorrow."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from sqlalchemy.orm import Session

from kernel.database.engine import Database
from people.terms.models import Term
from people.terms.queries import TermMissing, hour, value
from people.terms.rules import EVERY_RANK

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def register(database: Database) -> Iterator[Session]:
    """General numbers 10, then 20 from today, 30 from tomorrow; grade 2 its own 5, and 6 from tomorrow."""
    numbers = [
        (EVERY_RANK, TODAY - DAY, 10),
        (EVERY_RANK, TODAY, 20),
        (EVERY_RANK, TODAY + DAY, 30),
        (2, TODAY - DAY, 5),
        (2, TODAY + DAY, 6),
        (3, TODAY + DAY, 7),
    ]
    with database.writing() as session:
        session.add_all(
            Term(key="days", rank=rank, effective_on=since, value=number, source="№ 7")
            for rank, since, number in numbers
        )
        session.add(Term(key="other", effective_on=TODAY - DAY, value=99, source="№ 7"))
    with database.reading() as session:
        yield session


@pytest.mark.parametrize(
    ("rank", "on", "number"),
    [
        (EVERY_RANK, TODAY - DAY, 10),
        (EVERY_RANK, TODAY, 20),
        (EVERY_RANK, TODAY + DAY, 30),
        (1, TODAY, 20),
        (2, TODAY - DAY, 5),
        (2, TODAY, 5),
        (2, TODAY + DAY, 6),
        (3, TODAY, 20),
        (3, TODAY + DAY, 7),
    ],
)
def test_the_newest_number_of_the_day_holds_and_a_grades_own_before_the_general(
    register: Session, rank: int, on: date, number: int
) -> None:
    assert value(register, "days", on, rank=rank) == number


@pytest.mark.parametrize(("key", "on"), [("days", TODAY - 2 * DAY), ("nothing", TODAY)])
def test_a_rule_without_a_number_of_the_day_is_said_to_be_missing(register: Session, key: str, on: date) -> None:
    with pytest.raises(TermMissing, match=key):
        value(register, key, on)


@pytest.mark.parametrize(
    ("minutes", "shown"), [(0, time(0, 0)), (59, time(0, 59)), (1080, time(18)), (1439, time(23, 59))]
)
def test_minutes_after_midnight_are_a_time_of_day(database: Database, minutes: int, shown: time) -> None:
    with database.writing() as session:
        session.add(Term(key="ends", effective_on=TODAY, value=minutes, source="№ 7"))
        session.flush()
        assert hour(session, "ends", TODAY) == shown
