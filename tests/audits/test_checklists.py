"""Versions of a checklist: known by their content, taken by two, and one line of history for a requirement."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.checklists.rules import (
    Checklist,
    ChecklistGuard,
    Item,
    Succession,
    Words,
    history,
    objections_to_approving,
    objections_to_content,
    objections_to_version,
)
from audits.checklists.shipped import checklist
from kernel.database.engine import Database
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client

G = ChecklistGuard
SAID = Words("Мәтін", "Текст", "Text")
A = Item("A01", "KZ-A01", SAID, SAID, SAID, 1)
B = Item("A02", "KZ-A02", SAID, SAID, SAID, 4)
OLD = Checklist(1, (A, B))
NEW = Item("A03", "KZ-A03", SAID, SAID, SAID, 2)


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


def test_the_first_version_has_forty_items_in_three_languages() -> None:
    found = checklist()
    assert (found.number, len(found.items), len(found.requirements)) == (1, 40, 40)
    assert objections_to_content(found) == []
    assert {one.code[0] for one in found.items} == set("ABCDEFGH")
    assert len({(one.code[0], one.section.ru) for one in found.items}) == 8


def test_its_content_alone_makes_it_what_it_is() -> None:
    assert OLD.sha256 == replace(OLD, number=7).sha256
    for other in (
        replace(OLD, items=(B, A)),
        replace(OLD, items=(A,)),
        *(replace(OLD, items=(replace(A, **change), B)) for change in ({"severity": 2}, {"code": "B01"})),
        replace(OLD, items=(replace(A, text=replace(SAID, kk="Басқа")), B)),
        replace(OLD, items=(replace(A, requirement="KZ-X"), B)),
    ):
        assert other.sha256 != OLD.sha256


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ((A, B), []),
        ((), [G.EMPTY]),
        ((A, replace(B, code="A01")), [G.CODE]),
        ((A, replace(B, requirement="KZ-A01")), [G.REQUIREMENT, G.REQUIREMENT]),
        ((replace(A, requirement=""),), [G.REQUIREMENT]),
        ((replace(A, text=replace(SAID, kk=" ")),), [G.TEXT]),
        ((replace(A, evidence=replace(SAID, ru="")),), [G.TEXT]),
        ((replace(A, section=replace(SAID, en="")),), [G.TEXT]),
        ((replace(A, code=" "),), [G.TEXT]),
        ((replace(A, severity=0),), [G.SEVERITY]),
        ((replace(A, severity=5),), [G.SEVERITY]),
    ],
)
def test_what_is_a_checklist(items: tuple[Item, ...], found: list[ChecklistGuard]) -> None:
    assert guards(objections_to_content(Checklist(2, items))) == found


@pytest.mark.parametrize(
    ("items", "successions", "ended", "found"),
    [
        ((replace(A, code="Z09"), B), [], (), []),  # renumbered: the requirement is the same
        ((A, B), [], (), [G.SAME]),
        ((A,), [], (), [G.LOST]),
        ((A,), [], ("KZ-A02",), []),
        ((A, NEW), [Succession("KZ-A02", "KZ-A03", is_same=True)], (), []),
        ((A, B, NEW), [Succession("KZ-A09", "KZ-A03", is_same=True)], (), [G.SUCCESSION]),
        ((A, B, NEW), [Succession("KZ-A02", "KZ-A09", is_same=True)], (), [G.SUCCESSION]),
        ((A, B, NEW), [Succession("KZ-A02", "KZ-A02", is_same=True)], (), [G.SUCCESSION]),
        ((A, B, NEW), [Succession("KZ-A02", "KZ-A01", is_same=True)], (), [G.SUCCESSION]),
    ],
)
def test_no_requirement_is_lost_unsaid_and_none_comes_from_nowhere(
    items: tuple[Item, ...], successions: list[Succession], ended: tuple[str, ...], found: list[ChecklistGuard]
) -> None:
    assert guards(objections_to_version(OLD, Checklist(2, items), successions, ended)) == found


@pytest.mark.parametrize(("author", "approver", "found"), [(1, 2, []), (1, 1, [G.AUTHOR]), (1, None, [G.AUTHOR])])
def test_two_persons_make_a_version(author: int, approver: int | None, found: list[ChecklistGuard]) -> None:
    assert guards(objections_to_approving(author, approver)) == found


def test_a_split_and_a_merged_requirement_have_the_history_of_what_is_the_same() -> None:
    told = [
        Succession("a", "b1", is_same=True),
        Succession("a", "b2", is_same=False),
        Succession("b1", "c", is_same=True),
        Succession("x", "c", is_same=True),
    ]
    assert history("c", told) == {"c", "b1", "a", "x"}
    assert history("b2", told) == {"b2"}
    assert history("a", told) == {"a"}


KEYS = st.sampled_from("abcdef")


@given(st.lists(st.builds(Succession, KEYS, KEYS, st.booleans())), KEYS)
def test_history_grows_with_what_is_told_and_ends_in_a_circle_too(told: list[Succession], key: str) -> None:
    whole = history(key, told)
    assert key in whole
    assert whole >= history(key, told[1:])
    assert all(history(one, told) <= whole for one in whole)


def test_the_page_lists_every_item_in_the_readers_language(database: Database, client: Client) -> None:
    with database.writing() as session:
        inspector, clerk = f.an_account(session, Role.INSPECTOR), f.an_account(session)
    client.sit(inspector.login)
    client.post("/language", {"language": "kk", "back": "/"})
    client.get("/checklist")
    assert all(one.text.kk in client.page for one in checklist().items)
    assert checklist().sha256[:16] in client.page
    client.sit(clerk.login)
    client.get("/checklist")
    assert client.status == 403
