"""What people type keeps one form, and a number or a day that nobody can mean is none."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.words.texts import folded, whole_day


@given(st.text())
def test_a_folded_text_is_of_form_c_and_folds_to_itself(text: str) -> None:
    once = folded(text)
    assert unicodedata.is_normalized("NFC", once)
    assert folded(once) == once


@pytest.mark.parametrize(("one", "other"), [("\u0390", "\u03b9\u0308\u0301"), ("ӘЛІМОВА", "әлімова"), ("İ", "i̇")])
def test_capitals_and_forms_do_not_tell_texts_apart(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2999-12-31", date(2999, 12, 31)),
        *((text, None) for text in ("1899-12-31", "3000-01-01", "0001-01-01", "9999-12-31", "2026-02-30", "", None)),
    ],
)
def test_a_day_of_an_address_is_one_that_somebody_can_mean(text: str | None, day: date | None) -> None:
    assert whole_day(text) == day
