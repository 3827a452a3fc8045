"""Commissions: who sits, when the order is in force, how many are needed and who is cleared."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from carriers.commission import queries, replay
from carriers.commission.models import Member
from carriers.commission.rules import (
    CommissionGuard,
    Order,
    Purpose,
    Seat,
    Sitter,
    objections_to_acting,
    objections_to_forming,
)
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.objections import Refused
from people.admission import operations as admission
from people.admission import queries as standings
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client
from tests.conftest import MORNING

TODAY = MORNING.date()
DAY = timedelta(days=1)
ORDER = Order(Purpose.LOSS, TODAY, TODAY)
CHAIR, MEMBER, SECRETARY = Seat.CHAIRMAN, Seat.MEMBER, Seat.SECRETARY
pytestmark = pytest.mark.sqlite_first


@pytest.mark.parametrize(
    ("order_on", "order", "seats", "guards"),
    [
        (TODAY, ORDER, [(1, CHAIR), (2, MEMBER), (3, SECRETARY)], []),
        (TODAY, ORDER, [(1, CHAIR)], []),
        (TODAY + DAY, ORDER, [(1, CHAIR)], [CommissionGuard.DATES]),
        (TODAY, Order(Purpose.LOSS, TODAY, TODAY - DAY), [(1, CHAIR)], [CommissionGuard.DATES]),
        (TODAY, ORDER, [(1, CHAIR), (1, SECRETARY)], [CommissionGuard.TWICE]),
        (TODAY, ORDER, [(1, MEMBER)], [CommissionGuard.CHAIRMAN]),
        (TODAY, ORDER, [(1, CHAIR), (2, CHAIR)], [CommissionGuard.CHAIRMAN]),
        (TODAY, ORDER, [(1, CHAIR), (2, SECRETARY), (3, SECRETARY)], [CommissionGuard.CHAIRMAN]),
    ],
)
def test_an_order_forms_a_commission_or_says_why_not(
    order_on: date, order: Order, seats: list[tuple[int, Seat]], guards: list[CommissionGuard]
) -> None:
    assert [one.guard for one in objections_to_forming(order_on, order, seats)] == guards


@pytest.mark.parametrize(
    ("asked", "guards"),
    [
        ({}, []),
        ({"on": TODAY - DAY}, [CommissionGuard.NOT_VALID]),
        ({"on": TODAY + DAY}, [CommissionGuard.NOT_VALID]),
        ({"purpose": Purpose.DESTRUCTION}, [CommissionGuard.PURPOSE]),
        ({"least": 4}, [CommissionGuard.SIZE]),
        ({"grade": Grade.TOP_SECRET}, [CommissionGuard.CLEARANCE]),
    ],
)
def test_a_commission_acts_for_a_grade_on_a_day_or_all_reasons_are_told(
    session: Session, asked: dict[str, Any], guards: list[CommissionGuard]
) -> None:
    people = [f.a_person(session, form=form) for form in (1, 1, 3, 1)]
    seats = (CHAIR, MEMBER, MEMBER, SECRETARY)
    sitters = [Sitter("А.", seat, standings.standing(session, who)) for who, seat in zip(people, seats, strict=True)]
    facts = {"purpose": Purpose.LOSS, "grade": Grade.SECRET, "least": 3, "on": TODAY, **asked}
    found = objections_to_acting(ORDER, sitters, facts["purpose"], facts["grade"], least=facts["least"], on=facts["on"])
    assert [one.guard for one in found] == guards


def test_a_commission_that_somebody_joined_by_hand_is_told_by_the_replay(session: Session) -> None:
    row = f.a_commission(session)
    assert list(replay.untrue(session)) == []
    session.add(Member(commission_id=row.id, person_id=f.a_person(session).id, position=9, seat=MEMBER))
    session.flush()
    session.expire_all()
    assert [one.part for one in replay.untrue(session)] == ["seats"]


def test_an_order_that_names_somebody_twice_forms_nothing(session: Session) -> None:
    who = f.a_person(session)
    with pytest.raises(Refused) as refused:
        f.a_commission(session, people=[who, who])
    assert [one.guard for one in refused.value.objections] == [CommissionGuard.TWICE]
    assert queries.commissions(session) == []


def test_a_member_whose_clearance_ends_today_bars_the_commission(session: Session) -> None:
    people = [f.a_person(session) for _n in range(3)]
    commission = f.a_commission(session, people=people)
    assert queries.objections(session, commission, Purpose.LOSS, Grade.SECRET) == []
    clearance = standings.open_clearance(session, people[2].id)
    assert clearance is not None
    admission.suspend(
        session, clearance, reason="тексеріс жүріп жатыр", by=f.an_account(session, Role.SECURITY_OFFICER)
    )
    found = queries.objections(session, commission, Purpose.LOSS, Grade.SECRET)
    assert [(one.guard, one.data["names"]) for one in found] == [(CommissionGuard.CLEARANCE, [people[2].short_name])]


def test_the_head_enters_an_order_and_nothing_typed_is_lost(database: Database, client: Client) -> None:
    with database.writing() as session:
        head = f.an_account(session, Role.HEAD)
        chair, one, other = (f.a_person(session) for _n in range(3))
    client.sit(head.login)
    client.get("/commissions/new")
    days = {"order_on": "20.11.2026", "valid_from": "20.11.2026", "valid_to": "20.11.2027"}
    fields = {"purpose": "loss", "order_no": "12-ж", **days, "chairman": chair.full_name, "secretary": ""}
    client.submit_last({**fields, "members": f"{one.code}\nБелгісіз"})
    assert client.status == 422
    assert "Nobody is found" in client.page
    assert "Белгісіз" in client.page
    client.submit_last({**fields, "members": f"{one.code}\n{other.full_name}"})
    assert all(who.full_name in client.page for who in (chair, one, other))
    client.get("/commissions")
    assert "12-ж" in client.page
