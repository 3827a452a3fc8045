"""Every act on persons, clearances and accounts leaves its entry: by whom, on what, with which facts."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from kernel import clock
from kernel.account import CONSOLE
from people.accounts import operations as accounts
from people.accounts import queries as account_queries
from people.accounts.models import SignIn
from people.admission import operations as admission
from people.admission import queries as clearances
from people.admission.rules import EndGround
from people.register import operations as persons
from people.roles.rules import Role
from tests import factories as f
from tests.conftest import MORNING
from tests.entries import bodies, told

DAY = date(2026, 11, 20)


def test_units_and_persons(session: Session) -> None:
    officer = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0)
    names = {"kk": "Бөлім", "ru": "Отдел", "en": "Office"}
    unit = persons.enter_unit(session, code="Б-1", names=names, parent=None, by=officer)
    inner = persons.enter_unit(session, code="Б-2", names=names, parent=unit, by=officer)
    units = told(session, "enter_unit", "parent")[-2:]
    assert units == [
        {"actor": officer.id, "subject": f"unit:{unit.id}", "parent": None},
        {"actor": officer.id, "subject": f"unit:{inner.id}", "parent": unit.id},
    ]
    names = {"last_name": "Әлиева", "first_name": "Әсем", "middle_name": "", "position": "маман"}
    person = persons.enter_person(session, {**names, "unit_id": inner.id, "employed_from": DAY}, by=officer)
    about = {"actor": officer.id, "subject": f"person:{person.id}"}
    assert told(session, "enter_person", "code")[-1] == {**about, "code": person.code}
    assert persons.change_person(session, person, {"position": "бас маман"}, by=officer) == ["position"]
    assert persons.change_person(session, person, {"position": "бас маман"}, by=officer) == []
    assert told(session, "change_person") == [about]
    committed = [set(body["commit"]) for op in ("enter_person", "change_person") for body in bodies(session, op)[-1:]]
    assert committed == [{"name"}, {"position"}]
    persons.record_wrong_pin(session, person.id, address="x", by=officer)
    assert told(session, "wrong_pin") == [about]


def test_clearances(session: Session) -> None:
    officer = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0)
    person = f.a_person(session, form=None)
    fields = {"form": 2, "valid_from": DAY, "valid_to": date(2027, 11, 20), "obligation_on": DAY}
    row = admission.grant(session, person, fields, by=officer)
    about = {"actor": officer.id, "subject": f"person:{person.id}", "clearance": row.id}
    granted = told(session, "grant_clearance", "clearance", "form", "valid", "elements")[-1]
    assert granted["elements"]["obligation"] == "2026-11-20"
    assert granted["elements"]["decision"] is None
    assert {name: granted[name] for name in (*about, "form", "valid")} == {
        **about,
        "form": 2,
        "valid": ["2026-11-20", "2027-11-20"],
    }
    admission.formalise(session, row, {"decision_on": DAY, "decision_no": "18"}, seen=row.version, by=officer)
    assert told(session, "formalise_clearance", "clearance", "was", "now") == [
        {
            **about,
            "was": {"decision_on": None, "decision_no": ""},
            "now": {"decision_on": "2026-11-20", "decision_no": "18"},
        }
    ]
    admission.suspend(session, row, reason="тексеріс", by=officer)
    admission.resume(session, row, reason="тексеріс", by=officer)
    admission.terminate(session, row, on=DAY, ground=EndGround.OTHER, reason="ауысу", by=officer)
    for op in ("suspend_clearance", "resume_clearance", "terminate_clearance"):
        assert told(session, op, "clearance") == [about]
    assert (row.ended_on, row.end_reason) == (DAY, "ауысу")
    assert clearances.open_clearance(session, person.id) is None


def test_accounts_and_sign_ins(session: Session) -> None:
    clerk = f.an_account(session)
    about = {"actor": clerk.id, "subject": f"account:{clerk.id}"}
    added = told(session, "add_account", "roles", "rank")[-1]
    assert added == {"actor": None, "subject": about["subject"], "roles": ["clerk"], "rank": 3}
    assert told(session, "change_password") == [about]
    key = accounts.sign_in(session, clerk, station="x", hours=8)
    assert len(key) == 43  # 256 bits in base64
    row = session.get_one(SignIn, account_queries.key_hash(key))
    accounts.lock(session, row, by=clerk)
    assert row.is_locked
    accounts.unlock(session, row, by=clerk)
    assert not row.is_locked
    accounts.sign_out(session, row, by=clerk)
    for op in ("sign_in", "lock", "unlock", "sign_out"):
        assert told(session, op) == [about]
    accounts.record_failure(session, "Белгісіз", None, what="sign_in_failed")
    accounts.record_failure(session, clerk.login, clerk, what="unlock_failed")
    assert told(session, "sign_in_failed") == [{"actor": None, "subject": None}]
    assert told(session, "unlock_failed") == [{"actor": None, "subject": about["subject"]}]
    assert set(bodies(session, "sign_in_failed")[0]["commit"]) == {"login"}
    accounts.reset(session, clerk, reason="ұмытылды", by=CONSOLE)
    assert clerk.must_change


def test_an_account_opened_again_has_none_of_its_old_sessions(session: Session) -> None:
    clerk = f.an_account(session)
    key = accounts.sign_in(session, clerk, station="x", hours=8)
    accounts.set_disabled(session, clerk, disabled=True, reason="тексеріс", by=CONSOLE)
    accounts.set_disabled(session, clerk, disabled=False, reason="тексеріс", by=CONSOLE)
    row = session.get_one(SignIn, account_queries.key_hash(key))
    assert row.ended_at is not None
    assert account_queries.live_sign_in(session, key, f.days(1)) is None


def test_a_sign_in_ends_what_stands_open_at_its_workstation_and_nothing_else(session: Session) -> None:
    clerk, other = f.an_account(session), f.an_account(session)
    keys = {}
    for hour, (name, account, station) in enumerate(
        [("earlier", clerk, "x"), ("elsewhere", other, "y"), ("present", clerk, "x"), ("last", clerk, "x")]
    ):
        with clock.frozen(MORNING + timedelta(hours=hour)):
            keys[name] = accounts.sign_in(session, account, station=station, hours=8)
    ended = {name: session.get_one(SignIn, account_queries.key_hash(key)).ended_at for name, key in keys.items()}
    assert ended == {
        "earlier": MORNING + timedelta(hours=2),
        "present": MORNING + timedelta(hours=3),
        "elsewhere": None,
        "last": None,
    }
