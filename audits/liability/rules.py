"""What follows from a breach by the law of its day, pure: a proposal that a person decides on.

The law in force when the offence was committed applies (КоАП, art. 4); a stricter one never reaches back, a softer one
is offered (art. 5). Sums are whole tenge, terms end as art. 739 says.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise

from audits.liability.law import BreachType, Law, LiabilityRule, NoRule, Status
from people.calendar.rules import MONTHS, plus_months
from people.register.rules import Category

TENGE = Decimal(1)
PERCENT = 100
WITHOUT_FINE = frozenset({Category.CONSCRIPT, Category.CADET})  # art. 32(3)-(4): materials go to their commander


class Proposal(StrEnum):
    ADMINISTRATIVE = "administrative"
    DISCIPLINARY = "disciplinary"
    CRIMINAL_REFERRAL = "criminal_referral"
    NONE = "none"


class Why(StrEnum):
    """What a proposal rests on, or why there is none."""

    RULE_OF_THE_DAY = "rule_of_the_day"
    NOT_COVERED = "not_covered"
    NO_PART = "no_part"
    ONLY_PLANNED = "only_planned"
    WITHOUT_FINE = "without_fine"
    TIME_BARRED = "time_barred"
    LOSS = "loss"
    LARGE_DAMAGE = "large_damage"


class OrderFault(ValueError):
    """Two days of the facts are in the wrong order: `later` lies before `earlier`."""

    def __init__(self, later: str, earlier: str) -> None:
        super().__init__(later, earlier)
        self.later, self.earlier = later, earlier


class Contradiction(ValueError):
    """This type of breach can be of another status only: `only`."""

    def __init__(self, only: Status) -> None:
        super().__init__(only)
        self.only = only


@dataclass(frozen=True)
class Facts:
    """A breach as the law looks at it. Days that are unknown are None; damage is in tenge."""

    type: BreachType
    offence_on: date
    discovered_on: date | None = None
    opened_on: date | None = None
    status: Status | None = None
    category: Category | None = None
    damage: Decimal | None = None
    is_continuing: bool = False
    as_of: date | None = None

    @property
    def case_on(self) -> date:
        """When the case was opened; as long as it is not, the day of the assessment or the last that is known."""
        return self.opened_on or self.as_of or self.discovered_on or self.offence_on

    @property
    def is_provisional(self) -> bool:
        """Whether a sum may still change: the index is that of the day on which the case opens (КоАП, art. 44(1))."""
        return self.opened_on is None

    @property
    def judged_on(self) -> date:
        """The day of which the assessment speaks."""
        return self.as_of or self.case_on


@dataclass(frozen=True)
class Assessment:
    """What is proposed and why. `rule` is the wording that applies, `named` one that was looked at and does not reach
    the person; `softer` a later wording to be offered; `otherwise` the rule where no crime is found."""

    facts: Facts
    status: Status
    proposal: Proposal
    why: Why
    rule: LiabilityRule | None = None
    named: LiabilityRule | None = None
    mci: int | None = None
    mci_value: Decimal | None = None
    amount: int | None = None
    reduced_amount: int | None = None
    limitation_on: date | None = None
    time_barred: bool = False
    softer: LiabilityRule | None = None
    otherwise: LiabilityRule | None = None


Forward = Callable[[date], date]


def assess(facts: Facts, law: Law, forward: Forward) -> Assessment:
    """The proposal for one breach; `forward` gives the working day on or after a day.

    Raises OrderFault, Contradiction, NoRule, NoValue.
    """
    _check(facts)
    status = facts.status or facts.type.status or Status.CURRENT
    criminal = _criminal(facts, status, law)
    if criminal is not None:
        return criminal
    part = facts.type.administrative
    if part is None:
        why = Why.ONLY_PLANNED if facts.type.planned else Why.NO_PART
        return Assessment(facts, status, Proposal.NONE, why)
    rule = law.rule(part, facts.offence_on)
    if not rule.reaches(status):
        return Assessment(facts, status, Proposal.NONE, Why.NOT_COVERED, named=rule)
    until = limitation(facts, law, forward)
    is_barred = until is not None and facts.judged_on > until
    if facts.category in WITHOUT_FINE:
        found = Assessment(facts, status, Proposal.DISCIPLINARY, Why.WITHOUT_FINE, rule)
    elif is_barred:
        found = Assessment(facts, status, Proposal.NONE, Why.TIME_BARRED, rule)
    else:
        found = _fined(facts, status, rule, law)
    return _until(found, until, is_barred=is_barred)


def _check(facts: Facts) -> None:
    """Offence, discovery, case and assessment follow each other; the status is one that the type can be of."""
    known = [
        ("offence_on", facts.offence_on),
        ("discovered_on", facts.discovered_on),
        ("opened_on", facts.opened_on),
        ("as_of", facts.as_of),
    ]
    given = [(name, day) for name, day in known if day is not None]
    for (earlier, one), (later, other) in pairwise(given):
        if other < one:
            raise OrderFault(later, earlier)
    only = facts.type.status
    if only is not None and facts.status is not None and facts.status is not only:
        raise Contradiction(only)


def _criminal(facts: Facts, status: Status, law: Law) -> Assessment | None:
    """A crime comes first: loss by negligence whatever the damage, and above the threshold its graver part."""
    if facts.type.criminal is None or facts.type.criminal_large is None:
        return None
    value = None
    part, why = facts.type.criminal, Why.LOSS
    if facts.damage is not None:
        value = law.index_on(facts.case_on)
        if facts.damage > value * law.term("large_damage_mci", facts.offence_on):
            part, why = facts.type.criminal_large, Why.LARGE_DAMAGE
    rule = law.rule(part, facts.offence_on)
    if not rule.reaches(status):
        return None
    other = facts.type.administrative
    looked_at = law.rule(other, facts.offence_on) if other else None
    otherwise = looked_at if looked_at and looked_at.reaches(status) else None
    referral = Proposal.CRIMINAL_REFERRAL
    return Assessment(facts, status, referral, why, rule, mci_value=value, otherwise=otherwise)


def _fined(facts: Facts, status: Status, rule: LiabilityRule, law: Law) -> Assessment:
    fine = _fine(facts, rule, law)
    value = law.index_on(facts.case_on)
    amount = (value * fine).quantize(TENGE, ROUND_HALF_UP)
    percent = law.term("reduced_percent", facts.offence_on)
    reduced = (amount * percent / PERCENT).quantize(TENGE, ROUND_HALF_UP)
    later = (one for one in law.later(rule, facts.judged_on) if one.reaches(status) and one.fine is not None)
    softer = [one for one in later if _fine(facts, one, law) < fine]
    return Assessment(
        facts,
        status,
        Proposal.ADMINISTRATIVE,
        Why.RULE_OF_THE_DAY,
        rule,
        mci=fine,
        mci_value=value,
        amount=int(amount),
        reduced_amount=int(reduced),
        softer=min(softer, key=lambda one: _fine(facts, one, law), default=None),
    )


def _fine(facts: Facts, rule: LiabilityRule, law: Law) -> int:
    """In MCI, never above what a natural person pays (art. 44(2)). Raises NoRule where the row names no sum."""
    fine = rule.fine_for(is_official=facts.type.is_official)
    if fine is None:
        raise NoRule(rule.code, facts.offence_on)
    return min(fine, law.term("natural_cap_mci", facts.offence_on))


def limitation(facts: Facts, law: Law, forward: Forward) -> date | None:
    """The last day on which somebody can be held liable (art. 62(2)-(3)), moved to a working day (art. 739(5)).

    None where the offence continues and nobody has discovered it yet.
    """
    months = law.term("limitation_months", facts.offence_on)
    years = law.term("limitation_years", facts.offence_on)
    ends = [] if facts.is_continuing else [plus_months(facts.offence_on, years * MONTHS)]
    ends += [plus_months(facts.discovered_on, months)] if facts.discovered_on else []
    return forward(min(ends)) if ends else None


def _until(found: Assessment, until: date | None, *, is_barred: bool) -> Assessment:
    return replace(found, limitation_on=until, time_barred=is_barred)
