"""Tables of inspections. Answers, acts and signatures are rows that stay; the inspection is where it stands."""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audits.inspections.rules import Given, How, Kind, Mark, Matter, Reply, Stage
from audits.objects.models import InspectedObject
from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment, choice
from people.register.models import Person, Unit


class Inspection(Base):
    """One inspection of one unit (and, where it is named, of one object), by one version of the checklist.

    `seed` is the root of the journal at the order and what the team threw: nobody chose it alone.
    """

    __tablename__ = "inspection"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger)
    no: Mapped[int] = mapped_column(Integer)
    kind: Mapped[Kind] = mapped_column(choice(Kind))
    matter: Mapped[Matter] = mapped_column(choice(Matter))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    object_id: Mapped[int | None] = mapped_column(ForeignKey("inspected_object.id"), index=True)
    first_on: Mapped[date] = mapped_column(Date, index=True)
    last_on: Mapped[date] = mapped_column(Date)
    period_from: Mapped[date] = mapped_column(Date)
    period_to: Mapped[date] = mapped_column(Date)
    basis: Mapped[str] = mapped_column(String(200))
    order_no: Mapped[str] = mapped_column(String(60), default="")
    order_on: Mapped[date | None] = mapped_column(Date)
    checklist_no: Mapped[int | None] = mapped_column(Integer)
    checklist_sha256: Mapped[str | None] = mapped_column(String(64))
    seed: Mapped[str] = mapped_column(String(100), default="")
    stage: Mapped[Stage] = mapped_column(choice(Stage), default=Stage.PLANNED)
    planner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    delivered_on: Mapped[date | None] = mapped_column(Date)
    is_refused: Mapped[bool] = mapped_column(Boolean, default=False)
    objections_until: Mapped[date | None] = mapped_column(Date)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit] = relationship(lazy="raise")
    object: Mapped[InspectedObject | None] = relationship(lazy="raise")
    team: Mapped[list["TeamMember"]] = relationship(lazy="selectin", order_by="TeamMember.position")

    __table_args__ = (
        UniqueConstraint("year", "no"),
        CheckConstraint("last_on >= first_on", name="in_order"),
        CheckConstraint("period_to >= period_from", name="period_in_order"),
        CheckConstraint("(approver_id IS NULL) = (approved_at IS NULL)", name="approved_by_somebody"),
        CheckConstraint("approver_id <> planner_id", name="approved_by_another"),
        Index("ix_inspection_stage", "stage", "first_on", "id"),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def number(self) -> str:
        """As papers name it: the number of its year and the last two digits of the year."""
        return f"{self.no}/{self.year % 100:02d}"

    @property
    def members(self) -> frozenset[int]:
        """The team as persons."""
        return frozenset(one.person_id for one in self.team)

    @property
    def leader_id(self) -> int | None:
        return next((one.person_id for one in self.team if one.leads), None)


class TeamMember(Base):
    """One person of the team, in the order in which papers name them."""

    __tablename__ = "inspection_member"

    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    leads: Mapped[bool] = mapped_column(Boolean)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = APPEND_ONLY


class Answer(Base):
    """What one inspector said of one item at one moment. Another answer is another row; none is overwritten."""

    __tablename__ = "inspection_answer"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"))
    item: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    mark: Mapped[Mark] = mapped_column(choice(Mark))
    how: Mapped[How] = mapped_column(choice(How))
    looked_at: Mapped[int | None] = mapped_column(Integer)
    of: Mapped[int | None] = mapped_column(Integer)
    failed: Mapped[int | None] = mapped_column(Integer)
    note: Mapped[str] = mapped_column(String(1000), default="")
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (Index("ix_inspection_answer_item", "inspection_id", "item", "id"), APPEND_ONLY)

    @property
    def given(self) -> Given:
        return Given(self.id, self.item, self.person_id, self.mark)


class Settlement(Base):
    """Which of the differing answers the leader lets stand; it holds until somebody answers the item anew."""

    __tablename__ = "inspection_settlement"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    item: Mapped[str] = mapped_column(String(20))
    answer_id: Mapped[int] = mapped_column(ForeignKey("inspection_answer.id"))
    until_answer_id: Mapped[int] = mapped_column(BigId)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = APPEND_ONLY


class InspectionAct(Base):
    """An act as it was drawn up: its whole text as data, and the hash that each signature names."""

    __tablename__ = "inspection_act"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    no: Mapped[int] = mapped_column(Integer)
    year: Mapped[int] = mapped_column(SmallInteger)
    conclusion: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = APPEND_ONLY

    @property
    def number(self) -> str:
        return f"{self.no}/{self.year % 100:02d}"


class ActSigned(Base):
    """One of the team under one act, in their own session."""

    __tablename__ = "inspection_act_signed"

    act_id: Mapped[int] = mapped_column(ForeignKey("inspection_act.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = APPEND_ONLY


class Delivery(Base):
    """That the head of the unit knows an act: by their own PIN, or refused before a witness."""

    __tablename__ = "inspection_delivery"

    act_id: Mapped[int] = mapped_column(ForeignKey("inspection_act.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    is_refused: Mapped[bool] = mapped_column(Boolean)
    witness_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[person_id])

    __table_args__ = (
        CheckConstraint("is_refused = (witness_id IS NOT NULL)", name="refused_before_witness"),
        APPEND_ONLY,
    )


class ActObjection(Base):
    """What the head of the unit has against an act, and what the team answered."""

    __tablename__ = "inspection_objection"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    reply: Mapped[Reply | None] = mapped_column(choice(Reply))
    reply_text: Mapped[str | None] = mapped_column(Text)
    replier_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    replied_at: Mapped[datetime | None] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[person_id])

    __table_args__ = (CheckConstraint("(reply IS NULL) = (replied_at IS NULL)", name="replied_once"),)


class Sample(Base):
    """A drawing that anybody can repeat: the size for its numbers, and the seed. A wider one follows a miss.

    `first_id` is the drawing that it goes on with: that one keeps the order of the whole population.
    """

    __tablename__ = "inspection_sample"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    first_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_sample.id"))
    population: Mapped[int] = mapped_column(Integer)
    missing: Mapped[int] = mapped_column(Integer)
    share: Mapped[str] = mapped_column(String(20))
    confidence: Mapped[str] = mapped_column(String(20))
    misses: Mapped[int] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(Integer)
    seed: Mapped[str] = mapped_column(String(100))
    max_rank: Mapped[int] = mapped_column(SmallInteger)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (CheckConstraint("size <= population", name="of_population"), APPEND_ONLY)


class SampleUnit(Base):
    """One carrier of the population in its place in the order of the drawing: the first ones of them are drawn."""

    __tablename__ = "inspection_sample_unit"

    sample_id: Mapped[int] = mapped_column(ForeignKey("inspection_sample.id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"))

    __table_args__ = APPEND_ONLY


class Seen(Base):
    """A carrier held against the register at one moment: what the register said, and whether it was so."""

    __tablename__ = "inspection_seen"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"))
    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"))
    state: Mapped[str] = mapped_column(String(30))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    rank: Mapped[int] = mapped_column(SmallInteger)
    is_as_registered: Mapped[bool] = mapped_column(Boolean)
    note: Mapped[str] = mapped_column(String(400), default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (Index("ix_inspection_seen_carrier", "inspection_id", "carrier_id", "id"), APPEND_ONLY)
