"""From the plan to a finding that is verified, by five accounts in real pages."""

from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from audits.checklists.shipped import checklist
from audits.findings.models import Finding
from audits.findings.rules import State
from audits.inspections import operations, queries
from audits.inspections.rules import Mark
from kernel import clock
from people.register.models import Person
from tests import factories as f
from tests.audits import office as o
from tests.browser.conftest import Room
from tests.browser.test_ends_browser import fill, hands

BY_KEYBOARD = 2  # items answered in the browser; the third is not met


def _rest(session: Session, of: o.Office) -> None:
    """The items that the second inspector has answered meanwhile."""
    row = queries.locked(session, 1)
    for one in checklist().items[BY_KEYBOARD + 1 :]:
        operations.answer(session, row, o.said(one.code, Mark.MET), by=of.second)


def _plan(leader: Page, of: o.Office, codes: tuple[str, str], day: str) -> None:
    leader.goto("/inspections/new")
    days = {"first_on": day, "last_on": day, "period_from": "01.01.2026", "period_to": day}
    about = {"unit_id": str(of.unit.id), "object_id": str(of.thing.id), "basis": "Жоспар"}
    fill(leader, "Plan an inspection", kind="planned", matter="regime", **about, **days)
    leader.get_by_role("link", name="Name the team").click()
    fill(leader, "Name the team", leader=codes[0], team=codes[1])


def _answer(leader: Page) -> None:
    """Two items met by two keys, the third not met: its finding is one button away, filled in."""
    leader.get_by_role("link", name="Answer the items").click()
    for _n in range(BY_KEYBOARD):
        leader.locator("[name=mark][value=met]").focus()
        leader.keyboard.press("Space")
        with leader.expect_navigation():
            leader.keyboard.press("Enter")
    fill_mark(leader, "not_met", "Куәлік жоқ")
    expect(leader.get_by_role("heading", name="Draft a finding")).to_be_visible()
    expect(leader.locator("[name=description]")).to_have_value("Куәлік жоқ")
    fill(leader, "Draft a finding", severity="3")


def fill_mark(page: Page, mark: str, note: str) -> None:
    page.locator(f"[name=mark][value={mark}]").check()
    fill(page, "Keep and go on", note=note)


def test_from_the_plan_to_a_verified_finding_with_five_accounts(browser: Browser, room: Room) -> None:
    with room.database.writing() as session:
        of = o.office(session)
        people = [session.get_one(Person, one.person_id) for one in (of.leader, of.second, of.fixer)]
        codes, fixer_code = (people[0].code, people[1].code), people[2].code
        day = f"{clock.today():%d.%m.%Y}"
    logins = [one.login for one in (of.leader, of.second, of.chief, of.head, of.fixer)]
    with hands(browser, room, *logins) as (leader, second, chief, head, fixer):
        _plan(leader, of, codes, day)
        chief.goto("/inspections/1/order")
        fill(chief, "Order the inspection", order_no="12-п", last_on=day, dice="4 2 6")
        leader.goto("/inspections/1/begin")
        fill(leader, "Begin the inspection")
        _answer(leader)
        with room.database.writing() as session:
            _rest(session, of)
        leader.goto("/inspections/1/draft")
        fill(leader, "Draw up the act", conclusion="Бір бұзушылық анықталды.")
        for page in (leader, second):
            page.goto("/inspections/1/act")
            fill(page, "Sign the act", pin=f.PIN)
        head.goto("/inspections/1/act")
        fill(head, "I know the act", pin=f.PIN)
        head.goto("/findings/1/acknowledge")
        fill(head, "Accept for remedy", interim="")
        head.goto("/findings/1/assign")
        fill(head, "Name an executor", who=fixer_code)
        fixer.goto("/findings/1/evidence")
        fill(fixer, "Refer to evidence", kind="act", reference="№ 61")
        fixer.goto("/findings/1/report")
        fill(fixer, "Report the fix", text="Куәлік алынды")
        fixer.goto("/findings/1")
        expect(fixer.locator("main")).to_contain_text("waits for the verifier")
        second.goto("/findings/queue")
        second.get_by_role("link", name="1/").first.click()
        second.get_by_role("link", name="Confirm the fix").first.click()
        fill(second, "Confirm the fix", text="Куәлік көрілді")
        expect(second.locator("main")).to_contain_text("fix confirmed")
    with room.database.reading() as session:
        row = session.get_one(Finding, 1)
        assert (row.state, row.closed_on) == (State.VERIFIED, clock.today())
