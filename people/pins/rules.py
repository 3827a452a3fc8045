"""Who may set a PIN, before whom, and what the console still may in a room that has no two workers yet."""

from collections.abc import Collection
from enum import StrEnum

from kernel.objections import Objection
from kernel.secrets import passwords

WORKERS_OF_A_ROOM = 2


class PinGuard(StrEnum):
    WEAK = "PIN-WEAK"
    OLD_WRONG = "PIN-OLD-WRONG"
    NOT_THEIR_PASS = "PIN-NOT-THEIR-PASS"  # noqa: S105 - the name of a guard, not a password
    TWO_WORKERS = "PIN-TWO-WORKERS"
    SAME_PERSON = "PIN-SAME-PERSON"
    WORKER_PIN = "PIN-WORKER"
    SECOND_PIN = "PIN-SECOND"
    WAIT = "PIN-WAIT"
    STANDS = "PIN-STANDS"
    OWN_CLEARED = "PIN-OWN-CLEARED"
    ROOM_STANDS = "PIN-ROOM-STANDS"


def objections_to_digits(new: str) -> list[Objection]:
    return [Objection(PinGuard.WEAK, {"weakness": one.value}) for one in passwords.pin_weaknesses(new)]


def objections_to_presence(holder: int, worker: int | None, second: int | None, *, works: bool) -> list[Objection]:
    """Three different persons sit there: the holder and two workers of the registry; `works`: the second is one."""
    if worker is None or second is None or not works:
        return [Objection(PinGuard.TWO_WORKERS)]
    return [] if len({holder, worker, second}) == 3 else [Objection(PinGuard.SAME_PERSON)]


def objections_to_clearing(holder: int, actor: int | None) -> list[Objection]:
    """Nobody clears their own: they could then set one without anybody's knowing."""
    return [Objection(PinGuard.OWN_CLEARED)] if holder == actor else []


def objections_to_bootstrap(holder: int, workers_with_pin: Collection[int]) -> list[Objection]:
    """The console sets the PINs of the first two workers of a room; from then on the room does it itself."""
    found = [Objection(PinGuard.STANDS)] if holder in workers_with_pin else []
    if len(workers_with_pin) >= WORKERS_OF_A_ROOM:
        found.append(Objection(PinGuard.ROOM_STANDS))
    return found
