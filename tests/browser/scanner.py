"""Keys as a scanner or as hands press them: by place, under a layout, each at its own moment."""

import time
from typing import Any

from playwright.sync_api import CDPSession, Page

from tests.keyboards import keys_of, typed

ENTER = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
BY_SCANNER, BY_HAND = 0.004, 0.15  # seconds from key to key


def press(page: Page, text: str, layout: str = "us", *, caps: bool = False) -> None:
    """The keys of this text as a scanner presses them, and Enter; what they type is the layout's."""
    _send(page, text, layout, caps=caps, gap=BY_SCANNER, ends=True)


def press_by_hand(page: Page, text: str, layout: str = "us", *, caps: bool = False, ends: bool = True) -> None:
    """The same keys as slowly as hands press them."""
    _send(page, text, layout, caps=caps, gap=BY_HAND, ends=ends)


def press_unended(page: Page, text: str, layout: str = "us", *, caps: bool = False) -> None:
    """A scanner that sends no Enter."""
    _send(page, text, layout, caps=caps, gap=BY_SCANNER, ends=False)


def _send(page: Page, text: str, layout: str, *, caps: bool, gap: float, ends: bool) -> None:
    session = page.context.new_cdp_session(page)
    at = time.time()
    for (code, is_shifted), char in zip(keys_of(text), typed(text, layout, caps=caps), strict=True):
        key = {"key": char, "code": code, "text": char, "modifiers": 8 if is_shifted else 0}
        _key(session, key, at)
        at += gap
    if ends:
        _key(session, ENTER, at)
    session.detach()


def _key(session: CDPSession, key: dict[str, Any], at: float) -> None:
    up = {name: value for name, value in key.items() if name != "text"}
    session.send("Input.dispatchKeyEvent", {"type": "keyDown", "timestamp": at, **key})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", "timestamp": at, **up})
