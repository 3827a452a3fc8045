"""Labels printed from their pages by somebody who is signed in."""

import pytest

from carriers.labels.models import LabelPrint
from kernel.database.engine import Database
from people.register.models import Person
from tests import factories as f
from tests.client import Client


@pytest.mark.parametrize("what", ["carrier", "pass", "place"])
def test_a_label_is_printed_from_its_page_and_says_by_whom(database: Database, client: Client, what: str) -> None:
    with database.writing() as session:
        clerk, flash, place = f.an_account(session), f.a_flash(session), f.a_place(session)
    assert clerk.person is not None
    address, code = {
        "carrier": (f"/carriers/{flash.id}/label", flash.code),
        "pass": (f"/people/{clerk.person_id}/pass", clerk.person.code),
        "place": (f"/places/{place.id}/label", place.code),
    }[what]
    client.sit(clerk.login)
    client.get(address)
    client.submit_last({"template": "folder", "dpi": 300, "start": 1})
    assert client.status == 200
    assert client.page.startswith("%PDF")
    client.get(address)
    client.submit_last({"template": "folder", "dpi": 300, "start": 1, "reason": "lost"})
    with database.reading() as session:
        prints = session.query(LabelPrint).order_by(LabelPrint.id).all()
        now = session.get_one(Person, clerk.person_id).code if what == "pass" else code
        assert [(one.code, one.reason, one.account_id) for one in prints] == [
            (code, "first", clerk.id),
            (now, "lost", clerk.id),  # a pass printed again is another pass
        ]
        assert (now != code) is (what == "pass")


def test_labels_ahead_are_printed_by_whom_they_were_taken(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk = f.an_account(session)
    client.sit(clerk.login)
    client.get("/labels")
    client.submit("/labels/ahead", {"template": "sheet", "dpi": 300, "start": "9" * 400, "count": 3})
    assert client.status == 422
    assert "Type a whole number of at most 18 digits" in client.page
    client.submit("/labels/ahead", {"template": "sheet", "dpi": 300, "start": 1, "count": 3})
    assert client.status == 200
    with database.reading() as session:
        assert [one.account_id for one in session.query(LabelPrint)] == [clerk.id] * 3
