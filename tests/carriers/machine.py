"""A small model of the register, and the acts that random staff try on both."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy.orm import Session

from carriers.commission.models import Commission
from carriers.commission.rules import Purpose
from carriers.corrections import operations as corrections
from carriers.custody import operations as custody
from carriers.custody import queries as carriers
from carriers.custody import replay as custody_replay
from carriers.custody.models import Carrier
from carriers.custody.operations import Signatures
from carriers.custody.queries import Hands
from carriers.custody.rules import DESK, Act, Confirmation, State
from carriers.destruction import execution, operations, queries
from carriers.destruction import replay as destruction_replay
from carriers.destruction.models import DestructionAct
from carriers.destruction.operations import Draft
from carriers.destruction.rules import Method
from carriers.holds import operations as holds
from carriers.holds.models import Hold
from carriers.holds.operations import Document
from carriers.holds.rules import HoldKind
from carriers.loss import operations as losses
from carriers.loss import queries as cases
from carriers.loss import replay as loss_replay
from carriers.loss.operations import Finding
from carriers.loss.rules import Informed
from kernel import clock
from kernel.database.engine import Database
from kernel.journal import verification
from kernel.journal.entries import Log
from kernel.objections import Refused
from people.accounts.models import Account
from people.register.models import Person
from people.roles.rules import Role
from tests import factories as f
from tests.conftest import MORNING

HOLDERS, CARRIERS = 3, 6
GONE = frozenset({State.DESTROYED, State.LOST, State.VOID, State.MISSING})
pick = st.integers(0, CARRIERS - 1)
who = st.integers(0, HOLDERS - 1)


@dataclass
class Known:
    """What the model knows of one carrier: where it is, with whom, on which act, and whether it is held."""

    state: State = State.IN_REGISTRY
    holder: int | None = None
    act: int | None = None
    last: Act = Act.REGISTER
    hold: int | None = None
    parent: int | None = None
    parts: int = 0

    @property
    def is_composed(self) -> bool:
        return self.parent is not None or self.parts > 0


class Registry(RuleBasedStateMachine):
    """Everything in it is its own; a subclass says in which database."""

    database: Database
    tried: Counter[str]
    seconds: "count[int]"  # the clock of a register never goes back, from one example to the next either

    def __init__(self) -> None:
        super().__init__()
        with clock.frozen(self.moment()), self.database.writing() as session:
            self.clerk, self.second = f.an_account(session).id, f.an_account(session).id
            self.head = f.an_account(session, Role.HEAD).id
            self.chief = f.an_account(session, Role.ORG_HEAD).id
            self.members = [f.an_account(session, role).id for role in (Role.HEAD, Role.MANAGER, Role.CLERK)]
            people = [session.get_one(Account, one).person for one in self.members]
            seated = [one for one in people if one]
            self.commission = f.a_commission(session, Purpose.DESTRUCTION, people=seated).id
            self.investigators = f.a_commission(session).id
            self.holders = [f.a_person(session).id for _n in range(HOLDERS)]
            self.ids = [f.a_document(session).id for _n in range(CARRIERS)]
        self.model = {one: Known() for one in self.ids}

    def moment(self) -> datetime:
        return MORNING + timedelta(seconds=next(self.seconds))

    def act(self, name: str, n: int, *, lawful: bool, work: Any) -> None:
        """Try an act in a transaction of its own: what the model calls unlawful is refused and changes nothing."""
        carrier_id = self.ids[n]
        try:
            with clock.frozen(self.moment()), self.database.writing() as session:
                work(session, carriers.locked(session, [carrier_id])[0], self.model[carrier_id])
            is_done = True
        except Refused:
            is_done = False
        assert is_done is lawful, (name, self.model[carrier_id])
        self.tried.update([f"{name} {'done' if is_done else 'refused'}"])

    def of(self, session: Session, account_id: int) -> Account:
        return session.get_one(Account, account_id)

    def is_free(self, holder: int) -> bool:
        """Nobody is issued anything while something is missing from their hands."""
        return not any(one.state is State.MISSING and one.holder == holder for one in self.model.values())

    @rule(n=pick, to=who)
    def issue(self, n: int, to: int) -> None:
        known, holder = self.model[self.ids[n]], self.holders[to]

        def work(session: Session, carrier: Carrier, _known: Known) -> None:
            f.issued(session, carrier, session.get_one(Person, holder), by=self.of(session, self.clerk))

        lawful = known.state is State.IN_REGISTRY and known.hold is None and self.is_free(holder)
        self.act("issue", n, lawful=lawful, work=work)
        if lawful:
            known.state, known.holder, known.last = State.ISSUED, holder, Act.ISSUE

    @rule(n=pick, by=who, sheets=st.sampled_from([6, 6, 5]))
    def take_back(self, n: int, by: int, sheets: int) -> None:
        known, giver = self.model[self.ids[n]], self.holders[by]

        def work(session: Session, carrier: Carrier, _known: Known) -> None:
            person, clerk = session.get_one(Person, giver), self.of(session, self.clerk)
            receipt = custody.open_receipt(session, Act.TAKE_BACK, Hands(person, None), by=clerk)
            signed = Signatures(giver=Confirmation.PIN)
            custody.take_back(
                session, carrier, person, sheets_counted=sheets, signatures=signed, receipt=receipt, by=clerk
            )

        lawful = known.state is State.ISSUED and known.holder == giver and sheets == 6
        self.act("take_back", n, lawful=lawful, work=work)
        if lawful:
            known.state, known.holder, known.last = State.IN_REGISTRY, None, Act.TAKE_BACK

    @rule(n=pick)
    def declare_missing(self, n: int) -> None:
        known = self.model[self.ids[n]]
        lawful = known.state in (State.IN_REGISTRY, State.ISSUED, State.SELECTED)

        def work(session: Session, carrier: Carrier, _known: Known) -> None:
            f.a_case(session, carrier, by=self.of(session, self.clerk))

        self.act("declare_missing", n, lawful=lawful, work=work)
        if lawful:
            inside = [one for one in self.model.values() if one.parent == self.ids[n]]
            for one in [known, *(one for one in inside if one.state in DESK)]:
                one.state, one.act, one.last = State.MISSING, None, Act.DECLARE_MISSING
            if known.parent is not None:
                self.model[known.parent].parts -= 1
                known.parent = None

    @rule(n=pick)
    def find(self, n: int) -> None:
        known = self.model[self.ids[n]]
        lawful = known.state in (State.MISSING, State.LOST)

        def work(session: Session, carrier: Carrier, _known: Known) -> None:
            case = next(iter(cases.of_carrier(session, carrier.id)), None)
            if case is None:
                raise Refused(Act.FIND, [])
            finder = session.get_one(Person, self.holders[0])
            found = Finding(clock.now(), "Сейф", finder, 6, "Бүтін")
            losses.find(session, case, carrier, found, by=self.of(session, self.clerk))

        self.act("find", n, lawful=lawful, work=work)
        if lawful:
            known.state, known.holder, known.last = State.IN_REGISTRY, None, Act.FIND

    @rule(n=pick)
    def confirm_loss(self, n: int) -> None:
        known = self.model[self.ids[n]]
        lawful = known.state is State.MISSING

        def work(session: Session, carrier: Carrier, _known: Known) -> None:
            case = next(iter(cases.of_carrier(session, carrier.id)), None)
            if case is None:
                raise Refused(Act.CONFIRM_LOSS, [])
            head, chief = self.of(session, self.head), self.of(session, self.chief)
            if case.authority_told_at is None:
                losses.inform(session, case, Informed.AUTHORITY, clock.now(), letter="1", by=head)
                two = [one.person for one in (head, self.of(session, self.second)) if one.person]
                looked = ("шкаф", "жоқ")
                losses.search(session, case, clock.now(), looked, (two[0], two[1]), is_last=False, by=head)
                commission = session.get_one(Commission, self.investigators)
                losses.appoint(session, case, commission, by=head)
                losses.conclude(session, case, "Қорытынды", by=head)
                losses.confirm_degree(session, case, carrier.grade, by=head)
            consent = ("118-к", clock.today())
            losses.confirm_loss(session, case, carrier, consent=consent, by=chief)

        self.act("confirm_loss", n, lawful=lawful, work=work)
        if lawful:
            known.state, known.last = State.LOST, Act.CONFIRM_LOSS

    @rule(n=pick, other=pick)
    def select(self, n: int, other: int) -> None:
        """On a new act, or on the draft that another carrier lies on."""
        known, draft = self.model[self.ids[n]], self.model[self.ids[other]].act
        made: list[int] = []

        def work(session: Session, carrier: Carrier, _known: Known) -> None:
            clerk = self.of(session, self.clerk)
            if draft is None:
                commission = session.get_one(Commission, self.commission)
                row = operations.draw(session, Draft("Хаттама", Method.BURNING, "Пеш", ""), commission, by=clerk)
            else:
                row = queries.locked(session, draft)
            operations.add(session, row, carrier, by=clerk)
            made.append(row.id)

        lawful = known.state is State.IN_REGISTRY and known.hold is None and not known.is_composed
        self.act("select", n, lawful=lawful, work=work)
        if lawful:
            known.state, known.act, known.last = State.SELECTED, made[0], Act.SELECT

    @rule(n=pick)
    def cancel(self, n: int) -> None:
        act_id = self.model[self.ids[n]].act
        if act_id is None:
            return

        def work(session: Session, _carrier: Carrier, _known: Known) -> None:
            row = queries.locked(session, act_id)
            operations.cancel(session, row, reason="шешім өзгерді", by=self.of(session, self.head))

        self.act("cancel", n, lawful=True, work=work)
        for known in self.model.values():
            if known.act == act_id:
                known.state, known.act, known.last = State.IN_REGISTRY, None, Act.DESELECT

    @rule(n=pick)
    def execute(self, n: int) -> None:
        """Sign, approve and execute the act that this carrier is on, from the first hand to the last."""
        act_id = self.model[self.ids[n]].act
        if act_id is None:
            return
        on_it = [known for known in self.model.values() if known.act == act_id]
        is_held = any(known.hold is not None for known in on_it)

        def work(session: Session, _carrier: Carrier, _known: Known) -> None:
            members = [self.of(session, one) for one in self.members]
            row: DestructionAct = queries.locked(session, act_id)
            for by in members:
                seen = queries.list_hash(row, queries.units(session, row.id))
                operations.sign(session, row, seen=seen, by=by)
            seen = queries.list_hash(row, queries.units(session, row.id))
            operations.approve(session, row, seen=seen, by=self.of(session, self.chief))
            for by in members:
                execution.come(session, row, by=by)
            for one in queries.units(session, row.id):
                carrier = carriers.locked(session, [one.carrier_id])[0]
                execution.check(session, row, carrier, sheets=6, serial="", by=members[0])
            for by in members:
                seen = queries.end_hash(row, queries.units(session, row.id))
                execution.finish(session, row, seen=seen, by=by)

        self.act("execute", n, lawful=not is_held, work=work)
        for known in on_it if not is_held else ():
            known.state, known.act, known.last = State.DESTROYED, None, Act.DESTROY

    @rule(n=pick)
    def void(self, n: int) -> None:
        known = self.model[self.ids[n]]
        asked = Act.VOID_ISSUE if known.state is State.ISSUED else Act.VOID

        def work(session: Session, carrier: Carrier, _known: Known) -> None:
            second, head = self.of(session, self.second), self.of(session, self.head)
            corrections.void(session, carrier, asked, second, reason="қате енгізілген", by=head)

        is_last = known.last is (Act.ISSUE if asked is Act.VOID_ISSUE else Act.REGISTER)
        lawful = is_last and not (asked is Act.VOID and (known.hold is not None or known.is_composed))
        self.act("void", n, lawful=lawful, work=work)
        if lawful:
            known.state = State.IN_REGISTRY if asked is Act.VOID_ISSUE else State.VOID
            known.holder, known.last = None, asked

    @rule(n=pick)
    def hold(self, n: int) -> None:
        known = self.model[self.ids[n]]
        if known.hold is not None:
            return
        made: list[int] = []

        def work(session: Session, carrier: Carrier, _known: Known) -> None:
            today = clock.today()
            document = Document(HoldKind.COURT, "118", today, today + timedelta(days=30), bars_issue=True)
            row = holds.set_hold(session, carrier, document, by=self.of(session, self.head))
            made.append(row.id)

        lawful = known.state not in (State.DESTROYED, State.LOST, State.VOID)
        self.act("hold", n, lawful=lawful, work=work)
        known.hold = made[0] if made else None

    @rule(n=pick)
    def lift(self, n: int) -> None:
        known = self.model[self.ids[n]]
        hold_id = known.hold
        if hold_id is None:
            return

        def work(session: Session, carrier: Carrier, _known: Known) -> None:
            row = session.get_one(Hold, hold_id)
            holds.lift(session, row, carrier, reason="іс тоқтатылды", by=self.of(session, self.chief))

        self.act("lift", n, lawful=True, work=work)
        known.hold = None

    @rule()
    def register(self) -> None:
        """A carrier that is gone for good gives its place in the model to a new one."""
        gone = [n for n, one in enumerate(self.ids) if self.model[one].state in (State.DESTROYED, State.VOID)]
        if not gone:
            return
        with clock.frozen(self.moment()), self.database.writing() as session:
            self.ids[gone[0]] = f.a_document(session).id
        self.model[self.ids[gone[0]]] = Known()

    @invariant()
    def the_register_is_as_the_model_says(self) -> None:
        with self.database.reading() as session:
            rows = {one.id: one for one in session.query(Carrier).filter(Carrier.id.in_(self.model))}
        for carrier_id, known in self.model.items():
            row = rows[carrier_id]
            held = known.holder if known.state is State.ISSUED else None
            assert (row.state, row.holder_id, row.frozen > 0) == (known.state, held, known.hold is not None)
            assert (row.parent_id, row.parts) == (known.parent, known.parts)
        on_hand = sum(one.state not in GONE for one in rows.values())
        assert len(rows) - sum(one.state in GONE for one in self.model.values()) == on_hand

    def teardown(self) -> None:
        with self.database.reading() as session:
            for told in (custody_replay, destruction_replay, loss_replay):
                assert list(told.untrue(session)) == []
            assert verification.verify(session, Log.CUSTODY) == []
