"""Repeat and systematic breaches by interval stabbing, pure (audits.md 4.3).

All breaches of one key (a subject and a sameness) that fall into one bucket are an episode. An episode counts against
its subject in a closed interval of days; a breach is judged by the intervals of its key that hold the day on which it
was committed. Days are those of the room's calendar as they were entered; no time of day takes part.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from heapq import heappop, heappush

from people.calendar.rules import last_of_month, plus_months

ONE = timedelta(days=1)


class Subject(StrEnum):
    PERSON = "person"
    UNIT = "unit"


class Same(StrEnum):
    REQUIREMENT = "requirement"
    GROUP = "group"
    ANY = "any"


class Prior(StrEnum):
    """From when an episode counts: from the fact itself, or from the day after the subject was told of it."""

    FACT = "fact"
    KNOWN = "known"


class Bucket(StrEnum):
    """What makes breaches one episode."""

    BREACH = "breach"
    DAY = "day"
    INSPECTION = "inspection"
    INSPECTION_OR_DAY = "inspection_or_day"


class Unit(StrEnum):
    MONTHS = "months"
    CALENDAR_MONTHS = "calendar_months"
    DAYS = "days"


@dataclass(frozen=True)
class Window:
    """How long an episode counts: n months, n calendar months of which that of the episode is the first, or n days."""

    unit: Unit
    number: int

    def end(self, day: date) -> date:
        """The last day, itself counted; later than `day` is later or equal for a later one."""
        match self.unit:
            case Unit.MONTHS:
                return plus_months(day, self.number)
            case Unit.CALENDAR_MONTHS:
                return last_of_month(plus_months(day.replace(day=1), self.number - 1))
            case Unit.DAYS:
                return date.max if self.number > (date.max - day).days else day + timedelta(days=self.number)


@dataclass(frozen=True)
class Rule:
    """Who and what is compared, how long, and from how many on it fires.

    The threshold counts other episodes where priors must be known, and the breach's own episode with them where facts
    are counted.
    """

    subject: Subject
    same: Same
    window: Window
    prior: Prior = Prior.KNOWN
    episode: Bucket = Bucket.INSPECTION_OR_DAY
    threshold: int = 1


@dataclass(frozen=True)
class Breach:
    """One confirmed breach with the day it was committed; empty texts are unknown."""

    id: str
    person: str
    unit: str
    group: str
    requirement: str
    occurred_on: date
    known_on: date | None
    inspection: str


@dataclass(frozen=True)
class Episode:
    """Breaches that count as one, and the closed interval in which they do; both days None where they never do."""

    bucket: tuple[str, str]
    members: tuple[str, ...]
    from_day: date | None
    until_day: date | None


@dataclass(frozen=True)
class Verdict:
    """How many episodes counted when a breach was committed, and the breaches of the others among them."""

    breach: str
    count: int
    fires: bool
    priors: tuple[str, ...]


Key = tuple[str, str]


def key(breach: Breach, rule: Rule) -> Key | None:
    """The subject and the sameness of a breach; None where one of them is unknown: it is like no other."""
    subject = breach.person if rule.subject is Subject.PERSON else breach.unit
    same = {Same.REQUIREMENT: breach.requirement, Same.GROUP: breach.group, Same.ANY: "any"}[rule.same]
    return (subject, same) if subject and same else None


def bucket(breach: Breach, rule: Rule) -> tuple[str, str]:
    """Which episode of its key a breach belongs to; where no inspection found it, it stands for itself or its day."""
    if rule.episode in (Bucket.INSPECTION, Bucket.INSPECTION_OR_DAY) and breach.inspection:
        return "inspection", breach.inspection
    if rule.episode in (Bucket.DAY, Bucket.INSPECTION_OR_DAY):
        return "day", breach.occurred_on.isoformat()
    return "breach", breach.id


def episode(of: tuple[str, str], members: Sequence[Breach], rule: Rule) -> Episode:
    """The interval of these breaches together: of an episode nobody was told of there is none where that is asked."""
    ids = tuple(one.id for one in members)
    if rule.prior is Prior.FACT:
        first = min(one.occurred_on for one in members)
        return Episode(of, ids, first, rule.window.end(first))
    known = [one.known_on for one in members if one.known_on is not None]
    if not known or min(known) == date.max:
        return Episode(of, ids, None, None)
    return Episode(of, ids, min(known) + ONE, rule.window.end(max(known)))


def detect(breaches: Iterable[Breach], rule: Rule) -> Iterator[Verdict]:
    """A verdict for each breach, in no order."""
    by_key: dict[Key | None, list[Breach]] = defaultdict(list)
    for one in breaches:
        by_key[key(one, rule)].append(one)
    for one in by_key.pop(None, []):
        yield Verdict(one.id, 0, fires=False, priors=())
    for of_key in by_key.values():
        yield from _of_key(of_key, rule)


def _of_key(breaches: Sequence[Breach], rule: Rule) -> Iterator[Verdict]:
    """Sweep the days of one key: episodes enter on their first day and leave after their last."""
    by_bucket: dict[tuple[str, str], list[Breach]] = defaultdict(list)
    for one in breaches:
        by_bucket[bucket(one, rule)].append(one)
    episodes = [episode(of, members, rule) for of, members in by_bucket.items()]
    coming = sorted((one.from_day, number) for number, one in enumerate(episodes) if one.from_day is not None)
    leaving: list[tuple[date, int]] = []
    standing: dict[int, Episode] = {}
    entered = 0
    for breach in sorted(breaches, key=lambda one: one.occurred_on):
        while entered < len(coming) and coming[entered][0] <= breach.occurred_on:
            number = coming[entered][1]
            standing[number] = episodes[number]
            heappush(leaving, (episodes[number].until_day or date.max, number))
            entered += 1
        while leaving and leaving[0][0] < breach.occurred_on:
            del standing[heappop(leaving)[1]]
        yield _verdict(breach, standing.values(), rule)


def _verdict(breach: Breach, standing: Iterable[Episode], rule: Rule) -> Verdict:
    own = bucket(breach, rule)
    found = list(standing)
    others = [one for one in found if one.bucket != own]
    count = len(found) if rule.prior is Prior.FACT else len(others)
    priors = tuple(member for one in others for member in one.members)
    return Verdict(breach.id, count, fires=count >= rule.threshold, priors=priors)
