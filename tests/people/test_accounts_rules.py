"""When an account is open: it closes by hand, and with the employment of its person."""

from datetime import date

import pytest

from people.accounts.rules import is_open

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("is_disabled", "employed_to", "expected"),
    [
        (False, None, True),
        (True, None, False),
        (False, date(2026, 11, 24), True),
        (False, TODAY, False),
        (False, date(2026, 11, 22), False),
        (True, date(2026, 11, 24), False),
    ],
)
def test_rights_end_with_the_person(*, is_disabled: bool, employed_to: date | None, expected: bool) -> None:
    assert is_open(is_disabled=is_disabled, employed_to=employed_to, on=TODAY) is expected
