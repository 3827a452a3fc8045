"""Serial numbers of barcodes: one counter a kind, never reused."""

from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.codes.codes import Code, Kind, make_code
from kernel.database.engine import PLAIN, Base, BigId


class Serial(Base):
    """The next free serial of one kind of code in this installation's site."""

    __tablename__ = "serial"

    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    site: Mapped[int] = mapped_column(BigId)
    next: Mapped[int] = mapped_column(BigId)


def begin(session: Session, site: int) -> None:
    """Open the counters of this site at 1; does nothing where they stand already."""
    for kind in (Kind.CARRIER, Kind.PERSON, Kind.PLACE, Kind.ACT):
        if session.get(Serial, kind.value) is None:
            session.add(Serial(kind=kind.value, site=site, next=1))
    session.flush()


def take(session: Session, kind: Kind, count: int = 1) -> list[Code]:
    """The next `count` codes of a kind; the row stays locked until the transaction ends."""
    counter = update(Serial).where(Serial.kind == kind.value).values(next=Serial.next + count)
    after, site = session.execute(counter.returning(Serial.next, Serial.site), execution_options=PLAIN).one()
    return [make_code(kind, site, serial) for serial in range(after - count, after)]


def site(session: Session) -> int | None:
    """The site that this register was prepared as; None before that."""
    return session.scalars(select(Serial.site).limit(1)).first()
