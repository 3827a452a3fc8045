"""Who asks for a hold, and when one is set and lifted."""

from datetime import date
from enum import StrEnum

from kernel.objections import Objection


class HoldKind(StrEnum):
    """On whose word a carrier is frozen."""

    INVESTIGATION = "investigation"
    COURT = "court"
    INSPECTION = "inspection"


class HoldGuard(StrEnum):
    REVIEW = "G-HOLD-REVIEW"
    DOCUMENT = "G-HOLD-DOCUMENT"
    LIFTED = "G-HOLD-LIFTED"
    ENDED = "G-HOLD-ENDED"


def objections_to_hold(document_on: date, review_on: date, today: date, *, has_ended: bool) -> list[Objection]:
    """A hold rests on a document that exists, is looked at again later, and freezes nothing that is gone."""
    found = []
    if document_on > today:
        found.append(Objection(HoldGuard.DOCUMENT))
    if review_on <= today:
        found.append(Objection(HoldGuard.REVIEW))
    if has_ended:
        found.append(Objection(HoldGuard.ENDED))
    return found


def objections_to_lifting(*, is_lifted: bool) -> list[Objection]:
    return [Objection(HoldGuard.LIFTED)] if is_lifted else []
