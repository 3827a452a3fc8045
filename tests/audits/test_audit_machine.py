"""Anybody in any chair does anything, for hundreds of steps: nobody sits on two chairs, no date is lost, and what is
closed was verified by another."""

import os
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audits.escalation import operations as escalation
from audits.escalation import replay as failure_replay
from audits.escalation.models import Failure, Notice
from audits.findings import closing, course, extensions, operations, rules
from audits.findings import replay as finding_replay
from audits.findings.closing import Measure
from audits.findings.models import Annulment, Deadline, EffectPlan, Executor, Extension, Finding, Fix, Look
from audits.findings.rules import EvidenceKind, Plan, Reason, State, Verdict
from kernel import clock
from kernel.database.engine import Database
from kernel.objections import Refused
from people.accounts.models import Account
from people.posts import queries as posts
from people.register.models import Person
from people.roles.rules import Role
from tests import factories
from tests.audits import office as o
from tests.conftest import MORNING

STEPS = int(os.environ.get("MACHINE_STEPS", "60"))  # of one example
EXAMPLES = int(os.environ.get("MACHINE_EXAMPLES", "5"))
CHAIRS = 8
who = st.integers(0, CHAIRS - 1)
which = st.integers(0, 5)
Act = Callable[[Session, Finding, Account], Any]


class Findings(RuleBasedStateMachine):
    """One office of eight accounts, two of them the second accounts of persons who sit elsewhere."""

    database: Database
    tried: Counter[str]
    days: "count[int]"  # the clock of a register never goes back, from one example to the next either

    def __init__(self) -> None:
        super().__init__()
        self.now = MORNING + timedelta(days=next(self.days))
        self.dated: dict[int, date] = {}
        self.ended: dict[int, State] = {}
        with clock.frozen(self.now), self.database.writing() as session:
            of = o.office(session)
            again = [
                factories.an_account(session, Role.INSPECTOR, person=session.get_one(Person, one.person_id))
                for one in (of.head, of.fixer)
            ]
            third = factories.an_account(session, Role.INSPECTOR)
            self.accounts = [one.id for one in (of.chief, of.head, of.fixer, of.leader, of.second, third, *again)]
            self.first = session.scalar(select(func.max(Finding.id))) or 0
            for make, severity in ((o.issued, 1), (o.reported, 2), (o.reported, 3), (o.in_work, 4)):
                make(session, of, severity=severity)

    def findings(self, session: Session) -> list[Finding]:
        return list(session.scalars(select(Finding).where(Finding.id > self.first).order_by(Finding.id)))

    def act(self, name: str, n: int, by: int, work: Act) -> None:
        """Everybody tries it in turn until one is not refused; then, too, the rules of the office must hold."""
        for turn in range(CHAIRS):
            with clock.frozen(self.now), suppress(Refused), self.database.writing() as session:
                rows = self.findings(session)
                row = course.locked(session, rows[n % len(rows)].id)
                work(session, row, session.get_one(Account, self.accounts[(by + turn) % CHAIRS]))
                self.tried[name] += 1
                return

    def person(self, session: Session, n: int) -> Person:
        return session.get_one(Person, session.get_one(Account, self.accounts[n]).person_id)

    @rule(n=which, by=who)
    def acknowledge(self, n: int, by: int) -> None:
        self.act("acknowledge", n, by, lambda s, row, a: operations.acknowledge(s, row, interim="Күзет", by=a))

    @rule(n=which, by=who, other=who)
    def assign(self, n: int, by: int, other: int) -> None:
        self.act("assign", n, by, lambda s, row, a: operations.assign(s, row, self.person(s, other), by=a))

    @rule(n=which, by=who)
    def report(self, n: int, by: int) -> None:
        def work(session: Session, row: Finding, by: Account) -> None:
            operations.show_evidence(session, row, EvidenceKind.ACT, "№ 61", by=by)
            operations.report(session, row, text="Түзетілді", by=by)

        self.act("report", n, by, work)

    @rule(n=which, by=who, is_verified=st.booleans())
    def look(self, n: int, by: int, *, is_verified: bool) -> None:
        self.act("look", n, by, lambda s, row, a: closing.look(s, row, is_verified=is_verified, text="Көрілді", by=a))

    @rule(n=which, by=who, judge=who)
    def plan(self, n: int, by: int, judge: int) -> None:
        def work(session: Session, row: Finding, by: Account) -> None:
            plan = Plan(self.person(session, judge).id, clock.today() + timedelta(days=2), 5, 1)
            closing.plan_effect(session, row, Measure("Мөр", plan), by=by)

        self.act("plan", n, by, work)

    @rule(n=which, by=who, failed=st.integers(0, 5), verdict=st.sampled_from(Verdict))
    def judge(self, n: int, by: int, failed: int, verdict: Verdict) -> None:
        self.act("judge", n, by, lambda s, row, a: closing.judge(s, row, verdict, (5, failed), note="Көрілді", by=a))

    @rule(n=which, by=who, days=st.integers(1, 30))
    def extend(self, n: int, by: int, days: int) -> None:
        def work(session: Session, row: Finding, by: Account) -> None:
            asked = (row.due_on or clock.today()) + timedelta(days=days)
            extensions.ask(session, row, asked, Reason.STAFF, ("Адам жоқ", "Күзет"), by=by)

        self.act("extend", n, by, work)

    @rule(n=which, by=who, is_granted=st.booleans())
    def decide(self, n: int, by: int, *, is_granted: bool) -> None:
        self.act(
            "decide", n, by, lambda s, row, a: extensions.decide(s, row, is_granted=is_granted, why="Келісілді", by=a)
        )

    @rule(n=which, by=who)
    def permit(self, n: int, by: int) -> None:
        until = clock.local(self.now).date() + timedelta(days=3)
        self.act("permit", n, by, lambda s, row, a: extensions.permit(s, row, until, "44", measures="Күзет", by=a))

    @rule(n=which, by=who)
    def ask_annulment(self, n: int, by: int) -> None:
        def work(session: Session, row: Finding, by: Account) -> None:
            closing.ask_annulment(session, row, reason="Жалған", document_no="7", by=by)

        self.act("ask_annulment", n, by, work)

    @rule(n=which, by=who, is_agreed=st.booleans())
    def annul(self, n: int, by: int, *, is_agreed: bool) -> None:
        self.act("annul", n, by, lambda s, row, a: closing.decide_annulment(s, row, is_agreed=is_agreed, by=a))

    @rule(by=who, is_confirmed=st.booleans())
    def failure(self, by: int, *, is_confirmed: bool) -> None:
        def work(session: Session, row: Finding, by: Account) -> None:
            found = session.scalars(select(Failure.id).where(Failure.finding_id == row.id)).first()
            if found is not None:
                failure = escalation.locked(session, found)
                with suppress(Refused):
                    escalation.explain(session, failure, "Құрал жоқ", by=by)
                escalation.decide(session, failure, "Шара жоқ", is_confirmed=is_confirmed, by=by)

        self.act("failure", 0, by, work)

    @rule(number=st.integers(1, 6))
    def days_pass(self, number: int) -> None:
        for _n in range(number):
            next(self.days)
        self.now += timedelta(days=number)
        with clock.frozen(self.now), self.database.writing() as session:
            escalation.escalate(session, clock.today())
            before = session.scalar(select(func.count(Notice.id)))
            escalation.escalate(session, clock.today())
            assert session.scalar(select(func.count(Notice.id))) == before

    @invariant()
    def nobody_sits_on_two_chairs(self) -> None:
        with clock.frozen(self.now), self.database.reading() as session:
            for row in self.findings(session):
                head = posts.head(session, row.unit_id, clock.today())
                answers = {row.accountable_id, head.id if head else 0}
                fixers = set(session.scalars(select(Fix.person_id).where(Fix.finding_id == row.id)))
                named = set(session.scalars(select(Executor.person_id).where(Executor.finding_id == row.id)))
                looked = set(session.scalars(select(Look.person_id).where(Look.finding_id == row.id)))
                assert looked.isdisjoint(answers | fixers | named)
                for asked in session.scalars(select(Extension).where(Extension.finding_id == row.id)):
                    assert asked.asker_id in answers
                    assert asked.decider_id not in answers | {asked.asker_id}
                for two in session.scalars(select(Annulment).where(Annulment.finding_id == row.id)):
                    assert two.decider_id != two.asker_id
                    assert {two.asker_id, two.decider_id}.isdisjoint(answers)
                for failed in session.scalars(select(Failure).where(Failure.finding_id == row.id)):
                    assert failed.decider_id != failed.official_id
                judged = select(EffectPlan.judge_id).where(
                    EffectPlan.finding_id == row.id, EffectPlan.verdict.is_not(None)
                )
                assert set(session.scalars(judged)).isdisjoint(answers | fixers)

    @invariant()
    def no_date_is_lost(self) -> None:
        with self.database.reading() as session:
            for row in self.findings(session):
                rows = course.dates(session, row.id)
                assert [one.seq for one in rows] == list(range(1, len(rows) + 1))
                assert (rows[0].due_on, rows[-1].due_on) == (row.original_due_on, row.due_on)
                assert [one.due_on for one in rows] == sorted(one.due_on for one in rows)
                assert self.dated.setdefault(row.id, rows[0].due_on) == row.original_due_on

    @invariant()
    def what_is_closed_was_verified_and_stays_ended(self) -> None:
        with self.database.reading() as session:
            rows = self.findings(session)
            assert len({(one.year, one.no) for one in rows}) == len(rows)
            for row in rows:
                if rules.is_closed(row.state, row.severity):
                    last = select(Look.is_verified).where(Look.finding_id == row.id).order_by(Look.seq.desc()).limit(1)
                    assert session.scalars(last).one()
                if row.state is State.EFFECTIVE:
                    query = select(EffectPlan.verdict).where(EffectPlan.finding_id == row.id)
                    assert Verdict.EFFECTIVE in set(session.scalars(query))
                before = self.ended.get(row.id)
                assert before in (None, row.state) or row.state is State.CLOSURE_ANNULLED
                if row.state in rules.ENDED:
                    self.ended[row.id] = row.state

    def teardown(self) -> None:
        with self.database.reading() as session:
            assert list(finding_replay.untrue(session)) == []
            assert list(failure_replay.untrue(session)) == []
            assert session.scalars(select(Deadline).where(Deadline.seq < 1)).all() == []


@pytest.mark.slow
@pytest.mark.sqlite_first
@pytest.mark.usefixtures("morning")
def test_random_hands_on_findings_never_sit_on_two_chairs(database: Database) -> None:
    tried: Counter[str] = Counter()
    run_state_machine_as_test(
        type("Here", (Findings,), {"database": database, "tried": tried, "days": count()}),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            phases=[Phase.generate],  # a history of days cannot be made again in another
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print("\n", dict(tried))
    assert sum(tried.values()) >= EXAMPLES
