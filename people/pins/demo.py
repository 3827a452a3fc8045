"""The PINs of the demo: the first two workers at the console, everybody else before them."""

from sqlalchemy.orm import Session

from kernel.console.stage import DAYS_AGO, Stage
from people.accounts.demo import PIN
from people.accounts.models import Account
from people.pins import operations
from people.pins.operations import Witness
from people.register.models import Person

FIRST = ("clerk", "clerk2")


def build(stage: Stage) -> None:
    """A PIN for every pass."""
    with stage.act(days_ago=DAYS_AGO) as session:
        worker, second = (session.get_one(Account, stage.names[f"account:{login}"]) for login in FIRST)
        for one in (worker, second):
            operations.bootstrap(session, _person(session, one), new=PIN)
        present = [Witness(_person(session, one), PIN) for one in (worker, second)]
        for name, number in stage.names.items():
            person = session.get_one(Person, number) if name.startswith("person:") else None
            if person is not None and person.pin_hash is None:
                operations.set_at_registry(
                    session, person, old="", new=PIN, worker=present[0], second=present[1], address="", by=worker
                )


def _person(session: Session, account: Account) -> Person:
    return session.get_one(Person, account.person_id)
