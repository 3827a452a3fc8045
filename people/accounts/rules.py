"""What accounts refuse, and when one is open."""

from datetime import date
from enum import StrEnum

from people.register.rules import has_ended


class AccountGuard(StrEnum):
    LOGIN_TAKEN = "LOGIN-TAKEN"
    OWN_ACCOUNT = "OWN-ACCOUNT"
    PASSWORD_WEAK = "PASSWORD-WEAK"  # noqa: S105 - the name of a guard, not a password
    RANK_ABOVE_CLEARANCE = "RANK-ABOVE-CLEARANCE"


def is_open(*, is_disabled: bool, employed_to: date | None, on: date) -> bool:
    """Whether an account works on this day: rights end with the person (Law on State Secrets, art. 33(3))."""
    return not is_disabled and not has_ended(employed_to, on)
