"""Roles, what each may do, and which roles one account may never join. The permission map is the table GRANTS."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import combinations

from kernel.objections import Objection


class Role(StrEnum):
    """Chairs of the office, the one whose first page wins first."""

    CLERK = "clerk"
    HEAD = "head"
    INSPECTOR = "inspector"
    MANAGER = "manager"
    SECURITY_OFFICER = "security_officer"
    ADMINISTRATOR = "administrator"
    EXECUTOR = "executor"
    ORG_HEAD = "org_head"
    UNIT_HEAD = "unit_head"


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
    KEEP_POSTS = "keep_posts"
    GRANT_CLEARANCES = "grant_clearances"
    SET_PINS = "set_pins"
    ENTER_LATER = "enter_later"
    VOID_ENTRIES = "void_entries"
    SEE_HOLDS = "see_holds"
    SET_HOLDS = "set_holds"
    LIFT_HOLDS = "lift_holds"
    SANITISE = "sanitise"
    SEE_COMMISSIONS = "see_commissions"
    FORM_COMMISSIONS = "form_commissions"
    DECLARE_MISSING = "declare_missing"
    SEE_LOSSES = "see_losses"
    KEEP_LOSSES = "keep_losses"
    LEAD_LOSSES = "lead_losses"
    CONFIRM_LOSS = "confirm_loss"
    KEEP_ACTS = "keep_acts"
    SIGN_ACTS = "sign_acts"
    APPROVE_ACTS = "approve_acts"
    CANCEL_ACTS = "cancel_acts"
    SEE_PRINTS = "see_prints"
    SEE_CHECKLIST = "see_checklist"
    KEEP_CHECKLIST = "keep_checklist"
    APPROVE_CHECKLIST = "approve_checklist"
    SEE_OBJECTS = "see_objects"
    KEEP_OBJECTS = "keep_objects"
    SEE_FINDINGS = "see_findings"
    ANSWER_FINDINGS = "answer_findings"
    VERIFY_FINDINGS = "verify_findings"
    ANNUL_FINDINGS = "annul_findings"
    DECIDE_EXTENSIONS = "decide_extensions"
    SEE_INSPECTIONS = "see_inspections"
    SEE_AUDIT_PLAN = "see_audit_plan"
    CONDUCT_INSPECTIONS = "conduct_inspections"
    APPROVE_INSPECTIONS = "approve_inspections"
    ACCEPT_INSPECTIONS = "accept_inspections"
    EXPORT_AUDITS = "export_audits"
    DECIDE_FAILURES = "decide_failures"
    READ_JOURNAL = "read_journal"
    READ_SECURITY_JOURNAL = "read_security_journal"
    KEEP_ACCOUNTS = "keep_accounts"
    SEE_CALENDAR = "see_calendar"
    KEEP_CALENDAR = "keep_calendar"
    APPROVE_CALENDAR = "approve_calendar"
    SEE_SETTINGS = "see_settings"
    SET_TERMS = "set_terms"
    CONFIRM_CLOCK = "confirm_clock"


class RoleGuard(StrEnum):
    ROLES_EXCLUDE = "ROLES-EXCLUDE"
    NO_ROLE = "NO-ROLE"


_R = Role
GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.FRAME: frozenset(_R),
    Permission.WORK_AT_DESK: frozenset({_R.CLERK, _R.HEAD}),
    Permission.RELEASE_BASKETS: frozenset({_R.HEAD}),
    Permission.SEE_CARRIERS: frozenset({_R.CLERK, _R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.ORG_HEAD}),
    Permission.SEE_OWN_CARRIERS: frozenset({_R.EXECUTOR, _R.UNIT_HEAD}),
    Permission.EXPORT_CARRIERS: frozenset({_R.CLERK, _R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.ORG_HEAD}),
    Permission.REGISTER_CARRIERS: frozenset({_R.CLERK, _R.HEAD}),
    Permission.OPEN_REGISTERS: frozenset({_R.HEAD}),
    Permission.PRINT_LABELS: frozenset({_R.CLERK, _R.HEAD, _R.SECURITY_OFFICER}),
    Permission.ARRANGE_PLACES: frozenset({_R.CLERK, _R.HEAD}),
    Permission.SEE_PERSONS: frozenset({_R.CLERK, _R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.SECURITY_OFFICER, _R.ORG_HEAD}),
    Permission.ENTER_PERSONS: frozenset({_R.SECURITY_OFFICER}),
    Permission.KEEP_POSTS: frozenset({_R.SECURITY_OFFICER}),
    Permission.GRANT_CLEARANCES: frozenset({_R.SECURITY_OFFICER}),
    Permission.SET_PINS: frozenset({_R.CLERK, _R.HEAD}),
    Permission.ENTER_LATER: frozenset({_R.HEAD}),
    Permission.VOID_ENTRIES: frozenset({_R.HEAD, _R.ORG_HEAD}),
    Permission.SEE_HOLDS: frozenset({_R.CLERK, _R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.ORG_HEAD}),
    Permission.SET_HOLDS: frozenset({_R.HEAD, _R.INSPECTOR, _R.ORG_HEAD}),
    Permission.LIFT_HOLDS: frozenset({_R.ORG_HEAD}),
    Permission.SANITISE: frozenset({_R.CLERK, _R.HEAD}),
    Permission.SEE_COMMISSIONS: frozenset({_R.CLERK, _R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.ORG_HEAD}),
    Permission.FORM_COMMISSIONS: frozenset({_R.HEAD, _R.ORG_HEAD}),
    Permission.DECLARE_MISSING: frozenset(
        {_R.CLERK, _R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.EXECUTOR, _R.ORG_HEAD, _R.UNIT_HEAD}
    ),
    Permission.SEE_LOSSES: frozenset({_R.CLERK, _R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.ORG_HEAD}),
    Permission.KEEP_LOSSES: frozenset({_R.CLERK, _R.HEAD}),
    Permission.LEAD_LOSSES: frozenset({_R.HEAD}),
    Permission.CONFIRM_LOSS: frozenset({_R.ORG_HEAD}),
    Permission.KEEP_ACTS: frozenset({_R.CLERK, _R.HEAD}),
    Permission.SIGN_ACTS: frozenset(
        {_R.CLERK, _R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.SECURITY_OFFICER, _R.EXECUTOR, _R.ORG_HEAD, _R.UNIT_HEAD}
    ),
    Permission.APPROVE_ACTS: frozenset({_R.ORG_HEAD}),
    Permission.CANCEL_ACTS: frozenset({_R.HEAD, _R.ORG_HEAD}),
    Permission.SEE_PRINTS: frozenset({_R.HEAD, _R.INSPECTOR, _R.ORG_HEAD}),
    Permission.SEE_CHECKLIST: frozenset({_R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.ORG_HEAD, _R.UNIT_HEAD}),
    Permission.KEEP_CHECKLIST: frozenset({_R.INSPECTOR}),
    Permission.APPROVE_CHECKLIST: frozenset({_R.HEAD, _R.ORG_HEAD}),
    Permission.SEE_OBJECTS: frozenset({_R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.ORG_HEAD, _R.UNIT_HEAD}),
    Permission.KEEP_OBJECTS: frozenset({_R.HEAD, _R.INSPECTOR}),
    Permission.SEE_FINDINGS: frozenset(
        {_R.CLERK, _R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.EXECUTOR, _R.ORG_HEAD, _R.UNIT_HEAD}
    ),
    Permission.ANSWER_FINDINGS: frozenset({_R.CLERK, _R.HEAD, _R.EXECUTOR, _R.ORG_HEAD, _R.UNIT_HEAD}),
    Permission.VERIFY_FINDINGS: frozenset({_R.INSPECTOR}),
    Permission.ANNUL_FINDINGS: frozenset({_R.INSPECTOR, _R.ORG_HEAD}),
    Permission.DECIDE_EXTENSIONS: frozenset({_R.ORG_HEAD}),
    Permission.SEE_INSPECTIONS: frozenset({_R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.ORG_HEAD, _R.UNIT_HEAD}),
    Permission.SEE_AUDIT_PLAN: frozenset({_R.INSPECTOR, _R.MANAGER, _R.ORG_HEAD}),
    Permission.CONDUCT_INSPECTIONS: frozenset({_R.INSPECTOR}),
    Permission.APPROVE_INSPECTIONS: frozenset({_R.ORG_HEAD}),
    Permission.ACCEPT_INSPECTIONS: frozenset({_R.HEAD, _R.ORG_HEAD, _R.UNIT_HEAD}),
    Permission.EXPORT_AUDITS: frozenset({_R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.ORG_HEAD, _R.UNIT_HEAD}),
    Permission.DECIDE_FAILURES: frozenset({_R.ORG_HEAD}),
    Permission.READ_JOURNAL: frozenset({_R.HEAD, _R.INSPECTOR, _R.ORG_HEAD}),
    Permission.READ_SECURITY_JOURNAL: frozenset({_R.SECURITY_OFFICER}),
    Permission.KEEP_ACCOUNTS: frozenset({_R.ADMINISTRATOR}),
    Permission.SEE_CALENDAR: frozenset(
        {_R.CLERK, _R.HEAD, _R.INSPECTOR, _R.MANAGER, _R.SECURITY_OFFICER, _R.ORG_HEAD, _R.UNIT_HEAD}
    ),
    Permission.KEEP_CALENDAR: frozenset({_R.HEAD, _R.INSPECTOR, _R.SECURITY_OFFICER}),
    Permission.APPROVE_CALENDAR: frozenset({_R.HEAD, _R.SECURITY_OFFICER, _R.ORG_HEAD}),
    Permission.SEE_SETTINGS: frozenset({_R.HEAD, _R.ADMINISTRATOR, _R.ORG_HEAD}),
    Permission.SET_TERMS: frozenset({_R.ORG_HEAD}),
    Permission.CONFIRM_CLOCK: frozenset({_R.HEAD}),
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
        *((Role.ORG_HEAD, other) for other in (Role.CLERK, Role.HEAD, Role.SECURITY_OFFICER, Role.INSPECTOR)),
        (Role.UNIT_HEAD, Role.INSPECTOR),
    )
)


def permissions(roles: Iterable[Role]) -> frozenset[Permission]:
    """Everything these roles may do together; nothing for no role."""
    chosen = frozenset(roles)
    return frozenset(permission for permission, granted in GRANTS.items() if granted & chosen)


def objections_to_roles(roles: Iterable[Role]) -> list[Objection]:
    """Pairs of chairs one person may not sit on (NIST SP 800-53 AC-5)."""
    chosen = sorted(set(roles))
    if not chosen:
        return [Objection(RoleGuard.NO_ROLE)]
    return [
        Objection(RoleGuard.ROLES_EXCLUDE, {"one": one.value, "other": other.value})
        for one, other in combinations(chosen, 2)
        if frozenset((one, other)) in EXCLUSIONS
    ]
