"""Passwords and PINs by argon2id (RFC 9106) from argon2-cffi; the rules of ASVS 5.0, 6.2, for what may be chosen."""

import secrets
import threading
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kernel.secrets import strength

HASHER = PasswordHasher()
SHORTEST, LONGEST = 15, 128
SHORTEST_PIN, LONGEST_PIN = 6, 12
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
OURS = ("tizilim", "тізілім", "тизилим", "registry", "administrator")  # words that this program puts before everybody
_turn = threading.BoundedSemaphore(2)


class Weakness(StrEnum):
    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    SAME = "same"
    NOT_DIGITS = "not_digits"
    SIMPLE_PIN = "simple_pin"


def hashed(text: str) -> str:
    with _turn:
        return HASHER.hash(text)


_decoy: list[str] = []


def is_right(text: str, hash_: str | None) -> bool:
    """Whether the text matches; with no hash it works as long and answers no, so that nobody learns who exists."""
    if not _decoy:
        _decoy.append(hashed(secrets.token_hex(16)))
    try:
        with _turn:
            HASHER.verify(hash_ or _decoy[0], text)
    except (VerificationError, InvalidHashError):
        return False
    return hash_ is not None


def password_weaknesses(text: str, about: Iterable[str], old_hash: str | None = None) -> list[Weakness]:
    """Why a password may not be chosen: its length, how soon it is guessed, that it is the old one.

    `about`: the login and the names of its holder, which are guessed first.
    """
    if len(text) < SHORTEST:
        return [Weakness.SHORT]
    found = [Weakness.LONG] if len(text) > LONGEST else []
    if strength.score(text, [*about, *OURS]) < strength.STRONG:
        found.append(Weakness.COMMON)
    if old_hash is not None and is_right(text, old_hash):
        found.append(Weakness.SAME)
    return found


def pin_weaknesses(text: str) -> list[Weakness]:
    """Why a PIN may not be chosen: 6 to 12 digits, not one digit repeated, not a plain run up or down."""
    if not (text.isascii() and text.isdigit()):
        return [Weakness.NOT_DIGITS]
    found = []
    if len(text) < SHORTEST_PIN:
        found.append(Weakness.SHORT)
    if len(text) > LONGEST_PIN:
        found.append(Weakness.LONG)
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(text)}
    if steps <= {0} or steps in ({1}, {9}):
        found.append(Weakness.SIMPLE_PIN)
    return found


def may_be_pin(text: str) -> bool:
    """Whether a text has the form of a PIN; what has not was scanned or slipped in."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_PIN


def one_time() -> str:
    """A random first password of about 99 bits, in groups easy to read aloud."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))
