"""What accounts refuse, and when one is open."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from kernel.objections import Objection
from people.register.rules import has_ended
from people.roles.rules import Permission, Role, permissions

TOLERANCE = timedelta(seconds=5)  # by which the clocks of two machines may differ


class AccountGuard(StrEnum):
    LOGIN_TAKEN = "LOGIN-TAKEN"
    OWN_ACCOUNT = "OWN-ACCOUNT"
    PASSWORD_WEAK = "PASSWORD-WEAK"  # noqa: S105 - the name of a guard, not a password
    RANK_ABOVE_CLEARANCE = "RANK-ABOVE-CLEARANCE"
    SECOND_CHAIR = "SECOND-CHAIR"
    CONSOLE_ONLY = "CONSOLE-ONLY"


def is_open(*, is_disabled: bool, employed_to: date | None, on: date) -> bool:
    """Whether an account works on this day: rights end with the person (Law on State Secrets, art. 33(3))."""
    return not is_disabled and not has_ended(employed_to, on)


def objections_to_chair(roles: Iterable[Role], others: Iterable[Iterable[Role]]) -> list[Objection]:
    """One person has one account of the registry: beside the roles of their `others` still open, no second one."""
    works = (Permission.WORK_AT_DESK in permissions(one) for one in others)
    is_second = Permission.WORK_AT_DESK in permissions(roles) and any(works)
    return [Objection(AccountGuard.SECOND_CHAIR)] if is_second else []


def is_live(started_at: datetime, seen_at: datetime, now: datetime, idle: timedelta) -> bool:
    """Whether a session goes on: not idle too long, and not of a time that has not come, which a wrong clock wrote."""
    return seen_at - TOLERANCE <= now <= seen_at + idle and started_at - TOLERANCE <= now


def is_spent(*, must_change: bool, until: datetime | None, now: datetime) -> bool:
    """Whether a one-time password opens nothing any more: it was used, or its hours are over."""
    return must_change and (until is None or until <= now)


def objections_to_reset(person_id: int | None, actor_id: int | None) -> list[Objection]:
    """An account of nobody has no pass and no PIN to prove itself by: only the console gives it a new password."""
    return [Objection(AccountGuard.CONSOLE_ONLY)] if person_id is None and actor_id is not None else []


def objections_to_own(
    person_id: int | None, account_id: int | None, actor: tuple[int | None, int | None]
) -> list[Objection]:
    """Nobody acts on an account of their own; `actor` is the person and the account of who acts, if any."""
    pairs = ((person_id, actor[0]), (account_id, actor[1]))
    is_own = any(one is not None and one == other for one, other in pairs)
    return [Objection(AccountGuard.OWN_ACCOUNT)] if is_own else []
