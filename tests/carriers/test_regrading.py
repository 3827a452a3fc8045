"""The grade of a medium falls after a clean purge, by every hand of a commission and the head of the body."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from carriers.commission.models import Commission
from carriers.commission.rules import CommissionGuard, Purpose
from carriers.custody import operations as custody
from carriers.custody import queries as carriers
from carriers.custody import replay
from carriers.custody.models import Carrier
from carriers.custody.operations import Signatures
from carriers.custody.queries import Hands
from carriers.custody.rules import Act as CustodyAct
from carriers.custody.rules import Confirmation, Family, Freeze, State
from carriers.destruction.rules import Method
from carriers.regrading import operations
from carriers.regrading import replay as own_replay
from carriers.regrading.rules import (
    Act,
    FallGuard,
    Medium,
    objections_to_approving,
    objections_to_grade,
    objections_to_medium,
    objections_to_signing,
)
from carriers.sanitising import operations as sanitising
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.objections import Refused
from people.accounts.models import Account
from people.admission import operations as admission
from people.admission.models import Clearance
from people.register.models import Person
from people.roles.rules import Role
from tests import factories as f
from tests.carriers.acts_holds import held
from tests.carriers.acts_regrading import purged
from tests.carriers.test_sanitising import done
from tests.client import Client

pytestmark = pytest.mark.sqlite_first
G = FallGuard
MEDIUM = Medium(Family.ELECTRONIC, State.IN_REGISTRY, Freeze.NONE, is_composed=False, rank=2, is_purged=True)
ACT = Act(frozenset({1, 2, 3}), frozenset({1, 2, 3}), has_moved=False)


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


@pytest.mark.parametrize(
    ("medium", "is_allowed", "found"),
    [
        (MEDIUM, True, []),
        (MEDIUM, False, [G.TERM]),
        (replace(MEDIUM, family=Family.PAPER), True, [G.FAMILY]),
        (replace(MEDIUM, state=State.ISSUED), True, [G.STATE]),
        (replace(MEDIUM, freeze=Freeze.HELD), True, [G.HELD]),
        (replace(MEDIUM, is_composed=True), True, [G.WHOLE]),
        (replace(MEDIUM, is_purged=False), True, [G.PURGE]),
    ],
)
def test_of_which_medium_it_falls(medium: Medium, found: list[FallGuard], *, is_allowed: bool) -> None:
    assert guards(objections_to_medium(medium, is_allowed=is_allowed)) == found


@pytest.mark.parametrize(("to", "found"), [(1, []), (0, []), (2, [G.GRADE]), (3, [G.GRADE]), (-1, [G.GRADE])])
def test_it_falls_and_does_not_rise(to: int, found: list[FallGuard]) -> None:
    assert guards(objections_to_grade(2, to)) == found


@pytest.mark.parametrize(
    ("act", "person", "found"),
    [
        (replace(ACT, signed=frozenset({1})), 2, []),
        (ACT, 2, [G.SIGNED]),
        (ACT, 9, [G.MEMBER]),
        (ACT, None, [G.MEMBER]),
        (replace(ACT, signed=frozenset(), has_moved=True), 1, [G.MOVED]),
        (replace(ACT, is_approved=True), 1, [G.DONE, G.SIGNED]),
    ],
)
def test_who_signs(act: Act, person: int | None, found: list[FallGuard]) -> None:
    assert guards(objections_to_signing(act, person)) == found


@pytest.mark.parametrize(
    ("act", "person", "is_head", "found"),
    [
        (ACT, 9, True, []),
        (ACT, 9, False, [G.RIGHT]),
        (ACT, 1, True, [G.HEAD]),
        (replace(ACT, signed=frozenset({1, 2})), 9, True, [G.UNSIGNED]),
        (replace(ACT, has_moved=True), 9, True, [G.MOVED]),
        (replace(ACT, is_approved=True), 9, True, [G.DONE]),
    ],
)
def test_who_approves(act: Act, person: int, found: list[FallGuard], *, is_head: bool) -> None:
    assert guards(objections_to_approving(act, person, is_head=is_head)) == found


def test_it_falls_when_the_last_hand_is_there_and_the_journal_tells_it(session: Session) -> None:
    medium, order, members = purged(session)
    head, clerk = f.an_account(session, Role.ORG_HEAD), f.an_account(session)
    row = operations.propose(session, medium, Grade.OFFICIAL_USE, order, reason="ашық жұмысқа", by=clerk)
    with pytest.raises(Refused) as refused:
        operations.approve(session, row, medium, by=head)
    assert guards(refused.value.objections) == [G.UNSIGNED]
    for one in members:
        operations.sign(session, row, by=one)
    assert medium.rank == Grade.SECRET
    operations.approve(session, row, medium, by=head)
    assert (medium.rank, row.approver_id) == (Grade.OFFICIAL_USE, head.id)
    assert list(replay.untrue(session)) == list(own_replay.untrue(session)) == []
    medium.rank = 1
    row.to_rank, row.from_rank = 1, 2
    session.flush()
    assert [one.part for one in replay.untrue(session)] == ["rank"]
    assert [one.part for one in own_replay.untrue(session)] == ["regrading"]


def test_what_stands_against_it_when_it_is_approved_counts_not_only_when_it_was_proposed(session: Session) -> None:
    medium, order, members = purged(session)
    head, clerk = f.an_account(session, Role.ORG_HEAD), f.an_account(session)
    with pytest.raises(Refused) as refused:
        operations.propose(session, medium, Grade.OFFICIAL_USE, order, reason="ашық жұмысқа", by=head)
    assert guards(refused.value.objections) == [G.RIGHT]
    row = operations.propose(session, medium, Grade.OFFICIAL_USE, order, reason="ашық жұмысқа", by=clerk)
    for one in members:
        operations.sign(session, row, by=one)
    held(session, medium)
    with pytest.raises(Refused) as refused:
        operations.approve(session, row, medium, by=head)
    assert guards(refused.value.objections) == [G.HELD]
    clearance = session.query(Clearance).filter_by(person_id=members[0].person_id).one()
    admission.suspend(session, clearance, reason="тексеріс", by=f.an_account(session))
    with pytest.raises(Refused) as refused:
        operations.approve(session, row, medium, by=head)
    assert guards(refused.value.objections) == [G.HELD, CommissionGuard.CLEARANCE]
    assert (medium.rank, row.approved_at) == (Grade.SECRET, None)


def test_a_clear_or_a_purge_before_another_hand_is_not_enough(session: Session) -> None:
    medium, order, _members = purged(session)
    clerk = f.an_account(session)
    sanitising.record(session, medium, done(session, medium.serial_no, Method.OVERWRITE), by=clerk)
    other = f.a_commission(session, Purpose.LOSS)
    with pytest.raises(Refused) as refused:
        operations.propose(session, medium, Grade.OFFICIAL_USE, other, reason="ашық жұмысқа", by=clerk)
    assert guards(refused.value.objections) == [G.PURGE, CommissionGuard.PURPOSE]
    sanitising.record(session, medium, done(session, medium.serial_no, Method.CRYPTO_ERASE), by=clerk)
    operations.propose(session, medium, Grade.OFFICIAL_USE, order, reason="ашық жұмысқа", by=clerk)
    with pytest.raises(Refused) as refused:
        operations.propose(session, medium, Grade.OFFICIAL_USE, order, reason="тағы да", by=clerk)
    assert guards(refused.value.objections) == [G.OPEN]


def test_the_shipped_regime_lets_no_grade_fall(session: Session) -> None:
    assert guards(operations.objections(session, f.a_flash(session))) == [G.TERM, G.PURGE]


def test_a_pin_signs_the_act_that_was_shown_and_no_other(database: Database, client: Client) -> None:
    with database.writing() as session:
        medium, order, members = purged(session)
        clerk = f.an_account(session)
        operations.propose(session, medium, Grade.OFFICIAL_USE, order, reason="ашық жұмысқа", by=clerk)
    page = f"/carriers/{medium.id}/grade"
    client.sit(members[0].login)
    client.get(page)
    with database.writing() as session:
        row, by = carriers.locked(session, [medium.id])[0], session.get_one(Account, clerk.id)
        f.issued(session, row, f.a_person(session), by=by)
        back = session.get_one(Person, row.holder_id)
        receipt = custody.open_receipt(session, CustodyAct.TAKE_BACK, Hands(back, None), by=by)
        signed = Signatures(giver=Confirmation.PIN)
        custody.take_back(session, row, back, sheets_counted=None, signatures=signed, receipt=receipt, by=by)
        sanitising.record(session, row, done(session, row.serial_no, Method.CRYPTO_ERASE), by=by)
        order_row = session.get_one(Commission, order.id)
        operations.propose(session, row, Grade.OFFICIAL_USE, order_row, reason="басқа себеп", by=by)
    client.submit_last({"pin": f.PIN})
    assert client.status == 422
    assert "Something has changed since this page was shown" in client.page
    assert "басқа себеп" in client.page
    with database.reading() as session:
        fall = operations.last(session, medium.id)
        assert fall is not None
        assert fall.hands == []
    client.submit_last({"pin": f.PIN})
    assert "You have signed" in client.page


def test_who_sees_no_carriers_sees_the_act_of_their_own_commission_only(database: Database, client: Client) -> None:
    with database.writing() as session:
        session.add(f.term("sanitising_lowers_grade", 1))
        executor, stranger = f.an_account(session, Role.EXECUTOR), f.an_account(session, Role.EXECUTOR)
        medium, _order, _members = purged(session, lets=False)
        people = [one for one in (executor.person, f.a_person(session), f.a_person(session)) if one]
        order = f.a_commission(session, Purpose.REGRADE, people=people)
        clerk = f.an_account(session)
        operations.propose(session, medium, Grade.OFFICIAL_USE, order, reason="ашық жұмысқа", by=clerk)
        other = f.a_flash(session)
    for login, page, status in (
        (executor.login, medium.id, 200),
        (stranger.login, medium.id, 404),
        (executor.login, other.id, 404),
    ):
        client.sit(login)
        client.get(f"/carriers/{page}/grade")
        assert client.status == status


def test_each_hand_finds_its_form_on_one_page(database: Database, client: Client) -> None:
    with database.writing() as session:
        medium, order, members = purged(session)
        head, clerk = f.an_account(session, Role.ORG_HEAD), f.an_account(session)
    page = f"/carriers/{medium.id}/grade"
    client.sit(clerk.login)
    client.get(f"/carriers/{medium.id}")
    assert page in client.page
    client.get(page)
    client.submit_last({"to_rank": 0, "commission_id": order.id, "reason": "ашық жұмысқа беріледі"})
    assert "somebody else" in client.page
    for number, one in enumerate(members):
        client.sit(one.login)
        client.get(page)
        if not number:
            client.submit_last({"pin": "999999"})
            assert client.status == 422
        client.submit_last({"pin": f.PIN})
        assert "You have signed" in client.page
    client.sit(head.login)
    client.get(page)
    client.submit_last({"pin": f.PIN})
    assert "The grade of the medium has fallen" in client.page
    with database.reading() as session:
        assert session.get_one(Carrier, medium.id).rank == 0
