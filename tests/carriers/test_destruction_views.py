"""Pages of destruction acts: from the first scan to the last confirmation, and what goes wrong on the way."""

from datetime import timedelta

import pytest

from carriers.commission.rules import Purpose
from carriers.destruction import queries
from carriers.destruction.rules import Unit
from carriers.register.rules import RegisterKind
from kernel.database.engine import Database
from kernel.grades import Grade
from people.roles.rules import Role
from tests import factories as f
from tests.acts import Stage as Scene
from tests.carriers.acts_composition import put
from tests.carriers.acts_destruction import only, sitting
from tests.carriers.acts_holds import held
from tests.client import Client

SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.sqlite_first


def test_numbers_of_a_register_are_selected_together_and_a_slip_loses_nothing(
    database: Database, client: Client
) -> None:
    with database.writing() as session:
        act, _members = f.an_act(session, [])
        register, clerk = f.a_register(session, RegisterKind.INCOMING), f.an_account(session)
        for _n in range(3):
            f.a_document(session, register=register)
    client.sit(clerk.login)
    page = f"/destruction/{act.id}"
    client.get(page)
    fields = {"register_id": register.id, "first": "2", "last": "сан"}
    client.submit(f"{page}/add-range", fields)
    assert client.status == 422
    assert 'value="сан"' in client.page
    assert 'value="2"' in client.page
    client.submit(f"{page}/add", {"text": "999чужой"})
    assert client.status == 422
    assert "No carrier in the registry is meant by this" in client.page
    assert 'value="999чужой"' in client.page
    client.submit(f"{page}/add-range", {**fields, "last": "3"})
    assert "2 carriers are selected" in client.page
    client.get(f"{page}/cancel")
    assert client.status == 403


def test_a_filter_selects_what_may_be_selected_and_asks_for_something(database: Database, client: Client) -> None:
    with database.writing() as session:
        act, _members = f.an_act(session)
        clerk, place = f.an_account(session, max_rank=1), f.a_place(session)
        right = [f.a_document(session, place=place) for _n in range(2)]
        f.a_document(session, place=place, grade=Grade.TOP_SECRET)
        held(session, f.a_document(session, place=place))
        f.issued(session, f.a_document(session, place=place), f.a_person(session), by=clerk)
        part, _whole = put(session)
        elsewhere = f.a_document(session)
    client.sit(clerk.login)
    page = f"/destruction/{act.id}"
    client.get(page)
    nothing = {"kind": "", "rank": "", "place_id": "", "registered_to": ""}
    client.submit(f"{page}/add-filtered", nothing)
    assert client.status == 422
    assert "Choose at least one thing" in client.page
    client.submit(f"{page}/add-filtered", {**nothing, "place_id": place.id, "registered_to": "31.31.2026"})
    assert client.status == 422
    assert 'value="31.31.2026"' in client.page
    client.submit(f"{page}/add-filtered", {**nothing, "place_id": place.id, "registered_to": "31.12.2025"})
    assert client.status == 422
    fields = {"kind": "document", "rank": "1", "place_id": place.id, "registered_to": "31.12.2026"}
    client.submit(f"{page}/add-filtered", fields)
    assert "2 carriers are selected" in client.page
    with database.reading() as session:
        found = {one.carrier_id for one in queries.units(session, act.id)}
    assert {one.id for one in right} <= found
    assert not {part.id, elsewhere.id} & found


def test_nobody_signs_for_another_and_a_wrong_pin_is_counted(database: Database, client: Client) -> None:
    with database.writing() as session:
        act, members = f.an_act(session)
        stranger = f.an_account(session, Role.EXECUTOR)
    page = f"/destruction/{act.id}"
    client.sit(stranger.login)
    client.get(f"{page}/sign")
    assert client.status == 404
    client.sit(members[0].login)
    client.get(f"{page}/sign")
    client.submit_last({"pin": "999999"})
    assert client.status == 422
    assert "PIN is wrong" in client.page
    with database.reading() as session:
        assert queries.signatures(session, act.id) == []
    client.submit_last({"pin": f.PIN})
    assert "You have signed" in client.page
    client.get(f"{page}/sign")
    client.submit_last({"pin": f.PIN})
    assert "You have signed this already" in client.page


def test_an_act_from_its_first_scan_to_its_end_with_five_accounts(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, chief = f.an_account(session), f.an_account(session, Role.ORG_HEAD)
        members = [f.an_account(session, role) for role in (Role.HEAD, Role.MANAGER, Role.EXECUTOR)]
        people = [one.person for one in members if one.person]
        commission = f.a_commission(session, Purpose.DESTRUCTION, people=people)
        paper = f.a_document(session, sheets=6)
    client.sit(clerk.login)
    client.get("/destruction/new")
    draft = {"basis": "Хаттама № 9", "method": "burning", "tool": "", "place": "Пеш"}
    client.submit_last({**draft, "commission_id": commission.id})
    page = client.address
    client.submit(f"{page}/add", {"text": paper.code})
    assert paper.number in client.page
    assert "may be destroyed" in client.page
    for one in members:
        client.sit(one.login)
        client.get(f"{page}/sign")
        client.submit_last({"pin": f.PIN})
    client.sit(chief.login)
    client.get(f"{page}/approve")
    client.submit_last({"pin": f.PIN})
    assert "approved and its list is locked" in client.page
    for one in members[:2]:
        client.sit(one.login)
        client.get(f"{page}/execute")
        assert ">6<" not in client.page
        client.submit(f"{page}/come", {"pin": f.PIN})
    client.submit(f"{page}/check", {"text": paper.code, "sheets": "4", "serial": ""})
    assert "another member" in client.page
    assert ">6<" not in client.page
    client.sit(members[0].login)
    client.get(f"{page}/execute")
    client.submit(f"{page}/check", {"text": paper.code, "sheets": "6", "serial": ""})
    assert "is checked" in client.page
    for one in members:
        client.sit(one.login)
        client.get(f"{page}/finish")
        client.submit_last({"pin": f.PIN})
    assert "Its carriers are destroyed" in client.page
    client.sit(clerk.login)
    client.get(f"/carriers/{paper.id}")
    assert page in client.page
    assert "Issue at the desk" not in client.page
    client.get("/desk")
    client.submit("/desk/scan", {"text": paper.code})
    assert "It was destroyed by act" in client.page


def test_a_scan_that_is_on_no_list_is_refused_and_journalled(database: Database, client: Client) -> None:
    stage = Scene(database, client)
    act, members = stage.make(sitting)
    other = stage.make(f.a_document)
    client.sit(members[0].login)
    client.get(f"/destruction/{act.id}/execute")
    client.submit(f"/destruction/{act.id}/check", {"text": other.code, "sheets": "6", "serial": ""})
    assert client.status == 422
    assert "not on this act" in client.page
    assert only(stage, act).what is Unit.LISTED
    with database.writing() as session:
        head = f.an_account(session, Role.HEAD)
    client.sit(head.login)
    client.get("/journal?op=refused")
    assert "it was not on the act" in client.page
