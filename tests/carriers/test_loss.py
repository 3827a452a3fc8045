"""Losses: missing the same second, terms, an order of steps that cannot be passed, and every way back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from carriers.commission.rules import CommissionGuard, Purpose
from carriers.custody import operations as custody
from carriers.custody import queries as carriers
from carriers.custody import replay as custody_replay
from carriers.custody.models import Carrier, SheetCount
from carriers.custody.rules import Act, CustodyGuard, State
from carriers.loss import operations, queries, replay, rules, words
from carriers.loss.events import CarrierDeclaredMissing, CarrierFound, LossConfirmed
from carriers.loss.operations import Finding
from carriers.loss.rules import CaseFacts, Circumstance, Clock, Informed, LossGuard, Outcome, Stage, Term
from kernel import clock
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.objections import Refused
from people.roles.rules import Role
from tests import factories as f
from tests.carriers.acts_losses import investigated
from tests.client import Client
from tests.conftest import MORNING

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
OPEN = CaseFacts(detected_at=NOW - DAY, last_holder_id=7)
FULL = replace(
    OPEN,
    has_search=True,
    has_commission=True,
    has_degree=True,
    has_damage=True,
    has_conclusion=True,
    is_authority_told=True,
)
CONSENT = ("118-к", date(2026, 11, 23))
NEEDED = {
    "has_search": LossGuard.NO_SEARCH,
    "has_commission": LossGuard.NO_COMMISSION,
    "has_degree": LossGuard.NO_DEGREE,
    "has_conclusion": LossGuard.NO_CONCLUSION,
    "is_authority_told": LossGuard.NOT_REPORTED,
}


pytestmark = pytest.mark.sqlite_first


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


@pytest.mark.parametrize(
    ("facts", "at"),
    [(OPEN, Stage.SEARCHING), (replace(OPEN, has_commission=True), Stage.INVESTIGATING), (FULL, Stage.CONCLUDED)]
    + [(replace(FULL, outcome=one), Stage.FOUND) for one in (Outcome.FOUND_INTACT, Outcome.FOUND_EXPOSED)]
    + [(replace(FULL, outcome=Outcome.LOST), Stage.LOST)],
)
def test_a_case_stands_at_one_stage(facts: CaseFacts, at: Stage) -> None:
    assert rules.stage(facts) is at


def test_whoever_sees_or_holds_it_declares_it_and_not_for_tomorrow() -> None:
    assert rules.objections_to_declaring(NOW, NOW, is_held=True, sees_all=False) == []
    assert rules.objections_to_declaring(NOW, NOW, is_held=False, sees_all=True) == []
    neither = rules.objections_to_declaring(NOW + HOUR, NOW, is_held=False, sees_all=False)
    assert guards(neither) == [LossGuard.AHEAD, LossGuard.NOT_HELD]


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (NOW, []),
        (NOW - DAY, []),
        (NOW + HOUR, [LossGuard.AHEAD]),
        (NOW - DAY - HOUR, [LossGuard.BEFORE_DETECTED]),
    ],
)
def test_a_step_happened_between_the_detection_and_now(at: datetime, found: list[LossGuard]) -> None:
    assert guards(rules.objections_to_step(OPEN, at, NOW)) == found
    assert guards(rules.objections_to_finding(OPEN, at, NOW, expected=None, sheets=None)) == found


def test_two_search_and_neither_had_it_last() -> None:
    assert rules.objections_to_search(OPEN, NOW, NOW, 1, 2) == []
    assert guards(rules.objections_to_search(OPEN, NOW, NOW, 1, 1)) == [LossGuard.ONE_LOOKED]
    assert guards(rules.objections_to_search(OPEN, NOW, NOW, 1, 7)) == [LossGuard.OWN_CASE]
    assert guards(rules.objections_to_search(OPEN, NOW, NOW, 7, 2)) == [LossGuard.OWN_CASE]


@pytest.mark.parametrize(
    ("ask", "facts", "found"),
    [
        (rules.objections_to_degree, OPEN, [LossGuard.NO_COMMISSION]),
        (rules.objections_to_degree, replace(OPEN, has_commission=True), []),
        (rules.objections_to_degree, FULL, [LossGuard.DONE]),
        (rules.objections_to_damage, OPEN, [LossGuard.NO_DEGREE]),
        (rules.objections_to_damage, replace(OPEN, has_degree=True), []),
        (rules.objections_to_damage, FULL, [LossGuard.DONE]),
        (rules.objections_to_conclusion, OPEN, [LossGuard.NO_COMMISSION, LossGuard.NO_SEARCH]),
        (rules.objections_to_conclusion, replace(OPEN, has_commission=True, has_search=True), []),
        (rules.objections_to_conclusion, FULL, [LossGuard.DONE]),
        (rules.objections_to_conclusion, replace(FULL, outcome=Outcome.LOST), [LossGuard.CLOSED, LossGuard.DONE]),
    ],
)
def test_each_step_waits_for_the_one_before_it(ask: Any, facts: CaseFacts, found: list[LossGuard]) -> None:
    assert guards(ask(facts)) == found


@pytest.mark.parametrize(("lacking", "guard"), list(NEEDED.items()))
def test_a_loss_is_confirmed_only_after_everything_before_it(lacking: str, guard: LossGuard) -> None:
    assert rules.objections_to_loss(FULL, 1) == []
    facts: Any = {lacking: False}
    assert guards(rules.objections_to_loss(replace(FULL, **facts), 1)) == [guard]


def test_who_had_it_last_confirms_no_loss_and_a_closed_case_is_not_closed_again() -> None:
    assert guards(rules.objections_to_loss(FULL, 7)) == [LossGuard.OWN_CASE]
    assert guards(rules.objections_to_loss(replace(FULL, outcome=Outcome.LOST), 1)) == [LossGuard.CLOSED]
    found = replace(OPEN, outcome=Outcome.FOUND_INTACT)
    assert guards(rules.objections_to_finding(found, NOW, NOW, expected=None, sheets=None)) == [LossGuard.CLOSED]
    lost = replace(FULL, outcome=Outcome.LOST)
    assert rules.objections_to_finding(lost, NOW, NOW, expected=6, sheets=6) == []
    assert guards(rules.objections_to_finding(lost, NOW, NOW, expected=6, sheets=None)) == [LossGuard.SHEETS]


@pytest.mark.parametrize(
    ("done_at", "now", "css"),
    [
        (NOW, NOW, "fine"),
        (NOW + HOUR, NOW, "stop"),
        (None, NOW - HOUR, "look"),
        (None, NOW - 3 * DAY, ""),
        (None, NOW + HOUR, "stop"),
    ],
)
def test_a_clock_tells_what_is_left_or_by_how_much_it_passed(done_at: datetime | None, now: datetime, css: str) -> None:
    assert words.left(Clock(Term.SEARCH, NOW - DAY, NOW, done_at), now)[0] == css


@pytest.mark.parametrize(("done_at", "css"), [(None, "stop"), (NOW, "fine"), (NOW + HOUR, "fine")])
def test_what_is_due_at_once_is_told_by_how_long_it_took(done_at: datetime | None, css: str) -> None:
    found = words.left(Clock(Term.HEAD, NOW, NOW, done_at), NOW + HOUR)
    assert found[0] == css
    assert ("1 hour" in found[1]) is (done_at == NOW + HOUR)


def test_it_is_missing_the_same_second_with_its_terms_and_its_holder_is_issued_nothing(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    carrier = f.issued(session, f.a_flash(session), holder, by=clerk)
    heard: list[object] = []
    session.info["listeners"] = {CarrierDeclaredMissing: (lambda _session, fact: heard.append(fact),)}
    case = f.a_case(session, carrier, by=clerk, at=MORNING - HOUR, circumstance=Circumstance.NOT_RETURNED)
    assert (carrier.state, carrier.holder_id, carrier.due_at) == (State.MISSING, None, None)
    assert (case.last_holder_id, case.from_state) == (holder.id, State.ISSUED)
    assert heard == [CarrierDeclaredMissing(case.id, carrier.id, holder.id, Circumstance.NOT_RETURNED, MORNING - HOUR)]
    last = clock.at_local(date(2026, 12, 3), datetime.min.time().replace(hour=23, minute=59, second=59))
    assert [one.due_at for one in case.clocks] == [MORNING, MORNING + DAY, last, last + 20 * DAY]
    move = carriers.history(session, carrier.id)[0]
    assert (move.act, move.giver_id, move.paper, move.happened_at) == (
        Act.DECLARE_MISSING,
        holder.id,
        case.code,
        MORNING - HOUR,
    )
    found = custody.objections_to_issue(session, f.a_flash(session), holder, second=None, by=clerk)
    assert guards(found) == [CustodyGuard.HOLDER_FROZEN]
    assert list(replay.untrue(session)) == list(custody_replay.untrue(session)) == []


def test_a_carrier_is_declared_missing_once(session: Session) -> None:
    carrier = f.a_flash(session)
    f.a_case(session, carrier)
    with pytest.raises(Refused) as refused:
        f.a_case(session, carrier)
    assert guards(refused.value.objections) == [CustodyGuard.STATE]


def test_nobody_declares_what_they_neither_see_nor_hold(session: Session) -> None:
    carrier = f.a_flash(session, grade=Grade.TOP_SECRET)
    for by in (f.an_account(session, max_rank=1), f.an_account(session, Role.EXECUTOR)):
        with pytest.raises(Refused) as refused:
            f.a_case(session, carrier, by=by)
        assert guards(refused.value.objections) == [LossGuard.NOT_HELD]


def finding(session: Session, **fields: Any) -> Finding:
    given = {"place": "Сейф", "by": f.a_person(session), "sheets": None, "seal": "Бүтін", **fields}
    return Finding(at=given.pop("at", clock.now()), **given)


@pytest.mark.parametrize("exposed", ["", "тазалаушы"])
def test_what_is_found_is_in_the_registry_again_and_the_case_stays(session: Session, exposed: str) -> None:
    case, clerk = f.a_case(session), f.an_account(session)
    heard: list[CarrierFound] = []
    session.info["listeners"] = {CarrierFound: (lambda _session, fact: heard.append(fact),)}
    carrier = operations.lock(session, case)
    operations.find(session, case, carrier, finding(session, exposed_to=exposed), by=clerk)
    assert carrier.state is State.IN_REGISTRY
    assert case.outcome is (Outcome.FOUND_EXPOSED if exposed else Outcome.FOUND_INTACT)
    assert [(one.is_exposed, one.sheets_missing) for one in heard] == [(bool(exposed), 0)]
    assert queries.of_carrier(session, carrier.id)[0] == case
    assert list(replay.untrue(session)) == list(custody_replay.untrue(session)) == []


def test_paper_found_with_fewer_sheets_says_so_on_its_card(session: Session) -> None:
    case, clerk = f.a_case(session, f.a_document(session, sheets=6)), f.an_account(session)
    heard: list[CarrierFound] = []
    session.info["listeners"] = {CarrierFound: (lambda _session, fact: heard.append(fact),)}
    carrier = operations.lock(session, case)
    operations.find(session, case, carrier, finding(session, sheets=4), by=clerk)
    assert [one.sheets for one in session.query(SheetCount)] == [4]
    assert heard[0].sheets_missing == 2


def test_a_loss_is_confirmed_by_the_head_of_the_body_and_what_turns_up_later_comes_back(session: Session) -> None:
    case, chief = investigated(session), f.an_account(session, Role.ORG_HEAD)
    heard: list[object] = []
    session.info["listeners"] = {LossConfirmed: (lambda _session, fact: heard.append(fact),)}
    operations.assess_damage(session, case, Decimal("1250000.50"), decision="7-ш", by=chief)
    carrier = operations.lock(session, case)
    operations.confirm_loss(session, case, carrier, consent=CONSENT, by=chief)
    assert (carrier.state, case.outcome) == (State.LOST, Outcome.LOST)
    assert heard == [LossConfirmed(case.id, carrier.id, None)]
    operations.find(session, case, carrier, finding(session), by=f.an_account(session))
    assert (carrier.state, case.outcome) == (State.IN_REGISTRY, Outcome.FOUND_INTACT)
    assert case.lost_at is not None
    assert list(replay.untrue(session)) == list(custody_replay.untrue(session)) == []


def test_what_was_altered_in_a_case_is_told_by_the_replay(session: Session) -> None:
    case = investigated(session)
    case.degree, case.circumstance = 3, Circumstance.THEFT
    session.flush()
    assert {one.part for one in replay.untrue(session)} == {"degree", "circumstance"}


def test_a_commission_that_is_too_small_or_for_something_else_investigates_nothing(session: Session) -> None:
    case, head = f.a_case(session), f.an_account(session, Role.HEAD)
    other = f.a_commission(session, Purpose.DESTRUCTION, people=[f.a_person(session), f.a_person(session)])
    with pytest.raises(Refused) as refused:
        operations.appoint(session, case, other, by=head)
    assert guards(refused.value.objections) == [CommissionGuard.PURPOSE, CommissionGuard.SIZE]
    assert case.commission_id is None


def test_a_loss_that_nobody_investigated_is_not_confirmed(session: Session) -> None:
    case, chief = f.a_case(session), f.an_account(session, Role.ORG_HEAD)
    carrier = operations.lock(session, case)
    with pytest.raises(Refused) as refused:
        operations.confirm_loss(session, case, carrier, consent=CONSENT, by=chief)
    assert guards(refused.value.objections) == list(NEEDED.values())
    assert (carrier.state, case.outcome) == (State.MISSING, None)


def test_who_had_it_last_decides_nothing_in_its_case(session: Session) -> None:
    clerk, holder = f.an_account(session), f.an_account(session, Role.HEAD)
    assert holder.person is not None
    carrier = f.issued(session, f.a_flash(session), holder.person, by=clerk)
    case, commission = f.a_case(session, carrier, by=clerk), f.a_commission(session)
    decisions: list[Any] = [
        lambda: operations.appoint(session, case, commission, by=holder),
        lambda: operations.confirm_degree(session, case, Grade.SECRET, by=holder),
        lambda: operations.assess_damage(session, case, Decimal(1), decision="7", by=holder),
        lambda: operations.conclude(session, case, "Қорытынды", by=holder),
    ]
    for decide in decisions:
        with pytest.raises(Refused) as refused:
            decide()
        assert LossGuard.OWN_CASE in guards(refused.value.objections)


def test_a_clerk_searches_and_the_head_of_the_registry_leads(database: Database, client: Client) -> None:
    with database.writing() as session:
        case, clerk = f.a_case(session), f.an_account(session)
    client.sit(clerk.login)
    for deed, status in (("search", 200), ("found", 200), ("conclude", 403), ("degree", 403), ("confirm", 403)):
        client.get(f"/losses/{case.id}/{deed}")
        assert client.status == status, deed


def test_two_reports_to_the_head_are_one_too_many(session: Session) -> None:
    case, head = f.a_case(session), f.an_account(session, Role.HEAD)
    operations.inform(session, case, Informed.HEAD, clock.now(), letter="", by=head)
    with pytest.raises(Refused) as refused:
        operations.inform(session, case, Informed.HEAD, clock.now(), letter="", by=head)
    assert guards(refused.value.objections) == [LossGuard.DONE]


def test_the_holder_says_it_on_their_own_page_and_not_of_what_others_hold(database: Database, client: Client) -> None:
    with database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session)
        own = f.issued(session, f.a_flash(session), holder, by=clerk)
        others = f.a_flash(session)
        executor = f.an_account(session, Role.EXECUTOR, person=holder)
    client.sit(executor.login)
    client.get(f"/carriers/{others.id}/missing")
    assert client.status == 404
    client.get("/carriers/own")
    assert f"/carriers/{own.id}/missing" in client.page
    client.get(f"/carriers/{own.id}/missing")
    client.submit_last({"circumstance": "theft", "at": "32.13.2026", "place": "", "measures": ""})
    assert "Type the day and the time as 31.12.2026 09:30" in client.page
    client.submit_last({"circumstance": "theft", "at": "24.11.2026 09:00", "place": "Үстел", "measures": ""})
    assert "still ahead" in client.page
    assert "Үстел" in client.page
    client.submit_last({"at": "23.11.2026 08:00", "place": "Үстел", "circumstance": "theft"})
    assert "The carrier is missing since now" in client.page
    with database.reading() as session:
        assert session.get_one(Carrier, own.id).state is State.MISSING


def test_a_case_is_led_from_its_page_to_its_end(database: Database, client: Client) -> None:
    with database.writing() as session:
        case = f.a_case(session)
        head, chief = f.an_account(session, Role.HEAD), f.an_account(session, Role.ORG_HEAD)
        two, commission = [f.a_person(session) for _n in range(2)], f.a_commission(session)
    page, at = f"/losses/{case.id}", "23.11.2026 09:15"
    client.sit(head.login)
    client.get("/losses")
    assert page in client.page
    steps: list[tuple[str, dict[str, Any]]] = [
        ("inform", {"whom": "head", "at": at, "letter": ""}),
        ("inform", {"whom": "authority", "at": at, "letter": "41"}),
        ("search", {"at": at, "place": "Шкаф", "result": "Жоқ", "who": two[0].code, "witness": two[1].code}),
        ("commission", {"commission_id": commission.id}),
        ("conclude", {"conclusion": "Сейф тексерілмеген"}),
        ("degree", {"rank": 1}),
        ("damage", {"damage": "1250000.50", "decision": "7-ш"}),
    ]
    for deed, fields in steps:
        client.get(page)
        assert f'class="button main" href="{page}/{deed}"' in client.page, deed
        client.get(f"{page}/{deed}")
        assert deed != "inform" or f'<option selected value="{fields["whom"]}">' in client.page
        client.submit_last(fields)
        assert "It stands in the case" in client.page, deed
    client.get(f"{page}/confirm")
    assert client.status == 403
    client.sit(chief.login)
    client.get(page)
    assert f'href="{page}/confirm"' in client.page
    client.get(f"{page}/confirm")
    client.submit_last({"consent_no": "118-к", "consent_on": "23.11.2026"})
    assert "loss confirmed" in client.page
    with database.reading() as session:
        assert session.get_one(Carrier, case.carrier_id).state is State.LOST


def test_a_case_above_the_readers_grade_does_not_exist(database: Database, client: Client) -> None:
    with database.writing() as session:
        case = f.a_case(session, f.a_flash(session, grade=Grade.TOP_SECRET))
        low = f.an_account(session, max_rank=1)
    client.sit(low.login)
    for address in (f"/losses/{case.id}", f"/losses/{case.id}/found"):
        client.get(address)
        assert client.status == 404
    client.get("/losses")
    assert f"/losses/{case.id}" not in client.page
    assert "0 cases" in client.page


def test_a_missing_carrier_that_lies_at_the_desk_is_refused_with_its_case(database: Database, client: Client) -> None:
    with database.writing() as session:
        case, clerk = f.a_case(session), f.an_account(session)
        code = session.get_one(Carrier, case.carrier_id).code
    client.sit(clerk.login)
    client.get("/desk")
    client.submit("/desk/scan", {"text": code})
    assert "declared missing, case" in client.page
    assert "may not be issued" in client.page
    client.get(f"/carriers/{case.carrier_id}")
    assert f"/losses/{case.id}/found" in client.page


def test_a_refused_declaration_is_journalled(database: Database, client: Client) -> None:
    with database.writing() as session:
        carrier, clerk = f.a_flash(session), f.an_account(session)
    client.sit(clerk.login)
    client.get(f"/carriers/{carrier.id}/missing")
    client.submit_last({"circumstance": "theft", "at": "24.11.2026 09:00", "place": "Үстел", "measures": ""})
    with database.writing() as session:
        head = f.an_account(session, Role.HEAD)
    client.sit(head.login)
    client.get("/journal?op=refused")
    assert "the moment was still ahead" in client.page
