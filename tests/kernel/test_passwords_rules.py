"""Passwords and PINs at the edges of what is allowed: one character, digit or step to either side."""

import pytest

from kernel.passwords import COMMON, Weakness, one_time, password_weaknesses, pin_weaknesses

DIVERSE = "қырғи сұңқар тау"  # 16 letters, of which enough differ


# Written by hand: what people of a registry in Kazakhstan choose first.
GUESSED_FIRST = """
password parol пароль құпиясөз құпия secret qwerty йцукен letmein welcome administrator admin
tizilim тізілім тизилим registry кадры kazakhstan қазақстан казахстан astana астана almaty алматы
"""


@pytest.mark.parametrize(
    ("length", "weak"),
    [(14, [Weakness.SHORT]), (15, []), (16, []), (128, []), (129, [Weakness.LONG])],
)
def test_a_password_has_from_15_to_128_characters(length: int, weak: list[Weakness]) -> None:
    assert password_weaknesses((DIVERSE * 9)[:length], "нұрлан") == weak


@pytest.mark.parametrize("word", GUESSED_FIRST.split())
def test_a_common_word_adds_nothing_to_a_password(word: str) -> None:
    assert password_weaknesses(word.upper() * 5 + "абвг", "нұрлан") == [Weakness.COMMON]
    assert password_weaknesses(word.upper() * 5 + "абвгд", "нұрлан") == []


def test_every_common_word_is_known_here() -> None:
    assert set(COMMON) == set(GUESSED_FIRST.split())


@pytest.mark.parametrize(
    ("text", "login", "weak"),
    [
        ("айгүл.ахметова1", "айгүл.ахметова", [Weakness.NAME]),
        ("АЙГҮЛ.ахметова123456", "айгүл.АХМЕТОВА", [Weakness.NAME]),
        ("айгүл.ахметова1234567", "айгүл.ахметова", []),
        ("ай тоғыз жол", "ай", [Weakness.SHORT]),
        ("айайайайайай бәйге", "ай", []),
        ("асяасяасяя яеёж", "ася", [Weakness.NAME]),
    ],
)
def test_a_password_is_more_than_the_login(text: str, login: str, weak: list[Weakness]) -> None:
    assert password_weaknesses(text, login) == weak


def test_a_password_tells_everything_wrong_with_it_at_once() -> None:
    assert password_weaknesses("асел" * 33, "асел") == [Weakness.LONG, Weakness.COMMON, Weakness.NAME]


@pytest.mark.parametrize(
    ("pin", "weak"),
    [
        ("27182", [Weakness.SHORT]),
        ("271828", []),
        ("271828182845", []),
        ("2718281828459", [Weakness.LONG]),
        ("777777", [Weakness.SIMPLE_PIN]),
        ("777778", []),
        ("123456", [Weakness.SIMPLE_PIN]),
        ("123457", []),
        ("654321", [Weakness.SIMPLE_PIN]),
        ("654320", []),
        ("789012", [Weakness.SIMPLE_PIN]),
        ("210987", [Weakness.SIMPLE_PIN]),
        ("121212", []),
        ("135791", []),
        ("", [Weakness.NOT_DIGITS]),
        ("27182 ", [Weakness.NOT_DIGITS]),
        ("²71828", [Weakness.NOT_DIGITS]),
    ],
)
def test_a_pin_has_from_6_to_12_digits_and_is_no_plain_run(pin: str, weak: list[Weakness]) -> None:
    assert pin_weaknesses(pin) == weak


def test_a_password_given_for_once_could_be_chosen_too() -> None:
    made = one_time()
    assert [len(group) for group in made.split("-")] == [5, 5, 5, 5]
    assert not set(made) & set("01ilo")
    assert password_weaknesses(made, "нұрлан") == []
