"""Receipts and cards stay as they were signed: names, positions, units, and how long the journal was."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from carriers.custody import queries
from carriers.custody.models import Receipt, ReceiptSigned
from carriers.custody.rules import due_at
from kernel import clock
from kernel.database.engine import Database
from kernel.journal import entries as journal
from people.accounts.models import Account
from people.calendar.shipped import calendar
from people.register import operations as persons
from people.register.models import Person
from people.roles.rules import Role
from tests import factories as f
from tests.carriers import at_desk
from tests.client import Client
from tests.conftest import MORNING


def handed_over(session: Session) -> tuple[Account, Person, Receipt]:
    """A clerk who issued a flash drive at the desk, and who received it."""
    clerk, holder = f.an_account(session), f.a_person(session)
    at_desk.scan(session, clerk, holder.code, f.a_flash(session).code)
    assert at_desk.enter_pin(session, clerk) is None
    at_desk.hand_over(session, clerk)
    return clerk, holder, session.query(Receipt).one()


def rename(session: Session, person: Person) -> None:
    officer = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0)
    unit = f.a_unit(session)
    fields = {"last_name": "Жаңатегі", "position": "бастық", "unit_id": unit.id}
    persons.change_person(session, person, fields, by=officer)


def test_a_receipt_keeps_who_its_people_were_and_says_who_they_are(session: Session) -> None:
    clerk, holder, receipt = handed_over(session)
    was, size = holder.full_name, journal.anchor(session)[1]
    page = queries.receipt_page(session, receipt.id)
    assert page is not None
    assert page.receiver is not None
    assert (page.is_as_signed, page.receiver.now, page.anchor[1]) == (True, None, size)
    assert page.anchor == journal.anchor(session)
    rename(session, holder)
    assert clerk.person is not None
    rename(session, clerk.person)
    later = queries.receipt_page(session, receipt.id)
    assert later is not None
    assert later.receiver is not None
    assert later.receiver.now is not None
    assert later.worker is not None
    assert later.worker.now is not None
    assert (later.receiver.then["name"], later.receiver.now["name"]) == (was, holder.full_name)
    assert later.receiver.then["unit"] != later.receiver.now["unit"]
    assert (later.anchor, later.worker.now["position"]) == (page.anchor, "бастық")


def test_a_receipt_of_before_says_that_its_names_are_todays(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    f.issued(session, f.a_flash(session), holder, by=clerk)  # as before the keeping of names
    receipt = session.query(Receipt).one()
    assert session.get(ReceiptSigned, receipt.id) is None
    rename(session, holder)
    page = queries.receipt_page(session, receipt.id)
    assert page is not None
    assert page.receiver is not None
    assert (page.is_as_signed, page.receiver.then["name"], page.receiver.now) == (False, holder.full_name, None)


def test_the_pages_show_both_names_and_the_green_note_only_once(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder, flash = f.an_account(session), f.a_person(session), f.a_flash(session)
    was = holder.full_name
    client.sit(clerk.login)
    for text in (holder.code, flash.code):
        client.post("/desk/scan", {"text": text})
    client.post("/desk/commit", {"pin": f.PIN})
    assert client.address.startswith("/receipts/")
    assert "note fine" in client.page
    address = client.address
    with database.writing() as session:
        rename(session, session.get_one(Person, holder.id))
    for page in (address, f"/carriers/{flash.id}"):
        client.get(page)
        assert "note fine" not in client.page
        assert was in client.page
        assert "today: " in client.page
        assert "Жаңатегі" in client.page


ROOM = clock.zone()


@pytest.mark.parametrize(
    ("now", "days", "clearance_to", "at", "is_put_off"),
    [
        ("2026-11-23 09:15", 0, None, "2026-11-23 18:00:00", False),
        ("2026-11-23 17:59", 0, None, "2026-11-23 18:00:00", False),
        ("2026-11-23 18:00", 0, None, "2026-11-24 18:00:00", True),
        ("2026-11-23 23:59", 0, None, "2026-11-24 18:00:00", True),
        ("2026-11-23 18:00", 0, "2026-11-23", "2026-11-23 23:59:59.999", True),
        ("2026-11-23 18:00", 0, "2026-11-24", "2026-11-24 18:00:00", True),
        ("2026-11-23 18:00", 30, None, "2026-12-23 18:00:00", False),
        ("2026-11-23 23:59", 0, "2026-11-23", "2026-11-24 00:00:00", True),
    ],
)
def test_no_loan_is_due_before_it_began_or_in_its_own_minute(
    now: str, days: int, clearance_to: str | None, at: str, is_put_off: bool
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=ROOM)
    last = datetime.fromisoformat(clearance_to).date() if clearance_to else None
    found = due_at(moment, days, time(18), last)
    assert found.at == datetime.fromisoformat(at).replace(tzinfo=ROOM)
    assert (found.at.tzinfo, found.is_put_off) == (UTC, is_put_off)
    assert found.at - moment >= timedelta(minutes=1)


@pytest.mark.parametrize(
    ("now", "days", "clearance_to", "at"),
    [
        ("2026-11-23 09:15", 5, None, "2026-11-27 18:00:00"),
        ("2026-11-23 09:15", 23, None, "2026-12-15 18:00:00"),
        ("2026-11-27 09:15", 2, None, "2026-11-29 18:00:00"),
        ("2026-11-28 09:15", 0, None, "2026-11-28 18:00:00"),
        ("2026-11-23 09:15", 30, "2026-11-29", "2026-11-27 18:00:00"),
    ],
)
def test_a_loan_that_would_end_on_a_day_off_ends_the_working_day_before(
    now: str, days: int, clearance_to: str | None, at: str
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=ROOM)
    last = datetime.fromisoformat(clearance_to).date() if clearance_to else None
    found = due_at(moment, days, time(18), last, calendar().back)
    assert found.at == datetime.fromisoformat(at).replace(tzinfo=ROOM)


def test_what_is_put_off_is_said_before_anybody_signs_and_a_change_of_the_day_voids_the_page(
    database: Database, client: Client
) -> None:
    with database.writing() as session:
        clerk, holder, flash = f.an_account(session), f.a_person(session), f.a_flash(session)
        session.add(f.term("loan_days", 0, rank=1))
    closing = MORNING.replace(hour=12, minute=58)
    with clock.frozen(closing):
        client.sit(clerk.login)
        for text in (holder.code, flash.code):
            client.post("/desk/scan", {"text": text})
        assert "return by 23.11.2026" in client.page
        assert "The room has closed" not in client.page
    with clock.frozen(closing + timedelta(minutes=3)):
        client.submit("/desk/commit", {"pin": f.PIN})
        assert "The desk has changed" in client.page
        assert "The room has closed" in client.page
        assert "return by 24.11.2026" in client.page
        client.submit("/desk/commit", {"pin": f.PIN})
        assert client.address.startswith("/receipts/")
        assert "24.11.2026" in client.page
