"""What an account is shown follows the clearance of its holder the same minute, on every page and in every act."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from carriers.custody.models import Carrier, Movement
from carriers.custody.rules import CarrierKind, Origin
from carriers.register import operations as registers
from carriers.register.operations import Particulars
from carriers.register.rules import RegisterGuard
from kernel import clock
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.objections import Refused
from people.accounts import queries as accounts
from people.accounts.models import Account
from people.admission import operations as admission
from people.admission import queries as clearances
from people.admission.models import Clearance
from people.admission.rules import EndGround
from people.register.models import Person
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client
from tests.conftest import MORNING

pytestmark = pytest.mark.sqlite_first

TITLE = "Жоғары құпия тасымалдаушы"


def suspend(session: Session, clearance: Clearance, by: Account) -> None:
    admission.suspend(session, clearance, reason="тексеріс", by=by)


def end(session: Session, clearance: Clearance, by: Account) -> None:
    admission.terminate(session, clearance, on=clock.today(), ground=EndGround.OTHER, reason="ауысты", by=by)


def lower(session: Session, clearance: Clearance, by: Account) -> None:
    end(session, clearance, by)
    person = session.get_one(Person, clearance.person_id)
    f.a_clearance(session, person, form=3, valid_from=clock.today())


def lapse(session: Session, clearance: Clearance, by: Account) -> None:
    change(session, clearance, by, valid_to=clock.today() - timedelta(days=1))


def unsign(session: Session, clearance: Clearance, by: Account) -> None:
    change(session, clearance, by, obligation_on=None)


def change(session: Session, clearance: Clearance, by: Account, **fields: object) -> None:
    admission.formalise(session, clearance, fields, seen=clearance.version, by=by)


Deed = Callable[[Session, Clearance, Account], None]
DEEDS: dict[str, tuple[Deed, int]] = {
    "suspended": (suspend, 0),
    "ended": (end, 0),
    "lowered": (lower, 1),
    "lapsed": (lapse, 0),
    "not signed": (unsign, 0),
}


def happen(session: Session, deed: str, worker: Account) -> None:
    assert worker.person_id is not None
    clearance = clearances.open_clearance(session, worker.person_id)
    assert clearance is not None
    DEEDS[deed][0](session, clearance, f.an_account(session, Role.SECURITY_OFFICER, max_rank=0))


ASKED: dict[str, Callable[[Session, Account], Sequence[Account | None]]] = {
    "account": lambda session, worker: [accounts.account(session, worker.id)],
    "by_person": lambda session, worker: accounts.by_person(session, worker.person_id or 0),
    "by_login": lambda session, worker: [accounts.by_login(session, worker.login)],
    "accounts": lambda session, _worker: accounts.accounts(session),
    "of_person": lambda session, worker: accounts.of_person(session, worker.person_id or 0),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_every_question_to_the_accounts_answers_with_todays_grade(database: Database, deed: str) -> None:
    with clock.frozen(MORNING), database.writing() as session:
        worker = f.an_account(session)
        assert worker.max_rank == 3
        happen(session, deed, worker)
    for ask, asked in ASKED.items():
        with clock.frozen(MORNING), database.reading() as session:
            found = [one for one in asked(session, worker) if one and one.id == worker.id]
            assert [(one.max_rank, one.granted_rank) for one in found] == [(DEEDS[deed][1], 3)], ask


def test_a_grade_granted_low_stays_low_under_a_high_clearance(session: Session) -> None:
    assert f.an_account(session, max_rank=1).max_rank == 1


def test_a_clearance_that_lapses_at_midnight_shows_nothing_the_next_day(session: Session) -> None:
    with clock.frozen(MORNING):
        person = f.a_person(session, form=None)
        f.a_clearance(session, person, valid_to=clock.today())
        worker = f.an_account(session, person=person)
        assert worker.max_rank == 3
    with clock.frozen(MORNING + timedelta(days=1)):
        assert worker.max_rank == 0


def test_a_foreigner_whose_treaty_is_taken_away_is_shown_nothing_secret(session: Session) -> None:
    worker = f.an_account(session, person=f.a_person(session, citizenship="KG", treaty_ref="№ 4"))
    assert worker.max_rank == 3
    assert worker.person is not None
    worker.person.treaty_ref = ""
    assert worker.max_rank == 0


def test_a_foreigner_is_given_an_account_that_shows_nothing_without_a_treaty(session: Session) -> None:
    worker = f.an_account(session, person=f.a_person(session, citizenship="KG"))
    assert worker.max_rank == 0


@pytest.fixture
def sat(database: Database, client: Client) -> tuple[Account, Carrier, int]:
    """A clerk signed in, a carrier of theirs to see, and the receipt of its last hand."""
    with database.writing() as session:
        worker, second = f.an_account(session), f.an_account(session)
        flash = f.a_flash(session, grade=Grade.TOP_SECRET, title=TITLE)
        f.issued(session, flash, f.a_person(session), by=worker, second=second)
        receipt = session.query(Movement).filter_by(carrier_id=flash.id, n=2).one().receipt_id
    client.sit(worker.login)
    assert receipt is not None
    return worker, flash, receipt


def sees(client: Client, flash: Carrier, receipt: int) -> dict[str, bool]:
    """Where the carrier is shown to whoever is signed in now."""
    seen = {}
    client.get("/carriers")
    seen["list"] = TITLE in client.page
    client.get(f"/carriers/{flash.id}")
    seen["card"] = client.status == 200
    client.get("/carriers")
    client.post("/seek", {"text": flash.code})
    seen["search"] = TITLE in client.page
    client.get(f"/receipts/{receipt}")
    seen["receipt"] = client.status == 200
    client.get("/desk")
    client.post("/desk/scan", {"text": flash.code})
    seen["desk"] = flash.number in client.page
    client.post("/desk/cancel", {})
    return seen


@pytest.mark.parametrize("deed", DEEDS)
def test_what_a_clerk_no_longer_may_see_is_gone_from_every_page(
    database: Database, client: Client, sat: tuple[Account, Carrier, int], deed: str
) -> None:
    worker, flash, receipt = sat
    before = sees(client, flash, receipt)
    assert set(before.values()) == {True}, before
    with database.writing() as session:
        happen(session, deed, worker)
    after = sees(client, flash, receipt)
    assert set(after.values()) == {False}, after


def test_an_export_holds_what_the_clerk_may_see_at_its_minute(
    database: Database, client: Client, sat: tuple[Account, Carrier, int]
) -> None:
    worker, _flash, _receipt = sat

    def titles() -> str:
        client.get("/carriers")
        fields = {"csrf_token": client.hidden("csrf_token"), "act_key": str(uuid4())}
        answer = client.http.post("/carriers/export", data=fields)
        book = load_workbook(BytesIO(answer.get_data()))
        return str([list(sheet.values) for sheet in book])

    assert TITLE in titles()
    with database.writing() as session:
        happen(session, "suspended", worker)
    assert TITLE not in titles()


def entry(database: Database, ranks: tuple[int, int] = (0, 3)) -> tuple[str, dict[str, object]]:
    with database.writing() as session:
        register, place = f.a_register(session, ranks=ranks), f.a_place(session)
    fields = {
        "kind": "flash",
        "title": TITLE,
        "registered_on": "23.11.2026",
        "serial_no": "4C53",
        "origin": "purchased",
    }
    return f"/registers/{register.id}/enter", {**fields, "series": "", "home_place_id": place.id}


@pytest.mark.parametrize("deed", [None, *DEEDS])
def test_a_clerk_registers_no_grade_that_the_form_does_not_offer_today(
    database: Database, client: Client, deed: str | None
) -> None:
    address, fields = entry(database)
    with database.writing() as session:
        worker = f.an_account(session, max_rank=1 if deed is None else 3)
    client.sit(worker.login)
    if deed is not None:
        with database.writing() as session:
            happen(session, deed, worker)
    highest = 1 if deed is None else DEEDS[deed][1]
    for rank in range(4):
        client.get(address)
        offered = next(one for one in client.tree().iter("select") if one.get("name") == "rank")
        assert [one.get("value") for one in offered] == [str(one) for one in range(highest + 1)]
        client.submit_last({**fields, "rank": rank, "serial_no": f"4C53{rank}"})
        assert client.status == (200 if rank <= highest else 422)
        with database.reading() as session:
            assert session.query(Carrier).count() == min(rank, highest) + 1


def test_a_book_above_the_clerks_grade_offers_no_form(database: Database, client: Client) -> None:
    address, fields = entry(database, (2, 3))
    with database.writing() as session:
        worker = f.an_account(session, max_rank=1)
    client.sit(worker.login)
    client.get(address)
    assert "This register is above what your account is shown" in client.page
    client.post(address, {**fields, "rank": 2})
    assert client.status == 422
    with database.reading() as session:
        assert session.query(Carrier).count() == 0


@pytest.mark.parametrize(("rank", "may"), [(1, True), (2, False)])
def test_the_register_takes_no_grade_above_its_worker_from_anywhere(session: Session, rank: int, *, may: bool) -> None:
    worker, register = f.an_account(session, max_rank=1), f.a_register(session)
    asked = Particulars(
        kind=CarrierKind.FLASH,
        title=TITLE,
        grade=Grade(rank),
        registered_on=clock.today(),
        serial_no="4C53",
        columns={"origin": Origin.PURCHASED},
    )
    if may:
        assert registers.enter(session, register, asked, f.a_place(session), by=worker)
        return
    with pytest.raises(Refused) as refused:
        registers.enter(session, register, asked, f.a_place(session), by=worker)
    assert [one.guard for one in refused.value.objections] == [RegisterGuard.RANK_VIEW]
