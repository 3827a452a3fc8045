"""Roles, what each may do, and which roles one account may never join. The permission map is the table GRANTS."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import combinations

from kernel.objections import Objection


class Role(StrEnum):
    CLERK = "clerk"
    HEAD = "head"
    INSPECTOR = "inspector"
    MANAGER = "manager"
    SECURITY_OFFICER = "security_officer"
    ADMINISTRATOR = "administrator"
    EXECUTOR = "executor"


class Permission(StrEnum):
    """What an address asks of the account that opens it."""

    FRAME = "frame"
    WORK_AT_DESK = "work_at_desk"
    RELEASE_BASKETS = "release_baskets"
    SEE_CARRIERS = "see_carriers"
    SEE_OWN_CARRIERS = "see_own_carriers"
    EXPORT_CARRIERS = "export_carriers"
    REGISTER_CARRIERS = "register_carriers"
    OPEN_REGISTERS = "open_registers"
    PRINT_LABELS = "print_labels"
    ARRANGE_PLACES = "arrange_places"
    SEE_PERSONS = "see_persons"
    ENTER_PERSONS = "enter_persons"
    GRANT_CLEARANCES = "grant_clearances"
    SET_PINS = "set_pins"
    READ_JOURNAL = "read_journal"
    READ_SECURITY_JOURNAL = "read_security_journal"
    KEEP_ACCOUNTS = "keep_accounts"
    SEE_SETTINGS = "see_settings"


class Guard(StrEnum):
    LOGIN_TAKEN = "LOGIN-TAKEN"
    ROLES_EXCLUDE = "ROLES-EXCLUDE"
    NO_ROLE = "NO-ROLE"
    OWN_ACCOUNT = "OWN-ACCOUNT"
    PASSWORD_WEAK = "PASSWORD-WEAK"  # noqa: S105 - the name of a guard, not a password
    RANK_ABOVE_CLEARANCE = "RANK-ABOVE-CLEARANCE"


_P = Permission
_REGISTRY = frozenset(
    {
        _P.FRAME,
        _P.WORK_AT_DESK,
        _P.SEE_CARRIERS,
        _P.EXPORT_CARRIERS,
        _P.REGISTER_CARRIERS,
        _P.PRINT_LABELS,
        _P.ARRANGE_PLACES,
        _P.SEE_PERSONS,
        _P.SET_PINS,
    }
)
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: _REGISTRY,
    Role.HEAD: _REGISTRY | {_P.RELEASE_BASKETS, _P.OPEN_REGISTERS, _P.READ_JOURNAL, _P.SEE_SETTINGS},
    Role.INSPECTOR: frozenset({_P.FRAME, _P.SEE_CARRIERS, _P.EXPORT_CARRIERS, _P.SEE_PERSONS, _P.READ_JOURNAL}),
    Role.MANAGER: frozenset({_P.FRAME, _P.SEE_CARRIERS, _P.EXPORT_CARRIERS, _P.SEE_PERSONS}),
    Role.SECURITY_OFFICER: frozenset(
        {
            _P.FRAME,
            _P.SEE_PERSONS,
            _P.ENTER_PERSONS,
            _P.GRANT_CLEARANCES,
            _P.SET_PINS,
            _P.PRINT_LABELS,
            _P.READ_SECURITY_JOURNAL,
        }
    ),
    Role.ADMINISTRATOR: frozenset({_P.FRAME, _P.KEEP_ACCOUNTS, _P.SEE_SETTINGS}),
    Role.EXECUTOR: frozenset({_P.FRAME, _P.SEE_OWN_CARRIERS, _P.SET_PINS}),
}

EXCLUSIONS: frozenset[frozenset[Role]] = frozenset(
    frozenset(pair)
    for pair in (
        *((Role.ADMINISTRATOR, other) for other in Role if other is not Role.ADMINISTRATOR),
        (Role.SECURITY_OFFICER, Role.CLERK),
        (Role.SECURITY_OFFICER, Role.HEAD),
        (Role.INSPECTOR, Role.CLERK),
        (Role.INSPECTOR, Role.HEAD),
        (Role.INSPECTOR, Role.EXECUTOR),
    )
)


def permissions(roles: Iterable[Role]) -> frozenset[Permission]:
    """Everything these roles may do together; nothing for no role."""
    return frozenset().union(*(GRANTS[role] for role in roles))


def objections_to_roles(roles: Iterable[Role]) -> list[Objection]:
    """Pairs of chairs one person may not sit on (NIST SP 800-53 AC-5)."""
    chosen = sorted(set(roles))
    if not chosen:
        return [Objection(Guard.NO_ROLE)]
    return [
        Objection(Guard.ROLES_EXCLUDE, {"one": one.value, "other": other.value})
        for one, other in combinations(chosen, 2)
        if frozenset((one, other)) in EXCLUSIONS
    ]
