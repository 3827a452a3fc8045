"""The size of a sample and its drawing, pure.

Drawn without replacement, n of N units of which D are missing hold none of the missing with probability
C(N-D, n) / C(N, n) (hypergeometric distribution). The size is the least n for which that is at most one less the
confidence. All of it is whole numbers: no rounding decides whether a unit more is looked at.
"""

from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256
from math import comb, floor

ALL_BUT_NONE = Fraction(0), Fraction(1)


def must_be_found(population: int, share: Fraction) -> int:
    """How many missing units of a population a sample must not miss: the share of it, and at least one.

    Raises ValueError for a share that is not between 0 and 1 or a population without units.
    """
    least, most = ALL_BUT_NONE
    if not least < share < most:
        raise ValueError("share")
    if population < 1:
        raise ValueError("population")
    return max(1, floor(population * share))


def size(population: int, missing: int, confidence: Fraction) -> int:
    """The least number of units to look at so that, were `missing` of them gone, one is found with this confidence.

    Raises ValueError for a population without units, more missing than there are, or a confidence not between 0 and 1.
    """
    least, most = ALL_BUT_NONE
    if population < 1:
        raise ValueError("population")
    if not 1 <= missing <= population:
        raise ValueError("missing")
    if not least < confidence < most:
        raise ValueError("confidence")
    certain = population - missing + 1  # so many hold one of the missing for certain
    high = 1
    while high < certain and not is_enough(population, missing, high, confidence):
        high = min(2 * high, certain)
    low = high // 2 + 1
    while low < high:
        middle = (low + high) // 2
        if is_enough(population, missing, middle, confidence):
            high = middle
        else:
            low = middle + 1
    return low


def is_enough(population: int, missing: int, looked_at: int, confidence: Fraction) -> bool:
    """Whether so many units hold one of the missing with this confidence, exactly.

    C(N-D, n) / C(N, n) and C(N-n, D) / C(N, D) are one number; the one of fewer factors is taken.
    """
    few, many = sorted((missing, looked_at))
    none = comb(population - many, few)
    return none * confidence.denominator <= comb(population, few) * (confidence.denominator - confidence.numerator)


def drawn(units: Iterable[str], seed: str, number: int) -> list[str]:
    """The first `number` units by SHA-256 of the seed, a colon and the unit (UTF-8), in hexadecimal digits."""
    return sorted(units, key=lambda unit: sha256(f"{seed}:{unit}".encode()).hexdigest())[:number]
