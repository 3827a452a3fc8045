"""What accounts refuse."""

from enum import StrEnum


class AccountGuard(StrEnum):
    LOGIN_TAKEN = "LOGIN-TAKEN"
    OWN_ACCOUNT = "OWN-ACCOUNT"
    PASSWORD_WEAK = "PASSWORD-WEAK"  # noqa: S105 - the name of a guard, not a password
    RANK_ABOVE_CLEARANCE = "RANK-ABOVE-CLEARANCE"
