"""Every PIN told from the security log by its mark."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.account import CONSOLE
from kernel.journal import entries as journal
from kernel.journal import replay
from kernel.journal.entries import Log
from kernel.journal.replay import BASELINE, Untrue, mark
from people.register.models import Person

TELLING = frozenset({"set_pin", "bootstrap_pin", "clear_pin", BASELINE})


def baseline(session: Session) -> None:
    for person_id, pin_hash in session.execute(select(Person.id, Person.pin_hash).order_by(Person.id)).all():
        subject = f"person:{person_id}"
        journal.append(session, BASELINE, by=CONSOLE, log=Log.SECURITY, subject=subject, hash=mark(pin_hash))


def untrue(session: Session) -> Iterator[Untrue]:
    for ids in replay.batches(session, select(Person.id)):
        told = replay.bodies(session, Log.SECURITY, [f"person:{one}" for one in ids])
        for person_id, pin_hash in session.execute(select(Person.id, Person.pin_hash).where(Person.id.in_(ids))):
            subject = f"person:{person_id}"
            says = [(n, body.get("hash")) for n, body in told[subject] if body["op"] in TELLING]
            n, standing = says[-1] if says else (None, None)
            if standing != mark(pin_hash):
                yield Untrue(subject, "PIN", n)
