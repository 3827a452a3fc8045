"""Signing in, the closed screen, forged requests, roles: as a clerk meets them and as an attacker would try them."""

from datetime import timedelta
from typing import Any

import pytest

from kernel import clock
from kernel.account import CONSOLE
from kernel.database.engine import Database
from kernel.journal import entries as journal
from kernel.journal.entries import Log
from people.accounts import operations
from people.roles.rules import EXCLUSIONS, GRANTS, Permission, Role, objections_to_roles, permissions
from tests import factories as f
from tests.client import Client
from tests.conftest import MORNING

pytestmark = pytest.mark.sqlite_first


def clerk_of(database: Database) -> Any:
    with database.writing() as session:
        return f.an_account(session)


def security_ops(database: Database) -> list[str]:
    with database.reading() as session:
        return [one.op for one in session.query(journal.Entry).filter_by(log=Log.SECURITY).order_by(journal.Entry.n)]


def test_a_wrong_password_and_an_unknown_login_are_answered_alike_and_kept(database: Database, client: Client) -> None:
    clerk = clerk_of(database)
    answers = [client.sign_in(clerk.login, "қате құпиясөз осындай"), client.sign_in("nobody", "x")]
    assert all("The login or the password is wrong, or the account is closed" in page for page in answers)
    assert client.status == 422
    assert security_ops(database)[-2:] == ["sign_in_failed"] * 2


def test_guessing_is_slowed_down_at_one_workstation(database: Database, client: Client) -> None:
    clerk = clerk_of(database)
    for _ in range(4):
        client.sign_in(clerk.login, "қате құпиясөз осындай")
    assert "Wait" in client.sign_in(clerk.login)
    with clock.frozen(MORNING + timedelta(seconds=10)):
        client.sign_in(clerk.login)
        assert client.address == "/desk"


def test_throwing_the_cookies_away_does_not_help_who_guesses(database: Database, client: Client) -> None:
    clerk = clerk_of(database)
    for _ in range(4):
        client.sign_in(clerk.login, "қате құпиясөз осындай")
        client.http = client.http.application.test_client()
    assert "Wait" in client.sign_in(clerk.login)


@pytest.mark.parametrize("back", ["//evil.kz", "/\\evil.kz", "https://evil.kz", "/a?b=https://x", "javascript:1", ""])
def test_the_choice_of_a_language_leads_only_to_pages_of_ours(database: Database, client: Client, back: str) -> None:
    client.get("/sign-in")
    fields = {"csrf_token": client.hidden("csrf_token"), "language": "kk", "back": back}
    assert client.http.post("/language", data=fields).location == "/"


@pytest.mark.parametrize("cookie", ["x" * 4000, "a\u0301", "'; DROP TABLE person", ""])
def test_a_forged_workstation_is_given_a_name_of_ours(database: Database, client: Client, cookie: str) -> None:
    clerk = clerk_of(database)
    client.http.set_cookie("tizilim_station", cookie)
    client.sign_in(clerk.login)
    assert client.address == "/desk"


def test_a_one_time_password_must_be_changed_first(database: Database, client: Client) -> None:
    with database.writing() as session:
        person = f.a_person(session)
        _row, given = operations.add(
            session, "жаңа", person=person, roles={Role.CLERK}, max_rank=1, language="kk", by=CONSOLE
        )
    client.sign_in("жаңа", given)
    client.get("/carriers")
    assert client.address == "/password"
    holder = {"old": given, "pass_code": person.code, "pin": f.PIN}
    client.submit_last({**holder, "new": "қысқа", "again": "қысқа"})
    assert "тым қысқа" in client.page
    client.submit_last({**holder, "new": f.PASSWORD, "again": f.PASSWORD})
    client.get("/carriers")
    assert client.address == "/carriers"


def test_the_present_password_is_not_guessed_at_behind_a_closed_screen(database: Database, client: Client) -> None:
    client.sign_in(clerk_of(database).login)
    client.post("/lock", {})
    client.get("/password")
    wrong = {"old": "қате құпиясөз осындай", "new": f.PASSWORD + "!", "again": f.PASSWORD + "!"}
    for _ in range(4):
        client.submit_last(wrong)
    client.submit_last({**wrong, "old": f.PASSWORD})
    assert "Wait" in client.page
    assert security_ops(database)[-4:] == ["password_refused"] * 4


def test_the_closed_screen_lets_nothing_through_and_opens_by_pass_and_pin(database: Database, client: Client) -> None:
    clerk = clerk_of(database)
    client.sign_in(clerk.login)
    client.post("/lock", {})
    client.get("/carriers")
    assert client.address == "/unlock"
    client.submit_last({"pass_code": clerk.person.code, "pin": "999111", "password": ""})
    assert client.status == 422
    client.submit_last({"pass_code": clerk.person.code, "pin": f.PIN, "password": ""})
    assert client.address == "/desk"
    assert security_ops(database)[-3:] == ["lock", "unlock_failed", "unlock"]


@pytest.mark.parametrize("away", [timedelta(minutes=16), timedelta(hours=9)])
def test_a_session_ends_by_idleness(database: Database, client: Client, away: timedelta) -> None:
    client.sign_in(clerk_of(database).login)
    with clock.frozen(MORNING + away):
        client.get("/desk")
        assert client.address == "/sign-in"


def test_a_closed_account_loses_its_sessions_at_once(database: Database, client: Client) -> None:
    clerk = clerk_of(database)
    client.sign_in(clerk.login)
    with database.writing() as session:
        row = session.get_one(type(clerk), clerk.id)
        operations.set_disabled(session, row, disabled=True, reason="тексеріс", by=CONSOLE)
    client.get("/desk")
    assert client.address == "/sign-in"
    client.sign_in(clerk.login)
    assert client.status == 422


def test_a_request_from_elsewhere_or_without_its_token_does_nothing(database: Database, client: Client) -> None:
    client.sign_in(clerk_of(database).login)
    token = client.hidden("csrf_token")
    assert client.http.post("/lock", data={}).status_code == 400
    foreign = client.http.post("/lock", data={"csrf_token": token}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert "lock" not in security_ops(database)


def test_every_answer_carries_the_headers_and_none_is_kept_by_the_browser(database: Database, client: Client) -> None:
    client.sign_in(clerk_of(database).login)
    for address in ("/desk", "/carriers", "/nowhere"):
        headers = client.http.get(address).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] in ("no-referrer", "same-origin")
        assert headers["Cache-Control"] == "no-store"
    token = client.hidden("csrf_token")
    left = client.http.post("/sign-out", data={"csrf_token": token}).headers
    assert left["Clear-Site-Data"] == '"cache", "storage"'


def test_the_cookie_of_a_session_is_for_this_site_and_no_script(database: Database, client: Client) -> None:
    clerk = clerk_of(database)
    client.get("/sign-in")
    fields = {"csrf_token": client.hidden("csrf_token"), "login": clerk.login, "password": f.PASSWORD}
    given = client.http.post("/sign-in", data=fields).headers.getlist("Set-Cookie")
    cookie = next(one for one in given if one.startswith("tizilim_sid="))
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_its_own_addresses_and_no_other(database: Database, client: Client, role: Role) -> None:
    with database.writing() as session:
        login = f.an_account(session, role, max_rank=0).login
    client.sign_in(login)
    app = client.http.application
    for rule in app.url_map.iter_rules():
        asked = app.extensions["asks_for"][rule.endpoint]
        if not isinstance(asked, Permission) or rule.arguments or "GET" not in (rule.methods or ()):
            continue
        may = role in GRANTS[asked]
        answer = client.http.get(rule.rule)
        assert (answer.status_code == 403) is not may, (rule.rule, answer.status_code)
    assert ("denied" in security_ops(database)) is (permissions([role]) != frozenset(Permission))


def test_the_administrator_sees_no_carrier_and_no_person() -> None:
    may = permissions([Role.ADMINISTRATOR])
    assert may == {Permission.FRAME, Permission.KEEP_ACCOUNTS, Permission.SEE_SETTINGS}
    assert all(frozenset((Role.ADMINISTRATOR, role)) in EXCLUSIONS for role in Role if role is not Role.ADMINISTRATOR)
    assert objections_to_roles([Role.CLERK, Role.SECURITY_OFFICER])
    assert objections_to_roles([]) != []
    assert objections_to_roles([Role.CLERK, Role.EXECUTOR]) == []


def test_an_account_is_added_with_a_password_shown_once(database: Database, client: Client) -> None:
    with database.writing() as session:
        admin, person = f.an_account(session, Role.ADMINISTRATOR, max_rank=0), f.a_person(session, form=3)
    client.sign_in(admin.login)
    client.get("/accounts")
    fields = {"login": "жаңа.маман", "pass_code": person.code, "roles": ["clerk"], "language": "kk"}
    client.submit_last({**fields, "max_rank": 3})
    assert "above the person&#39;s clearance" in client.page
    client.submit_last({**fields, "max_rank": 1})
    shown = next(one.text for one in client.tree().iter() if "secret-once" in (one.get("class") or ""))
    client.get("/accounts")
    assert shown
    assert shown not in client.page
    client.post("/sign-out", {})
    client.sign_in("ЖАҢА.маман", str(shown))
    assert client.address == "/password"


def test_a_new_password_asked_for_twice_is_the_one_that_was_shown(database: Database, client: Client) -> None:
    clerk = clerk_of(database)
    with database.writing() as session:
        admin = f.an_account(session, Role.ADMINISTRATOR, max_rank=0)
    client.sign_in(admin.login)
    action = f"/accounts/{clerk.id}/reset"
    client.get(action)
    key = [one.get("value", "") for one in client.tree().iter("input") if one.get("name") == "act_key"][-1]
    fields = {"act_key": key, "reason": "иесі ұмытып қалды"}
    client.post(action, fields)
    shown = next(one.text for one in client.tree().iter() if "secret-once" in (one.get("class") or ""))
    client.post(action, fields)
    assert "was shown once" in client.page
    assert "secret-once" not in client.page
    client.post("/sign-out", {})
    client.sign_in(clerk.login, str(shown))
    assert client.address == "/password"
