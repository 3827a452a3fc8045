"""Who holds a post on a day, and what a tenure may not be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel.objections import Objection
from people.register.rules import Presence


class TenureKind(StrEnum):
    """How somebody holds a post: appointed to it, or acting for who is appointed or for nobody."""

    SUBSTANTIVE = "substantive"
    ACTING = "acting"


class PostGuard(StrEnum):
    HEAD_TAKEN = "HEAD-TAKEN"
    TENURE_ORDER = "TENURE-ORDER"
    TENURE_OVERLAPS = "TENURE-OVERLAPS"
    TENURE_ENDED = "TENURE-ENDED"
    NOT_WORKING = "NOT-WORKING"
    OWN_POST = "OWN-POST"


@dataclass(frozen=True)
class Span:
    """One tenure: who, how, from and to which day, both included; None is open."""

    person_id: int
    kind: TenureKind
    first_on: date
    last_on: date | None

    def covers(self, on: date) -> bool:
        return self.first_on <= on and (self.last_on is None or on <= self.last_on)

    def meets(self, other: "Span") -> bool:
        """Whether both hold on some day."""
        ends_before = self.last_on is not None and self.last_on < other.first_on
        return not ends_before and (other.last_on is None or self.first_on <= other.last_on)


def holding(tenures: Iterable[Span], on: date) -> Span | None:
    """Who answers for the post on a day: who acts before who is appointed; None where it is vacant."""
    covering = [one for one in tenures if one.covers(on)]
    return next((one for one in covering if one.kind is TenureKind.ACTING), None) or next(iter(covering), None)


def objections_to_tenure(
    asked: Span, others: Sequence[Span], presence: Presence, actor_person_id: int | None
) -> list[Objection]:
    """Every reason not to put this person on this post; `presence` is theirs on the first day."""
    found = []
    if asked.last_on is not None and asked.last_on < asked.first_on:
        found.append(Objection(PostGuard.TENURE_ORDER))
    if presence in (Presence.NOT_YET, Presence.DISMISSED):
        found.append(Objection(PostGuard.NOT_WORKING))
    if asked.person_id == actor_person_id:
        found.append(Objection(PostGuard.OWN_POST))
    if any(one.kind is asked.kind and one.meets(asked) for one in others):
        found.append(Objection(PostGuard.TENURE_OVERLAPS))
    return found


def objections_to_end(tenure: Span, last_on: date) -> list[Objection]:
    """A tenure ends once, and not before it began."""
    if tenure.last_on is not None:
        return [Objection(PostGuard.TENURE_ENDED, {"on": tenure.last_on})]
    return [Objection(PostGuard.TENURE_ORDER)] if last_on < tenure.first_on else []
