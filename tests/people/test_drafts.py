"""A clearance is a draft until its five elements are there, and art. 31 keeps years between two of them."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from kernel.database.engine import Database
from kernel.journal import canon
from kernel.journal.entries import Entry
from kernel.objections import Refused
from people.admission import operations, queries
from people.admission.models import Clearance
from people.admission.rules import AdmissionGuard, Element, EndGround, ShownState, readmission_on
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client

DAY = date(2026, 11, 23)


def test_an_untouched_form_makes_no_clearance(database: Database, client: Client) -> None:
    with database.writing() as session:
        officer, person = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0), f.a_person(session, form=None)
    client.sit(officer.login)
    client.get(f"/people/{person.id}/clearance")
    assert not [one for one in client.tree().iter("option") if one.get("selected") is not None and one.get("value")]
    client.submit_last({})
    assert client.status == 422
    assert "Choose the form of clearance" in client.page
    client.submit_last({"form": "2"})
    assert client.status == 422
    with database.reading() as session:
        assert session.query(Clearance).count() == 1  # the officer's own
    client.submit_last({"form": "2", "valid_from": "23.11.2026"})
    assert "Draft: not formalised yet" in client.page


def test_it_becomes_active_with_the_fifth_element_and_the_journal_says_so(session: Session) -> None:
    officer, person = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0), f.a_person(session, form=None)
    days = [f"{one.value}_on" for one in Element]
    clearance = operations.grant(session, person, {"form": 2, "valid_from": DAY}, by=officer)
    states = [queries.shown_state(clearance)]
    for n in range(1, 6):
        fields = dict.fromkeys(days[:n], DAY)
        operations.formalise(session, clearance, fields, seen=clearance.version, by=officer)
        states.append(queries.shown_state(clearance))
    assert states == [ShownState.DRAFT] * 5 + [ShownState.ACTIVE]
    told = [
        canon.decode(one.body)["state"]
        for one in session.query(Entry).filter_by(subject=f"person:{person.id}").order_by(Entry.n)
        if one.op in ("grant_clearance", "formalise_clearance")
    ]
    assert told == ["draft"] * 5 + ["active"]


@pytest.mark.parametrize(
    ("ground", "first", "lawful"),
    [
        (EndGround.CONTRACT_BREACH, date(2031, 11, 22), False),
        (EndGround.CONTRACT_BREACH, date(2031, 11, 23), True),
        (EndGround.REFUSAL_GROUND, date(2026, 11, 24), False),
        (EndGround.OTHER, date(2026, 11, 23), True),
    ],
)
def test_years_lie_between_two_clearances_after_a_ground_of_article_31(
    session: Session, ground: EndGround, first: date, lawful: bool
) -> None:
    officer, person = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0), f.a_person(session)
    standing = queries.open_clearance(session, person.id)
    assert standing is not None
    operations.terminate(session, standing, on=DAY, ground=ground, reason="шартты бұзды", by=officer)
    fields = {"form": 3, "valid_from": first}
    if lawful:
        assert operations.grant(session, person, fields, by=officer)
        return
    with pytest.raises(Refused) as refused:
        operations.grant(session, person, fields, by=officer)
    assert [one.guard for one in refused.value.objections] == [AdmissionGuard.RECLR]
    assert refused.value.objections[0].data["on"] == date(2031, 11, 23)


def test_the_latest_of_several_grounds_counts_and_a_leap_day_has_its_day() -> None:
    ended = [(date(2024, 2, 29), EndGround.CONTRACT_BREACH), (date(2025, 5, 1), EndGround.OTHER)]
    assert readmission_on(ended, 5) == date(2029, 2, 28)
    assert readmission_on([*ended, (date(2026, 1, 2), EndGround.REFUSAL_GROUND)], 5) == date(2031, 1, 2)
    assert readmission_on([(date(2025, 5, 1), EndGround.OTHER), (date(2025, 6, 1), None)], 5) is None
    assert readmission_on(ended[:1], 4) == date(2028, 2, 29)


def test_grave_acts_stand_on_the_card_with_author_and_reason(database: Database, client: Client) -> None:
    with database.writing() as session:
        officer, person = f.an_account(session, Role.SECURITY_OFFICER, max_rank=0), f.a_person(session)
    assert officer.person is not None
    client.sit(officer.login)
    client.get(f"/people/{person.id}/clearance/suspend")
    client.submit_last({"reason": "-"})
    assert client.status == 422
    client.submit_last({"reason": "тексеріс жүріп жатыр"})
    assert f"{officer.person.short_name}: тексеріс жүріп жатыр" in client.page
    client.get(f"/people/{person.id}/clearance/end")
    client.submit_last({"on": "23.11.2026", "reason": "шартты бұзды"})
    assert "Choose the ground" in client.page
    client.submit_last({"on": "23.11.2026", "ground": "contract_breach", "reason": "шартты бұзды"})
    assert "a new one is lawful from 23.11.2031" in client.page
