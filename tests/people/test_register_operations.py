"""Acts on persons: what each writes in the journal, and what a refused one leaves untouched."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from kernel.journal.entries import Detail
from kernel.objections import Refused
from people.register import operations
from people.register.rules import PersonGuard
from tests import factories as f
from tests.conftest import MORNING
from tests.entries import bodies, told

TODAY = MORNING.date()
DAY = timedelta(days=1)


def test_a_dismissal_is_journalled_with_its_day_and_by_whom(session: Session) -> None:
    officer, person = f.an_account(session), f.a_person(session)
    operations.dismiss(session, person, on=TODAY + DAY, by=officer)
    operations.dismiss(session, person, on=TODAY, by=officer)
    assert person.employed_to == TODAY
    about = {"actor": officer.id, "subject": f"person:{person.id}"}
    assert told(session, "dismiss", "on") == [{**about, "on": "2026-11-24"}, {**about, "on": "2026-11-23"}]


@pytest.mark.parametrize(
    ("on", "guard"), [(date(2020, 1, 9), PersonGuard.DATE_ORDER), (date(2020, 1, 10), None), (TODAY, None)]
)
def test_nobody_is_dismissed_before_they_came(session: Session, on: date, guard: PersonGuard | None) -> None:
    officer, person = f.an_account(session), f.a_person(session)
    if guard is None:
        operations.dismiss(session, person, on=on, by=officer)
        assert person.employed_to == on
        return
    with pytest.raises(Refused) as refused:
        operations.dismiss(session, person, on=on, by=officer)
    assert [one.guard for one in refused.value.objections] == [guard]
    assert person.employed_to is None
    assert bodies(session, "dismiss") == []


def test_a_change_is_journalled_by_its_fields_and_none_leaves_no_entry(session: Session) -> None:
    officer, person = f.an_account(session), f.a_person(session)
    same = {"position": person.position}
    assert operations.change_person(session, person, same, seen=person.version, by=officer) == []
    assert bodies(session, "change_person") == []
    new = {"position": "басшы", "last_name": "ӘЛІМОВА"}
    assert operations.change_person(session, person, new, seen=person.version, by=officer) == ["position", "last_name"]
    session.flush()
    entry = bodies(session, "change_person")[0]
    assert (entry["actor"], entry["subject"], set(entry["commit"])) == (officer.id, f"person:{person.id}", set(new))
    kept = session.query(Detail).filter_by(n=entry["n"], log="custody")
    assert {one.field: one.text for one in kept} == new
    assert person.search_key.startswith("әлімова ")


def test_a_person_is_found_by_name_and_position_and_not_by_a_treaty(session: Session) -> None:
    fields = {"last_name": "ӘЛІМОВА", "first_name": "Әсем", "middle_name": "Қанатқызы", "position": "Маман"}
    assert operations.search_key({**fields, "treaty_ref": "Шарт 12"}) == "әлімова әсем қанатқызы маман"
    assert operations.search_key({**fields, "middle_name": None}) == "әлімова әсем  маман"
