"""The journal speaks: whom or what an entry is about, what was agreed, and never a list, a code or the hour of UTC."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

import wsgi
from audits.journal import queries, words
from audits.journal.queries import Sought
from carriers.custody.models import Carrier
from kernel import clock
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.journal.entries import Entry, Log
from kernel.objections import Refused
from kernel.web.house import House
from kernel.words.i18n import use_language
from people.accounts.models import Account
from people.admission import operations as admission
from people.admission import queries as clearances
from people.register.models import Person
from people.roles.rules import Role
from tests import factories as f
from tests.acts import Stage, gather
from tests.carriers import at_desk
from tests.client import Client
from tests.conftest import MORNING

UTC_HOUR = re.compile(r"\d{4}-\d\d-\d\d|T\d\d:\d\d|\d\dZ")
RAW = re.compile(r"[\[\]{}_]|\b(?:None|True|False|null)\b|(?<!\d)\d{14}(?!\d)|\bG-[A-Z]|[a-z]+\.[a-z]+\(")


def told(client: Client) -> list[str]:
    """What the page says of each entry."""
    spans = [one for one in client.tree().iter("span") if "recorded" in (one.get("class") or "").split()]
    return [plain(" ".join(one.itertext())) for one in spans]


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def house(client: Client) -> House:
    found: House = client.http.application.extensions["house"]
    return found


def issued(session: Session) -> tuple[Account, Person]:
    clerk, holder = f.an_account(session), f.a_person(session)
    at_desk.scan(session, clerk, holder.code, f.a_flash(session).code)
    assert at_desk.enter_pin(session, clerk) is None
    at_desk.hand_over(session, clerk)
    return clerk, holder


def test_an_issue_is_a_sentence(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder = issued(session)
        head = f.an_account(session, Role.HEAD)
    client.sit(head.login)
    client.get("/journal")
    sentence = next(one for one in told(client) if one.startswith("Issue"))
    assert plain(f"to {holder.short_name}, acknowledged by PIN, return by 23.12.2026 18:00") in sentence
    assert "Деректерді тасымалдауға арналған" in sentence
    assert clerk.person is not None
    assert clerk.person.short_name in client.page


@pytest.mark.slow
@pytest.mark.sqlite_first
def test_no_entry_of_any_form_shows_a_list_a_code_or_utc(database: Database, client: Client, house: House) -> None:
    for recipe in gather().values():
        stage = Stage(database, client)
        try:
            action, fields = recipe(stage)
        except Refused:  # two recipes may take one name
            continue
        client.submit_last(fields) if action == client.address.split("?")[0] else client.post(action, fields)
        client.get("/journal/security")  # a denied address is an entry too
    for language in ("kk", "ru", "en"):
        with database.reading() as session, use_language(language):
            check_sentences(session, house)


def check_sentences(session: Session, house: House) -> None:
    reader = session.query(Account).filter_by(granted_rank=3).order_by(Account.id).first()
    assert reader is not None
    for log in Log:
        for line, names in queries.every(session, reader, Sought(log)):
            said = words.told(line, names, house.acts, house.guards)
            assert not UTC_HOUR.search(said), (line.entry.op, said)
            assert not RAW.search(said), (line.entry.op, said)
            assert line.entry.op in house.acts, line.entry.op


def test_a_refusal_says_what_was_refused_to_whom_and_why(session: Session, house: House) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    clearance = clearances.open_clearance(session, holder.id)
    assert clearance is not None
    officer = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0)
    admission.suspend(session, clearance, reason="тексеріс жүріп жатыр", by=officer)
    at_desk.scan(session, clerk, holder.code, f.a_flash(session).code)
    line, names = next(
        (line, names)
        for line, names in queries.every(session, clerk, Sought(Log.CUSTODY))
        if line.entry.op == "refused"
    )
    said = words.told(line, names, house.acts, house.guards)
    assert "was refused: the clearance is suspended" in said
    assert holder.short_name in said


def test_an_entry_about_a_person_or_an_account_says_whose_it_is(database: Database, client: Client) -> None:
    with database.writing() as session:
        officer = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0)
        holder = f.a_person(session)
        f.an_account(session, person=holder, login="есеп")
    client.sit(officer.login)
    client.get("/journal/security")
    assert any(one.startswith("Account added") and plain(holder.short_name) in one for one in told(client))


def numbers(session: Session, reader: Account, **sought: object) -> list[int]:
    query = queries.narrowed(session, reader, Sought(Log.CUSTODY, **sought))  # type: ignore[arg-type]  # checked by what it finds
    return [one.n for one in session.scalars(query)]


def test_filters_by_person_carrier_account_act_day_and_words(session: Session) -> None:
    clerk, holder = issued(session)
    other_clerk, other = issued(session)
    carrier = session.query(Entry).filter_by(op="issue").order_by(Entry.n).first()
    assert carrier is not None
    first = int(str(carrier.subject).split(":")[1])
    mine = numbers(session, clerk, person_id=holder.id)
    assert carrier.n in mine
    assert not set(mine) & set(numbers(session, clerk, person_id=other.id))
    numbered = numbers(session, clerk, text=session.get_one(Carrier, first).number)
    assert set(numbers(session, clerk, carrier_id=first)) <= set(numbered)
    assert numbers(session, clerk, account_id=other_clerk.id) != numbers(session, clerk, account_id=clerk.id)
    assert len(numbers(session, clerk, op="issue")) == 2
    assert numbers(session, clerk, text=holder.last_name) == mine
    assert numbers(session, clerk, text=str(carrier.n)) == [carrier.n]
    assert numbers(session, clerk, text=session.get_one(Carrier, first).code) == numbers(
        session, clerk, carrier_id=first
    )
    today = clock.today()
    assert numbers(session, clerk, first=today, last=today) == numbers(session, clerk)
    assert numbers(session, clerk, first=today + timedelta(days=1)) == []
    assert numbers(session, clerk, last=today - timedelta(days=1)) == []


def test_words_about_what_the_reader_may_not_see_find_nothing(session: Session) -> None:
    reader = f.an_account(session, Role.INSPECTOR, max_rank=1)
    secret = f.a_flash(session, grade=Grade.TOP_SECRET)
    assert numbers(session, reader, text=secret.number) == []
    assert numbers(session, reader, text=secret.code) == []


def test_the_filter_leads_to_an_address_that_shows_neither_number_nor_name(database: Database, client: Client) -> None:
    with database.writing() as session:
        _clerk, holder = issued(session)
        head = f.an_account(session, Role.HEAD)
    client.sit(head.login)
    client.get("/journal")
    client.post("/journal/find", {"text": holder.last_name, "op": "issue", "first": "23.11.2026", "last": ""})
    assert client.address.startswith("/journal?op=issue&first=2026-11-23&search=")
    assert len(told(client)) == 1
    assert f'value="{holder.last_name}"' in client.page


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_that_has_no_day_beside_it_narrows_nothing(database: Database, client: Client, day: str) -> None:
    with database.writing() as session:
        head = f.an_account(session, Role.HEAD)
    client.sit(head.login)
    client.get(f"/journal?first={day}&last={day}")
    assert client.status == 200


def test_what_was_sought_is_exported_as_the_page_says_it(database: Database, client: Client) -> None:
    with database.writing() as session:
        _clerk, holder = issued(session)
        head = f.an_account(session, Role.HEAD)
    client.sit(head.login)
    client.get("/journal?op=issue")
    fields = {"csrf_token": client.hidden("csrf_token"), "act_key": str(uuid4())}
    answer = client.http.post("/journal/export?op=issue", data=fields)
    rows = list(load_workbook(BytesIO(answer.get_data())).worksheets[0].values)
    assert len(rows) == 2
    assert plain(f"to {holder.short_name}") in plain(str(rows[1][-1]))
    assert rows[1][1] == (MORNING + timedelta(hours=5)).replace(tzinfo=None)


def test_every_page_of_a_long_journal_is_reached_once(database: Database, client: Client) -> None:
    with database.writing() as session:
        head = f.an_account(session, Role.HEAD)
        for _ in range(60):
            f.a_flash(session)
    client.sit(head.login)
    client.get("/journal?op=register")
    seen = len(told(client))
    href = next(one.get("href", "") for one in client.tree().iter("a") if "before=" in (one.get("href") or ""))
    client.get(href)
    assert (seen, len(told(client))) == (50, 10)


def test_every_guard_of_every_room_has_its_words() -> None:
    known = {guard.value for room in wsgi.ROOMS for guard in room.guards}
    kinds = {type(guard) for room in wsgi.ROOMS for guard in room.guards}
    assert {one.value for kind in kinds for one in kind} == known
