"""A carrier's end from the first click to the printed paper, each hand in its own session."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from playwright.sync_api import Browser, Page, expect

from carriers.commission.rules import Purpose
from carriers.custody.models import Carrier
from carriers.custody.rules import State
from kernel import clock
from people.roles.rules import Role
from tests import factories as f
from tests.browser.conftest import Room, sign_in


@contextmanager
def hands(browser: Browser, room: Room, *logins: str) -> Iterator[list[Page]]:
    """A page for each account, each in a browser of its own."""
    contexts = [browser.new_context(base_url=room.url) for _login in logins]
    pages = [one.new_page() for one in contexts]
    for page, login in zip(pages, logins, strict=True):
        sign_in(page, login)
    yield pages
    for one in contexts:
        one.close()


def fill(page: Page, button: str, **fields: str) -> None:
    """Fill a form and press its button; it is done, not refused."""
    for name, value in fields.items():
        field = page.locator(f"main [name={name}]").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.get_by_role("button", name=button, exact=True).click()
    assert answered.value.status == 303, page.locator("main").inner_text()
    page.wait_for_load_state()


def printed(page: Page, paper: str) -> str:
    """The text of a paper that is printed here by hand and opened."""
    page.get_by_role("link", name="Papers", exact=True).click()
    fill(page, "Print", what=paper, marking="1")
    address = page.get_by_role("link", name="Open", exact=True).first.get_attribute("href")
    answer = page.request.get(str(address))
    assert answer.headers["content-type"] == "application/pdf"
    return "\n".join(sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(answer.body()))


def test_a_destruction_from_the_draft_to_the_printed_act(browser: Browser, room: Room) -> None:
    with room.database.writing() as session:
        seated = [f.an_account(session, role) for role in (Role.HEAD, Role.MANAGER, Role.CLERK)]
        people = [one.person for one in seated if one.person]
        order = f.a_commission(session, Purpose.DESTRUCTION, people=people)
        paper, flash = f.a_document(session), f.a_document(session)
        chief = f.an_account(session, Role.ORG_HEAD).login
    logins = [one.login for one in seated]
    with hands(browser, room, *logins, chief) as (head, manager, clerk, approver):
        clerk.goto("/destruction/new")
        fill(clerk, "Draw up the act", basis="Хаттама № 9", method="burning", place="Пеш", commission_id=str(order.id))
        address = re.sub(r"^https?://[^/]+", "", clerk.url)
        for carrier in (paper, flash):
            fill(clerk, "Add", text=carrier.code)
        for page in (head, manager, clerk):
            page.goto(address)
            page.get_by_role("link", name="Sign the act").click()
            fill(page, "Sign the act", pin=f.PIN)
        approver.goto(address)
        approver.get_by_role("link", name="Approve the act").click()
        fill(approver, "Approve the act", pin=f.PIN)
        for page in (manager, clerk):
            page.goto(f"{address}/execute")
            fill(page, "I am present", pin=f.PIN)
        clerk.goto(f"{address}/execute")
        for carrier in (paper, flash):
            fill(clerk, "Check the carrier", text=carrier.code, sheets="6")
        for page in (head, manager, clerk):
            page.goto(f"{address}/finish")
            fill(page, "Confirm the execution", pin=f.PIN)
        clerk.goto(address)
        expect(clerk.locator("main")).to_contain_text("executed")
        text = printed(clerk, "destruction_act")
    assert "II. Орындау туралы белгі" in text
    assert "Жойылғаны: 2 (екі) жеткізгіш, 12 (он екі) парақ" in text
    assert "ЖОБА" not in text
    with room.database.reading() as session:
        assert {session.get_one(Carrier, one.id).state for one in (paper, flash)} == {State.DESTROYED}


def test_a_loss_from_the_holder_s_word_to_the_printed_search_sheet(browser: Browser, room: Room) -> None:
    with room.database.writing() as session:
        clerk, head = f.an_account(session), f.an_account(session, Role.HEAD)
        chief, holder = f.an_account(session, Role.ORG_HEAD), f.an_account(session, Role.EXECUTOR)
        order = f.a_commission(session, Purpose.LOSS)
        assert holder.person is not None
        carrier = f.issued(session, f.a_flash(session), holder.person, by=clerk)
        searcher, witness = f.a_person(session).code, f.a_person(session).code
    logins = [one.login for one in (holder, clerk, head, chief)]
    with hands(browser, room, *logins) as (own, desk, registry, body):
        own.goto("/carriers/own")
        own.locator(f"a[href='/carriers/{carrier.id}/missing']").click()
        fill(own, "Declare missing", circumstance="theft", place="Үстел")
        case = "/losses/1"
        for whom, letter in (("head", ""), ("authority", "17"), ("owner", "18")):
            registry.goto(f"{case}/inform")
            fill(registry, "Enter a report", whom=whom, letter=letter)
        desk.goto(f"{case}/search")
        desk.check("[name=is_last]")
        fill(desk, "Log a search", place="Сейф 3", result="жоқ", who=searcher, witness=witness)
        registry.goto(f"{case}/commission")
        fill(registry, "Appoint the commission", commission_id=str(order.id))
        registry.goto(f"{case}/conclude")
        fill(registry, "Conclude the investigation", conclusion="Себебі анықталмады, іздестіру аяқталды.")
        registry.goto(f"{case}/degree")
        fill(registry, "Confirm the degree", rank="1")
        registry.goto(f"{case}/damage")
        fill(registry, "Assess the damage", damage="100000", decision="Ш-1")
        body.goto(f"{case}/confirm")
        fill(body, "Confirm the loss", consent_no="К-9", consent_on=f"{clock.today():%d.%m.%Y}")
        registry.goto(case)
        expect(registry.locator("main")).to_contain_text("lost")
        text = printed(registry, "search_sheet")
    assert "Сейф 3" in text
    assert "тексерілген орын: 1 (бір)" in text
    assert "проверено мест: 1 (один)" in text
    with room.database.reading() as session:
        assert session.get_one(Carrier, carrier.id).state is State.LOST
