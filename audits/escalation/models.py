"""Tables of what follows: notices, failures to rectify, and the counts of each day."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audits.escalation.rules import FailureState, Step
from audits.findings.models import Finding
from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment, choice
from people.register.models import Person


class Notice(Base):
    """A step made once: which finding, for which of its dates, to whom, in the digest of which day."""

    __tablename__ = "finding_notice"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"))
    step: Mapped[Step] = mapped_column(choice(Step))
    due_on: Mapped[date] = mapped_column(Date)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date] = mapped_column(Date)

    finding: Mapped[Finding] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("finding_id", "step", "due_on", "person_id"),
        Index("ix_finding_notice_person", "person_id", "day", "id"),
        APPEND_ONLY,
    )


class Failure(Base):
    """That a finding was not remedied by its date, against the official in office when the date had passed."""

    __tablename__ = "failure_to_rectify"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"))
    due_on: Mapped[date] = mapped_column(Date)
    from_on: Mapped[date] = mapped_column(Date)
    official_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post: Mapped[str] = mapped_column(String(200))
    state: Mapped[FailureState] = mapped_column(choice(FailureState), default=FailureState.PROPOSED)
    proposed_on: Mapped[date] = mapped_column(Date)
    explain_until: Mapped[date] = mapped_column(Date)
    explanation: Mapped[str | None] = mapped_column(String(1000))
    explained_at: Mapped[datetime | None] = mapped_column(Moment)
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str | None] = mapped_column(String(400))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)

    finding: Mapped[Finding] = relationship(lazy="raise")
    official: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[official_id])
    decider: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[decider_id])

    __table_args__ = (
        UniqueConstraint("finding_id", "due_on"),
        CheckConstraint("from_on > due_on", name="after_the_date"),
        CheckConstraint("decider_id <> official_id", name="decided_by_another"),
        CheckConstraint("(decider_id IS NULL) = (decided_at IS NULL)", name="decided_by_somebody"),
        Index("ix_failure_to_rectify_state", "state", "id"),
    )


class FindingDay(Base):
    """How many findings stood how at the end of a day, by unit and severity."""

    __tablename__ = "finding_day"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    severity: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    running: Mapped[int] = mapped_column(Integer)
    overdue: Mapped[int] = mapped_column(Integer)
    waiting: Mapped[int] = mapped_column(Integer)
    permitted: Mapped[int] = mapped_column(Integer)

    __table_args__ = APPEND_ONLY


class CarrierDay(Base):
    """How many carriers stood in which state at the end of a day, by grade."""

    __tablename__ = "carrier_day"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    state: Mapped[str] = mapped_column(String(30), primary_key=True)
    rank: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    number: Mapped[int] = mapped_column(Integer)

    __table_args__ = APPEND_ONLY
