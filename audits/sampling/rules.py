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


def is_likely(population: int, missing: int, looked_at: int, found: int, confidence: Fraction) -> bool:
    """Whether so few of the missing as were found are still to be expected, were so many missing.

    The probability of at most `found` among `looked_at` is more than one less the confidence (hypergeometric, exact).
    """
    least = max(0, looked_at - (population - missing))
    few = sum(
        comb(missing, number) * comb(population - missing, looked_at - number)
        for number in range(least, min(found, missing, looked_at) + 1)
    )
    return few * confidence.denominator > comb(population, looked_at) * (confidence.denominator - confidence.numerator)


def at_most(population: int, looked_at: int, found: int, confidence: Fraction) -> int:
    """How many may be missing at most, with this confidence, when `found` were among those looked at.

    Raises ValueError where more were looked at than there are, or more found missing than were looked at.
    """
    if not 0 <= found <= looked_at <= population:
        raise ValueError("looked_at")
    low, high = found, population - looked_at + found
    while low < high:
        middle = (low + high + 1) // 2
        if is_likely(population, middle, looked_at, found, confidence):
            low = middle
        else:
            high = middle - 1
    return low


def widened(population: int, missing: int, found: int, confidence: Fraction) -> int:
    """The size after `found` misses: the least for which so few would be too few, were `missing` of them gone.

    All of them where the misses are so many already that no smaller number says anything.
    """
    if found >= missing:
        return population
    low, high = found + 1, population
    while low < high:
        middle = (low + high) // 2
        if is_likely(population, missing, middle, found, confidence):
            low = middle + 1
        else:
            high = middle
    return low


def drawn(units: Iterable[str], seed: str, number: int) -> list[str]:
    """The first `number` units by SHA-256 of the seed, a colon and the unit (UTF-8), in hexadecimal digits."""
    return sorted(units, key=lambda unit: sha256(f"{seed}:{unit}".encode()).hexdigest())[:number]
