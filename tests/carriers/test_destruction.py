"""Destruction acts: selected, signed, approved, executed before witnesses, and what goes wrong on the way."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from carriers.commission.rules import CommissionGuard, Purpose
from carriers.custody import operations as custody
from carriers.custody import queries as carriers
from carriers.custody import replay as custody_replay
from carriers.custody.models import Carrier
from carriers.custody.rules import Act, CustodyGuard, State
from carriers.destruction import execution, operations, queries, replay
from carriers.destruction.events import CarrierDestroyed, DestructionUnitMissing
from carriers.destruction.models import ActUnit, DestructionAct, UnitCount
from carriers.destruction.rules import DestructionGuard, Exclusion, Method, Signed, Stage, Unit
from carriers.holds import operations as holds
from carriers.loss import queries as losses
from carriers.loss.events import CarrierDeclaredMissing
from kernel import clock
from kernel.grades import Grade
from kernel.objections import Refused
from people.accounts.models import Account
from people.admission import operations as admission
from people.admission import queries as admissions
from people.roles.rules import Role
from tests import factories as f
from tests.carriers.acts_destruction import checked, sitting
from tests.carriers.acts_holds import held
from tests.conftest import MORNING

SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.sqlite_first


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


def refused(work: Any) -> list[Any]:
    with pytest.raises(Refused) as caught:
        work()
    return guards(caught.value.objections)


def hear(session: Session, *kinds: type) -> list[object]:
    heard: list[object] = []
    listeners = {kind: (lambda _session, fact: heard.append(fact),) for kind in kinds}
    session.info["listeners"] = {**session.info.get("listeners", {}), **listeners}
    return heard


def shown(session: Session, act: DestructionAct) -> str:
    return queries.list_hash(act, queries.units(session, act.id))


def ended(session: Session, act: DestructionAct) -> str:
    return queries.end_hash(act, queries.units(session, act.id))


def carrier_of(session: Session, act: DestructionAct, n: int = 0) -> Carrier:
    return carriers.locked(session, [queries.units(session, act.id)[n].carrier_id])[0]


def check(session: Session, act: DestructionAct, carrier: Carrier, by: Account, **asked: Any) -> bool:
    given = {"sheets": carrier.total_sheets, "serial": carrier.serial_no, **asked}
    return execution.check(session, act, carrier, sheets=given["sheets"], serial=given["serial"], by=by)


def test_a_selected_carrier_is_issued_to_nobody_and_is_on_one_act(session: Session) -> None:
    act, _members = f.an_act(session)
    carrier, clerk = carrier_of(session, act), f.an_account(session)
    assert carrier.state is State.SELECTED
    found = custody.objections_to_issue(session, carrier, f.a_person(session), second=None, by=clerk)
    assert guards(found) == [CustodyGuard.STATE]
    assert found[0].data["paper"] == act.code
    other, _others = f.an_act(session, [])
    assert refused(lambda: operations.add(session, other, carrier, by=clerk)) == [CustodyGuard.STATE]


def test_what_is_issued_or_above_the_workers_grade_is_not_selected(session: Session) -> None:
    act, _members = f.an_act(session, [])
    clerk, low = f.an_account(session), f.an_account(session, max_rank=1)
    out = f.issued(session, f.a_document(session), f.a_person(session), by=clerk)
    assert refused(lambda: operations.add(session, act, out, by=clerk)) == [CustodyGuard.STATE]
    secret = f.a_document(session, grade=Grade.TOP_SECRET)
    assert refused(lambda: operations.add(session, act, secret, by=low)) == [DestructionGuard.RANK_VIEW]


def test_the_last_signature_makes_it_ready_and_a_change_voids_every_one(session: Session) -> None:
    act, members = f.an_act(session)
    f.signed_by(session, act, members[:2])
    stages = [act.stage]
    f.signed_by(session, act, members[2:])
    stages.append(act.stage)
    operations.add(session, act, f.a_document(session), by=f.an_account(session))
    stages.append(act.stage)
    assert queries.facts(session, act, queries.units(session, act.id)).signed == frozenset()
    f.signed_by(session, act, members)
    operations.remove(session, act, carrier_of(session, act), reason="жұмысқа қажет", by=members[0])
    assert [*stages, act.stage] == [Stage.DRAFT, Stage.SIGNED, Stage.DRAFT, Stage.DRAFT]
    assert list(replay.untrue(session)) == list(custody_replay.untrue(session)) == []


def test_what_was_signed_is_what_was_shown(session: Session) -> None:
    act, members = f.an_act(session)
    seen = shown(session, act)
    operations.add(session, act, f.a_document(session), by=f.an_account(session))
    assert refused(lambda: operations.sign(session, act, seen=seen, by=members[0])) == [DestructionGuard.CHANGED]


@pytest.mark.parametrize("method", [Method.SHRED, Method.DEGAUSS])
def test_a_method_that_does_not_fit_is_signed_by_nobody(session: Session, method: Method) -> None:
    act, members = f.an_act(session, method=method)
    seen = shown(session, act)
    assert refused(lambda: operations.sign(session, act, seen=seen, by=members[0])) == [DestructionGuard.METHOD]


def test_a_member_whose_clearance_was_suspended_bars_signing_and_approval(session: Session) -> None:
    act, members = f.an_act(session)
    f.signed_by(session, act, members)
    clearance = admissions.open_clearance(session, members[1].person_id or 0)
    assert clearance is not None
    officer, chief = f.an_account(session, Role.SECURITY_OFFICER), f.an_account(session, Role.ORG_HEAD)
    admission.suspend(session, clearance, reason="тексеріс жүріп жатыр", by=officer)
    seen = shown(session, act)
    assert refused(lambda: operations.approve(session, act, seen=seen, by=chief)) == [CommissionGuard.CLEARANCE]


def test_only_what_is_on_the_act_is_taken_off_it(session: Session) -> None:
    act, members = f.an_act(session)
    other, _others = f.an_act(session)
    stranger = carrier_of(session, other)
    assert refused(lambda: operations.remove(session, act, stranger, reason="қате еді", by=members[0])) == [
        DestructionGuard.NOT_LISTED
    ]
    assert stranger.state is State.SELECTED


def test_no_sitting_is_left_that_was_not_begun(session: Session) -> None:
    act, members = f.an_act(session)
    f.approved(session, act, members)
    stranger = f.an_account(session)
    assert refused(lambda: execution.leave(session, act, left_in="Сейф", seal_no="1", by=members[0])) == [
        DestructionGuard.NO_SITTING
    ]
    execution.come(session, act, by=members[0])
    assert refused(lambda: execution.leave(session, act, left_in="Сейф", seal_no="1", by=stranger)) == [
        DestructionGuard.NOT_MEMBER
    ]
    assert queries.sitting(session, act.id) is not None


def test_what_is_put_on_hold_after_the_approval_is_neither_checked_nor_destroyed(session: Session) -> None:
    act, members = sitting(session)
    carrier = carrier_of(session, act)
    hold = held(session, carrier)
    assert refused(lambda: check(session, act, carrier, members[0])) == [CustodyGuard.FREEZE]
    holds.lift(session, hold, carrier, reason="іс тоқтатылды", by=f.an_account(session, Role.ORG_HEAD))
    assert check(session, act, carrier, members[0])
    held(session, carrier)
    for by in members[:2]:
        execution.finish(session, act, seen=ended(session, act), by=by)
    assert refused(lambda: execution.finish(session, act, seen=ended(session, act), by=members[2])) == [
        CustodyGuard.FREEZE
    ]
    assert carrier.state is State.SELECTED


def test_who_is_not_there_excludes_nothing(session: Session) -> None:
    act, members = sitting(session)
    carrier = carrier_of(session, act)
    absent = members[2]
    assert refused(
        lambda: execution.exclude(session, act, carrier, Exclusion.NEEDED, text="жұмысқа қажет", by=absent)
    ) == [DestructionGuard.ALONE]
    assert carrier.state is State.SELECTED


def test_the_end_is_not_confirmed_while_something_is_left_nor_unseen(session: Session) -> None:
    act, members = sitting(session)
    assert refused(lambda: execution.finish(session, act, seen=ended(session, act), by=members[0])) == [
        DestructionGuard.UNFINISHED
    ]
    check(session, act, carrier_of(session, act), members[0])
    assert refused(lambda: execution.finish(session, act, seen="0" * 64, by=members[0])) == [DestructionGuard.CHANGED]


def test_an_approved_list_is_locked(session: Session) -> None:
    act, members = f.an_act(session)
    f.approved(session, act, members)
    by, extra = members[0], f.a_document(session)
    assert refused(lambda: operations.add(session, act, extra, by=by)) == [DestructionGuard.STAGE]
    carrier = carrier_of(session, act)
    assert refused(lambda: operations.remove(session, act, carrier, reason="керек еді", by=by)) == [
        DestructionGuard.STAGE
    ]


def test_everything_checked_is_destroyed_by_the_last_confirmation_and_for_ever(session: Session) -> None:
    act, members = checked(session)
    carrier, heard = carrier_of(session, act), hear(session, CarrierDestroyed)
    for by in members[:2]:
        assert not execution.finish(session, act, seen=ended(session, act), by=by)
    assert (act.stage, carrier.state, heard) == (Stage.APPROVED, State.SELECTED, [])
    assert execution.finish(session, act, seen=ended(session, act), by=members[2])
    assert (act.stage, carrier.state) == (Stage.EXECUTED, State.DESTROYED)
    assert heard == [CarrierDestroyed(act.id, carrier.id)]
    move = carriers.history(session, carrier.id)[0]
    assert (move.act, move.paper) == (Act.DESTROY, act.code)
    assert [one.what for one in queries.units(session, act.id)] == [Unit.DESTROYED]
    assert refused(lambda: operations.cancel(session, act, reason="қате кеткен", by=members[0])) == [
        DestructionGuard.STAGE
    ]
    assert refused(lambda: f.a_case(session, carrier)) == [CustodyGuard.STATE]
    assert list(replay.untrue(session)) == list(custody_replay.untrue(session)) == []


def test_an_execution_goes_on_where_it_was_broken_off(session: Session) -> None:
    act, members = f.an_act(session, [f.a_document(session), f.a_document(session)])
    f.approved(session, act, members)
    for by in members[:2]:
        execution.come(session, act, by=by)
    first, second = (carrier_of(session, act, n) for n in range(2))
    check(session, act, first, members[0])
    execution.leave(session, act, left_in="Сейф", seal_no="31", by=members[0])
    assert refused(lambda: check(session, act, second, members[0])) == [DestructionGuard.NO_SITTING]
    for by in members[1:]:
        execution.come(session, act, by=by)
    check(session, act, second, members[1])
    assert [one.what for one in queries.units(session, act.id)] == [Unit.CHECKED] * 2
    assert len(queries.sittings(session, act.id)) == 2


def test_a_count_that_differs_is_made_again_by_another_member(session: Session) -> None:
    act, members = sitting(session)
    carrier = carrier_of(session, act)
    assert check(session, act, carrier, members[0], sheets=5) is False
    assert refused(lambda: check(session, act, carrier, members[0])) == [DestructionGuard.COUNTER]
    assert check(session, act, carrier, members[1]) is True
    assert [one.sheets for one in session.query(UnitCount).order_by(UnitCount.id)] == [5, 6]


@pytest.mark.parametrize(
    ("asked", "guard"), [({"sheets": None}, DestructionGuard.COUNT), ({"serial": "өзге"}, DestructionGuard.SERIAL)]
)
def test_paper_is_counted_and_a_medium_tells_its_serial_number(
    session: Session, asked: dict[str, Any], guard: DestructionGuard
) -> None:
    carrier = f.a_document(session) if "sheets" in asked else f.a_flash(session)
    method = Method.BURNING if "sheets" in asked else Method.SHRED
    act, members = f.an_act(session, [carrier], method=method)
    f.approved(session, act, members)
    for by in members:
        execution.come(session, act, by=by)
    assert refused(lambda: check(session, act, carrier_of(session, act), members[0], **asked)) == [guard]
    assert check(session, act, carrier_of(session, act), members[0])


@pytest.mark.parametrize("why", [Exclusion.SHEETS, Exclusion.NEEDED])
def test_what_is_excluded_goes_back(session: Session, why: Exclusion) -> None:
    act, members = sitting(session)
    carrier = carrier_of(session, act)
    execution.exclude(session, act, carrier, why, text="жұмысқа қажет", by=members[0])
    assert carrier.state is State.IN_REGISTRY
    assert [one.exclusion for one in queries.units(session, act.id)] == [why]
    for by in members:
        execution.finish(session, act, seen=ended(session, act), by=by)
    assert (act.stage, carrier.state) == (Stage.EXECUTED, State.IN_REGISTRY)
    assert list(replay.untrue(session)) == list(custody_replay.untrue(session)) == []


def test_what_is_not_there_is_missing_with_its_case(session: Session) -> None:
    act, members = sitting(session)
    carrier, heard = carrier_of(session, act), hear(session, DestructionUnitMissing)
    execution.exclude(session, act, carrier, Exclusion.NOT_FOUND, text="сөреде жоқ", by=members[0])
    assert carrier.state is State.MISSING
    case = losses.of_carrier(session, carrier.id)[0]
    assert heard == [DestructionUnitMissing(act.id, carrier.id, case.id)]
    assert queries.units(session, act.id)[0].case_id == case.id


def test_a_member_who_sees_no_carriers_says_all_the_same_that_one_is_not_there(session: Session) -> None:
    people = [f.an_account(session, role) for role in (Role.HEAD, Role.MANAGER, Role.EXECUTOR)]
    seated = [one.person for one in people if one.person]
    commission = f.a_commission(session, Purpose.DESTRUCTION, people=seated)
    draft = operations.Draft("Хаттама", Method.BURNING, "Пеш", "")
    act = operations.draw(session, draft, commission, by=f.an_account(session))
    paper = carriers.locked(session, [f.a_document(session).id])[0]
    operations.add(session, act, paper, by=f.an_account(session))
    f.approved(session, act, people)
    for by in people[1:]:
        execution.come(session, act, by=by)
    execution.exclude(session, act, paper, Exclusion.NOT_FOUND, text="сөреде жоқ", by=people[2])
    assert paper.state is State.MISSING


@pytest.mark.parametrize("is_approved", [False, True])
def test_a_carrier_declared_missing_elsewhere_leaves_its_act(session: Session, *, is_approved: bool) -> None:
    act, members = f.an_act(session, [f.a_document(session), f.a_document(session)])
    session.info["listeners"] = {CarrierDeclaredMissing: (execution.drop_missing,)}
    f.approved(session, act, members) if is_approved else f.signed_by(session, act, members)
    carrier, heard = carrier_of(session, act), hear(session, DestructionUnitMissing)
    case = f.a_case(session, carrier)
    assert heard == ([DestructionUnitMissing(act.id, carrier.id, case.id)] if is_approved else [])
    unit = session.get_one(ActUnit, (act.id, carrier.id))
    expected = (Unit.EXCLUDED, case.id, Stage.APPROVED) if is_approved else (Unit.REMOVED, None, Stage.DRAFT)
    assert (unit.what, unit.case_id, act.stage) == expected


def test_a_cancelled_act_gives_its_carriers_back(session: Session) -> None:
    act, members = f.an_act(session)
    f.approved(session, act, members)
    carrier = carrier_of(session, act)
    operations.cancel(session, act, reason="шешім өзгерді", by=members[0])
    assert (act.stage, carrier.state) == (Stage.CANCELLED, State.IN_REGISTRY)
    assert refused(lambda: execution.come(session, act, by=members[0])) == [DestructionGuard.STAGE]
    assert list(replay.untrue(session)) == list(custody_replay.untrue(session)) == []


def test_an_altered_act_is_told_by_the_replay(session: Session) -> None:
    act, members = f.an_act(session)
    f.approved(session, act, members)
    act.method, act.list_hash = Method.PULPING, "0" * 64
    session.flush()
    assert {one.part for one in replay.untrue(session)} == {"method", "list"}


def test_what_waits_is_what_its_person_has_not_done_yet(session: Session) -> None:
    act, members = f.an_act(session)
    chief, stranger = f.an_account(session, Role.ORG_HEAD), f.an_account(session, Role.MANAGER)
    one = members[0]

    def waits() -> tuple[int, int]:
        return queries.waiting(session, one), queries.waiting(session, chief)

    assert (*waits(), queries.waiting(session, stranger)) == (1, 0, 0)
    with clock.frozen(MORNING + SECOND):
        f.signed_by(session, act, [one])
    assert waits() == (0, 0)
    with clock.frozen(MORNING + 2 * SECOND):
        operations.add(session, act, f.a_document(session), by=f.an_account(session))
    assert waits() == (1, 0)
    with clock.frozen(MORNING + 3 * SECOND):
        f.signed_by(session, act, members)
        assert waits() == (0, 1)
        seen = shown(session, act)
        operations.approve(session, act, seen=seen, by=chief)
    assert waits() == (1, 0)


def test_how_many_must_be_present_is_a_dated_term_and_never_one(session: Session) -> None:
    session.add(f.term("destruction_present", 3))
    session.flush()
    act, members = sitting(session)
    carrier = carrier_of(session, act)
    assert refused(lambda: check(session, act, carrier, members[0])) == [DestructionGuard.ALONE]
    execution.come(session, act, by=members[2])
    assert check(session, act, carrier, members[0])


def test_a_signature_of_the_end_is_void_once_something_is_excluded(session: Session) -> None:
    act, members = checked(session)
    execution.finish(session, act, seen=ended(session, act), by=members[0])
    carrier = carrier_of(session, act)
    execution.exclude(session, act, carrier, Exclusion.NEEDED, text="жұмысқа қажет", by=members[1])
    facts = queries.facts(session, act, queries.units(session, act.id))
    assert facts.finished == frozenset()
    assert [one.signed for one in queries.signatures(session, act.id)].count(Signed.EXECUTION) == 1
