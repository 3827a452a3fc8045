"""Holds freeze what they say, never a return; wrong entries are voided by two and stay; late returns are told."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from carriers.corrections import operations as corrections
from carriers.corrections.rules import CorrectionGuard, EntryFacts, Two, objections_to_void
from carriers.custody import operations as custody
from carriers.custody import queries as carriers
from carriers.custody import replay
from carriers.custody.events import CarrierReturnedLate
from carriers.custody.models import Carrier
from carriers.custody.operations import Signatures
from carriers.custody.queries import Hands
from carriers.custody.rules import (
    FROZEN,
    Act,
    CarrierFacts,
    Confirmation,
    CustodyGuard,
    Freeze,
    State,
    objections_to_state,
)
from carriers.destruction import operations as destruction
from carriers.holds import operations, queries
from carriers.holds import replay as holds_replay
from carriers.holds.operations import Document
from carriers.holds.rules import HoldGuard, HoldKind, objections_to_hold, objections_to_lifting
from kernel import clock
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.objections import Refused
from people.roles.rules import Role
from tests import factories as f
from tests.carriers.acts_holds import held
from tests.client import Client
from tests.conftest import MORNING

TODAY = MORNING.date()
DAY = timedelta(days=1)
TWO = Two(first_id=1, second_id=2, is_second_of_registry=True, is_head_of_body=False)
CHIEF = replace(TWO, is_head_of_body=True)
ISSUED = EntryFacts(Act.ISSUE, TODAY, 7)


pytestmark = pytest.mark.sqlite_first


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


def refused(work: Any) -> list[Any]:
    with pytest.raises(Refused) as caught:
        work()
    return guards(caught.value.objections)


@pytest.mark.parametrize(
    ("document_on", "review_on", "has_ended", "found"),
    [
        (TODAY, TODAY + DAY, False, []),
        (TODAY + DAY, TODAY + DAY, False, [HoldGuard.DOCUMENT]),
        (TODAY, TODAY, False, [HoldGuard.REVIEW]),
        (TODAY, TODAY + DAY, True, [HoldGuard.ENDED]),
    ],
)
def test_a_hold_rests_on_a_document_and_is_looked_at_again(
    document_on: date, review_on: date, *, has_ended: bool, found: list[HoldGuard]
) -> None:
    assert guards(objections_to_hold(document_on, review_on, TODAY, has_ended=has_ended)) == found
    assert guards(objections_to_lifting(is_lifted=has_ended)) == ([HoldGuard.LIFTED] if has_ended else [])


@pytest.mark.parametrize("freeze", Freeze)
@pytest.mark.parametrize("act", Act)
def test_a_hold_forbids_its_acts_and_never_a_return(freeze: Freeze, act: Act) -> None:
    for state in State:
        carrier = CarrierFacts(state=state, grade=Grade.SECRET, sheets=6, holder_id=None, freeze=freeze)
        assert (CustodyGuard.FREEZE in guards(objections_to_state(carrier, act))) is (act in FROZEN[freeze])
    assert Act.TAKE_BACK not in FROZEN[freeze]
    assert (Act.ISSUE in FROZEN[freeze]) is (freeze is Freeze.WITH_ISSUE)


def test_a_held_carrier_is_neither_issued_nor_selected_and_comes_back(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    out = f.issued(session, f.a_document(session), holder, by=clerk)
    row = carriers.locked(session, [out.id])[0]
    held(session, row)
    assert row.frozen == Freeze.WITH_ISSUE
    receipt = custody.open_receipt(session, Act.TAKE_BACK, Hands(holder, None), by=clerk)
    signed = Signatures(giver=Confirmation.PIN)
    custody.take_back(session, row, holder, sheets_counted=6, signatures=signed, receipt=receipt, by=clerk)
    assert row.state is State.IN_REGISTRY
    found = custody.objections_to_issue(session, row, holder, second=None, by=clerk)
    assert guards(found) == [CustodyGuard.FREEZE]
    act, _members = f.an_act(session, [])
    assert refused(lambda: destruction.add(session, act, row, by=clerk)) == [CustodyGuard.FREEZE]
    assert list(replay.untrue(session)) == []


def test_a_hold_may_allow_the_issue_and_the_hardest_of_two_counts(session: Session) -> None:
    clerk, carrier = f.an_account(session), f.a_document(session)
    first = held(session, carrier, bars_issue=False)
    assert custody.objections_to_issue(session, carrier, f.a_person(session), second=None, by=clerk) == []
    second = held(session, carrier)
    assert queries.frozen(session, carrier.id) is Freeze.WITH_ISSUE
    chief = f.an_account(session, Role.ORG_HEAD)
    operations.lift(session, second, carrier, reason="іс тоқтатылды", by=chief)
    assert carrier.frozen == Freeze.HELD
    operations.lift(session, first, carrier, reason="іс тоқтатылды", by=chief)
    assert carrier.frozen == Freeze.NONE
    assert refused(lambda: operations.lift(session, first, carrier, reason="тағы бір рет", by=chief)) == [
        HoldGuard.LIFTED
    ]
    assert list(replay.untrue(session)) == []


def test_a_freeze_that_no_entry_tells_is_told_by_the_replay(session: Session) -> None:
    carrier = f.a_document(session)
    carrier.frozen = 2
    session.flush()
    assert [one.part for one in replay.untrue(session)] == ["frozen"]


def test_a_hold_that_was_altered_by_hand_is_told_by_the_replay(session: Session) -> None:
    row = held(session)
    assert list(holds_replay.untrue(session)) == []
    row.document_no = "өзге"
    session.flush()
    assert [one.part for one in holds_replay.untrue(session)] == ["holds"]


def test_what_is_gone_is_not_held(session: Session) -> None:
    carrier, by = f.a_document(session), f.an_account(session, Role.HEAD)
    corrections.void(session, carrier, Act.VOID, f.an_account(session), reason="қате енгізілген", by=by)
    document = Document(HoldKind.COURT, "1", clock.today(), clock.today() + DAY, bars_issue=True)
    assert refused(lambda: operations.set_hold(session, carrier, document, by=by)) == [HoldGuard.ENDED]


def test_holds_are_listed_and_lifted_by_the_head_of_the_body(database: Database, client: Client) -> None:
    with database.writing() as session:
        row, chief = held(session), f.an_account(session, Role.ORG_HEAD)
        clerk = f.an_account(session)
    client.sit(clerk.login)
    client.get("/holds")
    assert "118" in client.page
    client.get(f"/holds/{row.id}/lift")
    assert client.status == 403
    client.sit(chief.login)
    client.get(f"/holds/{row.id}/lift")
    client.submit_last({"reason": "іс тоқтатылды"})
    assert "The hold is lifted" in client.page
    client.get("/holds?which=lifted")
    assert "іс тоқтатылды" in client.page


@pytest.mark.parametrize(
    ("entry", "asked", "two", "found"),
    [
        (EntryFacts(Act.REGISTER, TODAY, None), Act.VOID, TWO, []),
        (ISSUED, Act.VOID_ISSUE, TWO, []),
        (ISSUED, Act.VOID, TWO, [CorrectionGuard.NOT_LAST]),
        (EntryFacts(Act.TAKE_BACK, TODAY, None), Act.VOID, TWO, [CorrectionGuard.NOT_LAST]),
        (EntryFacts(Act.ISSUE, TODAY - DAY, 7), Act.VOID_ISSUE, TWO, [CorrectionGuard.LATER]),
        (EntryFacts(Act.ISSUE, TODAY - DAY, 7), Act.VOID_ISSUE, CHIEF, []),
        (ISSUED, Act.VOID_ISSUE, replace(TWO, second_id=None, is_second_of_registry=False), [CorrectionGuard.SECOND]),
        (ISSUED, Act.VOID_ISSUE, replace(TWO, second_id=1), [CorrectionGuard.SECOND]),
        (ISSUED, Act.VOID_ISSUE, replace(TWO, is_second_of_registry=False), [CorrectionGuard.SECOND]),
        (EntryFacts(Act.ISSUE, TODAY, 2), Act.VOID_ISSUE, TWO, [CorrectionGuard.HOLDER]),
        (EntryFacts(Act.ISSUE, TODAY, 1), Act.VOID_ISSUE, TWO, [CorrectionGuard.HOLDER]),
    ],
)
def test_an_entry_is_voided_by_two_the_same_day(
    entry: EntryFacts, asked: Act, two: Two, found: list[CorrectionGuard]
) -> None:
    assert guards(objections_to_void(entry, asked, two, TODAY)) == found


def test_a_voided_issue_is_back_in_the_registry_and_both_entries_stay(session: Session) -> None:
    clerk, head, holder = f.an_account(session), f.an_account(session, Role.HEAD), f.a_person(session)
    out = f.issued(session, f.a_document(session), holder, by=clerk)
    row = carriers.locked(session, [out.id])[0]
    corrections.void(session, row, Act.VOID_ISSUE, clerk, reason="басқа адамға берілген", by=head)
    assert (row.state, row.holder_id, row.due_at) == (State.IN_REGISTRY, None, None)
    moves = carriers.history(session, row.id)
    assert [one.act for one in moves] == [Act.VOID_ISSUE, Act.ISSUE, Act.REGISTER]
    assert (moves[0].giver_id, moves[0].reason, moves[0].second_account_id) == (
        holder.id,
        "басқа адамға берілген",
        clerk.id,
    )
    assert list(replay.untrue(session)) == []


def test_an_entry_of_an_earlier_day_is_voided_by_the_head_of_the_body_alone(session: Session) -> None:
    clerk, head = f.an_account(session), f.an_account(session, Role.HEAD)
    chief = f.an_account(session, Role.ORG_HEAD)
    carrier = f.a_document(session)
    with clock.frozen(MORNING + DAY):
        assert refused(lambda: corrections.void(session, carrier, Act.VOID, clerk, reason="қате еді", by=head)) == [
            CorrectionGuard.LATER
        ]
        assert refused(lambda: corrections.void(session, carrier, Act.VOID, None, reason="қате еді", by=chief)) == [
            CorrectionGuard.SECOND
        ]
        corrections.void(session, carrier, Act.VOID, clerk, reason="қате еді", by=chief)
    assert carrier.state is State.VOID


def test_a_voided_registration_keeps_its_number(session: Session) -> None:
    carrier, head = f.a_document(session), f.an_account(session, Role.HEAD)
    corrections.void(session, carrier, Act.VOID, f.an_account(session), reason="екі рет енгізілген", by=head)
    assert carrier.state is State.VOID
    assert session.query(Carrier).filter_by(number=carrier.number, register_id=carrier.register_id).count() == 1
    assert list(replay.untrue(session)) == []


def test_the_page_asks_the_second_worker_and_counts_a_wrong_pin(database: Database, client: Client) -> None:
    with database.writing() as session:
        carrier, head = f.a_document(session), f.an_account(session, Role.HEAD)
        second = f.an_account(session).person
        assert second is not None
    client.sit(head.login)
    client.get(f"/carriers/{carrier.id}")
    assert "Void the registration" in client.page
    client.get(f"/carriers/{carrier.id}/void")
    client.submit_last({"reason": "екі рет енгізілген", "second_code": second.code, "second_pin": "999999"})
    assert client.status == 422
    assert "екі рет енгізілген" in client.page
    assert "PIN is wrong" in client.page
    client.submit_last({"reason": "екі рет енгізілген", "second_code": second.code, "second_pin": f.PIN})
    assert "Both entries stand on the card" in client.page
    assert "екі рет енгізілген" in client.page


def test_a_late_return_is_told_in_its_own_transaction(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    heard: list[CarrierReturnedLate] = []
    session.info["listeners"] = {CarrierReturnedLate: (lambda _session, fact: heard.append(fact),)}
    out = f.issued(session, f.a_document(session), holder, by=clerk)
    due_at = out.due_at
    assert due_at is not None
    for late in (timedelta(), timedelta(minutes=1)):
        with clock.frozen(due_at + late):
            row = carriers.locked(session, [out.id])[0]
            receipt = custody.open_receipt(session, Act.TAKE_BACK, Hands(holder, None), by=clerk)
            signed = Signatures(giver=Confirmation.PIN)
            custody.take_back(session, row, holder, sheets_counted=6, signatures=signed, receipt=receipt, by=clerk)
        if not late:
            assert heard == []
            with clock.frozen(due_at):
                again = f.issued(session, row, holder, by=clerk)
            due_at = again.due_at or due_at
    assert [(one.holder_id, one.returned_at - one.due_at) for one in heard] == [(holder.id, timedelta(minutes=1))]
