"""Canonical bytes of journal bodies: RFC 8785 restricted to ASCII keys, NFC strings and integers."""

import json
import unicodedata
from typing import Any

DEEPEST = 8
LARGEST = 2**53 - 1


class CanonError(ValueError):
    """A value that has no canonical form here, or bytes that are not in it."""


def encode(value: object) -> bytes:
    """The one form of a value: sorted keys, no spaces, UTF-8. Raises CanonError for floats, deep or unsafe values."""
    _check(value, DEEPEST)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def decode(body: bytes) -> dict[str, Any]:
    """The object in canonical bytes; raises CanonError for any other writing of it."""
    try:
        value = json.loads(body.decode())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise CanonError("not JSON") from error
    if not isinstance(value, dict):
        raise CanonError("not an object")
    if encode(value) != body:
        raise CanonError("not canonical")
    return value


def _check(value: object, depth: int) -> None:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise CanonError("an integer beyond 2^53 - 1")
    elif isinstance(value, str):
        _check_text(value)
    elif depth == 0:
        raise CanonError("nested too deep")
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise CanonError("a key that is not ASCII")
            _check(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth - 1)
    else:
        raise CanonError(f"a value of type {type(value).__name__}")


def _check_text(text: str) -> None:
    if not unicodedata.is_normalized("NFC", text):
        raise CanonError("a string that is not NFC")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise CanonError("a lone surrogate")
