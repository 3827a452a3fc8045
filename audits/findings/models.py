"""Tables of findings. A finding is where it stands; every date, fix, look and decision is a row that stays."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audits.findings.deadlines import DateKind
from audits.findings.rules import EvidenceKind, Extent, Plan, Reason, State, Verdict
from audits.objects.models import InspectedObject
from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment, choice
from people.register.models import Person, Unit


class Finding(Base):
    """One defect at one object. `accountable_id` is the official of the day of the finding and never changes.

    What came back or was never gone follows an ended finding and is of no inspection.

    `due_on` repeats the last row of its dates and `original_due_on` the first, so that lists need no other table.
    """

    __tablename__ = "finding"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger)
    no: Mapped[int] = mapped_column(Integer)
    inspection_id: Mapped[int | None] = mapped_column(BigId, index=True)
    item: Mapped[str] = mapped_column(String(20))
    requirement: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[int | None] = mapped_column(ForeignKey("inspected_object.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    accountable_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post: Mapped[str] = mapped_column(String(200))
    severity: Mapped[int] = mapped_column(SmallInteger)
    description: Mapped[str] = mapped_column(Text)
    found_on: Mapped[date] = mapped_column(Date)
    state: Mapped[State] = mapped_column(choice(State), default=State.DRAFT)
    interim: Mapped[str] = mapped_column(String(400), default="")
    original_due_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    reported_on: Mapped[date | None] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    permit_until: Mapped[date | None] = mapped_column(Date)
    recurrence_of: Mapped[int | None] = mapped_column(ForeignKey("finding.id"), index=True)
    follows: Mapped[int | None] = mapped_column(ForeignKey("finding.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit] = relationship(lazy="raise")
    object: Mapped[InspectedObject | None] = relationship(lazy="raise")
    accountable: Mapped[Person] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("year", "no"),
        CheckConstraint("severity BETWEEN 1 AND 4", name="severity_known"),
        CheckConstraint("(due_on IS NULL) = (original_due_on IS NULL)", name="dated_from_the_first"),
        CheckConstraint("due_on IS NULL OR due_on >= original_due_on", name="never_shortened"),
        Index("ix_finding_state_due", "state", "due_on", "id"),
        Index("ix_finding_unit_state", "unit_id", "state", "due_on"),
        Index("ix_finding_same", "requirement", "object_id", "unit_id"),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def number(self) -> str:
        """As papers name it: the number of its year and the last two digits of the year."""
        return f"{self.no}/{self.year % 100:02d}"


class Deadline(Base):
    """One date of one finding, with what it was counted from, by how many working days and by which calendar."""

    __tablename__ = "finding_deadline"

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    kind: Mapped[DateKind] = mapped_column(choice(DateKind))
    base_on: Mapped[date] = mapped_column(Date)
    days: Mapped[int] = mapped_column(Integer)
    calendar: Mapped[str] = mapped_column(String(40))
    is_preliminary: Mapped[bool]
    due_on: Mapped[date] = mapped_column(Date)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = APPEND_ONLY


class Executor(Base):
    """Somebody whom the accountable official named to make the remedy."""

    __tablename__ = "finding_executor"

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = APPEND_ONLY


class Evidence(Base):
    """What may be looked at, by reference: an act, a carrier, a page. No file is kept."""

    __tablename__ = "finding_evidence"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    kind: Mapped[EvidenceKind] = mapped_column(choice(EvidenceKind))
    reference: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = APPEND_ONLY


class Fix(Base):
    """A remedy as it was reported: by whom, on which day. A rejected one is followed by the next."""

    __tablename__ = "finding_fix"

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(String(400))
    reported_on: Mapped[date] = mapped_column(Date)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = APPEND_ONLY


class Look(Base):
    """What a verifier said of the fix with this number."""

    __tablename__ = "finding_look"

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    is_verified: Mapped[bool]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(String(400))
    looked_on: Mapped[date] = mapped_column(Date)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = APPEND_ONLY


class Extension(Base):
    """More time that was asked for, and what somebody else decided."""

    __tablename__ = "finding_extension"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[Reason] = mapped_column(choice(Reason))
    text: Mapped[str] = mapped_column(String(400))
    interim: Mapped[str] = mapped_column(String(400))
    from_due_on: Mapped[date] = mapped_column(Date)
    asked_due_on: Mapped[date] = mapped_column(Date)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    is_granted: Mapped[bool | None]
    why: Mapped[str | None] = mapped_column(String(400))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)

    asker: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[asker_id])
    decider: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[decider_id])

    __table_args__ = (
        CheckConstraint("decider_id <> asker_id", name="decided_by_another"),
        CheckConstraint("(is_granted IS NULL) = (decided_at IS NULL)", name="decided_once"),
        CheckConstraint("(is_granted IS NULL) = (decider_id IS NULL)", name="decided_by_somebody"),
        CheckConstraint("asked_due_on > from_due_on", name="gives_time"),
    )


class EffectPlan(Base):
    """How it will be seen whether the remedy works; `verdict` and its numbers come later and from the judge alone."""

    __tablename__ = "finding_effect_plan"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    measure: Mapped[str] = mapped_column(String(400))
    target: Mapped[int] = mapped_column(Integer)
    sample: Mapped[int] = mapped_column(Integer)
    judged_on: Mapped[date] = mapped_column(Date)
    judge_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    verdict: Mapped[Verdict | None] = mapped_column(choice(Verdict))
    looked_at: Mapped[int | None] = mapped_column(Integer)
    failed: Mapped[int | None] = mapped_column(Integer)
    note: Mapped[str | None] = mapped_column(String(400))
    verdict_at: Mapped[datetime | None] = mapped_column(Moment)

    judge: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        CheckConstraint("target >= 0 AND target < sample", name="target_within_sample"),
        CheckConstraint("(verdict IS NULL) = (looked_at IS NULL)", name="verdict_has_numbers"),
        CheckConstraint("failed <= looked_at", name="failed_of_looked_at"),
    )

    @property
    def plan(self) -> Plan:
        return Plan(self.judge_id, self.judged_on, self.sample, self.target)


class Annulment(Base):
    """A finding, or its closure, that two persons take back: one asks with a reason and a document, another decides."""

    __tablename__ = "finding_annulment"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    is_of_closure: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(200))
    document_no: Mapped[str] = mapped_column(String(60))
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    is_agreed: Mapped[bool | None]
    decided_at: Mapped[datetime | None] = mapped_column(Moment)

    asker: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[asker_id])
    decider: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[decider_id])

    __table_args__ = (
        CheckConstraint("decider_id <> asker_id", name="of_two"),
        CheckConstraint("(is_agreed IS NULL) = (decided_at IS NULL)", name="decided_once"),
        CheckConstraint("(is_agreed IS NULL) = (decider_id IS NULL)", name="decided_by_somebody"),
    )


class Permit(Base):
    """A time in which work goes on with the defect, under measures, by an order of the head of the body."""

    __tablename__ = "finding_permit"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    order_no: Mapped[str] = mapped_column(String(60))
    measures: Mapped[str] = mapped_column(String(400))
    until_on: Mapped[date] = mapped_column(Date)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = APPEND_ONLY


class ExtentAnswer(Base):
    """Whether another object has the defect of a finding of the gravest severity; the last answer holds."""

    __tablename__ = "finding_extent"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    object_id: Mapped[int] = mapped_column(ForeignKey("inspected_object.id"))
    answer: Mapped[Extent] = mapped_column(choice(Extent))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = APPEND_ONLY
