"""Facts of custody that higher rooms may hear of."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class CarrierReturnedLate:
    """A carrier left the hands of its holder after the moment by which it was due."""

    carrier_id: int
    movement_n: int
    holder_id: int
    due_at: datetime
    returned_at: datetime
