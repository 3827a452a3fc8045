"""Scans in a browser that come faster than answers, or disagree with themselves: none is lost or guessed at."""

import re
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.conftest import Room, sign_in
from tests.browser.scanner import ENTER, press, press_by_hand
from tests.browser.test_desk_browser import furnish, rows

CONFLICT = "The keys and the text of this scan disagree. Scan again."


def press_two(page: Page, places: str, text: str) -> None:
    """Keys of which the places spell one code and the letters another, as a broken layout would send them."""
    session = page.context.new_cdp_session(page)
    for place, typed in zip(places, text, strict=True):
        key: dict[str, Any] = {"key": typed, "code": f"Digit{place}", "windowsVirtualKeyCode": 48 + int(place)}
        session.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": typed, **key})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    session.send("Input.dispatchKeyEvent", {"type": "keyDown", **ENTER})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", **ENTER})
    session.detach()


def text_of(request: Request) -> str:
    return parse_qs(request.post_data or "")["text"][0]


@pytest.fixture
def sent(page: Page) -> list[str]:
    """The texts that were sent to the desk, in order."""
    texts: list[str] = []
    page.on("request", lambda one: texts.append(text_of(one)) if one.url.endswith("/desk/scan") else None)
    return texts


def kept_waiting(page: Page, what: str) -> list[Route]:
    """Requests of this kind to the desk, held back until a test lets them go."""
    waiting: list[Route] = []

    def keep(route: Route) -> None:
        waiting.append(route)

    page.route(f"**/desk/{what}", keep)
    return waiting


def settle(page: Page) -> None:
    """Everything that the script had ready to do is done."""
    page.evaluate("() => new Promise(done => setTimeout(done))")


def test_keys_and_text_of_two_codes_are_neither_and_hold_the_desk(page: Page, room: Room, sent: list[str]) -> None:
    clerk, _holder, carriers = furnish(room)
    sign_in(page, clerk.login)
    press_two(page, carriers[0].code, carriers[1].code)
    expect(page.locator(".said.stop")).to_contain_text(CONFLICT)
    press(page, carriers[2].code, "us")
    settle(page)
    assert sent == []
    expect(rows(page)).to_have_count(0)
    page.keyboard.press("Escape")
    press(page, carriers[0].code, "kazakh")
    expect(rows(page)).to_have_count(1)
    assert sent == [carriers[0].code]


def test_scans_faster_than_answers_are_sent_one_after_the_other_in_their_order(
    page: Page, room: Room, sent: list[str]
) -> None:
    clerk, holder, carriers = furnish(room)
    sign_in(page, clerk.login)
    waiting = kept_waiting(page, "scan")
    codes = [holder.code, *(one.code for one in carriers)]
    for code in codes:
        press(page, code, "us")
    for number in range(1, len(codes) + 1):
        settle(page)
        assert sent == codes[:number]
        with page.expect_response(lambda one: one.url.endswith("/desk")):
            waiting.pop(0).continue_()
        if number > 1:
            expect(rows(page)).to_have_count(number - 1)
    numbers = page.locator("#desk tbody tr td:nth-child(2) .mono").all_inner_texts()
    assert numbers == [one.number for one in reversed(carriers)]


def test_a_scan_that_waited_behind_a_refused_one_is_held_as_well(page: Page, room: Room, sent: list[str]) -> None:
    clerk, _holder, carriers = furnish(room)
    sign_in(page, clerk.login)
    waiting = kept_waiting(page, "scan")
    for code in ("10400000099999", carriers[0].code):
        press(page, code, "us")
    settle(page)
    waiting.pop().continue_()
    page.unroute("**/desk/scan")
    expect(page.locator(".said.stop")).to_be_visible()
    settle(page)
    assert sent == ["10400000099999"]
    expect(rows(page)).to_have_count(0)
    page.keyboard.press("Escape")
    press(page, carriers[0].code, "us")
    expect(rows(page)).to_have_count(1)


def test_what_is_typed_for_a_pin_is_gone_once_it_is_sent(page: Page, room: Room) -> None:
    clerk, holder, carriers = furnish(room)
    sign_in(page, clerk.login)
    for code in (holder.code, carriers[0].code):
        press(page, code, "us")
    expect(page.locator("#pin")).to_be_focused()
    waiting = kept_waiting(page, "commit")
    press_by_hand(page, "999111")
    settle(page)
    expect(page.locator("#pin")).to_have_value("")
    assert len(waiting) == 1
    waiting.pop().continue_()
    expect(page.locator(".said.stop")).to_contain_text(re.compile("PIN is wrong"))
    expect(page.locator("#pin")).to_have_value("")
