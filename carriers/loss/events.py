"""Facts of losses that higher rooms may hear of."""

from dataclasses import dataclass
from datetime import datetime

from carriers.loss.rules import Circumstance


@dataclass(frozen=True)
class CarrierDeclaredMissing:
    """A carrier is out of lawful possession (Law on State Secrets, art. 1). `holder_id` had it last, if anybody."""

    case_id: int
    carrier_id: int
    holder_id: int | None
    circumstance: Circumstance
    detected_at: datetime


@dataclass(frozen=True)
class CarrierFound:
    """A missing or lost carrier is back; `is_exposed`: somebody without the right could have seen it."""

    case_id: int
    carrier_id: int
    found_at: datetime
    is_exposed: bool
    sheets_missing: int


@dataclass(frozen=True)
class LossConfirmed:
    """The head confirmed, with the authority's consent, that a carrier is lost (Criminal Code, art. 186)."""

    case_id: int
    carrier_id: int
    holder_id: int | None
