"""Facts of destruction that higher rooms may hear of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CarrierDestroyed:
    """A carrier was destroyed before its commission."""

    act_id: int
    carrier_id: int


@dataclass(frozen=True)
class DestructionUnitMissing:
    """A carrier of an approved act could not be found at its execution; `case_id` is the case of its loss."""

    act_id: int
    carrier_id: int
    case_id: int
