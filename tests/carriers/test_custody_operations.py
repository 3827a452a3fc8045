"""Issue, return and transfer on both databases."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from carriers.custody import operations as custody
from carriers.custody import queries
from carriers.custody.operations import Signatures
from carriers.custody.queries import Hands
from carriers.custody.rules import Act, Confirmation, CustodyGuard, State
from kernel import clock
from kernel.database.engine import Database
from kernel.database.transactions import transaction
from kernel.grades import Grade
from kernel.journal import entries as journal
from kernel.journal import verification
from kernel.objections import Refused
from people.admission import rules as admission
from tests import factories as f


def test_an_issued_carrier_has_holder_due_time_movement_and_entry(session: Session) -> None:
    clerk, holder, flash = f.an_account(session), f.a_person(session), f.a_flash(session)
    f.issued(session, flash, holder, by=clerk)
    assert (flash.state, flash.holder_id, flash.movement_n) == (State.ISSUED, holder.id, 2)
    newest = queries.history(session, flash.id)[0]
    assert (newest.act, newest.receiver_id, newest.account_id) == (Act.ISSUE, holder.id, clerk.id)
    entry = session.get_one(journal.Entry, (journal.Log.CUSTODY, newest.journal_n))
    assert entry.op == "issue"
    assert entry.subject == f"carrier:{flash.id}"
    assert verification.verify(session, journal.Log.CUSTODY) == []


def test_a_higher_grade_is_due_the_same_day_and_a_lower_one_later(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    top = f.issued(session, f.a_flash(session, grade=Grade.TOP_SECRET), holder, by=clerk)
    low = f.issued(session, f.a_flash(session, grade=Grade.SECRET), holder, by=clerk)
    assert top.due_at == datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
    assert low.due_at == datetime(2026, 12, 23, 13, 0, tzinfo=UTC)


def test_a_refused_issue_leaves_only_the_entry_that_it_was_tried(database: Database, morning: datetime) -> None:
    with database.writing() as session:
        clerk, flash = f.an_account(session), f.a_flash(session, grade=Grade.TOP_SECRET)
        holder = f.a_person(session, form=3)
    with pytest.raises(Refused) as refused, transaction(database, by=clerk) as session:
        f.issued(session, queries.locked(session, [flash.id])[0], holder, by=clerk)
    assert {one.guard for one in refused.value.objections} == {admission.AdmissionGuard.CLR}
    with database.reading() as session:
        carrier = queries.locked(session, [flash.id])[0]
        assert (carrier.state, carrier.movement_n) == (State.IN_REGISTRY, 1)
        last = session.query(journal.Entry).filter_by(op="refused").one()
        assert b"G-CLR" in last.body
        assert verification.verify(session, journal.Log.CUSTODY) == []


def test_nobody_holds_without_acknowledging(session: Session) -> None:
    clerk, holder, flash = f.an_account(session), f.a_person(session), f.a_flash(session)
    receipt = custody.open_receipt(session, Act.ISSUE, Hands(None, holder), by=clerk)
    with pytest.raises(Refused) as refused:
        custody.issue(session, flash, holder, signatures=Signatures(), receipt=receipt, by=clerk)
    assert [one.guard for one in refused.value.objections] == [CustodyGuard.CONFIRMATION]


def test_paper_comes_back_only_with_all_its_sheets(session: Session) -> None:
    clerk, holder, paper = f.an_account(session), f.a_person(session), f.a_document(session, sheets=6)
    f.issued(session, paper, holder, by=clerk)
    receipt = custody.open_receipt(session, Act.TAKE_BACK, Hands(holder, None), by=clerk)
    signed = Signatures(giver=Confirmation.PIN)
    for counted in (None, 5):
        with pytest.raises(Refused) as refused:
            custody.take_back(
                session, paper, holder, sheets_counted=counted, signatures=signed, receipt=receipt, by=clerk
            )
        assert [one.guard for one in refused.value.objections] == [CustodyGuard.SHEETS]
    custody.take_back(session, paper, holder, sheets_counted=6, signatures=signed, receipt=receipt, by=clerk)
    assert (paper.state, paper.holder_id, paper.due_at) == (State.IN_REGISTRY, None, None)


def test_a_transfer_is_one_movement_that_both_confirm(session: Session) -> None:
    clerk, giver, receiver = f.an_account(session), f.a_person(session), f.a_person(session)
    flash = f.issued(session, f.a_flash(session), giver, by=clerk)
    receipt = custody.open_receipt(session, Act.TRANSFER, Hands(giver, receiver), by=clerk)
    half = Signatures(giver=Confirmation.PIN)
    with pytest.raises(Refused):
        custody.transfer(
            session, flash, (giver, receiver), sheets_counted=None, signatures=half, receipt=receipt, by=clerk
        )
    both = Signatures(giver=Confirmation.PIN, receiver=Confirmation.SECOND_SCAN)
    custody.transfer(session, flash, (giver, receiver), sheets_counted=None, signatures=both, receipt=receipt, by=clerk)
    assert flash.holder_id == receiver.id
    assert [one.act for one in queries.history(session, flash.id)] == [Act.TRANSFER, Act.ISSUE, Act.REGISTER]


def test_the_highest_grade_needs_a_second_worker(session: Session) -> None:
    clerk, second, holder = f.an_account(session), f.an_account(session), f.a_person(session)
    carrier = f.a_flash(session, grade=Grade.SPECIAL_IMPORTANCE)
    with pytest.raises(Refused) as refused:
        f.issued(session, carrier, holder, by=clerk)
    assert [one.guard for one in refused.value.objections] == [CustodyGuard.TWO_PERSONS]
    f.issued(session, carrier, holder, by=clerk, second=second)
    assert carrier.state is State.ISSUED


def test_who_is_overdue_gets_nothing_secret(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    f.issued(session, f.a_flash(session, grade=Grade.TOP_SECRET), holder, by=clerk)
    with clock.frozen(datetime(2026, 11, 24, 4, 0, tzinfo=UTC)), pytest.raises(Refused) as refused:
        f.issued(session, f.a_flash(session), holder, by=clerk)
    assert [one.guard for one in refused.value.objections] == [CustodyGuard.OVERDUE]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE movement SET act = 'issue'",
        "DELETE FROM movement",
        "UPDATE journal_entry SET op = 'x'",
        "DELETE FROM journal_entry",
        "DELETE FROM receipt",
        "UPDATE carrier SET state = 'issued'",
        "INSERT INTO movement (carrier_id, n, previous_n, act, from_state, to_state, at, journal_n) "
        "SELECT carrier_id, n + 1, n, 'take_back', 'issued', 'in_registry', at, 0 FROM movement",
    ],
)
def test_the_database_itself_refuses_to_rewrite_history(database: Database, morning: datetime, statement: str) -> None:
    with database.writing() as session:
        clerk = f.an_account(session)
        custody.open_receipt(session, Act.ISSUE, Hands(None, None), by=clerk)
        f.a_flash(session)
    with pytest.raises(DatabaseError), database.writing() as session:
        session.execute(text(statement))
    with database.reading() as session:
        assert verification.verify(session, journal.Log.CUSTODY) == []


def test_what_comes_back_is_acknowledged_by_who_gives_it(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    flash = f.issued(session, f.a_flash(session), holder, by=clerk)
    receipt = custody.open_receipt(session, Act.TAKE_BACK, Hands(holder, None), by=clerk)
    for signed in (Signatures(), Signatures(receiver=Confirmation.PIN)):
        with pytest.raises(Refused) as refused:
            custody.take_back(session, flash, holder, sheets_counted=None, signatures=signed, receipt=receipt, by=clerk)
        assert [one.guard for one in refused.value.objections] == [CustodyGuard.CONFIRMATION]
    assert (flash.state, flash.holder_id) == (State.ISSUED, holder.id)
