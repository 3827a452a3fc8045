"""The stage of the demo: where each room puts its part of the invented year, in the order of the rooms."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from kernel import clock
from kernel.account import CONSOLE
from kernel.database.engine import Database
from kernel.database.transactions import transaction

DAYS_AGO = 45  # when the invented room begins
MORNING = time(9, 15)
CONTEXT: Mapping[str, Any] = {"ws": "demo"}


@dataclass(frozen=True)
class Stage:
    """What every part of the demo is given. `carriers` is how many to register; `tick` hears of each batch."""

    database: Database
    carriers: int
    tick: Callable[[int], None]
    names: dict[str, int] = field(default_factory=dict)  # ids that later rooms need, by the room and the word

    planned: list[tuple[int, Callable[[Session], None]]] = field(default_factory=list)

    def plan(self, days_ago: int, work: Callable[[Session], None]) -> None:
        """An act on a day in the past, to be done in its turn among those of every room."""
        self.planned.append((days_ago, work))

    def play(self) -> None:
        """Do what was planned, the longest ago first."""
        for days_ago, work in sorted(self.planned, key=lambda one: -one[0]):
            with self.act(days_ago=days_ago) as session:
                work(session)

    @contextmanager
    def act(self, *, days_ago: int = 0) -> Iterator[Session]:
        """One transaction on the morning of a day in the past, or now where that morning has not come."""
        with clock.frozen(morning(days_ago)), transaction(self.database, by=CONSOLE, context=CONTEXT) as session:
            yield session


def morning(days_ago: int) -> datetime:
    return min(clock.at_local(clock.today() - timedelta(days=days_ago), MORNING), clock.now())
