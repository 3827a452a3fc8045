"""Acts on registers: what each writes in the journal, and that a number left out is never left out silently."""

from sqlalchemy.orm import Session

from carriers.custody.rules import CarrierKind, Origin
from carriers.register import operations
from carriers.register.models import NumberGap
from kernel import clock
from kernel.grades import Grade
from tests import factories as f
from tests.entries import told


def test_a_register_is_closed_today_and_its_last_number_is_journalled(session: Session) -> None:
    head, register, place = f.an_account(session), f.a_register(session), f.a_place(session)
    for _ in range(3):
        f.a_flash(session, register=register, place=place)
    operations.close_register(session, register, by=head)
    assert register.closed_on == clock.today()
    about = {"actor": head.id, "subject": f"register:{register.id}"}
    assert told(session, "close_register", "last") == [{**about, "last": 3}]


def test_numbers_left_out_are_journalled_and_kept_with_who_left_them(session: Session) -> None:
    clerk, register, place = f.an_account(session), f.a_register(session), f.a_place(session)
    asked = operations.Particulars(
        kind=CarrierKind.FLASH,
        title="Деректерге арналған",
        grade=Grade.SECRET,
        registered_on=clock.today(),
        serial_no="AA-1",
        seq=5,
        gap_explanation=" ескі журналдан ",
        columns={"origin": Origin.PURCHASED},
    )
    entered = operations.enter(session, register, asked, place, by=clerk)
    gap = session.query(NumberGap).one()
    assert (gap.first, gap.last, gap.explanation, gap.account_id) == (1, 4, "ескі журналдан", clerk.id)
    about = {"actor": clerk.id, "subject": f"register:{register.id}"}
    assert told(session, "leave_gap", "numbers") == [{**about, "numbers": [1, 4]}]
    assert (entered[0].seq, register.next_seq) == (5, 6)
    f.a_flash(session, register=register, place=place)
    assert len(told(session, "leave_gap")) == 1


def test_a_new_register_is_journalled_with_its_code_and_year(session: Session) -> None:
    register = f.a_register(session, code="Т-77")
    about = {"actor": None, "subject": f"register:{register.id}"}
    assert told(session, "open_register", "code", "year") == [{**about, "code": "Т-77", "year": 2026}]


def test_labels_ahead_are_journalled_with_the_first_and_their_number(session: Session) -> None:
    clerk = f.an_account(session)
    labels = operations.print_ahead(session, 3, by=clerk)
    assert [one.account_id for one in labels] == [clerk.id] * 3
    assert told(session, "print_ahead", "first", "count") == [
        {"actor": clerk.id, "subject": None, "first": labels[0].code, "count": 3}
    ]


def test_a_carrier_is_found_by_everything_that_names_it(session: Session) -> None:
    flash = f.a_flash(
        session,
        title="Көшірме",
        serial_no="AA-17",
        inventory_no="И-4",
        columns={"origin": Origin.PURCHASED, "model": "Kingston 64"},
    )
    assert flash.search_key == "1с көшірме aa-17 и-4 kingston 64"
    unnamed = f.a_flash(session, title="Көшірме", serial_no="AA-18", columns={"origin": Origin.PURCHASED})
    assert unnamed.search_key == "1с көшірме aa-18"
