"""Random staff do random acts of every kind for hundreds of steps: the register agrees with a small model of it."""

import os
from collections import Counter
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from carriers.composition import operations as composition
from carriers.custody import queries as carriers
from carriers.custody.models import Carrier
from carriers.custody.rules import Act, State
from carriers.later import operations as later
from carriers.later.operations import Late
from kernel.database.engine import Database
from people.register.models import Person
from tests.carriers.machine import Known, Registry, pick, who

STEPS = int(os.environ.get("MACHINE_STEPS", "60"))  # of one example
EXAMPLES = int(os.environ.get("MACHINE_EXAMPLES", "10"))


class Whole(Registry):
    """The same, and carriers go inside others, and what was done on paper is entered later."""

    @rule(n=pick, other=pick)
    def put_inside(self, n: int, other: int) -> None:
        part, whole = self.model[self.ids[n]], self.model[self.ids[other]]

        def work(session: Session, _carrier: Carrier, _known: Known) -> None:
            ids = self.ids[n], self.ids[other]
            rows = {one.id: one for one in carriers.locked(session, ids)}
            composition.put_inside(session, rows[ids[0]], rows[ids[1]], by=self.of(session, self.clerk))

        lawful = n != other and all(one.state is State.IN_REGISTRY and one.hold is None for one in (part, whole))
        lawful = lawful and not part.is_composed and whole.parent is None
        self.act("put_inside", n, lawful=lawful, work=work)
        if lawful:
            part.parent, whole.parts = self.ids[other], whole.parts + 1

    @rule(n=pick)
    def take_out(self, n: int) -> None:
        part = self.model[self.ids[n]]
        parent = part.parent

        def work(session: Session, carrier: Carrier, _known: Known) -> None:
            whole = session.get_one(Carrier, parent) if parent else None
            composition.take_out(session, carrier, whole, reason="бөлек", by=self.of(session, self.clerk))

        lawful = parent is not None and part.state is State.IN_REGISTRY
        self.act("take_out", n, lawful=lawful, work=work)
        if lawful and parent is not None:
            part.parent, self.model[parent].parts = None, self.model[parent].parts - 1

    @rule(n=pick, to=who)
    def issue_later(self, n: int, to: int) -> None:
        known, holder = self.model[self.ids[n]], self.holders[to]

        def work(session: Session, carrier: Carrier, _known: Known) -> None:
            late = Late(Act.ISSUE, session.get_one(Person, holder), carrier.since, "жарық болмады")
            second, head = self.of(session, self.second), self.of(session, self.head)
            later.enter(session, carrier, late, second, by=head)

        lawful = known.state is State.IN_REGISTRY and known.hold is None and self.is_free(holder)
        lawful = lawful and not known.is_composed
        self.act("issue_later", n, lawful=lawful, work=work)
        if lawful:
            known.state, known.holder, known.last = State.ISSUED, holder, Act.ISSUE


@pytest.mark.slow
@pytest.mark.usefixtures("morning")
def test_random_acts_of_every_kind_leave_states_holders_balances_and_journal_in_agreement(database: Database) -> None:
    tried: Counter[str] = Counter()
    run_state_machine_as_test(
        type("Here", (Whole,), {"database": database, "tried": tried, "seconds": count()}),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print("\n", dict(tried))
    assert sum(tried.values()) >= STEPS
