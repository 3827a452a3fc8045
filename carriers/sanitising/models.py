"""Table of sanitising records."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from carriers.destruction.rules import Effect, Method
from carriers.sanitising.rules import Verification
from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment, choice
from people.register.models import Person


class Sanitising(Base):
    """One sanitising of one medium, as the certificate tells it (NIST SP 800-88 r1, app. G). It lowers no grade."""

    __tablename__ = "sanitising"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(14), unique=True)
    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"), index=True)
    rank: Mapped[int] = mapped_column(SmallInteger)  # the highest ever written to it
    method: Mapped[Method] = mapped_column(choice(Method))
    effect: Mapped[Effect] = mapped_column(choice(Effect))
    tool: Mapped[str] = mapped_column(String(200))
    serial_read: Mapped[str] = mapped_column(String(80))
    verification: Mapped[Verification] = mapped_column(choice(Verification))
    is_clean: Mapped[bool] = mapped_column(Boolean)
    began_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime] = mapped_column(Moment)
    destination: Mapped[str] = mapped_column(String(200))
    performer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    verifier_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    performer: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[performer_id])
    verifier: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[verifier_id])

    __table_args__ = (
        CheckConstraint("performer_id <> verifier_id", name="another_verifies"),
        CheckConstraint("ended_at >= began_at", name="in_order"),
        CheckConstraint("effect <> 'destroy'", name="destroys_nothing"),
        APPEND_ONLY,
    )
