"""Between which values each term may lie, and whether it differs by grade."""

from dataclasses import dataclass

EVERY_RANK = -1  # a value for every grade that has none of its own
MINUTES_OF_A_DAY = 24 * 60 - 1
YES_NO = (0, 1)


@dataclass(frozen=True)
class Bounds:
    """The least and the most that a term may be, both included; `by_grade` where a grade may have its own."""

    least: int
    most: int
    by_grade: bool = False


BOUNDS = {
    "loan_days": Bounds(0, 3650, by_grade=True),
    "day_end": Bounds(0, MINUTES_OF_A_DAY),
    "two_persons": Bounds(*YES_NO, by_grade=True),
    "scan_acknowledges_up_to_rank": Bounds(-1, 3),
    "backdate_days": Bounds(0, 365),
    "gap_far_ahead": Bounds(1, 1_000_000),
    "readmission_years": Bounds(0, 100),
    "one_time_password_hours": Bounds(1, 8760),
    "loss_head_hours": Bounds(0, 8760),
    "loss_authority_hours": Bounds(0, 8760),
    "search_days": Bounds(0, 3650),
    "investigation_days": Bounds(0, 3650),
    "loss_commission": Bounds(1, 50, by_grade=True),
    "destruction_commission": Bounds(1, 50, by_grade=True),
    "regrade_commission": Bounds(1, 50, by_grade=True),
    "sanitising_lowers_grade": Bounds(*YES_NO, by_grade=True),
    "destruction_present": Bounds(2, 50, by_grade=True),
    "overdue_bars": Bounds(*YES_NO, by_grade=True),
    "attestation_alarm_first": Bounds(1, 3650),
    "attestation_alarm_second": Bounds(1, 3650),
    "attestation_alarm_last": Bounds(1, 3650),
}
