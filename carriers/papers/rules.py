"""Which papers there are."""

from enum import StrEnum


class What(StrEnum):
    """The kinds of papers of acts and cases."""

    ACT = "destruction_act"
    PROTOCOL = "destruction_protocol"
    STATEMENT = "missing_statement"
    REPORT = "loss_report"
    SEARCH = "search_sheet"
    FOUND = "found_act"
    RECEIPT = "receipt"
    LETTER = "authority_letter"
    CONCLUSION = "investigation_conclusion"
    SANITISED = "sanitising_act"
    HOLD = "hold_order"
    VOIDED = "void_act"
    ORDER = "commission_order"
