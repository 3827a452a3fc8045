"""The card index by plain forms: search, filters, pages, cards, Excel, and what a reader may not see."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from carriers.custody.models import Carrier
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.journal import entries as journal
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client


@pytest.fixture
def clerk(database: Database, client: Client) -> Client:
    with database.writing() as session:
        login = f.an_account(session).login
    client.sit(login)
    return client


def card_links(client: Client) -> list[str]:
    table = next(iter(client.tree().iter("tbody")), None)
    links = [one.get("href", "") for one in table.iter("a")] if table is not None else []
    return [link for link in links if link.startswith("/carriers/")]


def test_search_folds_case_and_shows_no_word_in_the_address(database: Database, clerk: Client) -> None:
    with database.writing() as session:
        found = f.a_flash(session, title="ҰШАҚ СЫЗБАЛАРЫ ҮШІН 100%")
        f.a_flash(session, title="Ұшақсыз")
    clerk.get("/carriers")
    for words in ("сызбалары ұшақ", "100%"):
        clerk.post("/carriers/find", {"text": words})
        assert card_links(clerk) == [f"/carriers/{found.id}"]
        assert clerk.address.partition("?")[2].replace("search=", "").isdecimal()
    clerk.post("/carriers/find", {"text": "100_"})
    assert card_links(clerk) == []


def test_filters_narrow_and_say_how_many(database: Database, clerk: Client) -> None:
    with database.writing() as session:
        account, holder = f.an_account(session), f.a_person(session)
        out = f.issued(session, f.a_flash(session), holder, by=account)
        f.a_document(session)
    for query in (f"holder={holder.id}", "state=issued", f"register={out.register_id}", "kind=flash"):
        clerk.get(f"/carriers?{query}")
        assert card_links(clerk) == [f"/carriers/{out.id}"], query
        assert "1 carrier<" in clerk.page
    clerk.get("/carriers?overdue=1")
    assert "Nothing is overdue" in clerk.page
    clerk.get("/carriers?state=nonsense&rank=x&place=99999999999999999999")
    assert clerk.status == 200


def test_an_address_with_a_grade_that_is_none_filters_nothing(database: Database, clerk: Client) -> None:
    with database.writing() as session:
        f.a_flash(session)
    for rank in ("2147483648", "9" * 18, "7", "-1"):
        clerk.get(f"/carriers?rank={rank}")
        assert (clerk.status, len(card_links(clerk))) == (200, 1)


def test_a_long_list_is_paged_without_repeats_or_gaps(database: Database, clerk: Client) -> None:
    with database.writing() as session:
        register, place = f.a_register(session), f.a_place(session)
        ids = {f.a_flash(session, register=register, place=place).id for _ in range(120)}
    seen, address = [], "/carriers"
    while address:
        clerk.get(address)
        seen += card_links(clerk)
        address = next((a.get("href", "") for a in clerk.tree().iter("a") if "after=" in a.get("href", "")), "")
    assert sorted(seen) == sorted(f"/carriers/{one}" for one in ids)


def test_a_scan_in_the_search_field_opens_what_it_names(database: Database, clerk: Client) -> None:
    with database.writing() as session:
        flash, person = f.a_flash(session, serial_no="WX-77"), f.a_person(session)
    clerk.get("/carriers")
    for text, address in ((flash.code, f"/carriers/{flash.id}"), ("wx-77", f"/carriers/{flash.id}")):
        clerk.post("/seek", {"text": text})
        assert clerk.address == address
    clerk.post("/seek", {"text": person.code})
    assert clerk.address == f"/people/{person.id}"


def test_the_number_of_an_act_or_a_case_opens_it_for_whoever_may_see_it(database: Database, clerk: Client) -> None:
    with database.writing() as session:
        case, (act, _members) = f.a_case(session), f.an_act(session)
        secret = f.a_case(session, f.a_flash(session, grade=Grade.SPECIAL_IMPORTANCE), by=f.an_account(session))
        low = f.an_account(session, max_rank=1)
    for code, page in ((case.code, f"/losses/{case.id}"), (act.code, f"/destruction/{act.id}")):
        clerk.get("/carriers")
        clerk.post("/seek", {"text": code})
        assert clerk.address == page
    clerk.sit(low.login)
    clerk.get("/carriers")
    clerk.post("/seek", {"text": secret.code})
    assert clerk.address != f"/losses/{secret.id}"


def test_a_card_tells_every_hand_and_the_entry_of_each(database: Database, clerk: Client) -> None:
    with database.writing() as session:
        account, holder = f.an_account(session), f.a_person(session)
        flash = f.issued(session, f.a_flash(session), holder, by=account)
    clerk.get(f"/carriers/{flash.id}")
    assert holder.full_name in clerk.page
    assert "journal entry" in clerk.page
    assert "acknowledged: PIN" in clerk.page


def test_what_is_above_the_reader_does_not_exist_for_them(database: Database, client: Client) -> None:
    with database.writing() as session:
        low = f.an_account(session, max_rank=1)
        top = f.a_flash(session, grade=Grade.TOP_SECRET, title="Жоғары")
        head = f.an_account(session, Role.HEAD, max_rank=1)
    client.sit(low.login)
    client.get(f"/carriers/{top.id}")
    assert client.status == 404
    client.get("/carriers")
    assert "Жоғары" not in client.page
    client.post("/seek", {"text": top.code})
    assert "Жоғары" not in client.page
    client.post("/sign-out", {})
    client.sit(head.login)
    client.get("/journal")
    assert top.code not in client.page
    assert "About a carrier that is not shown to you" in client.page


def test_an_export_holds_the_filtered_rows_and_is_journalled_with_its_hash(database: Database, clerk: Client) -> None:
    with database.writing() as session:
        flash = f.a_flash(session, title="=HYPERLINK(1)")
        f.a_document(session)
    clerk.get("/carriers?kind=flash")
    fields = {name: clerk.hidden(name) for name in ("csrf_token", "act_key")}
    answer = clerk.http.post("/carriers/export?kind=flash", data=fields)
    sheet = load_workbook(BytesIO(answer.get_data())).worksheets[0]
    assert [sheet["A2"].value, sheet["F2"].value, sheet.max_row] == [flash.code, "=HYPERLINK(1)", 2]
    assert sheet["F2"].data_type == "s"
    with database.reading() as session:
        ops = [one.op for one in session.query(journal.Entry).order_by(journal.Entry.n.desc()).limit(2)]
    assert ops == ["exported", "export"]


def test_the_record_of_a_carrier_is_entered_with_a_gap_explained(database: Database, clerk: Client) -> None:
    with database.writing() as session:
        register, place = f.a_register(session), f.a_place(session)
    address = f"/registers/{register.id}/enter"
    clerk.get(address)
    fields = {
        "kind": "flash",
        "title": "Деректер",
        "rank": 1,
        "series": "",
        "origin": "purchased",
        "registered_on": "23.11.2026",
        "home_place_id": place.id,
        "serial_no": "N-1",
        "seq": 5,
        "first_copy": 1,
        "copies": 1,
        "copies_total": 1,
    }
    clerk.submit_last(fields)
    assert clerk.status == 422
    assert "4 numbers would be left out" in clerk.page
    assert "Деректер" in clerk.page
    clerk.submit_last({"gap_explanation": "."})
    assert "Say in words why these numbers are left out" in clerk.page
    clerk.submit_last({"gap_explanation": "Ескі журналдан"})
    assert "Registered under the number 5с" in clerk.page
    clerk.get(f"/registers/{register.id}")
    assert "Ескі журналдан" in clerk.page
    clerk.get(address)
    clerk.submit_last({**fields, "seq": 5, "serial_no": "N-2"})
    assert "never used twice" in clerk.page
    with database.reading() as session:
        assert session.query(Carrier).count() == 1


def test_a_form_sent_twice_acts_once(database: Database, clerk: Client) -> None:
    clerk.get("/places")
    form = next(one for one in clerk.tree().iter("form") if one.get("class") == "form")
    hidden = {one.get("name", ""): one.get("value", "") for one in form.iter("input") if one.get("type") == "hidden"}
    fields = {**hidden, "kind": "safe", "number": "77", "name": "", "parent_id": 0, "max_rank": 3}
    first = clerk.http.post("/places", data=fields)
    again = clerk.http.post("/places", data=fields)
    assert (first.status_code, first.location) == (again.status_code, again.location) == (303, "/places")
    other = clerk.http.post("/places", data={**fields, "number": "78"})
    assert other.status_code == 409
    clerk.get("/places")
    assert clerk.page.count('class="mono" translate="no">77<') == 1
    assert ">78<" not in clerk.page
