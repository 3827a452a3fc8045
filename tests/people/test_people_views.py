"""Persons, clearances and PINs by plain forms, as the security officer and the holders use them."""

import pytest

from kernel.database.engine import Database
from kernel.journal import entries as journal
from kernel.journal import verification
from people.admission import queries as admission
from people.admission.rules import ClearanceState
from people.register import queries as persons
from people.register.models import Person
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client

pytestmark = pytest.mark.sqlite_first

RECORD = {
    "last_name": "Әбілқасымов",
    "first_name": "Нұрсұлтан",
    "middle_name": "Ғалымұлы",
    "position": "бас маман",
    "category": "civil",
    "citizenship": "kz",
    "employed_from": "02.03.2024",
}
DAYS = {f"{name}_on": "04.03.2024" for name in ("restriction_consent", "check_consent", "law_briefing", "decision")}


@pytest.fixture
def officer(database: Database, client: Client) -> Client:
    """The security officer, signed in."""
    with database.writing() as session:
        login = f.an_account(session, Role.SECURITY_OFFICER).login
    client.sit(login)
    return client


def newest_person(database: Database) -> Person:
    with database.reading() as session:
        found = session.query(Person).order_by(Person.id.desc()).first()
        assert found is not None
        return found


def entries(database: Database, op: str) -> int:
    with database.reading() as session:
        return session.query(journal.Entry).filter_by(op=op).count()


def test_from_unit_to_clearance(database: Database, officer: Client) -> None:
    officer.get("/people/units")
    officer.submit_last({"code": "07", "parent_id": 0, "name_kk": "Мұрағат", "name_ru": "Архив", "name_en": "Archive"})
    assert "Archive" in officer.page
    with database.reading() as session:
        unit = persons.unit_by_code(session, "07")
        assert unit is not None
    officer.get("/people/enter")
    officer.submit_last({**RECORD, "unit_id": unit.id})
    person = newest_person(database)
    assert (person.last_name, person.citizenship) == ("Әбілқасымов", "KZ")
    assert "No clearance stands" in officer.page
    officer.get(f"/people/{person.id}/clearance")
    officer.submit_last({"form": 2, "valid_from": "04.03.2024", **DAYS, "decision_no": "18-қ"})
    assert "Nothing secret may be issued" in officer.page
    officer.get(f"/people/{person.id}/clearance/formalise")
    officer.submit_last({**DAYS, "obligation_on": "05.03.2024", "decision_no": "18-қ"})
    assert "Nothing secret may be issued" not in officer.page
    for deed, said in (("suspend", "Suspended"), ("resume", "In force")):
        officer.get(f"/people/{person.id}/clearance/{deed}")
        officer.submit_last({"reason": "тексеріс жүріп жатыр"})
        assert said in officer.page
    officer.get(f"/people/{person.id}/clearance/end")
    officer.submit_last({"on": "20.11.2026", "ground": "other", "reason": "Ауысты"})
    with database.reading() as session:
        states = [one.state for one in admission.clearances(session, person.id)]
        assert states == [ClearanceState.TERMINATED]
        assert admission.open_clearance(session, person.id) is None
        assert verification.verify(session, journal.Log.CUSTODY) == []
    assert entries(database, "grant_clearance") == 2  # the officer's own stood before
    assert {entries(database, f"{op}_clearance") for op in ("formalise", "suspend", "resume", "terminate")} == {1}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"last_name": ""}, "Surname"),
        ({"citizenship": "Казахстан"}, "Two Latin letters"),
        ({"employed_from": "31.02.2024"}, "Employed from"),
        ({"absent_to": "01.12.2026"}, "The absence needs a first day"),
    ],
)
def test_a_wrong_record_changes_nothing_and_loses_nothing(
    database: Database, officer: Client, wrong: dict[str, str], said: str
) -> None:
    before = newest_person(database)
    officer.get("/people/enter")
    officer.submit_last({**RECORD, "unit_id": before.unit_id, **wrong})
    assert officer.status == 422
    assert said in officer.page
    assert "Нұрсұлтан" in officer.page
    assert newest_person(database).id == before.id


def test_a_clearance_with_days_that_cannot_be_is_refused_field_by_field(database: Database, officer: Client) -> None:
    with database.writing() as session:
        person = f.a_person(session, form=None)
    officer.get(f"/people/{person.id}/clearance")
    officer.submit_last(
        {"form": 3, "valid_from": "04.03.2024", "valid_to": "03.03.2024", "obligation_on": "01.12.2026"}
    )
    assert officer.status == 422
    assert "wrong order" in officer.page
    assert "still ahead" in officer.page
    assert entries(database, "refused") == 1


def test_a_dismissed_person_is_changed_no_more(database: Database, officer: Client) -> None:
    with database.writing() as session:
        person = f.a_person(session)
    officer.get(f"/people/{person.id}/dismiss")
    officer.submit_last({"on": "23.11.2026"})
    assert "Dismissed" in officer.page
    officer.get(f"/people/{person.id}/change")
    officer.submit_last({**RECORD, "unit_id": person.unit_id})
    assert officer.status == 422
    assert "Nothing in the record is changed any more" in officer.page


def test_two_officers_at_one_record_do_not_overwrite_each_other(database: Database, officer: Client) -> None:
    with database.writing() as session:
        person = f.a_person(session)
    seen = officer.get(f"/people/{person.id}/change")
    officer.get(f"/people/{person.id}/change")
    officer.submit_last({**RECORD, "unit_id": person.unit_id, "position": "ықшам"})
    officer.page, officer.address = seen, f"/people/{person.id}/change"
    officer.submit_last({**RECORD, "unit_id": person.unit_id, "position": "соңғы"})
    assert "Someone else has just changed this record" in officer.page
    assert newest_person(database).position != "соңғы"


def test_search_folds_case_in_kazakh_and_shows_no_name_in_the_address(database: Database, officer: Client) -> None:
    with database.writing() as session:
        f.a_person(session, last_name="ҰҒЫНБАЕВА", first_name="Өркен")
    officer.get("/people")
    officer.post("/people/find", {"text": "ұғынбаева өркен"})
    assert "ҰҒЫНБАЕВА" in officer.page
    assert "1 person" in officer.page
    assert officer.address.split("?")[1].startswith("search=")
    officer.post("/people/find", {"text": "жоқадам"})
    assert "Nothing found" in officer.page


def test_people_are_paged_by_key(database: Database, officer: Client) -> None:
    with database.writing() as session:
        unit = f.a_unit(session)
        for _ in range(60):
            f.a_person(session, form=None, pin=None, unit_id=unit.id)
    seen = officer.get(f"/people?unit={unit.id}").count('data-label="Name"')
    after = next(a.get("href", "") for a in officer.tree().iter("a") if "after=" in a.get("href", ""))
    assert seen + officer.get(after).count('data-label="Name"') == 60
