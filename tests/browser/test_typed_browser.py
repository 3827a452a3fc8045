"""F9 and the choice of a language take along what was typed, and it is there again; no secret goes along."""

import pytest
from playwright.sync_api import Page

from people.roles.rules import Role
from tests import factories as f
from tests.browser.conftest import Room, sign_in


@pytest.mark.parametrize("way", ["F9", "language"])
def test_what_was_typed_comes_back(room: Room, page: Page, way: str) -> None:
    with room.database.writing() as session:
        officer = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0)
    sign_in(page, officer.login)
    page.goto("/people/enter")
    page.fill("#last_name", "Әбілқасымов")
    if way == "F9":
        page.keyboard.press("F9")
        page.wait_for_url("**/unlock")
        page.fill("#password", f.PASSWORD)
        page.click("main button.main")
        page.wait_for_url("**/people/enter")
    else:
        page.click("button[value=ru]")
        page.wait_for_load_state()
    assert page.input_value("#last_name") == "Әбілқасымов"


def test_no_secret_goes_along(room: Room, page: Page) -> None:
    with room.database.writing() as session:
        clerk = f.an_account(session)
    sign_in(page, clerk.login)
    page.goto("/pin")
    page.fill("#new", "161803")
    with page.expect_request("**/lock") as sent:
        page.keyboard.press("F9")
    assert "161803" not in (sent.value.post_data or "")
