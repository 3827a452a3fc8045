"""Why an act is refused: guards with their data, all at once, never a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Objection:
    """One guard that says no. `data` fills the sentence shown to a person; `bars` is False for a warning."""

    guard: StrEnum
    data: dict[str, Any] = field(default_factory=dict)
    bars: bool = True


class Refused(Exception):
    """An act that the rules refuse: nothing of it is kept but the entry that it was tried.

    `subject` holds the ids of what it was tried on by their kinds; the entry stands under the first of them.
    """

    def __init__(self, act: str, objections: Sequence[Objection], subject: Mapping[str, int] | None = None) -> None:
        super().__init__(f"{act}: {', '.join(o.guard.value for o in objections)}")
        self.act = act
        self.objections = tuple(objections)
        self.subject = dict(subject or {})


def refuse_if(act: str, objections: Sequence[Objection], **subject: int) -> None:
    """Raise Refused with every barring objection; warnings alone do not stop an act."""
    barring = [objection for objection in objections if objection.bars]
    if barring:
        raise Refused(act, barring, subject)


def there(thing: Thing | None) -> Thing:
    """What the guards before have found to be there. Raises LookupError: no act goes on without it."""
    if thing is None:
        raise LookupError
    return thing
