"""The second worker of the desk: called for the highest grades, and for nothing else."""

from sqlalchemy.orm import Session

from carriers.custody import queries as custody_queries
from carriers.desk.rules import Said, Step
from kernel.grades import Grade
from tests import factories as f
from tests.carriers.at_desk import count, desk_of, enter_pin, hand_over, scan


def test_the_highest_grade_waits_for_a_second_worker_with_a_pin(session: Session) -> None:
    clerk, second, holder = f.an_account(session), f.an_account(session), f.a_person(session)
    flash = f.a_flash(session, grade=Grade.SPECIAL_IMPORTANCE)
    assert scan(session, clerk, holder.code, flash.code)[-1] is Said.NEEDS
    assert desk_of(session, clerk).step is Step.SCAN_SECOND
    assert second.person is not None
    assert scan(session, clerk, second.person.code) == [Said.SECOND]
    enter_pin(session, clerk)
    enter_pin(session, clerk)
    hand_over(session, clerk)
    assert custody_queries.history(session, flash.id)[0].second_account_id == second.id


def test_another_second_worker_takes_the_place_of_one_who_has_not_confirmed(session: Session) -> None:
    clerk, first, other = f.an_account(session), f.an_account(session), f.an_account(session)
    scan(session, clerk, f.a_person(session).code, f.a_flash(session, grade=Grade.SPECIAL_IMPORTANCE).code)
    for called in (first, other):
        assert called.person is not None
        assert scan(session, clerk, called.person.code) == [Said.SECOND]
        found = desk_of(session, clerk)
        assert (found.step, found.second) == (Step.SECOND_PIN, called)


def test_a_second_worker_must_be_shown_the_grade(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    low = f.an_account(session, max_rank=1)
    scan(session, clerk, holder.code, f.a_flash(session, grade=Grade.SPECIAL_IMPORTANCE).code)
    assert low.person is not None
    assert scan(session, clerk, low.person.code) == [Said.PERSON_STRANGE]


def test_another_counts_again_in_place_of_one_who_was_called(session: Session) -> None:
    clerk, first, other = f.an_account(session), f.an_account(session), f.an_account(session)
    paper = f.issued(session, f.a_document(session, sheets=6), f.a_person(session), by=clerk)
    scan(session, clerk, paper.code)
    assert count(session, clerk, "5") is Said.COUNT_DIFFERS
    for called in (first, other):
        assert called.person is not None
        assert scan(session, clerk, called.person.code) == [Said.SECOND]
        found = desk_of(session, clerk)
        assert (found.step, found.second) == (Step.RECOUNT_SHEETS, called)
