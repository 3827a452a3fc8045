"""Canonical bytes against the reference encoder of RFC 8785."""

import unicodedata

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from kernel.journal import canon

TEXT = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: unicodedata.normalize("NFC", text))
KEYS = st.text(st.characters(max_codepoint=127))
SCALARS = st.none() | st.booleans() | st.integers(-canon.LARGEST, canon.LARGEST) | TEXT
SHALLOW = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(KEYS, SCALARS, max_size=3)
VALUES = SHALLOW | st.lists(SHALLOW, max_size=3) | st.dictionaries(KEYS, SHALLOW, max_size=3)
BODIES = st.dictionaries(KEYS, VALUES, max_size=5)


@given(BODIES)
def test_the_form_is_that_of_the_standard_and_comes_back(body: dict[str, object]) -> None:
    encoded = canon.encode(body)
    assert encoded == rfc8785.dumps(body)  # type: ignore[arg-type]  # its own JSON type is narrower in name only
    assert canon.decode(encoded) == body


@pytest.mark.parametrize(
    "value", [1.5, {"a": 2**53}, {"ключ": 1}, {"a": "e\u0301"}, {"a": "\ud800"}, {"a": {1, 2}}, {1: 2}]
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(canon.CanonError):
        canon.encode(value)


def test_depth_is_bounded() -> None:
    value: object = 1
    for _ in range(canon.DEEPEST + 1):
        value = [value]
    with pytest.raises(canon.CanonError):
        canon.encode(value)


@pytest.mark.parametrize("body", [b'{"b":1,"a":2}', b'{"a": 1}', b'{"a":1,"a":1}', b'{"a":1.0}', b"[1]", b"\xff", b"{"])
def test_bytes_in_any_other_form_are_refused(body: bytes) -> None:
    with pytest.raises(canon.CanonError):
        canon.decode(body)
