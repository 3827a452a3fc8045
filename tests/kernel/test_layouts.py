"""Foreign numbers under other layouts: what is certain is folded, what is not is asked, what is plain stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.codes.layouts import doubtful, readings, row_digits, written
from tests.keyboards import LAYOUTS, typed

SERIALS = ("4C530001230415", "S/N-4C53_a0", "WD-WX12A", "]C0SN123", "7324")


@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("serial", SERIALS)
def test_a_serial_number_is_among_the_readings_of_what_any_layout_made_of_it(
    serial: str, layout: str, *, caps: bool
) -> None:
    found = {one.casefold() for one in readings(typed(serial, layout, caps=caps))}
    assert serial.removeprefix("]C0").casefold() in found


@given(st.text("0123456789", min_size=3, max_size=20), st.sampled_from(["kazakh", "kazakh-latin"]), st.booleans())
def test_digits_typed_on_a_kazakh_number_row_are_digits(digits: str, layout: str, caps: bool) -> None:
    arrived = typed(digits, layout, caps=caps)
    assert row_digits(arrived) in (digits, "")
    if set(digits) & set("234589"):
        assert written(arrived) == digits


@pytest.mark.parametrize("text", ["Инв. 7", "12/ДСП", "ИНВ № 45", "SN-1", "қағаз", "7.5", ",.", "", "Ө-12", "12қ"])
def test_what_may_stand_on_a_carrier_stays_as_it_is(text: str) -> None:
    assert written(text) == text


def test_an_identifier_and_hidden_characters_are_no_part_of_a_number() -> None:
    assert written(" ]C0SN\u200b-12\x1d ") == "SN-12"
    assert written("]C0") == "]C0"


@pytest.mark.parametrize(
    ("text", "is_latin", "could_be"),
    [
        ("ЫТ4С53", True, "SN4C53"),
        ("ыт4с53", True, "sn4c53"),
        ("ЫТңСғі", True, "SN4C53"),
        ("SN4C53", True, ""),
        ("4C53", True, ""),
        ("ңCғі", True, ""),
        ("Инв. 7", False, ""),
        ("ЫТңСғі", False, "SN4C53"),
        ("ИНВ 45", False, ""),
        ('"қңққққққ"әіүә', True, ""),
    ],
)
def test_what_could_be_another_layout_is_asked_about(text: str, *, is_latin: bool, could_be: str) -> None:
    assert doubtful(text, is_latin=is_latin) == could_be
