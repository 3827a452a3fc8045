"""The field of the PIN by real key events: each digit once, never shown, and what is no PIN is a scan."""

import pytest
from playwright.sync_api import Page, Request, Route, expect

from carriers.custody.models import Carrier
from carriers.custody.rules import State
from people.accounts.models import Account
from people.register.models import Person
from tests import factories as f
from tests.browser.conftest import Room, sign_in
from tests.browser.scanner import press, press_by_hand, press_unended
from tests.browser.test_desk_browser import rows

SERIAL = "S/N-4C53_a0"


@pytest.fixture
def seated(page: Page, room: Room) -> tuple[Account, Person, list[Carrier]]:
    """A desk that asks for the PIN of whoever receives one carrier."""
    with room.database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session)
        carriers = [f.a_flash(session, serial_no=one) for one in ("AA-1", SERIAL, "73245566")]
    sign_in(page, clerk.login)
    for code in (holder.code, carriers[0].code):
        press(page, code, "kazakh")
    expect(page.locator("#pin")).to_be_focused()
    return clerk, holder, carriers


def spoil(page: Page, how: str) -> None:
    """Come to the field of the PIN by the way that once bound it anew."""
    if how == "reload":
        page.reload()
    elif how == "a wrong PIN":
        press_by_hand(page, "999111", "kazakh")
        expect(page.locator(".said.stop")).to_be_visible()
        page.keyboard.press("Escape")
    elif how == "a refusal":
        press(page, "10400000099999")
        expect(page.locator(".said.stop")).to_be_visible()
        page.keyboard.press("Escape")
    expect(page.locator("#pin")).to_be_focused()


@pytest.mark.parametrize(
    ("how", "layout"),
    [("reload", "kazakh"), ("a wrong PIN", "kazakh-latin"), ("a refusal", "kazakh"), ("reload", "us")],
)
def test_each_digit_of_a_pin_counts_once(
    page: Page, room: Room, seated: tuple[Account, Person, list[Carrier]], how: str, layout: str
) -> None:
    spoil(page, how)
    press_by_hand(page, f.PIN, layout, ends=False)
    expect(page.locator("#pin")).to_have_value(f.PIN)
    page.keyboard.press("Enter")
    page.wait_for_url("**/receipts/*")
    with room.database.reading() as session:
        assert session.get_one(Carrier, seated[2][0].id).state is State.ISSUED


@pytest.mark.usefixtures("seated")
@pytest.mark.parametrize("focus", ["#text", "nav a", "body"])
def test_a_pin_never_stands_in_a_field_that_shows_it(page: Page, focus: str) -> None:
    page.locator(focus).first.focus() if focus != "body" else page.evaluate("document.activeElement.blur()")
    press_by_hand(page, f.PIN, "kazakh", ends=False)
    expect(page.locator("#pin")).to_have_value(f.PIN)
    expect(page.locator("#text")).to_have_value("")


def test_a_pin_begun_too_early_is_hidden_once_it_is_asked(page: Page, room: Room) -> None:
    with room.database.writing() as session:
        clerk, holder, carrier = f.an_account(session), f.a_person(session), f.a_flash(session)
    sign_in(page, clerk.login)
    press(page, holder.code)
    expect(page.get_by_role("heading", name=holder.full_name)).to_be_visible()
    waiting: list[Route] = []
    page.route("**/desk/scan", lambda route: waiting.append(route))  # noqa: PLW0108 - playwright marks what it is given
    with page.expect_request("**/desk/scan"):
        press(page, carrier.code)
    press_by_hand(page, "271", ends=False)
    waiting[0].continue_()
    expect(page.locator("#pin")).to_have_value("271")
    expect(page.locator("#text")).to_have_value("")
    press_by_hand(page, "828")
    page.wait_for_url("**/receipts/*")


@pytest.mark.parametrize(
    ("layout", "number"),
    [("us", SERIAL), ("russian", SERIAL), ("kazakh", SERIAL), ("kazakh", "73245566"), ("kazakh-latin", "73245566")],
)
def test_a_number_scanned_while_a_pin_is_asked_is_a_scan(
    page: Page, seated: tuple[Account, Person, list[Carrier]], layout: str, number: str
) -> None:
    sent: list[Request] = []
    page.on("request", lambda one: sent.append(one) if one.method == "POST" else None)
    press(page, number, layout, caps=layout == "kazakh")
    expect(rows(page)).to_have_count(2)
    assert [one.url.rpartition("/")[2] for one in sent] == ["scan"]
    expect(page.locator("#pin")).to_have_value("")


@pytest.mark.usefixtures("seated")
def test_ctrl_and_enter_commit_wherever_the_focus_is(page: Page) -> None:
    press_by_hand(page, f.PIN, ends=False)
    page.locator("#text").evaluate("field => field.focus()")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/receipts/*")


def test_the_fields_of_a_new_pin_take_each_digit_once(page: Page, room: Room) -> None:
    with room.database.writing() as session:
        clerk = f.an_account(session)
    sign_in(page, clerk.login)
    page.goto(f"/people/{clerk.person_id}/pin")
    page.focus("#old")
    press_unended(page, f.PIN, "kazakh", caps=True)
    expect(page.locator("#old")).to_have_value(f.PIN)
