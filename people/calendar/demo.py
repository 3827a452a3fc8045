"""Next year's calendar of the invented office: drafted by the security officer, waiting for another person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from sqlalchemy.orm import Session

from kernel import clock
from kernel.console.stage import Stage
from people.calendar import operations
from people.calendar.rules import Kind, SpecialDay, Week
from people.roles.rules import Permission

DAYS_AGO = 3
SOURCE = "Мерекелер туралы заңның ережесі бойынша, жарияланғанға дейін"
FRIDAY = 4


@dataclass(frozen=True)
class Officer:
    """The security officer as the acts know who acts: accounts stand above this room."""

    id: int
    person_id: int
    login: str = "security"
    max_rank: int = 0

    def may(self, permission: StrEnum) -> bool:
        return permission is Permission.KEEP_CALENDAR


def build(stage: Stage) -> None:
    stage.plan(DAYS_AGO, partial(_draft, stage))


def _draft(stage: Stage, session: Session) -> None:
    by = Officer(stage.names["account:security"], stage.names["person:Соколов"])
    year = clock.today().year + 1
    version = operations.draft(session, year, None, source=SOURCE, unit=None, by=by)
    bridge = date(year, 12, 17)
    if bridge.weekday() == FRIDAY:
        five, saturday = frozenset({Week.FIVE}), bridge.replace(day=18)
        for day, kind in ((bridge, Kind.MOVED_OFF), (saturday, Kind.MOVED_WORKING)):
            operations.enter_day(session, version, SpecialDay(day, kind, five, note="Қаулының жобасы № 1"), by=by)
