"""Codes: fourteen digits whose check digits catch what hands and scanners do wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.codes.codes import COMMAND_CODES, Code, Command, Kind, command_of, make_code

kinds = st.sampled_from([Kind.CARRIER, Kind.PERSON, Kind.PLACE, Kind.ACT])
codes = st.builds(Code, kinds, st.integers(0, 99), st.integers(1, 999_999_999))


def test_the_code_of_the_handbook() -> None:
    code = make_code("carrier", 4, 123)
    assert (code.text, code.grouped) == ("10400000012382", "1 04 000000123 82")


@given(codes)
def test_a_code_reads_back_as_itself(code: Code) -> None:
    assert Code.parse(code.text) == code
    assert int(code.text) % 97 == 1


@given(codes, st.integers(0, 13), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(code: Code, place: int, shift: int) -> None:
    digit = str((int(code.text[place]) + shift) % 10)
    with pytest.raises(ValueError, match=r"code|check|site|command"):
        Code.parse(code.text[:place] + digit + code.text[place + 1 :])


@given(codes, st.integers(0, 12), st.integers(1, 2))
def test_two_digits_changing_places_are_always_caught(code: Code, place: int, gap: int) -> None:
    digits = list(code.text)
    other = min(place + gap, 13)
    if digits[place] == digits[other]:
        return
    digits[place], digits[other] = digits[other], digits[place]
    with pytest.raises(ValueError, match=r"code|check|site|command"):
        Code.parse("".join(digits))


@pytest.mark.parametrize("text", ["", "1040000001238", "104000000123820", "50400000012345"])
def test_other_texts_are_no_codes(text: str) -> None:
    with pytest.raises(ValueError, match=r"code|check"):
        Code.parse(text)


@pytest.mark.parametrize(("site", "serial"), [(-1, 1), (100, 1), (4, 0), (4, 1_000_000_000)])
def test_site_and_serial_have_bounds(site: int, serial: int) -> None:
    with pytest.raises(ValueError, match=r"site|serial"):
        make_code("carrier", site, serial)


def test_command_cards_are_known_and_belong_to_no_site() -> None:
    assert {command_of(code) for code in COMMAND_CODES.values()} == set(Command)
    assert command_of(make_code("carrier", 4, 1)) is None
    with pytest.raises(ValueError, match="site 0"):
        make_code("command", 4, 1)
