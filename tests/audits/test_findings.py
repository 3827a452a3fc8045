"""A finding from its draft to its end, and every chair that nobody sits on twice."""

from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from audits.findings import closing, course, extensions, operations, queries
from audits.findings.closing import Measure
from audits.findings.deadlines import DateKind
from audits.findings.models import Finding
from audits.findings.rules import EvidenceKind, FindingGuard, Plan, Reason, State, Verdict
from audits.inspections import acts
from kernel import clock
from kernel.objections import Refused
from people.accounts.models import Account
from people.register.models import Person
from people.roles.rules import Role
from tests import factories
from tests.audits.office import Office, a_draft, answered, begun, in_work, issued, office, reported, shown, signed


def refused(act: object) -> set[str]:
    """The guards of a refusal."""
    assert isinstance(act, Refused)
    return {one.guard.value for one in act.objections}


def days_on(number: int) -> AbstractContextManager[None]:
    return clock.frozen(clock.now() + timedelta(days=number))


def test_a_finding_of_severity_3_closes_when_another_person_has_seen_the_fix(session: Session) -> None:
    of = office(session)
    row = reported(session, of)
    closing.look(session, row, is_verified=True, text="Мөр бүтін", by=of.second)
    assert (row.state, row.closed_on) == (State.VERIFIED, clock.today())


def test_its_date_is_counted_in_working_days_from_the_day_after_the_head_knows(session: Session) -> None:
    of = office(session)
    row = issued(session, of)
    first = course.dates(session, row.id)[0]
    assert (first.base_on, first.days, first.due_on) == (date(2026, 11, 23), 30, date(2027, 1, 8))
    assert (row.original_due_on, row.due_on) == (first.due_on, first.due_on)


@pytest.mark.parametrize("chair", ["head", "fixer"])
def test_who_answers_or_fixes_never_verifies(session: Session, chair: str) -> None:
    of = office(session)
    row = reported(session, of)
    with pytest.raises(Refused) as why:
        closing.look(session, row, is_verified=True, text="Мөр бүтін", by=getattr(of, chair))
    expected = {"head": FindingGuard.ACCOUNTABLE, "fixer": FindingGuard.FIXER}[chair]
    assert refused(why.value) == {expected.value, FindingGuard.OWN_UNIT.value}


def test_the_second_account_of_the_fixer_is_the_fixer(session: Session) -> None:
    of = office(session)
    row = reported(session, of)
    fixer = session.get_one(Person, of.fixer.person_id)
    again = factories.an_account(session, Role.INSPECTOR, person=fixer)
    with pytest.raises(Refused) as why:
        closing.look(session, row, is_verified=True, text="Мөр бүтін", by=again)
    assert FindingGuard.FIXER.value in refused(why.value)


def test_who_heads_the_unit_after_the_official_left_is_accountable_as_well(session: Session) -> None:
    of = office(session)
    row = reported(session, of)
    other = factories.an_account(session, Role.INSPECTOR)
    chair = factories.a_post(session, unit=of.unit)
    factories.a_tenure(session, chair, session.get_one(Person, other.person_id))
    with pytest.raises(Refused) as why:
        closing.look(session, row, is_verified=True, text="Мөр бүтін", by=other)
    assert refused(why.value) == {FindingGuard.OWN_UNIT.value}


def test_a_rejected_fix_keeps_its_original_date_and_is_given_the_days_of_waiting(session: Session) -> None:
    of = office(session)
    row = reported(session, of)
    original = row.original_due_on
    with days_on(2):
        closing.look(session, row, is_verified=False, text="Жазба жоқ", by=of.leader)
    rows = course.dates(session, row.id)
    assert [one.kind for one in rows] == [DateKind.INITIAL, DateKind.WAITING]
    assert (rows[1].days, row.original_due_on, row.due_on) == (2, original, date(2027, 1, 12))
    assert row.state is State.IN_WORK


def test_a_fix_without_anything_to_look_at_is_not_reported(session: Session) -> None:
    of = office(session)
    row = in_work(session, of)
    with pytest.raises(Refused) as why:
        operations.report(session, row, text="Жасалды", by=of.fixer)
    assert refused(why.value) == {FindingGuard.EVIDENCE.value}


def test_what_was_rejected_is_no_evidence_for_the_next_report(session: Session) -> None:
    of = office(session)
    row = reported(session, of)
    with days_on(1):
        closing.look(session, row, is_verified=False, text="Жазба жоқ", by=of.leader)
        with pytest.raises(Refused) as why:
            operations.report(session, row, text="Жасалды", by=of.fixer)
        assert refused(why.value) == {FindingGuard.EVIDENCE.value}


def _plan(session: Session, row: Finding, of: Office, *, judge: Account | None = None) -> None:
    judged_on = clock.today() + timedelta(days=30)
    plan = Plan((judge or of.second).person_id or 0, judged_on, 9, 0)
    closing.plan_effect(session, row, Measure("Мөр бедері бүтін сейфтер", plan), by=of.leader)


def test_a_grave_finding_is_not_verified_without_a_plan_and_closes_only_when_it_works(session: Session) -> None:
    of = office(session)
    row = reported(session, of, severity=2)
    with pytest.raises(Refused) as why:
        closing.look(session, row, is_verified=True, text="Мөр бүтін", by=of.leader)
    assert refused(why.value) == {FindingGuard.PLAN.value}
    _plan(session, row, of)
    closing.look(session, row, is_verified=True, text="Мөр бүтін", by=of.leader)
    assert not row.closed_on
    with days_on(31):
        assert closing.judge(session, row, Verdict.EFFECTIVE, (9, 0), note="Тоғызы да бүтін", by=of.second) is None
        assert row.state is State.EFFECTIVE
        assert row.closed_on == clock.today()


def test_the_judge_is_nobody_who_fixes(session: Session) -> None:
    of = office(session)
    row = reported(session, of, severity=2)
    with pytest.raises(Refused) as why:
        _plan(session, row, of, judge=of.fixer)
    assert refused(why.value) == {FindingGuard.JUDGE.value}


@pytest.mark.parametrize(
    ("verdict", "judged", "guards"),
    [
        (Verdict.EFFECTIVE, (9, 1), {FindingGuard.SAMPLE}),
        (Verdict.EFFECTIVE, (8, 0), {FindingGuard.SAMPLE}),
        (Verdict.UNDETERMINED, (9, 0), {FindingGuard.SAMPLE}),
        (Verdict.INEFFECTIVE, (9, 0), {FindingGuard.SAMPLE}),
        (Verdict.INEFFECTIVE, (2, 3), {FindingGuard.SAMPLE}),
    ],
)
def test_a_verdict_follows_its_numbers(
    session: Session, verdict: Verdict, judged: tuple[int, int], guards: set[FindingGuard]
) -> None:
    of = office(session)
    row = reported(session, of, severity=2)
    _plan(session, row, of)
    closing.look(session, row, is_verified=True, text="Мөр бүтін", by=of.leader)
    with days_on(31), pytest.raises(Refused) as why:
        closing.judge(session, row, verdict, judged, note="Қаралды", by=of.second)
    assert refused(why.value) == {one.value for one in guards}


def test_a_remedy_that_does_not_work_opens_the_recurrent_finding(session: Session) -> None:
    of = office(session)
    row = reported(session, of, severity=2)
    _plan(session, row, of)
    closing.look(session, row, is_verified=True, text="Мөр бүтін", by=of.leader)
    with days_on(31):
        again = closing.judge(session, row, Verdict.INEFFECTIVE, (9, 2), note="Екеуі бүлінген", by=of.second)
    assert again is not None
    assert (row.state, again.state, again.recurrence_of) == (State.INEFFECTIVE, State.ISSUED, row.id)
    assert again.no != row.no


def test_two_persons_take_a_false_closure_back_and_no_time_is_gained(session: Session) -> None:
    of = office(session)
    row = reported(session, of)
    closing.look(session, row, is_verified=True, text="Мөр бүтін", by=of.leader)
    closing.ask_annulment(session, row, reason="Мөр ауыстырылмаған", document_no="7-а", by=of.second)
    with pytest.raises(Refused) as why:
        closing.decide_annulment(session, row, is_agreed=True, by=of.second)
    assert refused(why.value) == {FindingGuard.SECOND.value}
    with days_on(40):
        again = closing.decide_annulment(session, row, is_agreed=True, by=of.chief)
        assert again is not None
    assert (row.state, again.follows, again.due_on) == (State.CLOSURE_ANNULLED, row.id, row.due_on)


def test_an_extension_is_asked_by_who_answers_before_the_date_and_decided_by_another(session: Session) -> None:
    of = office(session)
    row = in_work(session, of)
    asked = date(2027, 1, 29)
    texts = ("Мөр сатып алынады", "Сейф жабылды")
    with pytest.raises(Refused) as why:
        extensions.ask(session, row, asked, Reason.PROCUREMENT, texts, by=of.fixer)
    assert refused(why.value) == {FindingGuard.NOT_YOURS.value}
    extensions.ask(session, row, asked, Reason.PROCUREMENT, texts, by=of.head)
    with pytest.raises(Refused) as why:
        extensions.decide(session, row, is_granted=True, why="Келісілді", by=of.head)
    assert refused(why.value) == {FindingGuard.ACCOUNTABLE.value, FindingGuard.EXT_ASKER.value}
    extensions.decide(session, row, is_granted=True, why="Келісілді", by=of.chief)
    assert (row.original_due_on, row.due_on) == (date(2027, 1, 8), asked)


def test_an_extension_after_the_date_is_refused_with_every_reason(session: Session) -> None:
    of = office(session)
    row = in_work(session, of, severity=1)
    texts = ("Мөр сатып алынады", "Сейф жабылды")
    with days_on(30), pytest.raises(Refused) as why:
        extensions.ask(session, row, row.due_on or clock.today(), Reason.OTHER, texts, by=of.head)
    expected = (FindingGuard.EXT_LATE, FindingGuard.EXT_SEVERITY, FindingGuard.EXT_EARLIER)
    assert refused(why.value) == {one.value for one in expected}


def test_extensions_together_are_no_longer_than_the_term(session: Session) -> None:
    of = office(session)
    row = in_work(session, of, severity=2)
    texts = ("Мөр сатып алынады", "Сейф жабылды")
    with pytest.raises(Refused) as why:
        extensions.ask(session, row, date(2027, 1, 20), Reason.OTHER, texts, by=of.head)
    assert refused(why.value) == {FindingGuard.EXT_SUM.value}


def test_a_permit_is_no_closure(session: Session) -> None:
    of = office(session)
    row = in_work(session, of)
    until = clock.today() + timedelta(days=60)
    extensions.permit(session, row, until, "44-п", measures="Күзет", by=of.chief)
    assert (row.state, row.permit_until) == (State.IN_WORK, until)


def test_severity_1_is_accepted_with_a_measure_of_the_same_day(session: Session) -> None:
    of = office(session)
    row = issued(session, of, severity=1)
    with pytest.raises(Refused) as why:
        operations.acknowledge(session, row, interim="", by=of.head)
    assert refused(why.value) == {FindingGuard.INTERIM.value}


@pytest.mark.parametrize("shift", [1, -1])
def test_a_finding_is_of_a_day_of_its_inspection_that_has_come(session: Session, shift: int) -> None:
    of = office(session)
    row = begun(session, of)
    draft = a_draft(row, of)
    wrong = type(draft)(**{**draft.__dict__, "found_on": clock.today() + timedelta(days=shift)})
    with pytest.raises(Refused) as why:
        operations.draft(session, wrong, by=of.leader)
    assert refused(why.value) == {FindingGuard.AHEAD.value if shift > 0 else FindingGuard.BEFORE.value}


def test_numbers_are_never_used_again(session: Session) -> None:
    of = office(session)
    row, finding = answered(session, of)
    operations.drop(session, finding, reason="Басқа нысанда", by=of.leader)
    again = operations.draft(session, a_draft(row, of), by=of.leader)
    assert again.no == finding.no + 1


def test_the_gravest_asks_for_its_extent_before_the_inspection_is_closed(session: Session) -> None:
    of = office(session)
    row, _finding = signed(session, of, severity=1)
    acts.deliver(session, row, shown(session, row), by=of.head)
    assert acts.unknown_extent(session, row) == 0
    assert session.scalars(select(Finding)).all()


def test_evidence_of_a_draft_needs_no_chair(session: Session) -> None:
    of = office(session)
    _row, finding = answered(session, of)
    operations.show_evidence(session, finding, EvidenceKind.PAGE, "Кілттер журналы, 112-жазба", by=of.leader)
    assert finding.state is State.DRAFT


def test_a_date_that_passed_without_a_decision_is_not_extended(session: Session) -> None:
    of = office(session)
    row = in_work(session, of)
    texts = ("Мөр сатып алынады", "Сейф жабылды")
    extensions.ask(session, row, date(2027, 1, 29), Reason.PROCUREMENT, texts, by=of.head)
    with days_on(50):
        with pytest.raises(Refused) as why:
            extensions.decide(session, row, is_granted=True, why="Келісілді", by=of.chief)
        assert refused(why.value) == {FindingGuard.EXT_SILENT.value}
        extensions.decide(session, row, is_granted=False, why="Мерзім өтті", by=of.chief)
    assert row.due_on == row.original_due_on


def test_who_answers_gives_no_permit_and_plans_no_effect(session: Session) -> None:
    of = office(session)
    row = reported(session, of, severity=2)
    until = clock.today() + timedelta(days=60)
    with pytest.raises(Refused) as why:
        extensions.permit(session, row, until, "44-п", measures="Күзет", by=of.head)
    assert refused(why.value) == {FindingGuard.ACCOUNTABLE.value}
    plan = Plan(of.second.person_id or 0, clock.today() + timedelta(days=30), 9, 0)
    with pytest.raises(Refused) as why:
        closing.plan_effect(session, row, Measure("Мөр", plan), by=of.fixer)
    assert refused(why.value) == {FindingGuard.FIXER.value}


def test_who_answers_does_not_ask_for_the_annulment(session: Session) -> None:
    of = office(session)
    row = issued(session, of)
    with pytest.raises(Refused) as why:
        closing.ask_annulment(session, row, reason="Басқа нысанда", document_no="7-а", by=of.head)
    assert refused(why.value) == {FindingGuard.ACCOUNTABLE.value}


def test_what_was_reported_late_is_overdue_in_the_list_as_well(session: Session) -> None:
    of = office(session)
    row = in_work(session, of, severity=1)
    late = queries.Sought(queries.OVERDUE)
    with days_on(10):
        operations.show_evidence(session, row, EvidenceKind.ACT, "№ 61", by=of.fixer)
        operations.report(session, row, text="Жасалды", by=of.fixer)
        assert queries.number(session, of.leader, late) == 1


def test_who_has_looked_at_a_remedy_is_not_named_to_make_it(session: Session) -> None:
    of = office(session)
    row = reported(session, of)
    closing.look(session, row, is_verified=False, text="Жазба жоқ", by=of.leader)
    with pytest.raises(Refused) as why:
        operations.assign(session, row, session.get_one(Person, of.leader.person_id), by=of.head)
    assert refused(why.value) == {FindingGuard.LOOKED.value}
