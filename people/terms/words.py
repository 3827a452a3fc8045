"""What the terms and their sources are called."""

from kernel.words.i18n import lazy as _l

TERMS = {
    "loan_days": _l("Days of a loan; 0 is the same day"),
    "day_end": _l("Minutes after midnight when loans of the day end"),
    "two_persons": _l("Whether two registry workers must act together: 1 yes, 0 no"),
    "scan_acknowledges_up_to_rank": _l("Highest grade that a pass scanned again acknowledges; above it a PIN"),
    "backdate_days": _l("Days in which what was done on paper may still be entered"),
    "gap_far_ahead": _l("Numbers left out from which the number is asked twice"),
    "readmission_years": _l("Years before a new clearance after one that ended on a ground of art. 31"),
    "one_time_password_hours": _l("Hours in which a one-time password may be used"),
    "loss_head_hours": _l("Hours in which the head of the body is told of a loss; 0 is at once"),
    "loss_authority_hours": _l("Hours in which the authorised body is told of a loss"),
    "search_days": _l("Days of a search"),
    "investigation_days": _l("Days of the investigation of a loss"),
    "loss_commission": _l("Least members of a commission on a loss"),
    "destruction_commission": _l("Least members of a commission on destruction"),
    "regrade_commission": _l("Least members of a commission on a lower grade"),
    "sanitising_lowers_grade": _l("Whether the grade of a medium may fall after a clean purge: 1 yes, 0 no"),
    "destruction_present": _l("Least members present at an execution"),
    "overdue_bars": _l("Whether an overdue carrier bars further issues below state secrets: 1 yes, 0 no"),
    "attestation_alarm_first": _l("Days before an attestation ends: the first alarm"),
    "attestation_alarm_second": _l("Days before an attestation ends: the second alarm"),
    "attestation_alarm_last": _l("Days before an attestation ends: the last alarm"),
}

DEFAULT = "Default of the product, not seen in a source: confirm with the Instruction"  # as the first migration has it
SOURCES = {
    DEFAULT: _l("Default of the product, not seen in a source: confirm with the Instruction"),
    "Law on State Secrets, art. 31(1)": _l("Law on State Secrets, art. 31(1)"),
}
