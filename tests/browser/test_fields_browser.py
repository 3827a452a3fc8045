"""Fields that scanners and hands fill in under any layout, and a scan anywhere on a page."""

import pytest
from playwright.sync_api import Page, expect

from carriers.register.rules import RegisterKind
from people.roles.rules import Role
from tests import factories as f
from tests.browser.conftest import Room, sign_in
from tests.browser.scanner import press, press_by_hand, press_unended
from tests.keyboards import typed

SERIAL = "S/N-4C53_a0"


@pytest.fixture
def form(page: Page, room: Room) -> Page:
    """The form of a new medium before its clerk."""
    with room.database.writing() as session:
        clerk, register = f.an_account(session), f.a_register(session, RegisterKind.MEDIA)
        f.a_place(session)
    sign_in(page, clerk.login)
    page.goto(f"/registers/{register.id}/enter")
    return page


@pytest.mark.parametrize(
    ("layout", "caps"), [("us", False), ("russian", True), ("kazakh", False), ("kazakh-latin", True)]
)
def test_a_makers_number_scans_into_its_field_as_it_is(form: Page, layout: str, *, caps: bool) -> None:
    for field in ("#serial_no", "#inventory_no", "#received_no", "#label"):
        form.focus(field)
        press_unended(form, SERIAL, layout, caps=caps)
        expect(form.locator(field)).to_have_value(SERIAL)


def test_what_hands_type_stays_as_they_type_it(form: Page) -> None:
    form.focus("#inventory_no")
    press_by_hand(form, "by7", "russian", ends=False)
    expect(form.locator("#inventory_no")).to_have_value(typed("by7", "russian"))
    form.focus("#title")
    press_unended(form, "kjlik", "russian")
    expect(form.locator("#title")).to_have_value(typed("kjlik", "russian"))


@pytest.mark.parametrize("layout", ["kazakh", "kazakh-latin"])
def test_numbers_and_days_read_the_place_of_the_key(form: Page, layout: str) -> None:
    form.fill("#registered_on", "")
    form.focus("#registered_on")
    press_by_hand(form, "23.11.2026", layout, ends=False)
    expect(form.locator("#registered_on")).to_have_value("23.11.2026")
    form.focus("#seq")
    press_by_hand(form, "1234567890"[:9], layout, ends=False)
    expect(form.locator("#seq")).to_have_value("123456789")


@pytest.mark.parametrize(
    ("focus", "layout"), [("body", "us"), ("nav a", "kazakh"), ("table a", "kazakh-latin"), ("select", "kazakh")]
)
def test_a_scan_anywhere_opens_what_it_names(page: Page, room: Room, focus: str, layout: str) -> None:
    with room.database.writing() as session:
        clerk, flash = f.an_account(session, Role.HEAD), f.a_flash(session, serial_no=SERIAL)
        f.a_flash(session)
    sign_in(page, clerk.login)
    for text in (flash.code, SERIAL):
        page.goto("/carriers")
        page.locator(focus).first.focus() if focus != "body" else page.evaluate("document.activeElement.blur()")
        press(page, text, layout)
        page.wait_for_url(f"**/carriers/{flash.id}")


def test_a_scan_into_a_field_is_what_that_field_says(form: Page) -> None:
    address = form.url
    form.focus("#remarks")
    press_unended(form, "10400000012382", "us")
    expect(form.locator("#remarks")).to_have_value("10400000012382")
    assert form.url == address
