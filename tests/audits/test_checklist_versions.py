"""The checklist in the register: drafted by one, approved by another as it was seen, each requirement with its line."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from audits.checklists import operations, queries, replay
from audits.checklists.models import ChecklistItem, ChecklistVersion
from audits.checklists.rules import (
    Checklist,
    ChecklistGuard,
    Item,
    Succession,
    Words,
    history,
    objections_to_drafting,
    objections_to_step,
    objections_to_taking_out,
    seal,
)
from audits.checklists.shipped import checklist
from kernel.database.engine import Database
from kernel.objections import Refused
from people.accounts.models import Account
from people.roles.rules import Role
from tests import factories as f
from tests.audits.acts_checklists import FIELDS, a_changed_draft, a_draft, a_new_item, a_shortened_draft
from tests.audits.acts_checklists import seal as seal_of
from tests.client import Client
from tests.entries import told

G = ChecklistGuard
SAID = Words("Мәтін", "Текст", "Text")
A, B, NEW = (Item(code, f"KZ-{code}", SAID, SAID, SAID, 1) for code in ("A01", "A02", "A03"))
OLD, DRAFT = Checklist(1, (A, B)), Checklist(2, (A, B, NEW))
pytestmark = pytest.mark.sqlite_first


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


def refused(work: Any) -> list[Any]:
    with pytest.raises(Refused) as caught:
        work()
    return guards(caught.value.objections)


def inspector(session: Session) -> Account:
    return f.an_account(session, Role.INSPECTOR)


@pytest.mark.parametrize(
    ("is_open", "is_as_seen", "found"),
    [(True, True, []), (True, False, [G.CHANGED]), (False, True, [G.CLOSED]), (False, False, [G.CLOSED])],
)
def test_only_a_draft_is_changed_and_only_as_it_was_seen(*, is_open: bool, is_as_seen: bool, found: list[G]) -> None:
    assert guards(objections_to_step(is_open=is_open, is_as_seen=is_as_seen)) == found


@pytest.mark.parametrize(("has_draft", "found"), [(False, []), (True, [G.DRAFTED])])
def test_one_draft_at_a_time(*, has_draft: bool, found: list[G]) -> None:
    assert guards(objections_to_drafting(has_draft=has_draft)) == found


@pytest.mark.parametrize(
    ("requirement", "successions", "heirs", "found"),
    [
        ("KZ-A01", [], [], []),
        ("KZ-A01", [], ["KZ-A03"], []),
        ("KZ-A01", [], ["KZ-A02"], [G.SUCCESSION]),  # it stood before: nothing comes from nowhere into it
        ("KZ-A01", [], ["KZ-X"], [G.SUCCESSION]),
        ("KZ-A03", [], [], []),
        ("KZ-A03", [Succession("KZ-A01", "KZ-A03", is_same=True)], [], [G.FOLLOWED]),
        ("KZ-A03", [Succession("KZ-A01", "KZ-A04", is_same=True)], [], []),
    ],
)
def test_what_may_be_taken_out(
    requirement: str, successions: list[Succession], heirs: list[str], found: list[G]
) -> None:
    assert guards(objections_to_taking_out(requirement, OLD, DRAFT, successions, heirs)) == found


def test_a_seal_is_of_everything_that_a_draft_says() -> None:
    same = Succession("KZ-A01", "KZ-A03", is_same=True)
    seals = [
        seal(DRAFT, [], []),
        seal(OLD, [], []),
        seal(DRAFT, [same], []),
        seal(DRAFT, [replace(same, is_same=False)], []),
        seal(DRAFT, [replace(same, old="KZ-A02")], []),
        seal(DRAFT, [], ["KZ-A01"]),
    ]
    assert len(set(seals)) == len(seals)
    other = Succession("KZ-A02", "KZ-A03", is_same=False)
    assert seal(DRAFT, [same, other], ["x", "y"]) == seal(DRAFT, [other, same], ["y", "x"])


def test_the_shipped_version_is_in_force_from_the_beginning(session: Session) -> None:
    version_id, found = queries.in_force(session)
    row = session.get_one(ChecklistVersion, version_id)
    assert found == checklist()
    assert (row.number, row.sha256, row.drafter_id, row.is_open) == (1, checklist().sha256, None, False)
    assert queries.open_draft(session) is None
    assert list(replay.untrue(session)) == []


def test_a_draft_is_a_copy_and_changes_nothing_in_force(session: Session) -> None:
    draft = a_draft(session)
    assert (draft.number, queries.content(session, draft).items) == (2, checklist().items)
    assert refused(lambda: operations.draft(session, by=inspector(session))) == [G.DRAFTED]
    a_new_item(session, draft)
    assert queries.in_force(session)[1] == checklist()
    assert list(replay.untrue(session)) == []


def test_an_item_is_said_otherwise_and_stays_the_same_requirement(session: Session) -> None:
    draft, by = a_draft(session), inspector(session)
    old = checklist().items[0]
    new = replace(old, severity=4, text=replace(old.text, kk="Басқаша"))
    assert operations.edit(session, draft, 1, old, seen=seal_of(session, draft), by=by) == []
    assert operations.edit(session, draft, 1, new, seen=seal_of(session, draft), by=by) == ["severity", "text_kk"]
    assert queries.content(session, draft).items[0] == new
    entry = told(session, "edit_checklist", "was", "now", "requirement")
    assert [one["now"] for one in entry] == [{"severity": 4, "text_kk": "Басқаша"}]
    twice = replace(old, code="A02")
    assert refused(lambda: operations.edit(session, draft, 1, twice, seen=seal_of(session, draft), by=by)) == [G.CODE]
    assert refused(lambda: operations.edit(session, draft, 1, old, seen="другая", by=by)) == [G.CHANGED]
    assert list(replay.untrue(session)) == []


def test_a_requirement_lives_on_in_a_new_one_and_has_one_history(session: Session) -> None:
    draft, by = a_draft(session), inspector(session)
    old = checklist().items[0]
    item = a_new_item(session, draft)
    heirs = [item.requirement]
    operations.take_out(session, draft, 1, heirs, is_same=True, seen=seal_of(session, draft), by=by)
    assert queries.successions(session) == []
    new_position = queries.rows(session, draft.id)[-1].position
    seen = seal_of(session, draft)
    out: dict[str, Any] = {"is_same": False, "seen": seen, "by": by}
    assert refused(lambda: operations.take_out(session, draft, new_position, [], **out)) == [G.FOLLOWED]
    assert refused(lambda: operations.take_out(session, draft, 2, ["KZ-A03"], **out)) == [G.SUCCESSION]
    operations.approve(session, draft, seen=seen, by=f.an_account(session, Role.ORG_HEAD))
    assert queries.in_force(session)[0] == draft.id
    assert history(item.requirement, queries.successions(session)) == {item.requirement, old.requirement}
    assert list(replay.untrue(session)) == []


def test_what_was_taken_out_is_put_back_and_taken_out_otherwise(session: Session) -> None:
    draft, by = a_shortened_draft(session), inspector(session)
    gone = checklist().items[0]
    assert queries.draft(session, draft).ended == {gone.requirement}
    operations.put_back(session, draft, gone.requirement, seen=seal_of(session, draft), by=by)
    assert queries.draft(session, draft).ended == frozenset()
    assert queries.content(session, draft).items == checklist().items
    for key in (gone.requirement, "KZ-X"):
        assert G.CHANGED in refused(
            lambda key=key: operations.put_back(session, draft, key, seen=seal_of(session, draft), by=by)
        )
    assert list(replay.untrue(session)) == []


def test_a_code_given_away_meanwhile_is_not_put_back(session: Session) -> None:
    draft, by = a_shortened_draft(session), inspector(session)
    gone = checklist().items[0]
    a_new_item(session, draft, gone.code)
    seen = seal_of(session, draft)
    assert refused(lambda: operations.put_back(session, draft, gone.requirement, seen=seen, by=by)) == [G.CODE]


def test_a_new_requirement_is_taken_out_without_a_trace_and_its_key_is_free(session: Session) -> None:
    draft, by = a_draft(session), inspector(session)
    item = a_new_item(session, draft)
    position = queries.rows(session, draft.id)[-1].position
    operations.take_out(session, draft, position, [], is_same=False, seen=seal_of(session, draft), by=by)
    assert (queries.draft(session, draft).ended, item.requirement) == (frozenset(), "V2-1")
    assert a_new_item(session, draft).requirement == "V2-1"
    assert a_new_item(session, draft, "Z02").requirement == "V2-2"
    assert list(replay.untrue(session)) == []


def test_another_person_approves_what_was_seen(session: Session) -> None:
    draft, chief = a_changed_draft(session), f.an_account(session, Role.ORG_HEAD)
    seen = seal_of(session, draft)
    a_new_item(session, draft, "Z02")
    assert refused(lambda: operations.approve(session, draft, seen=seen, by=chief)) == [G.CHANGED]
    seen = seal_of(session, draft)
    writers = {one["actor"] for op in operations.AUTHORING for one in told(session, op)}
    assert len(writers) == 3
    for writer in writers:  # who drafted it, and who added to it
        by = session.get_one(Account, writer)
        assert refused(lambda by=by: operations.approve(session, draft, seen=seen, by=by)) == [G.AUTHOR]
    operations.approve(session, draft, seen=seen, by=chief)
    assert (draft.approver_id, draft.sha256) == (chief.id, queries.content(session, draft).sha256)
    again = seal_of(session, draft)
    assert G.CLOSED in refused(lambda: operations.approve(session, draft, seen=again, by=chief))
    assert G.CLOSED in refused(lambda: operations.discard(session, draft, reason="кеш", by=chief))
    out: dict[str, Any] = {"is_same": False, "seen": again, "by": chief}
    assert G.CLOSED in refused(lambda: operations.take_out(session, draft, 1, [], **out))
    assert list(replay.untrue(session)) == []


def test_a_draft_that_changes_nothing_is_not_approved(session: Session) -> None:
    draft, chief = a_draft(session), f.an_account(session, Role.ORG_HEAD)
    seen = seal_of(session, draft)
    assert refused(lambda: operations.approve(session, draft, seen=seen, by=chief)) == [G.SAME]


def test_a_discarded_draft_keeps_its_number_and_makes_room(session: Session) -> None:
    draft = a_changed_draft(session)
    operations.discard(session, draft, reason="заңгердің ескертуі", by=inspector(session))
    assert queries.open_draft(session) is None
    assert a_draft(session).number == 3
    assert queries.in_force(session)[1] == checklist()
    assert list(replay.untrue(session)) == []


def test_a_version_altered_by_hand_is_told_by_the_replay(session: Session) -> None:
    draft = a_changed_draft(session)
    operations.approve(session, draft, seen=seal_of(session, draft), by=f.an_account(session, Role.ORG_HEAD))
    for version_id in (1, draft.id):
        row = session.get_one(ChecklistItem, (version_id, 1))
        row.text_ru = "Подменено"
    session.flush()
    found = [(one.subject, one.part) for one in replay.untrue(session)]
    parts = ("sha256", "approved sha256")
    assert found == [(f"checklist:{one}", part) for one in (1, draft.id) for part in parts]


def test_what_was_said_of_a_requirement_taken_out_is_told_by_the_replay(session: Session) -> None:
    a_shortened_draft(session)
    session.execute(text("UPDATE checklist_succession SET old = 'KZ-A02'"))
    assert [one.part for one in replay.untrue(session)] == ["successions"]


def test_a_version_is_drafted_changed_and_approved_on_pages(database: Database, client: Client) -> None:
    with database.writing() as session:
        keeper, chief = inspector(session), f.an_account(session, Role.ORG_HEAD)
    client.sit(keeper.login)
    client.get("/checklist")
    client.submit("/checklist/draft", {})
    assert "The draft is begun" in client.page
    draft = client.address
    client.get(f"{draft}/add")
    client.submit_last(FIELDS)
    assert "The requirement is added" in client.page
    client.get(f"{draft}/items/1/take-out")
    client.submit_last({"heirs": ["V2-1"], "is_same": "y"})
    assert 'lives on in <span translate="no">Z01' in client.page
    client.submit(f"{draft}/put-back", {})
    assert "The requirement is put back" in client.page
    client.get(f"{draft}/items/2/take-out")
    client.submit_last({})
    assert "asked no more" in client.page
    client.get(f"{draft}/items/3")
    client.submit_last({**FIELDS, "code": "A01"})
    assert client.status == 422
    assert "The code A01 stands twice" in client.page
    client.submit_last({**FIELDS, "code": "A03"})
    assert "The requirement is changed" in client.page
    client.get(f"{draft}/approve")
    assert client.status == 403
    client.sit(chief.login)
    client.get(f"{draft}/approve")
    assert FIELDS["text_kk"] in client.page
    client.submit_last({"seen": "0" * 64})
    assert client.status == 422
    assert "The draft was changed meanwhile" in client.page
    client.get(f"{draft}/approve")
    client.submit_last({})
    assert "The version is in force" in client.page
    assert "was in force" in client.page
    client.get("/journal")
    for words in ("requirement Z01", "asked no more", "lives on in V2-1", "version 2"):
        assert words in client.page


def test_a_second_draft_is_refused_on_the_page(database: Database, client: Client) -> None:
    with database.writing() as session:
        keeper = inspector(session)
    client.sit(keeper.login)
    client.get("/checklist")
    page = client.page
    with database.writing() as session:
        a_draft(session)
    client.page = page
    client.submit("/checklist/draft", {})
    assert client.status == 422
    assert "A draft is open already" in client.page


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_page_of_a_draft_is_said_in_the_readers_language(
    database: Database, client: Client, language: str
) -> None:
    with database.writing() as session:
        keeper, chief = inspector(session), f.an_account(session, Role.ORG_HEAD)
        draft = a_shortened_draft(session)
        item = a_new_item(session, draft)
        new = replace(checklist().items[1], severity=4, text=item.text)
        operations.edit(session, draft, 2, new, seen=seal_of(session, draft), by=keeper)
        heirs = [item.requirement]
        operations.take_out(session, draft, 3, heirs, is_same=True, seen=seal_of(session, draft), by=keeper)
    address = f"/checklist/versions/{draft.id}"
    for account, pages in (
        (keeper, ("", "/add", "/items/2", "/items/4/take-out", "/items/41/take-out", "/discard")),
        (chief, ("", "/approve")),
    ):
        client.sit(account.login)
        client.post("/language", {"language": language, "back": "/"})
        for page in (*(address + one for one in pages), "/checklist", "/journal"):
            client.get(page)
            assert client.status == 200, page


def test_a_requirement_that_no_version_asks_any_more_is_still_said(session: Session) -> None:
    draft = a_shortened_draft(session)
    operations.approve(session, draft, seen=seal_of(session, draft), by=f.an_account(session, Role.ORG_HEAD))
    first = checklist().items[0]
    assert first.requirement not in queries.in_force(session)[1].requirements
    assert queries.item_of(session, first.requirement) == first
    assert queries.item_of(session, "KZ-нет") is None


def test_findings_of_a_requirement_that_lives_on_are_one_line(session: Session) -> None:
    draft = a_draft(session)
    heir = a_new_item(session, draft)
    first, by = checklist().items[0], f.an_account(session, Role.INSPECTOR)
    heirs = [heir.requirement]
    operations.take_out(session, draft, 1, heirs, is_same=True, seen=seal_of(session, draft), by=by)
    operations.approve(session, draft, seen=seal_of(session, draft), by=f.an_account(session, Role.ORG_HEAD))
    assert queries.line_of(session, heir.requirement) == sorted([first.requirement, heir.requirement])
