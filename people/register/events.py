"""Facts of the register of persons that higher rooms may hear of."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PersonDismissed:
    """The employment of a person ends on this day, which may still be ahead (Law on State Secrets, art. 33(3))."""

    person_id: int
    on: date
