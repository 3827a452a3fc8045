"""The law as rows: rules by their days, values of the monthly calculation index, terms, types of breach."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """What somebody was on the day of the offence: admitted, admitted before, never."""

    CURRENT = "current"
    FORMER = "former"
    NEVER = "never"


class Branch(StrEnum):
    ADMINISTRATIVE = "administrative"
    CRIMINAL = "criminal"


@dataclass(frozen=True)
class LiabilityRule:
    """One wording of one part of an article. `covers` is empty where the text limits nobody; fines are in MCI.

    A draft has no days and is never applied.
    """

    code: str
    branch: Branch
    article: str
    part: str
    covers: frozenset[Status]
    fine: int | None
    fine_of_official: int | None
    effective_from: date | None
    effective_to: date | None
    source: str
    is_verified: bool

    def holds(self, on: date) -> bool:
        """Whether this wording is the law on a day."""
        begun = self.effective_from is not None and self.effective_from <= on
        return begun and (self.effective_to is None or on <= self.effective_to)

    def reaches(self, status: Status) -> bool:
        return not self.covers or status in self.covers

    def fine_for(self, *, is_official: bool) -> int | None:
        return self.fine_of_official if is_official and self.fine_of_official is not None else self.fine


@dataclass(frozen=True)
class Part:
    """An article and its part, whatever its wording."""

    article: str
    part: str


@dataclass(frozen=True)
class BreachType:
    """One type of the catalogue. `status` is whom it can be of only; the names are by language."""

    code: str
    severity: int
    status: Status | None
    administrative: Part | None
    criminal: Part | None
    criminal_large: Part | None  # with large damage
    planned: str  # the code of a draft that would cover it
    is_official: bool  # the offence of an official by its nature
    names: Mapping[str, str]


class NoValue(LookupError):
    """No value of the index is known on this day."""


class NoRule(LookupError):
    """No wording of this part was in force on this day."""


@dataclass(frozen=True)
class Law:
    """All of it, as the engine asks it."""

    rules: tuple[LiabilityRule, ...]
    index: tuple[tuple[date, Decimal], ...]  # each holds to the end of its year, or to the next
    terms: tuple[tuple[str, date, int], ...]
    types: Mapping[str, BreachType]

    def rule(self, part: Part, on: date) -> LiabilityRule:
        """The wording in force on a day. Raises NoRule."""
        found = next((one for one in self._of(part) if one.holds(on)), None)
        if found is None:
            raise NoRule(part, on)
        return found

    def later(self, rule: LiabilityRule, until: date) -> Iterator[LiabilityRule]:
        """The wordings that came after this one, up to a day."""
        for one in self._of(Part(rule.article, rule.part)):
            if one.effective_from and rule.effective_from and rule.effective_from < one.effective_from <= until:
                yield one

    def _of(self, part: Part) -> Iterable[LiabilityRule]:
        return (one for one in self.rules if (one.article, one.part) == (part.article, part.part))

    def by_code(self, code: str) -> LiabilityRule | None:
        return next((one for one in self.rules if one.code == code), None)

    def index_on(self, on: date) -> Decimal:
        """The index in tenge on a day (КоАП, art. 44(1)). Raises NoValue."""
        begun = [(since, value) for since, value in self.index if since <= on]
        since, value = max(begun, default=(date.min, Decimal(0)))
        if not begun or since.year != on.year:
            raise NoValue(on)
        return value

    def term(self, key: str, on: date) -> int:
        """A number of the law in force on a day. Raises NoRule."""
        begun = [(since, value) for name, since, value in self.terms if name == key and since <= on]
        if not begun:
            raise NoRule(key, on)
        return max(begun)[1]
