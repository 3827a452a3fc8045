"""Who may do what, as the office wrote it down for itself, and who may sit on no second chair."""

from itertools import combinations

import pytest

from kernel.objections import Objection
from people.roles.rules import EXCLUSIONS, GRANTS, Permission, Role, RoleGuard, objections_to_roles, permissions

# Written by hand from the job descriptions: GRANTS is held to it, never the other way round.
COLUMNS = (
    *("clerk", "head", "inspector", "manager", "security_officer"),
    *("administrator", "executor", "org_head", "unit_head"),
)
OFFICE = """
frame                  x x x x x x x x x
work_at_desk           x x . . . . . . .
release_baskets        . x . . . . . . .
see_carriers           x x x x . . . x .
see_own_carriers       . . . . . . x . x
export_carriers        x x x x . . . x .
register_carriers      x x . . . . . . .
open_registers         . x . . . . . . .
print_labels           x x . . x . . . .
arrange_places         x x . . . . . . .
see_persons            x x x x x . . x .
enter_persons          . . . . x . . . .
keep_posts             . . . . x . . . .
grant_clearances       . . . . x . . . .
set_pins               x x . . . . . . .
enter_later            . x . . . . . . .
void_entries           . x . . . . . x .
see_holds              x x x x . . . x .
set_holds              . x x . . . . x .
lift_holds             . . . . . . . x .
sanitise               x x . . . . . . .
see_commissions        x x x x . . . x .
form_commissions       . x . . . . . x .
declare_missing        x x x x . . x x x
see_losses             x x x x . . . x .
keep_losses            x x . . . . . . .
lead_losses            . x . . . . . . .
confirm_loss           . . . . . . . x .
keep_acts              x x . . . . . . .
sign_acts              x x x x x . x x x
approve_acts           . . . . . . . x .
cancel_acts            . x . . . . . x .
see_prints             . x x . . . . x .
see_checklist          . x x x . . . x x
keep_checklist         . . x . . . . . .
approve_checklist      . x . . . . . x .
see_objects            . x x x . . . x x
keep_objects           . x x . . . . . .
see_findings           x x x x . . x x x
answer_findings        x x . . . . x x x
verify_findings        . . x . . . . . .
annul_findings         . . x . . . . x .
decide_extensions      . . . . . . . x .
see_inspections        . x x x . . . x x
see_audit_plan         . . x x . . . x .
conduct_inspections    . . x . . . . . .
approve_inspections    . . . . . . . x .
accept_inspections     . x . . . . . x x
export_audits          . x x x . . . x x
decide_failures        . . . . . . . x .
read_journal           . x x . . . . x .
read_security_journal  . . . . x . . . .
keep_accounts          . . . . . x . . .
see_calendar           x x x x x . . x x
keep_calendar          . x x . x . . . .
approve_calendar       . x . . x . . x .
see_settings           . x . . . x . x .
set_terms              . . . . . . . x .
confirm_clock          . x . . . . . . .
"""
TABLE = [
    (role, words[0], mark == "x")
    for words in map(str.split, OFFICE.strip().splitlines())
    for role, mark in zip(COLUMNS, words[1:], strict=True)
]
APART = {
    *(("administrator", other) for other in COLUMNS if other != "administrator"),
    *(("security_officer", "clerk"), ("security_officer", "head")),
    *(("inspector", "clerk"), ("inspector", "head"), ("inspector", "executor"), ("inspector", "unit_head")),
    *(("org_head", other) for other in ("clerk", "head", "security_officer", "inspector")),
}


@pytest.mark.parametrize(("role", "permission", "may"), TABLE)
def test_a_role_may_what_the_table_of_the_office_says(role: str, permission: str, *, may: bool) -> None:
    assert (Permission(permission) in permissions([Role(role)])) is may
    assert (Role(role) in GRANTS[Permission(permission)]) is may


def test_the_table_of_the_office_names_every_role_and_every_permission() -> None:
    assert set(COLUMNS) == {role.value for role in Role}
    assert {permission for _role, permission, _may in TABLE} == {one.value for one in Permission} == set(GRANTS)


def test_two_roles_may_what_either_may_and_none_may_nothing() -> None:
    both = permissions([Role.CLERK, Role.EXECUTOR])
    assert both == permissions([Role.CLERK]) | permissions([Role.EXECUTOR])
    assert both > permissions([Role.CLERK])
    assert permissions([]) == frozenset()


@pytest.mark.parametrize(("one", "other"), list(combinations(Role, 2)))
def test_two_chairs_are_one_persons_only_where_the_office_lets_them(one: Role, other: Role) -> None:
    is_apart = (one.value, other.value) in APART or (other.value, one.value) in APART
    first, second = sorted((one, other))
    refused = [Objection(RoleGuard.ROLES_EXCLUDE, {"one": first.value, "other": second.value})]
    assert objections_to_roles([one, other]) == objections_to_roles([other, one]) == (refused if is_apart else [])
    assert (frozenset((one, other)) in EXCLUSIONS) is is_apart


def test_every_excluded_pair_among_three_chairs_is_told() -> None:
    found = objections_to_roles([Role.INSPECTOR, Role.HEAD, Role.CLERK])
    assert [one.data for one in found] == [
        {"one": "clerk", "other": "inspector"},
        {"one": "head", "other": "inspector"},
    ]


@pytest.mark.parametrize("role", Role)
def test_one_chair_alone_is_anybodys_also_said_twice(role: Role) -> None:
    assert objections_to_roles([role]) == objections_to_roles([role, role]) == []


def test_no_chair_at_all_is_refused() -> None:
    assert objections_to_roles([]) == [Objection(RoleGuard.NO_ROLE)]
