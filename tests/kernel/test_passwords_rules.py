"""Passwords and PINs at the edges of what is allowed: one character, digit or step to either side."""

import pytest

from kernel.secrets import strength
from kernel.secrets.passwords import Weakness, hashed, one_time, password_weaknesses, pin_weaknesses

DIVERSE = "қырғи сұңқар тау"  # 16 letters, of which enough differ


@pytest.mark.parametrize(
    ("length", "weak"),
    [(14, [Weakness.SHORT]), (15, []), (16, []), (128, []), (129, [Weakness.LONG])],
)
def test_a_password_has_from_15_to_128_characters(length: int, weak: list[Weakness]) -> None:
    assert password_weaknesses((DIVERSE * 9)[:length], ["нұрлан"]) == weak


GUESSED_SOON = """
password1234567
Password12345678
passwordpassword
qwertyuiop[]asdfgh
йцукенгшщзхъфывап
ЙЦУКЕНГШЩЗХЪФЫВ
әіңғ,.үұқөһйцуке
1q2w3e4r5t6y7u8i9o
gfhjkmgfhjkmgfhjkm
пароль1234567890
ПарольПарольПароль
құпиясөзқұпиясөз
Құпиясөз20262026
махаббатмахаббат
қазақстанқазақстан
казахстан2026год
kazakhstan123456
любовьлюбовьлюбовь
привет123привет123
алматыастанаалматы
aaaaaaaaaaaaaaaaaaaa
123456789012345678
31121999311219993112
administratoradministrator
тізілімтізілімтізілім
letmeinletmeinletmein
"""


@pytest.mark.parametrize("text", GUESSED_SOON.split())
def test_what_is_guessed_soon_is_no_password(text: str) -> None:
    assert Weakness.COMMON in password_weaknesses(text, ["нұрлан"])


@pytest.mark.parametrize(
    "text", ["тоғыз жолдың торабы 9", "correct horse battery staple", "сегіз қырлы шебер тігінші", "Zx9$kLm2@vTq7!pW"]
)
def test_some_words_in_a_row_are_a_password(text: str) -> None:
    assert password_weaknesses(text, ["нұрлан"]) == []


def test_the_login_and_the_names_of_the_holder_are_guessed_first() -> None:
    about = ["бегімбетов", "Бегімбетов", "Сұңғатулла"]
    assert password_weaknesses("Сұңғатулла.Бегімбетов", about) == [Weakness.COMMON]
    assert password_weaknesses("Сұңғатулла.Бегімбетов", []) == []


def test_thirty_thousand_common_passwords_and_words_of_both_languages_are_known() -> None:
    assert strength.known() >= 30_000
    for word in ("password1", "пароль", "құпиясөз", "махаббат", "тенге"):
        assert strength.score(word) == 0, word


def test_only_the_beginning_of_a_long_password_is_judged() -> None:
    assert strength.score("a" * strength.JUDGED + "Zx9$kLm2@vTq7!pW") == 0


def test_a_password_of_today_is_no_new_one() -> None:
    text = "тоғыз жолдың торабы 9"
    assert password_weaknesses(text, [], hashed(text)) == [Weakness.SAME]
    assert password_weaknesses(text + "!", [], hashed(text)) == []


def test_a_password_tells_everything_wrong_with_it_at_once() -> None:
    assert password_weaknesses("асел" * 33, ["асел"]) == [Weakness.LONG, Weakness.COMMON]


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
    assert password_weaknesses(made, ["нұрлан"]) == []
