"""The desk in a browser: scans by real key events under a Kazakh layout, no mouse, no lost scan."""

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from carriers.custody.models import Carrier
from carriers.custody.rules import State
from kernel.codes.codes import COMMAND_CODES, Command
from kernel.grades import Grade
from people.accounts.models import Account
from people.register.models import Person
from tests import factories as f
from tests.browser.conftest import Room, sign_in
from tests.browser.scanner import press, press_by_hand
from tests.keyboards import typed


def furnish(room: Room) -> tuple[Account, Person, list[Carrier]]:
    with room.database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session)
        return clerk, holder, [f.a_flash(session), f.a_document(session, sheets=6), f.a_flash(session)]


def rows(page: Page) -> Any:
    return page.locator("#desk tbody tr")


@pytest.mark.parametrize("layout", ["us", "kazakh", "kazakh-latin"])
@pytest.mark.parametrize("caps", [False, True])
def test_carriers_are_issued_and_come_back_under_any_layout_without_a_mouse(
    page: Page, room: Room, layout: str, *, caps: bool
) -> None:
    clerk, holder, carriers = furnish(room)
    sign_in(page, clerk.login, "kk")
    press(page, holder.code, layout, caps=caps)
    expect(page.get_by_role("heading", name=holder.full_name)).to_be_visible()
    for number, carrier in enumerate(carriers, 1):
        press(page, carrier.code, layout, caps=caps)
        expect(rows(page)).to_have_count(number)
    expect(page.locator("#pin")).to_be_focused()
    press_by_hand(page, f.PIN, layout, caps=caps)
    page.wait_for_url("**/receipts/*")
    with room.database.reading() as session:
        assert {session.get_one(Carrier, one.id).holder_id for one in carriers} == {holder.id}
    page.goto("/desk")
    press(page, carriers[1].code, layout, caps=caps)
    expect(rows(page)).to_have_count(1)
    press(page, "6", layout, caps=caps)
    expect(page.locator("#pin")).to_be_focused()
    press_by_hand(page, f.PIN, layout, caps=caps)
    page.wait_for_url("**/receipts/*")
    with room.database.reading() as session:
        assert session.get_one(Carrier, carriers[1].id).state is State.IN_REGISTRY


def test_a_scan_lands_wherever_the_focus_is(page: Page, room: Room) -> None:
    clerk, _holder, carriers = furnish(room)
    sign_in(page, clerk.login)
    page.get_by_role("link", name="Carriers", exact=True).focus()
    press(page, carriers[0].code, "kazakh")
    expect(rows(page)).to_have_count(1)
    assert page.url.endswith("/desk")


def test_command_cards_confirm_print_and_close_the_screen(page: Page, room: Room) -> None:
    clerk, holder, _carriers = furnish(room)
    cards = {command: code.text for command, code in COMMAND_CODES.items()}
    with room.database.writing() as session:
        carrier = f.a_flash(session, grade=Grade.OFFICIAL_USE)
        card = f.card_of(session, holder)
    sign_in(page, clerk.login)
    for code in (card, carrier.code):
        press(page, code, "us")
    expect(page.locator("#step")).to_contain_text("or their pass once more")
    press(page, card, "us")
    expect(page.locator("#step")).to_have_text("Everything is acknowledged")
    press(page, cards[Command.CONFIRM], "kazakh")
    page.wait_for_url("**/receipts/*")
    page.goto("/desk")
    press(page, cards[Command.PRINT_RECEIPT], "us")
    page.wait_for_url("**/receipts/*")
    page.goto("/desk")
    press(page, cards[Command.LOCK], "us")
    page.wait_for_url("**/unlock")
    press(page, clerk.person.code if clerk.person else "", "kazakh")
    expect(page.locator("#pin")).to_be_focused()
    press_by_hand(page, f.PIN, "kazakh")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/desk")


def test_a_red_strip_says_when_the_scanner_is_not_heard(page: Page, room: Room) -> None:
    """By real focus: the page asks the browser again by itself, and an event of our own would be contradicted."""
    clerk, _holder, carriers = furnish(room)
    sign_in(page, clerk.login)
    page.context.new_cdp_session(page).send("Emulation.setFocusEmulationEnabled", {"enabled": False})
    page.get_by_role("link", name="Carriers", exact=True).focus()
    strip = page.locator("[data-deaf]")
    expect(strip).to_be_hidden()
    page.context.new_page().bring_to_front()
    expect(strip).to_be_visible()
    strip.dispatch_event("click")  # a pointer would bring the focus, and with it the end of the strip, before it clicks
    page.bring_to_front()
    expect(strip).to_be_hidden()
    expect(page.locator("#text")).to_be_focused()
    press(page, carriers[0].code, "kazakh")
    expect(rows(page)).to_have_count(1)


def test_a_refused_scan_holds_the_next_until_it_is_acknowledged(page: Page, room: Room) -> None:
    clerk, _holder, carriers = furnish(room)
    sign_in(page, clerk.login)
    press(page, "10400000099999", "us")
    expect(page.locator(".said.stop")).to_be_visible()
    press(page, carriers[0].code, "us")
    expect(rows(page)).to_have_count(0)
    page.keyboard.press("Escape")
    press(page, carriers[0].code, "us")
    expect(rows(page)).to_have_count(1)


def test_a_held_desk_takes_no_scan_through_the_field_of_the_pin_either(page: Page, room: Room) -> None:
    clerk, holder, carriers = furnish(room)
    sign_in(page, clerk.login)
    for code in (holder.code, carriers[0].code):
        press(page, code, "us")
    expect(page.locator("#pin")).to_be_focused()
    press(page, "10400000099999", "us")
    expect(page.locator(".said.stop")).to_be_visible()
    expect(page.locator("#pin")).to_be_focused()
    press(page, carriers[1].code, "us")
    expect(page.locator("#pin")).to_have_value("")
    expect(rows(page)).to_have_count(1)
    page.keyboard.press("Escape")
    press(page, carriers[1].code, "us")
    expect(rows(page)).to_have_count(2)


def test_when_the_server_is_gone_the_page_says_so_and_adds_nothing(
    page: Page, room: Room, complaints: list[str]
) -> None:
    clerk, _holder, carriers = furnish(room)
    sign_in(page, clerk.login)
    page.route("**/desk/scan", lambda route: route.abort())
    press(page, carriers[0].code, "us")
    expect(page.locator(".said.stop")).to_contain_text("Nothing was added")
    complaints[:] = [one for one in complaints if "ERR_FAILED" not in one]
    page.unroute("**/desk/scan")
    page.keyboard.press("Escape")
    press(page, carriers[0].code, "us")
    expect(rows(page)).to_have_count(1)


def test_the_basket_survives_a_crash_of_the_browser(
    browser: Browser, context: BrowserContext, page: Page, room: Room
) -> None:
    clerk, holder, carriers = furnish(room)
    sign_in(page, clerk.login)
    for code in (holder.code, carriers[0].code):
        press(page, code, "us")
    expect(rows(page)).to_have_count(1)
    context.clear_cookies()
    page.close()
    fresh = browser.new_context(base_url=room.url)
    again = fresh.new_page()
    sign_in(again, clerk.login)
    expect(rows(again)).to_have_count(1)
    expect(again.get_by_role("heading", name=holder.full_name)).to_be_visible()
    fresh.close()


def test_without_scripts_the_desk_is_plain_forms(browser: Browser, room: Room) -> None:
    clerk, holder, carriers = furnish(room)
    context = browser.new_context(base_url=room.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, clerk.login)
    for code in (holder.code, typed(carriers[0].code, "kazakh")):
        page.fill("#text", code)
        page.press("#text", "Enter")
    page.fill("#pin", f.PIN)
    page.press("#pin", "Enter")
    page.wait_for_url("**/receipts/*")
    with room.database.reading() as session:
        assert session.get_one(Carrier, carriers[0].id).state is State.ISSUED
    context.close()


def test_sheets_are_counted_in_their_own_field_and_again_by_a_second_worker(page: Page, room: Room) -> None:
    with room.database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session)
        second = f.an_account(session, person=f.a_person(session, pin="577215"))
        paper = f.issued(session, f.a_document(session, sheets=24), holder, by=clerk)
        flash = f.issued(session, f.a_flash(session, serial_no="7324"), holder, by=clerk)
    assert second.person is not None
    sign_in(page, clerk.login)
    press(page, paper.code, "kazakh")
    expect(page.locator("#sheets")).to_be_focused()
    press(page, "7324", "kazakh")  # a scanner: the number of a carrier, not a count
    expect(rows(page)).to_have_count(2)
    assert flash.number in page.locator("#desk tbody").inner_text()
    press_by_hand(page, "23", "kazakh")
    expect(page.locator(".said.stop")).to_contain_text("Let another worker count")
    page.keyboard.press("Escape")
    press(page, second.person.code)
    expect(page.locator("#sheets")).to_be_focused()
    press_by_hand(page, "24", "kazakh-latin")
    expect(page.locator("#pin")).to_be_focused()
    press_by_hand(page, "577215", "kazakh")
    expect(page.locator(".said.fine")).to_contain_text("as it should be")
    press_by_hand(page, f.PIN)
    page.wait_for_url("**/receipts/*")
