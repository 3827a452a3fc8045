"""The face of every page: WCAG 2.2 AA by axe-core in light and dark, no sideways scrolling, keyboard to the content."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from people.roles.rules import Role
from tests import factories as f
from tests.browser.conftest import Room, sign_in

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}  # all that the other scheme changes
RUN = "asked => axe.run(asked).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html).slice(0, 3)]))"
PAGES = {
    Role.CLERK: [
        *("/desk", "/carriers", "/carriers/1", "/carriers/1/label", "/registers", "/registers/1", "/registers/1/enter"),
        *("/places", "/labels", "/people", "/people/2", "/people/2/pin", "/password", "/receipts/1"),
    ],
    Role.HEAD: ["/registers/open", "/journal", "/settings", "/desk/baskets"],
    Role.SECURITY_OFFICER: [
        *("/people/units", "/people/enter", "/people/2/change", "/people/2/clearance/formalise", "/people/2/dismiss"),
        *("/people/2/clearance/end", "/journal/security", "/people/3/clearance"),
    ],
    Role.ADMINISTRATOR: ["/accounts"],
    Role.EXECUTOR: ["/carriers/own"],
}
SIZES = [(1280, "kk"), (390, "ru"), pytest.param(390, "en", marks=pytest.mark.drill)]


def furnish(room: Room) -> dict[Role, str]:
    with room.database.writing() as session:
        clerk = f.an_account(session)
        holder = f.a_person(session, last_name="Әбдірахманова-Құдайбергенова", position="бас маман-үйлестіруші")
        f.issued(session, f.a_document(session), holder, by=clerk)
        title = "Құпиялылық режимін тексеру қорытындысы бойынша өте ұзын атау, екінші және үшінші бөлімдері"
        f.a_flash(session, title=title)
        seats = {Role.CLERK: clerk.login}
        for role in (Role.HEAD, Role.SECURITY_OFFICER, Role.ADMINISTRATOR, Role.EXECUTOR):
            sitter = holder if role is Role.EXECUTOR else f.a_person(session)
            rank = 0 if role is Role.ADMINISTRATOR else 3
            seats[role] = f.an_account(session, role, person=sitter, max_rank=rank).login
        return seats


def faults(page: Page, address: str) -> list[Any]:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    page.evaluate(AXE)
    page.emulate_media(color_scheme="light")
    found = page.evaluate(RUN, {"runOnly": TAGS})
    page.emulate_media(color_scheme="dark")
    found += [("dark", one) for one in page.evaluate(RUN, COLOURS)]
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, *([("sideways", sideways)] if sideways > 0 else [])]


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_every_page_can_be_used_by_everyone(browser: Browser, room: Room, width: int, language: str) -> None:
    wrong = {}
    for role, login in furnish(room).items():
        context = browser.new_context(base_url=room.url, viewport={"width": width, "height": 844})
        page = context.new_page()
        if found := faults(page, "/sign-in"):
            wrong["/sign-in"] = found
        sign_in(page, login, language)
        for address in PAGES[role]:
            if found := faults(page, address):
                wrong[f"{role} {address}"] = found
        context.close()
    assert wrong == {}


def test_the_keyboard_reaches_the_content_first_and_every_control_shows_its_focus(page: Page, room: Room) -> None:
    sign_in(page, furnish(room)[Role.CLERK])
    page.goto("/carriers")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(12):
        page.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        outline = page.evaluate(f"{style}.outlineStyle + ' ' + {style}.boxShadow")
        assert outline != "none none", page.evaluate("document.activeElement.outerHTML")


def test_enter_moves_through_a_form_and_control_enter_sends_it(page: Page, room: Room) -> None:
    sign_in(page, furnish(room)[Role.CLERK])
    page.goto("/places")
    page.focus("#number")
    page.keyboard.type("77")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "name"
    assert page.url.endswith("/places")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".note.fine")


def test_a_receipt_prints_without_the_frame(page: Page, room: Room) -> None:
    sign_in(page, furnish(room)[Role.CLERK])
    page.emulate_media(media="print")
    page.goto("/receipts/1")
    assert not page.locator(".head").is_visible()
    assert not page.locator("nav").is_visible()
    assert page.locator("main table").is_visible()
