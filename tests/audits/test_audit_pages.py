"""Pages of inspections and findings: who sees what, and that bad input is told and keeps what was typed."""

from datetime import datetime, time
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy import select

from audits.findings import course, operations
from audits.findings.models import Extension, Finding
from audits.inspections import operations as inspections
from audits.inspections.models import Answer, Inspection
from audits.inspections.rules import Mark
from kernel.database.engine import Database
from tests import factories
from tests.audits import office as o
from tests.client import Client


def test_a_head_reads_the_findings_of_their_unit_and_of_no_other(database: Database, client: Client) -> None:
    with database.writing() as session:
        of, other = o.office(session), o.office(session)
        own, foreign = o.issued(session, of), o.issued(session, other)
    client.sit(of.head.login)
    assert own.number in client.get("/findings")
    assert foreign.number not in client.get("/findings")
    client.get(f"/findings/{own.id}")
    assert client.status == 200
    for address in (
        f"/findings/{foreign.id}",
        f"/inspections/{foreign.inspection_id}",
        f"/findings/{foreign.id}/report",
    ):
        client.get(address)
        assert client.status == 404


def test_an_executor_reads_what_they_are_to_remedy_alone(database: Database, client: Client) -> None:
    with database.writing() as session:
        of = o.office(session)
        named, other = o.in_work(session, of), o.issued(session, of, severity=4)
    client.sit(of.fixer.login)
    page = client.get("/findings?which=mine")
    assert named.number in page
    assert client.get(f"/findings/{other.id}")
    assert client.status == 404


def test_a_refused_extension_says_why_by_its_field_and_keeps_what_was_typed(database: Database, client: Client) -> None:
    with database.writing() as session:
        of = o.office(session)
        row = o.in_work(session, of)
    client.sit(of.head.login)
    client.get(f"/findings/{row.id}/extend")
    typed = {"until_on": "24.12.2026", "reason": "staff", "text": "Маман жоқ", "interim": "Сейф жабылды"}
    page = client.submit_last(typed)
    assert client.status == 422
    assert "The new date must be later than the current one." in page
    assert "Маман жоқ" in page
    with database.reading() as session:
        assert session.scalars(select(Extension)).all() == []


def test_a_page_of_a_finding_that_has_moved_on_acts_on_nothing(database: Database, client: Client) -> None:
    with database.writing() as session:
        of = o.office(session)
        row = o.issued(session, of)
    client.sit(of.head.login)
    client.get(f"/findings/{row.id}/acknowledge")
    with database.writing() as session:
        operations.acknowledge(session, course.locked(session, row.id), interim="", by=of.head)
    page = client.submit_last({"interim": "Сейф жабылды"})
    assert client.status == 422
    assert "The finding has changed since this page was shown." in page


def test_an_answer_from_a_page_that_is_old_changes_nothing_and_shows_the_newer(
    database: Database, client: Client
) -> None:
    with database.writing() as session:
        of = o.office(session)
        row = o.begun(session, of)
    client.sit(of.leader.login)
    client.get(f"/inspections/{row.id}/items/1")
    with database.writing() as session:
        held = session.get_one(Inspection, row.id)
        inspections.answer(session, held, o.said("A01", Mark.PARTLY, note="Мерзімі өткен"), by=of.leader)
    page = client.submit_last({"mark": "met", "how": "test"})
    assert client.status == 422
    assert "You answered this item from another page meanwhile." in page
    with database.reading() as session:
        assert [one.note for one in session.scalars(select(Answer))] == ["Мерзімі өткен"]


def test_an_act_is_signed_with_a_right_pin_by_the_team_alone(database: Database, client: Client) -> None:
    with database.writing() as session:
        of = o.office(session)
        row, _finding = o.drafted(session, of)
    client.sit(of.leader.login)
    client.get(f"/inspections/{row.id}/act")
    client.submit_last({"pin": "000000"})
    assert client.status == 422
    client.get(f"/inspections/{row.id}/act")
    client.submit_last({"pin": factories.PIN})
    assert client.status == 200
    client.sit(of.chief.login)
    page = client.get(f"/inspections/{row.id}/act")
    assert 'name="pin"' not in page


def test_the_workbook_of_findings_has_real_dates_and_both_of_them(database: Database, client: Client) -> None:
    with database.writing() as session:
        of = o.office(session)
        row = o.issued(session, of)
    client.sit(of.leader.login)
    client.get("/findings")
    action = "/findings/export?which=open&sort=date"
    answer = client.http.post(action, data={"csrf_token": client.hidden("csrf_token"), "act_key": "key-of-findings"})
    sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    header, line = list(sheet.iter_rows(values_only=True))[:2]
    found = dict(zip(header, line, strict=True))
    assert found["Number"] == row.number
    assert row.due_on is not None
    midnight = datetime.combine(row.due_on, time())
    assert [found["Original date"], found["Current date"]] == [midnight, midnight]


def test_a_list_is_paged_by_its_key_in_every_order(database: Database, client: Client) -> None:
    with database.writing() as session:
        of = o.office(session)
        first = o.issued(session, of)
        columns = {one.name for one in Finding.__table__.columns} - {"id", "no", "severity", "version"}
        facts = {name: getattr(first, name) for name in columns}
        session.add_all(Finding(**facts, no=100 + n, severity=1 + n % 4) for n in range(60))
        session.flush()
    client.sit(of.leader.login)
    for sort in ("date", "number", "severity"):
        seen: list[str] = []
        address: str | None = f"/findings?which=open&sort={sort}"
        while address:
            tree = (client.get(address), client.tree())[1]
            seen += [one.text or "" for one in tree.iter("a") if (one.get("href") or "").startswith("/findings/")]
            links = [one.get("href") for one in tree.iter("a") if "after=" in (one.get("href") or "")]
            address = links[0] if links else None
        numbers = [one for one in seen if "/" in one]
        assert len(numbers) == len(set(numbers)) == 61
