"""What `tick` does with findings: each step once, nothing on a day off, a missed week caught up, failures heard."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audits.escalation import operations, queries
from audits.escalation.models import CarrierDay, Failure, FindingDay, Notice
from audits.escalation.rules import FailureGuard, FailureState, Ladder, Step, steps
from audits.findings import closing, course, extensions
from audits.findings import operations as findings
from audits.findings.models import Finding
from audits.findings.rules import EvidenceKind, Reason, State
from kernel import clock
from kernel.objections import Refused
from people.posts import queries as posts
from people.posts.rules import TenureKind
from people.register.models import Person
from people.roles.rules import Role
from tests import factories
from tests.audits import office as o
from tests.audits.office import Office, office

LATER = timedelta(days=4)
LADDER = Ladder(10, 3, 5, 15, 30, 5)


@pytest.mark.parametrize(
    ("left", "over", "expected"),
    [
        (20, 0, []),
        (10, 0, [Step.FIRST_REMINDER]),
        (3, 0, [Step.SECOND_REMINDER]),
        (0, 0, [Step.LAST_DAY]),
        (0, 1, [Step.OVERDUE]),
        (0, 5, [Step.OVERDUE, Step.NEXT_LEADER]),
        (0, 15, [Step.OVERDUE, Step.NEXT_LEADER, Step.BODY_HEAD]),
        (0, 30, [Step.OVERDUE, Step.NEXT_LEADER, Step.BODY_HEAD, Step.MATERIAL]),
    ],
)
def test_the_ladder(left: int, over: int, expected: list[Step]) -> None:
    assert steps(LADDER, State.IN_WORK, left, over, 0) == [Step.ISSUED, *expected]


def test_a_second_failure_within_a_year_goes_to_the_top_at_once() -> None:
    assert Step.MATERIAL in steps(LADDER, State.IN_WORK, 0, 1, 0, has_failed_before=True)


@pytest.mark.parametrize(("waits", "expected"), [(5, []), (6, [Step.VERIFIER])])
def test_while_a_fix_waits_only_the_verifier_is_reminded(waits: int, expected: list[Step]) -> None:
    assert steps(LADDER, State.FIX_REPORTED, 0, 40, waits) == expected


def _tick(session: Session, on: date) -> list[tuple[str, int]]:
    """What one day's tick adds: steps and persons."""
    before = session.scalar(select(func.max(Notice.id))) or 0
    days = (on - clock.today()).days
    with clock.frozen(clock.now() + timedelta(days=days)):
        operations.escalate(session, on)
    rows = session.scalars(select(Notice).where(Notice.id > before).order_by(Notice.id))
    return [(one.step.value, one.person_id) for one in rows]


def _persons(*accounts: object) -> list[int]:
    return [one.person_id for one in accounts if hasattr(one, "person_id") and one.person_id]


def test_each_step_is_made_once_up_the_chain_of_the_day(session: Session) -> None:
    of = office(session)
    row = o.issued(session, of, severity=1)
    head, chief, leader = _persons(of.head, of.chief, of.leader)
    assert row.due_on == date(2026, 11, 26)
    assert _tick(session, date(2026, 11, 23)) == [("S0", head), ("S0", chief), ("S1-2", head)]
    assert _tick(session, date(2026, 11, 23)) == []
    assert _tick(session, date(2026, 11, 26)) == [("S2", head), ("S2", chief)]
    assert _tick(session, date(2026, 11, 28)) == []  # a Saturday
    assert _tick(session, date(2026, 11, 30)) == [("S3", head), ("S3", chief), ("S3", leader)]


def test_a_missed_week_is_caught_up_without_reminders_of_what_has_passed(session: Session) -> None:
    of = office(session)
    o.issued(session, of, severity=1)
    made = _tick(session, date(2026, 12, 7))
    assert {step for step, _person in made} == {"S0", "S3", "S4"}


def test_an_extended_date_has_steps_of_its_own(session: Session) -> None:
    of = office(session)
    row = o.in_work(session, of, severity=2)
    assert row.due_on == date(2026, 12, 7)
    assert {step for step, _person in _tick(session, date(2026, 11, 23))} == {"S0", "S1-1"}
    texts = ("Мөр сатып алынады", "Сейф жабылды")
    extensions.ask(session, row, date(2026, 12, 18), Reason.STAFF, texts, by=of.head)
    extensions.decide(session, row, is_granted=True, why="Келісілді", by=of.chief)
    assert {step for step, _person in _tick(session, date(2026, 12, 4))} == {"S0", "S1-1"}


def _failed(session: Session, of: Office) -> Failure:
    o.issued(session, of, severity=1)
    _tick(session, date(2026, 11, 27))
    return session.scalars(select(Failure)).one()


def test_a_failure_is_proposed_on_the_first_working_day_after_the_date(session: Session) -> None:
    of = office(session)
    o.issued(session, of, severity=1)
    _tick(session, date(2026, 11, 26))
    assert session.scalars(select(Failure)).all() == []
    _tick(session, date(2026, 11, 27))
    _tick(session, date(2026, 11, 30))
    row = session.scalars(select(Failure)).one()
    assert (row.state, row.due_on, row.from_on) == (FailureState.PROPOSED, date(2026, 11, 26), date(2026, 11, 27))
    assert (row.official_id, row.explain_until) == (of.head.person_id, date(2026, 12, 2))


def test_it_is_proposed_against_who_was_in_office_then(session: Session) -> None:
    of = office(session)
    o.issued(session, of, severity=1)
    other = factories.a_person(session, unit_id=of.unit.id)
    chair = posts.head_post(session, of.unit.id)
    factories.a_tenure(session, chair, other, first_on=date(2026, 11, 27), kind=TenureKind.ACTING)
    _tick(session, date(2026, 12, 1))
    assert session.scalars(select(Failure)).one().official_id == other.id


def test_what_waits_or_is_permitted_or_was_remedied_fails_nothing(session: Session) -> None:
    of = office(session)
    waiting, permitted = o.reported(session, of, severity=1), o.in_work(session, of, severity=1)
    extensions.permit(session, permitted, date(2027, 3, 1), "44-п", measures="Күзет", by=of.chief)
    _tick(session, date(2026, 12, 20) + timedelta(days=1))
    assert waiting.state is State.FIX_REPORTED
    assert session.scalars(select(Failure)).all() == []


def test_the_official_is_heard_and_another_person_decides(session: Session) -> None:
    of = office(session)
    row = _failed(session, of)
    with clock.frozen(clock.now() + LATER):
        _decided(session, of, row)


def _decided(session: Session, of: Office, row: Failure) -> None:
    for by, guard in ((of.head, FailureGuard.OWN), (of.chief, FailureGuard.UNHEARD)):
        with pytest.raises(Refused) as why:
            operations.decide(session, row, "Шара жоқ", is_confirmed=True, by=by)
        assert guard in {one.guard for one in why.value.objections}
    with pytest.raises(Refused) as why:
        operations.explain(session, row, "Құрал жетіспеді", by=of.chief)
    assert [one.guard for one in why.value.objections] == [FailureGuard.NOT_YOURS]
    operations.explain(session, row, "Құрал жетіспеді", by=of.head)
    operations.decide(session, row, "Шара жоқ", is_confirmed=True, by=of.chief)
    assert (row.state, row.decider_id) == (FailureState.CONFIRMED, of.chief.person_id)
    with pytest.raises(Refused) as why:
        operations.decide(session, row, "Дәлелді", is_confirmed=False, by=of.chief)
    assert [one.guard for one in why.value.objections] == [FailureGuard.DECIDED]


def test_a_second_account_of_the_official_does_not_decide(session: Session) -> None:
    of = office(session)
    row = _failed(session, of)
    again = factories.an_account(session, Role.ORG_HEAD, person=session.get_one(Person, of.head.person_id))
    with clock.frozen(clock.now() + LATER):
        operations.explain(session, row, "Құрал жетіспеді", by=of.head)
        with pytest.raises(Refused) as why:
            operations.decide(session, row, "Дәлелді", is_confirmed=False, by=again)
    assert [one.guard for one in why.value.objections] == [FailureGuard.OWN]


def test_every_open_finding_stands_in_the_count_of_its_day_and_nothing_is_counted_twice(session: Session) -> None:
    of = office(session)
    o.issued(session, of, severity=1)
    o.reported(session, of, severity=2)
    factories.a_flash(session)
    with clock.frozen(clock.now() + timedelta(days=10)):
        for _n in range(2):
            operations.count(session, clock.today())
    rows = {one.severity: one for one in session.scalars(select(FindingDay))}
    assert (rows[1].running, rows[1].overdue, rows[1].waiting) == (1, 1, 0)
    assert (rows[2].running, rows[2].overdue, rows[2].waiting) == (0, 0, 1)
    assert session.scalar(select(func.sum(CarrierDay.number))) == 1


def test_the_page_of_leaders_adds_up_to_the_open_findings(session: Session) -> None:
    of = office(session)
    for severity in (1, 2, 3):
        o.issued(session, of, severity=severity)
    waiting = o.reported(session, of, severity=4)
    with clock.frozen(clock.now() + timedelta(days=10)):
        operations.escalate(session, clock.today())
        rows = queries.unresolved(session, of.chief, None)
        closing.look(session, waiting, is_verified=True, text="Жойылды", by=of.second)
        assert queries.unresolved(session, of.chief, 4) == []
    assert [one.unit.id for one in rows] == [of.unit.id]
    counts = rows[0].counts
    assert (counts["number"], counts["overdue"], counts["waiting"], counts["proposed"]) == (4, 1, 1, 1)
    assert sum(rows[0].ages) == session.scalar(select(func.count()).select_from(Finding))


def test_a_head_sees_what_falls_under_them_alone(session: Session) -> None:
    of, other = office(session), office(session)
    o.issued(session, of)
    o.issued(session, other)
    assert [one.unit.id for one in queries.unresolved(session, of.head, None)] == [of.unit.id]
    assert len(queries.unresolved(session, of.leader, None)) == 2


def test_evidence_is_by_reference_alone(session: Session) -> None:
    of = office(session)
    row = o.in_work(session, of)
    findings.show_evidence(session, row, EvidenceKind.CARRIER, "М-7", by=of.head)
    assert course.chairs(session, row).fixers == {of.fixer.person_id}


def test_a_failure_is_no_earlier_failure_of_itself(session: Session) -> None:
    of = office(session)
    o.issued(session, of, severity=1)
    for day in (27, 30):
        _tick(session, date(2026, 11, day))
    assert "S6" not in {one.step.value for one in session.scalars(select(Notice))}
    with clock.frozen(clock.now() + timedelta(days=7)):
        second = o.issued(session, of, severity=1)
    _tick(session, date(2026, 12, 4))
    made = session.scalars(select(Notice.step).where(Notice.finding_id == second.id))
    assert "S6" in {one.value for one in made}
