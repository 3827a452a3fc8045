"""What is inspected: who sees it, when its attestation ends, and that nothing of it is changed unsaid."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.orm import Session

from audits.objects import operations, queries, replay
from audits.objects.models import InspectedObject, ObjectAttestation
from audits.objects.operations import Facts, Paper
from audits.objects.queries import Filters
from audits.objects.rules import (
    ATTESTED,
    Expiry,
    ObjectGuard,
    ObjectKind,
    Steps,
    expiry,
    horizon,
    objections_to_attestation,
    objections_to_change,
    objections_to_end,
    objections_to_facts,
)
from audits.objects.scope import seen_units
from kernel import clock
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.objections import Refused
from kernel.web.rooms import Panel, Room, Subject
from people.accounts.models import Account
from people.register.models import Unit
from people.roles.rules import Permission, Role
from tests import factories as f
from tests.audits.acts_objects import an_object
from tests.client import Client
from tests.conftest import MORNING
from tests.entries import told

G = ObjectGuard
TODAY = MORNING.date()
STEPS = Steps(180, 90, 30)
pytestmark = pytest.mark.sqlite_first


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


def refused(work: Any) -> list[Any]:
    with pytest.raises(Refused) as caught:
        work()
    return guards(caught.value.objections)


@pytest.mark.parametrize(
    ("left", "found"),
    [
        (181, None),
        (180, Expiry.FIRST),
        (91, Expiry.FIRST),
        (90, Expiry.SECOND),
        (31, Expiry.SECOND),
        (30, Expiry.LAST),
        (0, Expiry.LAST),
        (-1, Expiry.EXPIRED),
        (-900, Expiry.EXPIRED),
    ],
)
def test_the_alarms_are_given_one_after_another_and_the_last_day_is_valid(left: int, found: Expiry | None) -> None:
    assert expiry(TODAY + f.days(left), TODAY, STEPS) is found


def test_what_has_no_end_gives_no_alarm() -> None:
    assert expiry(None, TODAY, STEPS) is None


@given(st.integers(-400, 400), st.integers(1, 300), st.integers(1, 300), st.integers(1, 300))
def test_an_alarm_never_falls_back_as_the_end_comes_nearer(left: int, first: int, second: int, last: int) -> None:
    steps, order = Steps(first, second, last), [None, *Expiry]
    nearer = [order.index(expiry(TODAY + f.days(days), TODAY, steps)) for days in (left, left - 1)]
    assert all(one <= other for one, other in pairwise(nearer))
    reached = expiry(TODAY + f.days(left), TODAY, steps)
    assert reached is None or TODAY + f.days(left) <= horizon(reached, TODAY, steps)


@pytest.mark.parametrize(("unit_id", "found"), [(1, []), (9, [G.UNIT])])
def test_a_unit_of_the_body_answers_for_an_object(unit_id: int, found: list[G]) -> None:
    assert guards(objections_to_facts(unit_id, {1, 2})) == found


@pytest.mark.parametrize(
    ("is_ended", "seen", "found"),
    [(False, 3, []), (True, 3, [G.ENDED]), (False, 2, [G.CHANGED]), (True, 2, [G.ENDED, G.CHANGED])],
)
def test_what_was_seen_is_what_is_changed(*, is_ended: bool, seen: int, found: list[G]) -> None:
    assert guards(objections_to_change(is_ended=is_ended, version=3, seen=seen)) == found


@pytest.mark.parametrize("kind", ObjectKind)
@pytest.mark.parametrize("is_ended", [False, True])
@pytest.mark.parametrize(("last", "is_in_order"), [(None, True), (TODAY, True), (TODAY - f.days(1), False)])
def test_what_may_be_attested(kind: ObjectKind, last: date | None, *, is_ended: bool, is_in_order: bool) -> None:
    found = guards(objections_to_attestation(kind, TODAY, last, is_ended=is_ended))
    expected = [(G.ENDED, is_ended), (G.KIND, kind not in ATTESTED), (G.ORDER, not is_in_order)]
    assert found == [guard for guard, is_against in expected if is_against]
    assert ObjectKind.UNIT not in ATTESTED
    assert ObjectKind.CONTAINER not in ATTESTED


@pytest.mark.parametrize(
    ("on", "is_ended", "found"),
    [(TODAY, False, []), (TODAY, True, [G.ENDED]), (TODAY + f.days(1), False, [G.END_DAY])],
)
def test_an_object_ends_once_and_not_ahead(on: date, *, is_ended: bool, found: list[G]) -> None:
    assert guards(objections_to_end(on, TODAY, is_ended=is_ended)) == found


def facts_of(row: InspectedObject) -> Facts:
    return Facts(row.name, row.unit_id, row.place, row.grade, row.composition)


def test_objects_are_numbered_one_after_another_and_told(session: Session) -> None:
    first, second = an_object(session), an_object(session, ObjectKind.CONTAINER)
    assert (first.no, second.no) == (1, 2)
    assert [one["object_kind"] for one in told(session, "enter_object", "object_kind")] == ["premises", "container"]
    assert list(replay.untrue(session)) == []


def test_a_change_tells_what_was_and_what_is_and_nothing_where_nothing_changed(session: Session) -> None:
    row, by = an_object(session), f.an_account(session, Role.HEAD)
    assert operations.change(session, row, facts_of(row), seen=1, by=by) == []
    assert row.version == 1
    new = replace(facts_of(row), place="014-бөлме", grade=Grade.TOP_SECRET)
    assert operations.change(session, row, new, seen=1, by=by) == ["place", "rank"]
    assert row.version == 2
    was, now = {"place": "012-бөлме", "rank": 1}, {"place": "014-бөлме", "rank": 2}
    entry = {"actor": by.id, "subject": f"object:{row.id}", "was": was, "now": now}
    assert told(session, "change_object", "was", "now") == [entry]
    assert refused(lambda: operations.change(session, row, facts_of(row), seen=1, by=by)) == [G.CHANGED]
    stranger = replace(new, unit_id=10**6)
    assert refused(lambda: operations.change(session, row, stranger, seen=2, by=by)) == [G.UNIT]
    assert refused(lambda: operations.enter(session, ObjectKind.UNIT, stranger, by=by)) == [G.UNIT]
    assert list(replay.untrue(session)) == []


def test_the_newest_attestation_holds_and_those_before_stay(session: Session) -> None:
    by = f.an_account(session, Role.INSPECTOR)
    row = an_object(session, left=10, by=by)
    found = queries.line(session, by, row.id)
    assert found is not None
    assert found.expiry is Expiry.LAST
    assert queries.urgent(session, by) == 1
    operations.attest(session, row, Paper("8-А", None, TODAY, None), by=by)
    found = queries.line(session, by, row.id)
    assert found is not None
    assert found.paper is not None
    assert (found.expiry, found.paper.document_no, found.paper.grade) == (None, "8-А", None)
    assert [one.document_no for one in queries.attestations(session, row.id)] == ["8-А", "7-А"]
    assert queries.urgent(session, by) == 0
    assert list(replay.untrue(session)) == []


def test_an_attestation_is_neither_changed_nor_removed(session: Session) -> None:
    an_object(session, left=10)
    for statement in ("UPDATE object_attestation SET document_no = 'x'", "DELETE FROM object_attestation"):
        with pytest.raises(Exception, match="append-only"), session.begin_nested():
            session.execute(text(statement))


def test_what_is_out_of_the_register_stays_readable_and_alarms_nobody(session: Session) -> None:
    by = f.an_account(session, Role.INSPECTOR)
    row = an_object(session, left=-5, by=by)
    assert queries.urgent(session, by) == 1
    operations.end(session, row, on=TODAY, reason="бөлме жабылды", by=by)
    assert queries.urgent(session, by) == 0
    found = queries.line(session, by, row.id)
    assert found is not None
    assert found.expiry is None
    lines, _after = queries.page(session, by, Filters(is_ended=True), None)
    assert [one.row.id for one in lines] == [row.id]
    paper = Paper("9", None, TODAY, None)
    assert refused(lambda: operations.attest(session, row, paper, by=by)) == [G.ENDED]
    assert refused(lambda: operations.change(session, row, facts_of(row), seen=row.version, by=by)) == [G.ENDED]
    assert refused(lambda: operations.end(session, row, on=TODAY, reason="тағы", by=by)) == [G.ENDED]
    assert list(replay.untrue(session)) == []


@pytest.mark.parametrize(("name", "value"), [("name", "Өзге"), ("no", 77), ("rank", 3)])
def test_an_object_altered_by_hand_is_told_by_the_replay(session: Session, name: str, value: Any) -> None:
    row = an_object(session, left=10)
    setattr(row, name, value)
    session.flush()
    assert [one.part for one in replay.untrue(session)] == [name]


def test_an_object_or_attestation_that_no_entry_tells_is_told_by_the_replay(session: Session) -> None:
    row = an_object(session)
    plain = {"account_id": row.account_id, "at": clock.now()}
    session.add(ObjectAttestation(object_id=row.id, document_no="7", valid_from=TODAY, **plain))
    session.add(
        InspectedObject(
            no=9, kind=ObjectKind.UNIT, name="Б", unit_id=row.unit_id, place="", rank=0, composition="", **plain
        )
    )
    session.flush()
    assert [one.part for one in replay.untrue(session)] == ["attestations", "entry"]


def a_head_of(session: Session, unit_id: int, **days: Any) -> Account:
    """The account of a head of a unit, who heads this one."""
    account = f.an_account(session, Role.UNIT_HEAD)
    assert account.person is not None
    chair = f.a_post(session, unit=session.get_one(Unit, unit_id), is_head=True)
    f.a_tenure(session, chair, account.person, **days)
    return account


def test_a_head_of_a_unit_sees_the_objects_of_their_own_units_alone(session: Session) -> None:
    upper, other = f.a_unit(session), f.a_unit(session)
    inner = f.a_unit(session, parent=upper)
    innermost = f.a_unit(session, parent=inner)
    mine = [an_object(session, unit_id=unit.id, left=5) for unit in (upper, inner, innermost)]
    foreign = an_object(session, unit_id=other.id, left=5)
    head = a_head_of(session, upper.id)
    assert seen_units(session, head) == frozenset({upper.id, inner.id, innermost.id})
    lines, _after = queries.page(session, head, Filters(), None)
    assert [one.row.id for one in lines] == [one.id for one in mine]
    assert queries.line(session, head, foreign.id) is None
    assert (queries.number_of(session, head, Filters()), queries.urgent(session, head)) == (3, 3)
    assert len(list(queries.every(session, head, Filters(unit_id=other.id)))) == 0
    assert len(list(queries.every(session, head, Filters(unit_id=inner.id)))) == 2


def test_who_heads_no_unit_today_sees_nothing_and_who_watches_the_body_sees_all(session: Session) -> None:
    unit, former = f.a_unit(session), f.a_unit(session)
    an_object(session, unit_id=unit.id)
    assert seen_units(session, f.an_account(session, Role.UNIT_HEAD)) == frozenset()
    assert seen_units(session, a_head_of(session, former.id, last_on=TODAY - f.days(1))) == frozenset()
    clerk = f.an_account(session, Role.UNIT_HEAD)
    assert clerk.person is not None
    f.a_tenure(session, f.a_post(session, unit=unit), clerk.person)
    assert seen_units(session, clerk) == frozenset()  # a post of the unit that does not head it
    assert seen_units(session, f.an_account(session, Role.CLERK)) == frozenset()
    for role in (Role.HEAD, Role.INSPECTOR, Role.MANAGER, Role.ORG_HEAD):
        assert seen_units(session, f.an_account(session, role)) is None


def test_the_list_is_narrowed_by_kind_and_alarm_and_paged(session: Session, monkeypatch: Any) -> None:
    by = f.an_account(session, Role.INSPECTOR)
    ends = {left: an_object(session, left=left, by=by).id for left in (300, 100, 20, 60, -3, 20)}
    system = an_object(session, ObjectKind.INFORMATION_SYSTEM, by=by)
    safe = an_object(session, ObjectKind.CONTAINER, by=by)
    monkeypatch.setattr(queries, "PAGE", 3)

    def walked(filters: Filters) -> list[int]:
        found, after = [], None
        while True:
            lines, after = queries.page(session, by, filters, after)
            found += [one.row.id for one in lines]
            if after is None:
                return found

    everything = walked(Filters())
    assert (len(everything), everything) == (8, sorted(everything))
    assert walked(Filters(kind=ObjectKind.INFORMATION_SYSTEM)) == [system.id]
    assert walked(Filters(kind=ObjectKind.CONTAINER)) == [safe.id]
    assert walked(Filters(alarm=Expiry.EXPIRED)) == [ends[-3]]
    near = walked(Filters(alarm=Expiry.FIRST))
    assert len(near) == 5
    assert (near[0], near[-2:]) == (ends[-3], [ends[60], ends[100]])
    assert near == [one.row.id for one in queries.every(session, by, Filters(alarm=Expiry.FIRST))]
    narrow = Filters(ObjectKind.UNIT, 4, Expiry.LAST, is_ended=True)
    assert Filters.of(narrow.args()) == narrow
    assert Filters.of({"kind": "x", "unit": "²", "alarm": "", "which": "y"}) == Filters()


def test_the_days_of_the_alarms_are_terms(session: Session) -> None:
    assert queries.steps(session, TODAY) == STEPS
    session.add(f.term("attestation_alarm_last", 45))
    session.info.pop("terms", None)
    assert queries.steps(session, TODAY) == replace(STEPS, last=45)


def test_an_object_is_entered_changed_attested_and_ended_on_pages(database: Database, client: Client) -> None:
    with database.writing() as session:
        unit, inspector = f.a_unit(session), f.an_account(session, Role.INSPECTOR)
    client.sit(inspector.login)
    client.get("/objects")
    assert "No objects yet" in client.page
    client.get("/objects/new")
    fields = {"kind": "premises", "name": "Жабық  бөлме", "unit_id": unit.id, "place": "", "rank": 1, "composition": ""}
    client.submit_last(fields)
    assert "The object is entered" in client.page
    assert "Жабық бөлме" in client.page
    assert "No attestation is entered" in client.page
    card = client.address
    for paper, last, word in (("5-А", "01.12.2026", "renew now"), ("6-А", "01.12.2029", "The attestation is entered")):
        client.get(f"{card}/attest")
        client.submit_last({"document_no": paper, "rank": "", "valid_from": "01.11.2026", "valid_to": last})
        assert word in client.page
    assert "5-А" in client.page
    assert "6-А" in client.page
    client.get(f"{card}/attest")
    client.submit_last({"document_no": "7", "rank": "1", "valid_from": "02.11.2026", "valid_to": "01.11.2026"})
    assert client.status == 422
    assert "The last day lies before the first" in client.page
    client.get(f"{card}/edit")
    page = client.page
    client.submit_last({**fields, "name": "Сервер бөлмесі"})
    assert "The object is changed" in client.page
    client.page = page
    client.post(f"{card}/edit", {**fields, "name": "Үшінші", "seen": client.hidden("seen")})
    assert client.status == 422
    assert "Somebody else has changed this object" in client.page
    client.get(f"{card}/end")
    client.submit_last({"on": "23.11.2026", "reason": "бөлме жабылды"})
    assert "The object is out of the register" in client.page
    assert "Change the object" not in client.page
    client.get("/objects?which=ended")
    assert "Сервер бөлмесі" in client.page


def test_the_menu_counts_what_must_be_renewed_now_and_strangers_see_nothing(database: Database, client: Client) -> None:
    with database.writing() as session:
        inspector, clerk = f.an_account(session, Role.INSPECTOR), f.an_account(session)
        urgent = an_object(session, left=3, name="Шұғыл бөлме")
        an_object(session, left=170, name="Алыстағы бөлме")
        head = a_head_of(session, f.a_unit(session).id)
    client.sit(inspector.login)
    client.get("/objects?alarm=last")
    assert "Шұғыл бөлме" in client.page
    assert "Алыстағы бөлме" not in client.page
    client.sit(head.login)
    client.get("/objects")
    assert "Шұғыл бөлме" not in client.page
    client.get(f"/objects/{urgent.id}")
    assert client.status == 404
    client.get("/objects/new")
    assert client.status == 403
    client.sit(clerk.login)
    client.get("/objects")
    assert client.status == 403


def test_the_workbook_holds_what_the_list_shows_with_real_dates(database: Database, client: Client) -> None:
    with database.writing() as session:
        head = f.an_account(session, Role.HEAD)
        an_object(session, left=3, name="=1+1")
        an_object(session, ObjectKind.CONTAINER, name="Сейф")
    client.sit(head.login)
    client.get("/objects?kind=premises")
    action = "/objects/export?kind=premises"
    answer = client.http.post(action, data={"csrf_token": client.hidden("csrf_token"), "act_key": "key-of-objects"})
    sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    found = dict(zip(rows[0], rows[1], strict=True))
    assert (found["Number"], found["Name"], found["Alarm"]) == (1, "=1+1", "renew now")
    assert found["Valid until"] == datetime(2026, 11, 26)  # noqa: DTZ001 - Excel knows no zones


def test_the_card_of_an_object_has_panels(database: Database, client: Client, monkeypatch: Any) -> None:
    with database.writing() as session:
        row, inspector = an_object(session), f.an_account(session, Role.INSPECTOR)
    asked: list[int] = []
    panel = Panel(Subject.OBJECT, Permission.SEE_OBJECTS, "-", lambda _session, number: asked.append(number))
    house = client.http.application.extensions["house"]
    monkeypatch.setitem(house.__dict__, "rooms", (*house.rooms, Room(name="audits.example", panels=(panel,))))
    client.sit(inspector.login)
    client.get(f"/objects/{row.id}")
    assert asked == [row.id]


def test_the_journal_tells_of_objects_in_words(database: Database, client: Client) -> None:
    with database.writing() as session:
        by = f.an_account(session, Role.INSPECTOR)
        row = an_object(session, left=3, by=by)
        operations.change(session, row, replace(facts_of(row), grade=Grade.TOP_SECRET), seen=1, by=by)
        operations.end(session, row, on=TODAY, reason="бөлме жабылды", by=by)
    client.sit(by.login)
    client.get("/journal")
    for words in ("object no. 1", "Grade Top secret", "document 7-А", "Name Жабық бөлме", "бөлме жабылды"):
        assert words in client.page
