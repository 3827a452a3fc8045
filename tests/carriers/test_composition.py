"""Carriers inside carriers: what may be inside what, and that they pass on, and go missing, together."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.composition import operations
from carriers.composition.rules import CompositionGuard, Piece, objections_to_putting, objections_to_taking_out
from carriers.corrections import operations as corrections
from carriers.custody import queries, replay
from carriers.custody.models import Carrier
from carriers.custody.rules import Act, CarrierKind, CustodyGuard, Freeze, State
from carriers.desk import operations as desk
from carriers.desk.rules import Said, Verdict
from carriers.destruction import operations as destruction
from carriers.loss.models import LossCase
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.objections import Refused
from people.roles.rules import Role
from tests import factories as f
from tests.carriers.acts_composition import a_laptop, put
from tests.carriers.at_desk import desk_of, enter_pin, hand_over, scan
from tests.client import Client

pytestmark = pytest.mark.sqlite_first
G = CompositionGuard
DISK = Piece(1, CarrierKind.HARD_DISK, 1, State.IN_REGISTRY, Freeze.NONE, None, 0)
LAPTOP = replace(DISK, id=2, kind=CarrierKind.LAPTOP)


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [
        (DISK, LAPTOP, []),
        (DISK, replace(LAPTOP, rank=2), []),
        (DISK, replace(LAPTOP, parts=3), []),
        (LAPTOP, LAPTOP, [G.SAME]),
        (DISK, replace(LAPTOP, kind=CarrierKind.FLASH), [G.KIND]),
        (replace(DISK, kind=CarrierKind.DOCUMENT), LAPTOP, [G.KIND]),
        (replace(DISK, kind=CarrierKind.DOCUMENT), replace(LAPTOP, kind=CarrierKind.CASE_FILE), []),
        (replace(DISK, rank=2), LAPTOP, [G.GRADE]),
        (replace(DISK, state=State.ISSUED), LAPTOP, [G.STATE]),
        (DISK, replace(LAPTOP, state=State.SELECTED), [G.STATE]),
        (replace(DISK, parent_id=9), LAPTOP, [G.INSIDE]),
        (replace(DISK, parts=1), LAPTOP, [G.LEVEL]),
        (DISK, replace(LAPTOP, parent_id=9), [G.LEVEL]),
        (replace(DISK, freeze=Freeze.HELD), LAPTOP, [G.HELD]),
        (DISK, replace(LAPTOP, freeze=Freeze.WITH_ISSUE), [G.HELD]),
    ],
)
def test_what_may_be_inside_what(part: Piece, whole: Piece, found: list[CompositionGuard]) -> None:
    assert guards(objections_to_putting(part, whole)) == found


@pytest.mark.parametrize(
    ("part", "found"),
    [
        (replace(DISK, parent_id=2), []),
        (replace(DISK, parent_id=2, state=State.ISSUED), [G.STATE]),
        (DISK, [G.NOT_INSIDE]),
    ],
)
def test_a_part_is_taken_out_in_the_registry(part: Piece, found: list[CompositionGuard]) -> None:
    assert guards(objections_to_taking_out(part)) == found


def test_both_cards_say_it_and_the_replay_tells_it(session: Session) -> None:
    part, whole = put(session)
    assert (part.parent_id, whole.parts) == (whole.id, 1)
    assert [one.id for one in queries.whole(session, part)] == [whole.id, part.id]
    assert list(replay.untrue(session)) == []
    part.parent_id, whole.parts = None, 0
    session.flush()
    assert {one.part for one in replay.untrue(session)} == {"inside", "parts"}


def test_a_scan_of_either_lays_both_on_the_desk_and_both_are_issued_and_come_back(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    part, whole = put(session)
    assert scan(session, clerk, holder.code, part.code)[-1] is Said.ADDED
    assert {line.carrier.id for line in desk_of(session, clerk).lines} == {part.id, whole.id}
    assert enter_pin(session, clerk) is None
    hand_over(session, clerk)
    assert {part.holder_id, whole.holder_id} == {holder.id}
    scan(session, clerk, whole.code)
    assert {line.carrier.id for line in desk_of(session, clerk).lines} == {part.id, whole.id}
    assert enter_pin(session, clerk) is None
    hand_over(session, clerk)
    assert {part.state, whole.state} == {State.IN_REGISTRY}
    assert list(replay.untrue(session)) == []


def test_a_row_taken_off_takes_its_whole_along_and_leaves_the_others(session: Session) -> None:
    clerk, holder, other = f.an_account(session), f.a_person(session), f.a_flash(session)
    part, whole = put(session)
    scan(session, clerk, holder.code, other.code, part.code)
    assert scan(session, clerk, whole.code) == [Said.ALREADY]
    from_command = [line.row for line in desk_of(session, clerk).lines if line.carrier.id == whole.id]
    desk.remove(session, desk_of(session, clerk).basket, from_command[0])
    assert [line.carrier.id for line in desk_of(session, clerk).lines] == [other.id]


def test_a_whole_that_is_not_all_there_is_stopped(session: Session) -> None:
    clerk, holder = f.an_account(session), f.a_person(session)
    part, whole = f.a_flash(session), a_laptop(session)
    scan(session, clerk, holder.code, whole.code)
    operations.put_inside(session, part, whole, by=clerk)
    [line] = desk_of(session, clerk).lines
    assert line.verdict is Verdict.STOP
    assert guards(line.objections) == [CustodyGuard.WHOLE]
    with pytest.raises(Refused):
        hand_over(session, clerk)


def test_what_is_above_the_worker_is_not_laid_and_the_part_is_stopped(session: Session) -> None:
    low, holder = f.an_account(session, max_rank=1), f.a_person(session)
    part, whole = f.a_flash(session), f.a_flash(session, kind=CarrierKind.LAPTOP, grade=Grade.TOP_SECRET)
    operations.put_inside(session, part, whole, by=f.an_account(session))
    assert scan(session, low, holder.code, part.code)[-1] is Said.REFUSED
    [line] = desk_of(session, low).lines
    assert (line.carrier.id, guards(line.objections)) == (part.id, [CustodyGuard.WHOLE])


@pytest.mark.parametrize("which", [0, 1])
def test_neither_comes_on_an_act_before_they_are_taken_apart(session: Session, which: int) -> None:
    both, clerk = put(session), f.an_account(session)
    act, _members = f.an_act(session, [f.a_document(session)])
    with pytest.raises(Refused) as refused:
        destruction.add(session, act, both[which], by=clerk)
    assert guards(refused.value.objections) == [CustodyGuard.WHOLE]
    operations.take_out(session, *both, reason="бөлек жойылады", by=clerk)
    destruction.add(session, act, both[which], by=clerk)
    assert both[which].state is State.SELECTED


def test_what_is_inside_is_missing_the_same_second_by_a_case_of_its_own(session: Session) -> None:
    part, whole = put(session)
    f.a_case(session, whole)
    assert {part.state, whole.state} == {State.MISSING}
    cases = session.scalars(select(LossCase).order_by(LossCase.id)).all()
    assert [one.carrier_id for one in cases] == [whole.id, part.id]
    assert cases[0].declared_at == cases[1].declared_at
    assert part.parent_id == whole.id
    assert list(replay.untrue(session)) == []


def test_a_holder_declares_the_whole_though_the_register_has_its_part_elsewhere(session: Session) -> None:
    part, whole = put(session)
    executor, clerk = f.an_account(session, Role.EXECUTOR), f.an_account(session)
    assert executor.person is not None
    for one in (part, whole):
        f.issued(session, one, executor.person, by=clerk)
    head = f.an_account(session, Role.HEAD)
    corrections.void(session, part, Act.VOID_ISSUE, clerk, reason="қате енгізілген", by=head)
    f.a_case(session, whole, by=executor)
    assert {part.state, whole.state} == {State.MISSING}


def test_a_part_that_is_missing_is_inside_nothing(session: Session) -> None:
    part, whole = put(session)
    f.a_case(session, part)
    assert (part.state, whole.state) == (State.MISSING, State.IN_REGISTRY)
    assert (part.parent_id, whole.parts) == (None, 0)
    assert list(replay.untrue(session)) == []


def test_the_card_offers_it_and_an_unknown_number_loses_nothing_typed(database: Database, client: Client) -> None:
    with database.writing() as session:
        part, whole, clerk = f.a_flash(session), a_laptop(session), f.an_account(session)
        above = f.a_flash(session, grade=Grade.TOP_SECRET)
        low = f.an_account(session, max_rank=1)
    client.sit(clerk.login)
    client.get(f"/carriers/{whole.id}")
    assert "Put a carrier inside" in client.page
    client.get(f"/carriers/{whole.id}/parts")
    client.submit_last({"part": "жоқ-нөмір"})
    assert client.status == 422
    assert 'value="жоқ-нөмір"' in client.page
    client.submit_last({"part": part.serial_no})
    assert "both pass on together" in client.page
    assert part.number in client.page
    client.get(f"/carriers/{part.id}/take-out")
    client.submit_last({"reason": "диск ауыстырылды"})
    assert "It stands for itself again" in client.page
    client.sit(low.login)
    client.get(f"/carriers/{whole.id}/parts")
    client.submit_last({"part": above.code})
    assert client.status == 422
    assert "No carrier has this code" in client.page  # nothing tells that there is one
    with database.reading() as session:
        assert session.get_one(Carrier, above.id).parent_id is None
