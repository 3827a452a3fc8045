"""Passwords, PINs, the wait after wrong ones, the key of the service."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from kernel import clock, throttle
from kernel.config import Settings, secret_key
from kernel.secrets import passwords
from kernel.secrets.passwords import Weakness
from tests.conftest import MORNING


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("қысқа", [Weakness.SHORT]),
        ("x" * 129, [Weakness.LONG, Weakness.COMMON]),
        ("пароль-пароль-пароль", [Weakness.COMMON]),
        ("айгүл.ахметова11", [Weakness.COMMON]),
        ("тоғыз жолдың торабы", []),
    ],
)
def test_a_password_says_why_it_is_weak(text: str, weak: list[Weakness]) -> None:
    assert passwords.password_weaknesses(text, ["айгүл.ахметова", "Айгүл"]) == weak


@pytest.mark.parametrize(
    ("pin", "weak"),
    [
        ("12345", [Weakness.SHORT, Weakness.SIMPLE_PIN]),
        ("271828", []),
        ("000000", [Weakness.SIMPLE_PIN]),
        ("987654", [Weakness.SIMPLE_PIN]),
        ("890123", [Weakness.SIMPLE_PIN]),
        ("2718281828459", [Weakness.LONG]),
        ("27182a", [Weakness.NOT_DIGITS]),
        ("٢٧١٨٢٨", [Weakness.NOT_DIGITS]),
    ],
)
def test_a_pin_says_why_it_is_weak(pin: str, weak: list[Weakness]) -> None:
    assert passwords.pin_weaknesses(pin) == weak


def test_a_hash_is_argon2id_of_the_library_and_answers_for_its_text_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher())
    made = passwords.hashed("271828")
    assert made.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.is_right("271828", made)
    assert not passwords.is_right("271829", made)
    assert not passwords.is_right("271828", None)
    assert not passwords.is_right("271828", "spoilt")


def test_one_time_passwords_differ_and_are_strong_enough() -> None:
    made = {passwords.one_time() for _ in range(50)}
    assert len(made) == 50
    assert all(passwords.password_weaknesses(one, "clerk") == [] for one in made)


def test_each_failure_beyond_the_third_doubles_the_wait(session: Session) -> None:
    waits = []
    for _ in range(14):
        throttle.failed(session, "pin:1@desk")
        waits.append(throttle.wait(session, "pin:1@desk"))
    assert waits[:6] == [0, 0, 0, 6, 11, 21]
    assert waits[-1] == 15 * 60 + 1
    assert throttle.wait(session, "pin:1@other desk") == 0
    with clock.frozen(MORNING + timedelta(minutes=16)):
        assert throttle.wait(session, "pin:1@desk") == 0
    throttle.succeeded(session, "pin:1@desk")
    throttle.failed(session, "pin:1@desk")
    assert throttle.wait(session, "pin:1@desk") == 0


def test_the_key_is_made_once_and_for_this_service_alone(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "new", database_url="sqlite:///x")
    key = secret_key(settings)
    assert len(key) == 32
    assert secret_key(settings) == key
    assert stat.S_IMODE((tmp_path / "new" / "secret.key").stat().st_mode) == 0o600
