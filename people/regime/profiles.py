"""Regime profiles: how other regimes set terms that ours sets too. Terms only; grades stay those of the Law.

Who must be present when a carrier is destroyed and which grades ask for two workers, by rank: the top grade of each
regime is our 3. An execution here always has two, where a regime is content with one. No text in force was checked,
so every value is entered as not verified.
"""

from collections.abc import Mapping
from enum import StrEnum


class Profile(StrEnum):
    """Whose regime: Kazakhstan as shipped, the United States, NATO, the European Union."""

    KZ = "kz"
    US = "us"
    NATO = "nato"
    EU = "eu"


Values = Mapping[tuple[str, int], int]  # by term and grade
SOURCES = {
    Profile.US: "32 CFR 159a.64",
    Profile.NATO: "NATO, C-M(2002)49",
    Profile.EU: "2013/488/EU",
}


def _witnessed(top: int, secret: int, below: int) -> dict[tuple[str, int], int]:
    by_rank = {3: top, 2: secret, 1: below, 0: below}
    keys = ("destruction_commission", "destruction_present")
    return {(key, rank): number for key in keys for rank, number in by_rank.items()}


FOREIGN: Mapping[Profile, Values] = {
    Profile.US: {**_witnessed(2, 2, 2), ("two_persons", 3): 1, ("two_persons", 2): 0},
    Profile.NATO: {**_witnessed(2, 2, 2), ("two_persons", 3): 1, ("two_persons", 2): 1},
    Profile.EU: {**_witnessed(2, 2, 2), ("two_persons", 3): 1, ("two_persons", 2): 0},
}
TOUCHED = tuple(sorted({key for values in FOREIGN.values() for key in values}, key=lambda one: (one[0], -one[1])))
