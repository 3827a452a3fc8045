"""What was done on paper and is entered later: by the head, with a reason, within a term, and marked."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from carriers.custody import queries, replay
from carriers.custody.events import CarrierReturnedLate
from carriers.custody.models import Carrier
from carriers.custody.rules import Act, CustodyGuard, State
from carriers.later import operations
from carriers.later.operations import Late
from carriers.later.rules import Chairs, LaterGuard, objections_to_later
from carriers.papers import receipts
from carriers.papers.rules import What
from kernel import clock
from kernel.database.engine import Database
from kernel.objections import Refused
from people.accounts.models import Account
from people.admission.rules import AdmissionGuard
from people.register.models import Person
from people.roles.rules import Role
from tests import factories as f
from tests.carriers.acts_composition import put
from tests.carriers.test_papers import said
from tests.client import Client
from tests.conftest import MORNING
from tests.entries import told

pytestmark = pytest.mark.sqlite_first
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
THREE = Chairs(first_id=1, second_id=2, is_second_of_registry=True, holder_id=3)
G = LaterGuard


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


@pytest.mark.parametrize(
    ("ago", "last_ago", "chairs", "found"),
    [
        (HOUR, DAY, THREE, []),
        (3 * DAY, 4 * DAY, THREE, []),
        (timedelta(0), DAY, THREE, []),
        (-HOUR, DAY, THREE, [G.AHEAD]),
        (HOUR, HOUR, THREE, []),
        (2 * HOUR, HOUR, THREE, [G.ORDER]),
        (3 * DAY + HOUR, 4 * DAY, THREE, [G.TERM]),
        (HOUR, DAY, replace(THREE, second_id=None), [G.SECOND]),
        (HOUR, DAY, replace(THREE, second_id=1), [G.SECOND]),
        (HOUR, DAY, replace(THREE, is_second_of_registry=False), [G.SECOND]),
        (HOUR, DAY, replace(THREE, holder_id=1), [G.HOLDER]),
        (HOUR, DAY, replace(THREE, holder_id=2), [G.HOLDER]),
    ],
)
def test_when_it_is_entered_later(ago: timedelta, last_ago: timedelta, chairs: Chairs, found: list[LaterGuard]) -> None:
    assert guards(objections_to_later(MORNING - ago, MORNING, MORNING - last_ago, 3, chairs)) == found


def people(session: Session) -> tuple[Account, Account, Person]:
    return f.an_account(session, Role.HEAD), f.an_account(session), f.a_person(session)


def test_both_times_are_kept_and_the_term_of_the_loan_runs_from_the_event(session: Session) -> None:
    head, second, holder = people(session)
    carrier = f.a_flash(session)
    with clock.frozen(MORNING + 2 * DAY):
        late = Late(Act.ISSUE, holder, MORNING + HOUR, "жарық болмады")
        operations.enter(session, carrier, late, second, by=head)
        move = queries.last_movement(session, carrier)
        asked = queries.due(session, carrier.rank, holder, given_at=MORNING + HOUR).at
        assert (move.at, move.happened_at, move.reason) == (MORNING + 2 * DAY, MORNING + HOUR, "жарық болмады")
        assert (carrier.holder_id, carrier.due_at) == (holder.id, asked)
        assert asked < queries.due(session, carrier.rank, holder).at
        assert list(replay.untrue(session)) == []


def test_its_receipt_says_that_it_was_entered_later_on_the_page_and_on_paper(
    database: Database, client: Client
) -> None:
    with database.writing() as session:
        head, second, holder = people(session)
        carrier = f.a_flash(session)
    with clock.frozen(MORNING + HOUR), database.writing() as session:
        row, by = queries.locked(session, [carrier.id])[0], session.get_one(Account, head.id)
        late = Late(Act.ISSUE, session.get_one(Person, holder.id), MORNING + HOUR / 2, "жарық болмады")
        receipt = operations.enter(session, row, late, session.get_one(Account, second.id), by=by)
        page = receipts.visible(session, by, receipt.id)
        assert page is not None
        text = said(receipts.paper(session, page, What.RECEIPT))
    assert "Время события: 23.11.2026 09:45. Внесено позже: 23.11.2026 10:15. Причина: жарық болмады" in text
    with clock.frozen(MORNING + HOUR):
        client.sit(head.login)
        client.get(f"/receipts/{receipt.id}")
    assert "Done on 23.11.2026 09:45, entered later: жарық болмады" in client.page


def test_a_return_is_late_by_when_it_was_done(session: Session) -> None:
    head, second, holder = people(session)
    carrier = f.issued(session, f.a_document(session), holder, by=second)
    heard: list[CarrierReturnedLate] = []
    session.info["listeners"] = {CarrierReturnedLate: (lambda _session, fact: heard.append(fact),)}
    due = carrier.due_at
    assert due is not None
    with clock.frozen(due + DAY):
        late = Late(Act.TAKE_BACK, holder, due - HOUR, "жарық болмады", sheets=6)
        operations.enter(session, carrier, late, second, by=head)
    assert (carrier.state, heard) == (State.IN_REGISTRY, [])


def test_every_reason_is_told_and_the_act_has_its_own_guards(session: Session) -> None:
    head, second, holder = people(session)
    carrier = f.issued(session, f.a_document(session), holder, by=second)
    with clock.frozen(MORNING + 5 * DAY):
        with pytest.raises(Refused) as refused:
            operations.enter(session, carrier, Late(Act.TAKE_BACK, holder, MORNING - HOUR, "себеп"), None, by=head)
        assert guards(refused.value.objections) == [G.ORDER, G.TERM, G.SECOND, CustodyGuard.SHEETS]
        wrong = Late(Act.TAKE_BACK, holder, MORNING + 4 * DAY, "себеп", sheets=5)
        with pytest.raises(Refused) as refused:
            operations.enter(session, carrier, wrong, second, by=head)
        assert guards(refused.value.objections) == [CustodyGuard.SHEETS]
    assert carrier.state is State.ISSUED


def test_a_clearance_of_today_makes_none_of_the_day_of_the_event(session: Session) -> None:
    head, second, holder = people(session)
    late_comer, carrier = f.a_person(session, form=None), f.a_flash(session)
    f.a_clearance(session, late_comer, valid_from=(MORNING + 2 * DAY).date())
    with clock.frozen(MORNING + 2 * DAY):
        with pytest.raises(Refused) as refused:
            operations.enter(session, carrier, Late(Act.ISSUE, late_comer, MORNING + HOUR, "себеп"), second, by=head)
        assert guards(refused.value.objections) == [AdmissionGuard.CLR]
        operations.enter(session, carrier, Late(Act.ISSUE, holder, MORNING + HOUR, "себеп"), second, by=head)
        other = f.a_flash(session)
        operations.enter(session, other, Late(Act.ISSUE, late_comer, clock.now(), "себеп"), second, by=head)
    assert (carrier.holder_id, other.holder_id) == (holder.id, late_comer.id)


def test_what_is_inside_another_is_not_entered_for_itself(session: Session) -> None:
    head, second, holder = people(session)
    part, _whole = put(session)
    with clock.frozen(MORNING + DAY), pytest.raises(Refused) as refused:
        operations.enter(session, part, Late(Act.ISSUE, holder, MORNING + HOUR, "себеп"), second, by=head)
    assert guards(refused.value.objections) == [CustodyGuard.WHOLE]


def test_a_wrong_pin_is_counted_nothing_typed_is_lost_and_the_card_marks_it(database: Database, client: Client) -> None:
    with database.writing() as session:
        head, second, holder = people(session)
        carrier = f.a_flash(session)
    code = second.person.code if second.person else ""
    with clock.frozen(MORNING + HOUR):
        client.sit(head.login)
        client.get(f"/carriers/{carrier.id}")
        assert "Enter what was done on paper" in client.page
        client.get(f"/carriers/{carrier.id}/later")
        fields = {"act": "issue", "happened_at": "23.11.2026 09:30", "sheets": "", "reason": "жарық болмады"}
        fields |= {"person": holder.code, "person_pin": "999999", "second_code": code, "second_pin": f.PIN}
        client.submit_last(fields)
        assert client.status == 422
        assert "жарық болмады" in client.page
        assert "PIN is wrong" in client.page
        client.submit_last({**fields, "person_pin": f.PIN})
        assert "entered later" in client.page
        assert "жарық болмады" in client.page
    with database.reading() as session:
        assert session.get_one(Carrier, carrier.id).holder_id == holder.id
        assert [one["guards"] for one in told(session, "refused", "guards")] == [["PIN-WRONG"]]
