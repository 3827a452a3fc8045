"""The desk, scan by scan: what it answers, whose turn it is, what it never lets pass."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from carriers.custody import queries as custody_queries
from carriers.custody.rules import Act, State
from carriers.desk import operations, queries, scans
from carriers.desk.rules import Said, Step
from kernel import clock, throttle
from kernel.codes.codes import COMMAND_CODES, Command, Kind, make_code
from kernel.codes.scanning import Reason, ScanRefused, read
from kernel.grades import Grade
from kernel.journal import entries as journal
from kernel.journal import verification
from kernel.objections import Refused
from people.admission import rules as admission
from people.register import operations as persons
from tests import factories as f
from tests.carriers.at_desk import desk_of, enter_pin, hand_over, scan
from tests.conftest import MORNING
from tests.entries import bodies
from tests.keyboards import typed

pytestmark = pytest.mark.sqlite_first


def test_carriers_to_one_person_are_n_plus_one_scans_and_one_pin(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    carriers = [f.a_flash(session), f.a_document(session), f.a_flash(session)]
    said = scan(session, clerk, holder.code, *(one.code for one in carriers))
    assert said == [Said.PERSON, Said.ADDED, Said.ADDED, Said.ADDED]
    assert desk_of(session, clerk).step is Step.RECEIVER_CONFIRMS
    assert enter_pin(session, clerk) is None
    assert desk_of(session, clerk).step is Step.COMMIT
    hand_over(session, clerk)
    assert [one.holder_id for one in carriers] == [holder.id] * 3
    assert verification.verify(session, journal.Log.CUSTODY) == []


def test_a_glued_scan_under_a_kazakh_layout_does_the_same(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    flash, paper = f.a_flash(session), f.a_document(session)
    glued = typed(holder.code + flash.code + paper.code, "kazakh", caps=True)
    assert scan(session, clerk, glued) == [Said.PERSON, Said.ADDED, Said.ADDED]


def test_a_second_scan_of_the_pass_acknowledges(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session, pin=None)
    flash = f.a_flash(session, grade=Grade.OFFICIAL_USE)
    card = f.card_of(session, holder)
    assert scan(session, clerk, card, flash.code, holder.code)[-1] is Said.PERSON  # typed by hand: no seal
    assert scan(session, clerk, card) == [Said.PERSON_CONFIRMED]
    hand_over(session, clerk)
    movement = custody_queries.history(session, flash.id)[0]
    assert (movement.receiver_confirmed, movement.giver_confirmed) == ("second_scan", None)


def test_the_same_code_twice_changes_nothing(session: Session) -> None:
    clerk, flash = f.an_account(session), f.a_flash(session)
    assert scan(session, clerk, flash.code, flash.code, flash.code) == [Said.ADDED, Said.ALREADY, Said.ALREADY]
    assert len(desk_of(session, clerk).lines) == 1


def test_a_carrier_in_another_basket_says_whose(session: Session) -> None:
    clerk, other, flash = f.an_account(session), f.an_account(session), f.a_flash(session)
    scan(session, clerk, flash.code)
    answer = scans.take(scans.Table(session, other), flash.code)[0]
    assert clerk.person is not None
    assert (answer.said, answer.data["name"]) == (Said.ELSEWHERE, clerk.person.short_name)
    assert desk_of(session, other).lines == ()


def test_every_reason_is_shown_at_once(session: Session) -> None:
    clerk = f.an_account(session)
    holder = f.a_person(session, form=None, citizenship="DE")
    f.a_clearance(session, holder, form=3, obligation_on=None, valid_to=MORNING.date() - timedelta(days=1))
    flash = f.a_flash(session, grade=Grade.TOP_SECRET)
    assert scan(session, clerk, holder.code, flash.code)[-1] is Said.REFUSED
    line = desk_of(session, clerk).lines[0]
    assert {one.guard for one in line.objections} == {
        admission.AdmissionGuard.CLR,
        admission.AdmissionGuard.OBL,
        admission.AdmissionGuard.ACC,
    }
    assert len(line.objections) == 4
    assert session.query(journal.Entry).filter_by(op="refused").count() == 1


def test_a_refused_row_stops_the_whole_act(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session, form=3)
    good, bad = f.a_flash(session), f.a_flash(session, grade=Grade.TOP_SECRET)
    scan(session, clerk, holder.code, good.code, bad.code)
    assert desk_of(session, clerk).step is Step.REMOVE_REFUSED
    with pytest.raises(Refused):
        hand_over(session, clerk)
    assert good.state is State.IN_REGISTRY
    assert scan(session, clerk, COMMAND_CODES[Command.REMOVE_LAST].text) == [Said.REMOVED]
    enter_pin(session, clerk)
    hand_over(session, clerk)
    assert (good.state, bad.state) == (State.ISSUED, State.IN_REGISTRY)


def test_a_person_dismissed_between_scan_and_confirm_gets_nothing(session: Session) -> None:
    clerk, holder, flash = f.an_account(session), f.a_person(session), f.a_flash(session)
    scan(session, clerk, holder.code, flash.code)
    enter_pin(session, clerk)
    persons.dismiss(session, holder, on=clock.today(), by=clerk)
    session.expire_all()
    with pytest.raises(Refused) as refused:
        hand_over(session, clerk)
    assert [one.guard for one in refused.value.objections] == [admission.AdmissionGuard.PERSON]
    assert flash.state is State.IN_REGISTRY


def test_a_transfer_is_confirmed_by_both_before_it_is_made(session: Session) -> None:
    clerk, giver, receiver = f.an_account(session), f.a_person(session), f.a_person(session)
    flash = f.issued(session, f.a_flash(session), giver, by=clerk)
    said = scan(session, clerk, COMMAND_CODES[Command.TRANSFER].text, giver.code, receiver.code, flash.code)
    assert said == [Said.MODE, Said.PERSON, Said.PERSON, Said.ADDED]
    assert desk_of(session, clerk).step is Step.GIVER_CONFIRMS
    enter_pin(session, clerk)
    assert desk_of(session, clerk).step is Step.RECEIVER_CONFIRMS
    with pytest.raises(Refused):
        hand_over(session, clerk)
    assert enter_pin(session, clerk) is None
    hand_over(session, clerk)
    assert flash.holder_id == receiver.id


def test_nobody_issues_to_themselves(session: Session) -> None:
    clerk, flash = f.an_account(session), f.a_flash(session)
    assert clerk.person is not None
    assert scan(session, clerk, clerk.person.code, flash.code)[-1] is Said.REFUSED


def test_a_carrier_above_the_workers_grade_does_not_exist_for_them(session: Session) -> None:
    clerk = f.an_account(session, max_rank=1)
    flash = f.a_flash(session, grade=Grade.TOP_SECRET)
    assert scan(session, clerk, flash.code) == [Said.UNKNOWN]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (make_code(Kind.CARRIER, 4, 77_777).text, Said.UNKNOWN),
        (make_code(Kind.PERSON, 4, 77_777).text, Said.UNKNOWN),
        (make_code(Kind.PLACE, 4, 1).text, Said.WRONG_KIND),
        (make_code(Kind.COMMAND, 0, 99).text, Said.WRONG_KIND),
        ("10400000012383", Said.UNREADABLE),
        ("104000000123", Said.UNREADABLE),
        ("https://example.kz", Said.UNREADABLE),
        ("", Said.UNREADABLE),
    ],
)
def test_a_scan_that_is_nothing_says_so_and_is_remembered(session: Session, text: str, said: Said) -> None:
    clerk = f.an_account(session)
    before = journal.anchor(session)[1]
    assert scan(session, clerk, text) == [said]
    assert desk_of(session, clerk).lines == ()
    kept = session.query(journal.Entry).filter(journal.Entry.op.in_(("scan_unknown", "scan_refused"))).count()
    assert kept == (0 if said is Said.WRONG_KIND else 1)
    assert journal.anchor(session)[1] == before + kept


def test_a_makers_serial_number_scans_like_a_code(session: Session) -> None:
    clerk = f.an_account(session)
    flash = f.a_flash(session, serial_no="SN-ҚАЗ 00123")
    assert scan(session, clerk, "sn-қаз00123") == [Said.ADDED]
    assert desk_of(session, clerk).lines[0].carrier.id == flash.id


def test_command_cards_choose_cancel_and_confirm(session: Session) -> None:
    clerk, holder, flash = f.an_account(session), f.a_person(session), f.a_flash(session)
    cards = {command: code.text for command, code in COMMAND_CODES.items()}
    assert scan(session, clerk, cards[Command.TAKE_BACK], cards[Command.ISSUE]) == [Said.MODE, Said.MODE]
    scan(session, clerk, holder.code, flash.code)
    assert scan(session, clerk, cards[Command.TRANSFER]) == [Said.MODE_KEPT]
    answer = scans.take(scans.Table(session, clerk), cards[Command.CONFIRM])[0]
    assert (answer.command, answer.data["step"]) == (Command.CONFIRM, Step.RECEIVER_CONFIRMS)
    assert scan(session, clerk, cards[Command.CANCEL]) == [Said.CANCELLED]
    assert desk_of(session, clerk).lines == ()


def test_a_wrong_pin_acknowledges_nothing_and_soon_has_to_wait(session: Session) -> None:
    clerk, holder, flash = f.an_account(session), f.a_person(session), f.a_flash(session)
    scan(session, clerk, holder.code, flash.code)
    for _ in range(throttle.FREE_FAILURES + 1):
        assert enter_pin(session, clerk, "999111") is not None
        persons.record_wrong_pin(session, holder.id, address="desk", by=clerk)
    assert desk_of(session, clerk).step is Step.RECEIVER_CONFIRMS
    assert enter_pin(session, clerk) is not None
    with clock.frozen(MORNING + timedelta(minutes=1)):
        assert enter_pin(session, clerk) is None


def test_an_overdue_carrier_bars_more_of_state_secrets(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    f.issued(session, f.a_flash(session, grade=Grade.TOP_SECRET), holder, by=clerk)
    with clock.frozen(MORNING + timedelta(days=1)):
        assert scan(session, clerk, holder.code, f.a_flash(session).code)[-1] is Said.REFUSED
        operations.cancel(session, operations.basket_of(session, clerk), by=clerk)
        low = f.a_flash(session, grade=Grade.OFFICIAL_USE)
        assert scan(session, clerk, holder.code, low.code)[-1] is Said.NEEDS


OLD_NUMBERS = ("WX-77", "1040000001238", "104000010400000012382", "10400100012382", "50400000012322")


def reason_of(text: str) -> Reason:
    with pytest.raises(ScanRefused) as refused:
        read(text)
    return refused.value.reason


def test_an_old_number_scans_whatever_is_wrong_with_it_as_a_code(session: Session) -> None:
    assert sorted(reason_of(number) for number in OLD_NUMBERS) == sorted(scans.MAY_BE_ALIAS)
    clerk = f.an_account(session)
    for number in OLD_NUMBERS:
        f.a_flash(session, inventory_no=number)
    assert scan(session, clerk, *OLD_NUMBERS) == [Said.ADDED] * len(OLD_NUMBERS)


def test_another_pass_takes_the_place_of_the_first_while_no_carrier_lies_there(session: Session) -> None:
    clerk, first, second = f.an_account(session), f.a_person(session), f.a_person(session)
    assert scan(session, clerk, first.code, second.code) == [Said.PERSON, Said.PERSON_REPLACED]
    carrier = f.a_flash(session)
    assert scan(session, clerk, carrier.code, first.code) == [Said.ADDED, Said.PERSON_STRANGE]


def test_what_the_desk_says_names_what_it_speaks_of(session: Session) -> None:
    clerk, first, second = f.an_account(session), f.a_person(session), f.a_person(session)
    flash = f.a_flash(session)
    table = scans.Table(session, clerk)
    strange = make_code(Kind.COMMAND, 0, 99).text

    def say(text: str) -> dict[str, object]:
        return scans.take(table, text)[0].data

    assert say(strange) == {"kind": Kind.COMMAND}
    assert say(first.code) == {"name": first.full_name}
    assert say(second.code) == {"name": second.full_name, "before": first.full_name}
    assert say(flash.code) == {"kind": flash.kind, "number": flash.number, "line": table.desk.lines[0]}
    assert say(flash.code) == {"row": 1}
    assert say(COMMAND_CODES[Command.REMOVE_LAST].text) == {"number": flash.number}
    other = f.an_account(session)
    say(flash.code)
    assert other.person is not None
    elsewhere = scans.take(scans.Table(session, other), flash.code)[0].data
    assert clerk.person is not None
    assert elsewhere == {"name": clerk.person.short_name, "since": table.basket.opened_at}


def test_the_giver_of_a_transfer_does_not_become_its_receiver(session: Session) -> None:
    clerk, giver, receiver = f.an_account(session), f.a_person(session), f.a_person(session)
    table = scans.Table(session, clerk)
    scans.set_act(table, Act.TRANSFER)
    for text in (giver.code, giver.code):
        assert scans.take(table, text)[0].said is Said.PERSON
    assert (table.basket.giver_id, table.basket.receiver_id) == (giver.id, None)
    for text in (receiver.code, receiver.code, giver.code):
        assert scans.take(table, text)[0].said is Said.PERSON
    assert (table.basket.giver_id, table.basket.receiver_id) == (giver.id, receiver.id)


def test_every_open_basket_is_named_by_its_own_clerk(session: Session) -> None:
    clerks = [f.an_account(session) for _ in range(2)]
    for clerk in clerks:
        scan(session, clerk, f.a_flash(session).code)
    found = [(basket.account_id, owner.id) for basket, owner in queries.open_baskets(session)]
    assert sorted(found) == [(one.id, one.id) for one in clerks]


def test_the_desk_is_judged_anew_after_each_change(session: Session) -> None:
    clerk, holder, other = f.an_account(session), f.a_person(session), f.a_person(session)
    flash = f.a_flash(session, grade=Grade.OFFICIAL_USE)
    table = scans.Table(session, clerk)

    def step_after(*texts: str) -> Step:
        for text in texts:
            table.shown = table.desk.edition
            scans.take(table, text)
        return table.desk.step

    assert table.desk.step is Step.SCAN_PASS
    assert step_after(other.code) is Step.SCAN_CARRIERS
    assert step_after(holder.code) is Step.SCAN_CARRIERS
    assert table.desk.receiver is not None
    assert table.desk.receiver.person.id == holder.id
    assert step_after(flash.code) is Step.RECEIVER_CONFIRMS
    assert step_after(f.card_of(session, holder)) is Step.COMMIT
    assert step_after(COMMAND_CODES[Command.REMOVE_LAST].text) is Step.SCAN_CARRIERS
    assert table.desk.lines == ()
    assert step_after(COMMAND_CODES[Command.TRANSFER].text) is Step.SCAN_OTHER_PASS
    assert step_after(COMMAND_CODES[Command.CANCEL].text) is Step.SCAN_PASS
    assert table.desk.giver is None


def test_one_scan_of_a_carrier_judges_the_desk_once(session: Session) -> None:
    clerk, holder, flash = f.an_account(session), f.a_person(session), f.a_flash(session)
    scan(session, clerk, holder.code)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FROM basket_row" in statement and "JOIN" in statement:
            asked.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        table = scans.Table(session, clerk)
        assert scans.take(table, flash.code)[0].said is Said.ADDED
        assert table.desk.step is Step.RECEIVER_CONFIRMS
        assert table.desk.step is Step.RECEIVER_CONFIRMS
    finally:
        event.remove(engine, "before_cursor_execute", note)
    of_rows = [one for one in asked if "carrier" in one and "place" in one]
    assert len(of_rows) == 2  # once to lay the carrier down, once to judge


def test_an_unreadable_scan_leaves_nothing_to_guess_at_in_the_journal(session: Session) -> None:
    clerk = f.an_account(session)
    assert scan(session, clerk, f.PIN) == [Said.UNREADABLE]
    assert [set(body) & {"sha256", "length", "text"} for body in bodies(session, "scan_refused")] == [set()]


def test_a_carrier_of_the_registry_turns_a_return_into_an_issue_to_whoever_sits_there(session: Session) -> None:
    clerk, holder, flash = f.an_account(session), f.a_person(session), f.a_flash(session)
    table = scans.Table(session, clerk)
    scans.set_act(table, Act.TAKE_BACK)
    for code in (holder.code, flash.code):
        scans.take(table, code)
    assert (table.basket.act, table.basket.receiver_id, table.basket.giver_id) == (Act.ISSUE, holder.id, None)
