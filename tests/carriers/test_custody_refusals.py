"""Each guard of custody at work in the act itself, on both databases, with the neighbouring act that passes."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from carriers.custody import operations as custody
from carriers.custody.models import Carrier, Movement
from carriers.custody.operations import Signatures
from carriers.custody.queries import Hands
from carriers.custody.rules import Act, Confirmation, CustodyGuard, State
from kernel import clock
from kernel.account import CONSOLE
from kernel.grades import Grade
from kernel.journal import entries as journal
from kernel.objections import Refused
from people.accounts.models import Account
from people.admission import operations as admission
from people.admission.rules import AdmissionGuard
from people.register import operations as persons
from people.register.models import Person
from people.terms.models import Term
from tests import factories as f
from tests.conftest import MORNING

pytestmark = pytest.mark.sqlite_first

TODAY = MORNING.date()
DAY = timedelta(days=1)
BOTH = Signatures(giver=Confirmation.PIN, receiver=Confirmation.PIN)


def take_back(session: Session, carrier: Carrier, giver: Person, by: Account, sheets: int | None = None) -> Movement:
    receipt = custody.open_receipt(session, Act.TAKE_BACK, Hands(giver, None), by=by)
    return custody.take_back(session, carrier, giver, sheets_counted=sheets, signatures=BOTH, receipt=receipt, by=by)


def transfer(
    session: Session, carrier: Carrier, hands: tuple[Person, Person], by: Account, sheets: int | None = None
) -> Movement:
    receipt = custody.open_receipt(session, Act.TRANSFER, Hands(*hands), by=by)
    return custody.transfer(session, carrier, hands, sheets_counted=sheets, signatures=BOTH, receipt=receipt, by=by)


def refusal(act: Callable[[], object]) -> list[Any]:
    """The guards that say no; none where the act is done."""
    try:
        act()
    except Refused as refused:
        return [one.guard for one in refused.objections]
    return []


def test_a_carrier_is_not_taken_back_from_who_does_not_hold_it(session: Session) -> None:
    clerk, holder, other = f.an_account(session), f.a_person(session), f.a_person(session)
    flash = f.issued(session, f.a_flash(session), holder, by=clerk)
    assert refusal(lambda: take_back(session, flash, other, clerk)) == [CustodyGuard.HOLDER]
    assert (flash.state, flash.holder_id, flash.movement_n) == (State.ISSUED, holder.id, 2)
    assert refusal(lambda: take_back(session, flash, holder, clerk)) == []


def test_a_carrier_is_not_transferred_by_who_does_not_hold_it(session: Session) -> None:
    clerk = f.an_account(session)
    holder, other, third = f.a_person(session), f.a_person(session), f.a_person(session)
    flash = f.issued(session, f.a_flash(session), holder, by=clerk)
    assert refusal(lambda: transfer(session, flash, (other, third), clerk)) == [CustodyGuard.HOLDER]
    assert flash.holder_id == holder.id
    assert refusal(lambda: transfer(session, flash, (holder, third), clerk)) == []


def test_a_transfer_asks_for_the_clearance_of_the_receiver(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    flash = f.issued(session, f.a_flash(session, grade=Grade.TOP_SECRET), holder, by=clerk)
    low, high = f.a_person(session, form=3), f.a_person(session, form=2)
    assert refusal(lambda: transfer(session, flash, (holder, low), clerk)) == [AdmissionGuard.CLR]
    assert refusal(lambda: transfer(session, flash, (holder, high), clerk)) == []


@pytest.mark.parametrize("counted", [None, 5, 7])
def test_a_transfer_of_paper_asks_for_every_sheet(session: Session, counted: int | None) -> None:
    clerk, holder, receiver = f.an_account(session), f.a_person(session), f.a_person(session)
    paper = f.issued(session, f.a_document(session, sheets=6), holder, by=clerk)
    assert refusal(lambda: transfer(session, paper, (holder, receiver), clerk, counted)) == [CustodyGuard.SHEETS]
    assert refusal(lambda: transfer(session, paper, (holder, receiver), clerk, 6)) == []


def test_nothing_secret_is_transferred_to_who_is_overdue(session: Session) -> None:
    clerk, holder, late = f.an_account(session), f.a_person(session), f.a_person(session)
    flash = f.issued(session, f.a_flash(session), holder, by=clerk)
    due = f.issued(session, f.a_flash(session, grade=Grade.TOP_SECRET), late, by=clerk)
    assert due.due_at is not None
    with clock.frozen(due.due_at + timedelta(milliseconds=1)):
        assert refusal(lambda: transfer(session, flash, (holder, late), clerk)) == [CustodyGuard.OVERDUE]
    with clock.frozen(due.due_at):
        assert refusal(lambda: transfer(session, flash, (holder, late), clerk)) == []


def test_a_holder_does_not_transfer_to_themselves(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    flash = f.issued(session, f.a_flash(session), holder, by=clerk)
    assert refusal(lambda: transfer(session, flash, (holder, holder), clerk)) == [CustodyGuard.SELF]
    assert flash.movement_n == 2


def test_a_clerk_neither_issues_to_nor_takes_back_from_themselves(session: Session) -> None:
    clerk, colleague = f.an_account(session), f.an_account(session)
    flash, other = f.a_flash(session), f.a_flash(session)
    assert clerk.person is not None
    person = clerk.person
    assert refusal(lambda: f.issued(session, flash, person, by=clerk)) == [CustodyGuard.SELF]
    f.issued(session, other, person, by=colleague)
    assert refusal(lambda: take_back(session, other, person, clerk)) == [CustodyGuard.SELF]
    assert refusal(lambda: take_back(session, other, person, colleague)) == []


def test_a_suspended_clearance_holds_nothing_secret_until_it_is_resumed(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session, form=None)
    clearance = f.a_clearance(session, holder)
    flash = f.a_flash(session)
    admission.suspend(session, clearance, reason="тексеріс", by=clerk)
    assert refusal(lambda: f.issued(session, flash, holder, by=clerk)) == [AdmissionGuard.SUSP]
    admission.resume(session, clearance, reason="тексеріс", by=clerk)
    assert refusal(lambda: f.issued(session, flash, holder, by=clerk)) == []


def test_a_foreigner_without_a_treaty_holds_nothing_secret(session: Session) -> None:
    clerk = f.an_account(session)
    stranger, guest = f.a_person(session, citizenship="DE"), f.a_person(session, citizenship="DE", treaty_ref="2019/4")
    assert refusal(lambda: f.issued(session, f.a_flash(session), stranger, by=clerk)) == [AdmissionGuard.ACC]
    assert refusal(lambda: f.issued(session, f.a_flash(session), guest, by=clerk)) == []


@pytest.mark.parametrize(
    "element", ["obligation_on", "restriction_consent_on", "check_consent_on", "law_briefing_on", "decision_on"]
)
def test_an_element_of_tomorrow_does_not_count_today(session: Session, element: str) -> None:
    clerk, holder = f.an_account(session), f.a_person(session, form=None)
    clearance = f.a_clearance(session, holder)
    setattr(clearance, element, TODAY + DAY)  # which no form takes today
    flash = f.a_flash(session)
    assert refusal(lambda: f.issued(session, flash, holder, by=clerk)) == [AdmissionGuard.OBL]
    with clock.frozen(MORNING + DAY):
        assert refusal(lambda: f.issued(session, flash, holder, by=clerk)) == []


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "may"),
    [
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (TODAY - DAY, TODAY, True),
        (TODAY - 2 * DAY, TODAY - DAY, False),
    ],
)
def test_a_clearance_holds_on_its_first_and_last_day_and_not_beyond(
    session: Session, valid_from: date, valid_to: date | None, *, may: bool
) -> None:
    clerk, holder = f.an_account(session), f.a_person(session, form=None)
    f.a_clearance(session, holder, valid_from=valid_from, valid_to=valid_to)
    found = refusal(lambda: f.issued(session, f.a_flash(session), holder, by=clerk))
    assert found == ([] if may else [AdmissionGuard.CLR])


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2026, 11, 23, 12, 59, tzinfo=UTC), datetime(2026, 11, 23, 13, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 12, 59, 1, tzinfo=UTC), datetime(2026, 11, 24, 13, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 13, 0, tzinfo=UTC), datetime(2026, 11, 24, 13, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 18, 59, 58, tzinfo=UTC), datetime(2026, 11, 24, 13, 0, tzinfo=UTC)),
    ],
)
def test_what_is_issued_after_the_closing_hour_is_due_the_next_day(
    session: Session, at: datetime, due: datetime
) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    with clock.frozen(at):
        flash = f.issued(session, f.a_flash(session, grade=Grade.TOP_SECRET), holder, by=clerk)
    assert flash.due_at is not None
    assert flash.due_at == due


def test_a_loan_ends_no_later_than_the_clearance(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session, form=None)
    f.a_clearance(session, holder, valid_to=TODAY + 2 * DAY)
    flash = f.issued(session, f.a_flash(session), holder, by=clerk)
    assert flash.due_at == datetime(2026, 11, 25, 13, 0, tzinfo=UTC)


def test_a_term_of_tomorrow_does_not_lengthen_a_loan_of_today(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    session.add(Term(key="loan_days", rank=1, value=90, effective_on=TODAY + DAY, source="№ 7"))
    session.flush()
    session.info.pop("terms")  # the acts of another day are other sessions, which read the terms anew
    today = f.issued(session, f.a_flash(session), holder, by=clerk)
    with clock.frozen(MORNING + DAY):
        tomorrow = f.issued(session, f.a_flash(session), holder, by=clerk)
    assert (today.due_at, tomorrow.due_at) == (
        datetime(2026, 12, 23, 13, 0, tzinfo=UTC),
        datetime(2027, 2, 22, 13, 0, tzinfo=UTC),
    )


def test_an_act_of_custody_is_journalled_with_everything_that_was_agreed(session: Session) -> None:
    clerk, second = f.an_account(session), f.an_account(session)
    giver, receiver = f.a_person(session), f.a_person(session)
    paper = f.a_document(session, sheets=6, grade=Grade.SPECIAL_IMPORTANCE)
    f.issued(session, paper, giver, by=clerk, second=second)
    receipt = custody.open_receipt(session, Act.TRANSFER, Hands(giver, receiver), by=clerk)
    signed = Signatures(giver=Confirmation.PIN, receiver=Confirmation.SECOND_SCAN, second=second)
    moved = custody.transfer(
        session, paper, (giver, receiver), sheets_counted=6, signatures=signed, receipt=receipt, by=clerk
    )
    entry = session.get_one(journal.Entry, (journal.Log.CUSTODY, moved.journal_n))
    body = json.loads(entry.body)
    assert (entry.op, entry.subject, body["actor"]) == ("transfer", f"carrier:{paper.id}", clerk.id)
    told = ("carrier", "movement", "states", "giver", "receiver", "confirmed", "second", "due", "sheets", "receipt")
    assert {name: body[name] for name in told} == {
        "carrier": paper.code,
        "movement": 3,
        "states": ["issued", "issued"],
        "giver": giver.id,
        "receiver": receiver.id,
        "confirmed": ["pin", "second_scan"],
        "second": second.id,
        "due": "2026-11-23T13:00Z",
        "sheets": 6,
        "receipt": receipt.code,
    }
    row = (moved.giver_id, moved.receiver_id, moved.giver_confirmed, moved.receiver_confirmed, moved.second_account_id)
    assert row == (giver.id, receiver.id, Confirmation.PIN, Confirmation.SECOND_SCAN, second.id)


def test_a_person_already_dismissed_still_gives_back(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    flash = f.issued(session, f.a_flash(session), holder, by=clerk)
    persons.dismiss(session, holder, on=TODAY, by=CONSOLE)
    assert refusal(lambda: take_back(session, flash, holder, clerk)) == []
