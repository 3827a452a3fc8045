"""What custody gives to the house: the words of its acts, and the check that the database knows just its steps."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from carriers.custody import queries, replay, words
from kernel.web.rooms import Room, Says


def _steps(session: Session) -> Iterator[str]:
    for fault in queries.transition_faults(session):
        yield words.transition_fault(fault)


ROOM = Room(
    name="carriers.custody",
    checks=(_steps,),
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence),
    replays=(replay.untrue,),
    baselines=(replay.baseline,),
)
