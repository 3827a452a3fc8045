"""Clearances as they are written: what cannot be is refused and changes nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from kernel import clock
from kernel.objections import Refused
from people.accounts.models import Account
from people.admission import operations
from people.admission.models import Clearance
from people.admission.rules import AdmissionGuard, ClearanceState, EndGround
from people.register import operations as persons
from people.register.models import Person
from people.register.rules import PersonGuard
from people.roles.rules import Role
from tests import factories as f
from tests.entries import bodies

FROM = date(2026, 3, 2)


@pytest.fixture
def clearance(session: Session) -> Clearance:
    return f.a_clearance(session, f.a_person(session, form=None), form=2, valid_from=FROM, decision_no="17")


def guards(refused: pytest.ExceptionInfo[Refused]) -> list[object]:
    return [one.guard for one in refused.value.objections]


@pytest.mark.parametrize(
    ("days", "guard"), [(-1, AdmissionGuard.ORDER), (0, None), (1, None), (10_000, AdmissionGuard.AHEAD)]
)
def test_a_clearance_ends_on_a_day_of_its_own_time(
    session: Session, clearance: Clearance, days: int, guard: AdmissionGuard | None
) -> None:
    officer, on = f.an_account(session), FROM + timedelta(days=days)
    if guard is None:
        operations.terminate(session, clearance, on=on, ground=EndGround.OTHER, reason="ауысу", by=officer)
        assert (clearance.state, clearance.ended_on) == (ClearanceState.TERMINATED, on)
        return
    with pytest.raises(Refused) as refused:
        operations.terminate(session, clearance, on=on, ground=EndGround.OTHER, reason="ауысу", by=officer)
    assert guards(refused) == [guard]
    assert (clearance.state, clearance.ended_on, clearance.end_reason) == (ClearanceState.ACTIVE, None, "")
    assert bodies(session, "terminate_clearance") == []


def test_what_is_formalised_later_is_told_by_its_columns(session: Session, clearance: Clearance) -> None:
    officer = f.an_account(session)
    same = {"decision_no": clearance.decision_no}
    assert operations.formalise(session, clearance, same, seen=clearance.version, by=officer) == []
    new = {"decision_no": "18", "decision_on": FROM + timedelta(days=1)}
    assert operations.formalise(session, clearance, new, seen=clearance.version, by=officer) == list(new)
    assert (clearance.decision_no, clearance.decision_on) == tuple(new.values())


def test_an_ended_clearance_is_not_formalised(session: Session, clearance: Clearance) -> None:
    officer = f.an_account(session)
    operations.terminate(session, clearance, on=FROM, ground=EndGround.OTHER, reason="ауысу", by=officer)
    refuse_formalising(session, clearance, AdmissionGuard.STANDS, {"decision_no": "18"}, seen=clearance.version)


def test_a_clearance_that_somebody_changed_meanwhile_is_not_formalised(session: Session, clearance: Clearance) -> None:
    seen = clearance.version - 1
    refuse_formalising(session, clearance, AdmissionGuard.CHANGED_MEANWHILE, {"decision_no": "18"}, seen=seen)


def test_an_element_of_a_day_to_come_is_not_formalised(session: Session, clearance: Clearance) -> None:
    ahead = {"obligation_on": clock.today() + timedelta(days=1)}
    refuse_formalising(session, clearance, AdmissionGuard.AHEAD, ahead, seen=clearance.version)


def refuse_formalising(
    session: Session, clearance: Clearance, guard: AdmissionGuard, fields: dict[str, Any], *, seen: int
) -> None:
    before = {name: getattr(clearance, name) for name in fields}
    with pytest.raises(Refused) as refused:
        operations.formalise(session, clearance, fields, seen=seen, by=f.an_account(session))
    assert guards(refused) == [guard]
    assert {name: getattr(clearance, name) for name in fields} == before
    assert bodies(session, "formalise_clearance") == []


@pytest.mark.parametrize("deed", ["grant", "formalise", "suspend", "resume", "terminate"])
def test_nobody_decides_on_their_own_clearance(session: Session, deed: str) -> None:
    person = f.a_person(session, form=None)
    officer = f.an_account(session, Role.SECURITY_OFFICER, person=person, max_rank=0)
    row = None if deed == "grant" else f.a_clearance(session, person, valid_from=FROM)
    if row is not None and deed == "resume":
        operations.suspend(session, row, reason="тексеріс", by=f.an_account(session, Role.SECURITY_OFFICER, max_rank=0))
    before = row.state if row else None
    with pytest.raises(Refused) as refused:
        decide(session, deed, person, row, officer)
    assert guards(refused) == [AdmissionGuard.OWN]
    assert (row.state if row else None) is before


def decide(session: Session, deed: str, person: Person, row: Clearance | None, officer: Account) -> None:
    match deed:
        case "grant":
            operations.grant(session, person, {"form": 2, "valid_from": FROM}, by=officer)
        case "formalise" if row:
            operations.formalise(session, row, {"decision_no": "9"}, seen=row.version, by=officer)
        case "suspend" if row:
            operations.suspend(session, row, reason="тексеріс", by=officer)
        case "resume" if row:
            operations.resume(session, row, reason="тексеріс", by=officer)
        case "terminate" if row:
            operations.terminate(session, row, on=FROM, ground=EndGround.OTHER, reason="ауысу", by=officer)


def test_nobody_changes_what_their_own_admission_rests_on(session: Session) -> None:
    person = f.a_person(session)
    officer = f.an_account(session, Role.SECURITY_OFFICER, person=person, max_rank=0)
    with pytest.raises(Refused) as refused:
        persons.change_person(session, person, {"treaty_ref": "Шарт 1"}, seen=person.version, by=officer)
    assert guards(refused) == [PersonGuard.OWN_RECORD]
    assert persons.change_person(session, person, {"position": "маман"}, seen=person.version, by=officer) == [
        "position"
    ]
