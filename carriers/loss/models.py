"""Tables of cases of loss."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, Numeric, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from carriers.commission.models import Commission
from carriers.custody.models import Carrier
from carriers.custody.rules import State
from carriers.loss.rules import CaseFacts, Circumstance, Clock, Outcome, Term
from kernel.database.engine import APPEND_ONLY, Base, BigId, Moment, choice
from people.register.models import Person


class LossCase(Base):
    """One disappearance of one carrier. Its terms are those in force on the day when it was declared."""

    __tablename__ = "loss_case"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(14), unique=True)
    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"), index=True)
    circumstance: Mapped[Circumstance] = mapped_column(choice(Circumstance))
    detected_at: Mapped[datetime] = mapped_column(Moment)
    declared_at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    place: Mapped[str] = mapped_column(String(200))
    measures: Mapped[str] = mapped_column(String(400))
    from_state: Mapped[State] = mapped_column(choice(State))
    last_holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    head_due: Mapped[datetime] = mapped_column(Moment)
    authority_due: Mapped[datetime] = mapped_column(Moment)
    search_due: Mapped[datetime] = mapped_column(Moment)
    investigation_due: Mapped[datetime] = mapped_column(Moment)
    head_told_at: Mapped[datetime | None] = mapped_column(Moment)
    authority_told_at: Mapped[datetime | None] = mapped_column(Moment)
    authority_letter: Mapped[str | None] = mapped_column(String(60))
    owner_told_at: Mapped[datetime | None] = mapped_column(Moment)
    search_ended_at: Mapped[datetime | None] = mapped_column(Moment)
    commission_id: Mapped[int | None] = mapped_column(ForeignKey("commission.id"))
    degree: Mapped[int | None] = mapped_column(SmallInteger)
    damage: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    damage_decision: Mapped[str | None] = mapped_column(String(60))
    concluded_at: Mapped[datetime | None] = mapped_column(Moment)
    conclusion: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome))
    lost_at: Mapped[datetime | None] = mapped_column(Moment)
    consent_no: Mapped[str | None] = mapped_column(String(60))
    consent_on: Mapped[date | None] = mapped_column(Date)
    found_at: Mapped[datetime | None] = mapped_column(Moment)
    found_place: Mapped[str | None] = mapped_column(String(200))
    found_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    found_sheets: Mapped[int | None] = mapped_column(Integer)
    seal_state: Mapped[str | None] = mapped_column(String(200))
    exposed_to: Mapped[str | None] = mapped_column(String(400))
    version: Mapped[int] = mapped_column(default=1)

    carrier: Mapped[Carrier] = relationship(lazy="raise")
    last_holder: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[last_holder_id])
    commission: Mapped[Commission | None] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("detected_at <= declared_at", name="detected_before_declared"),
        CheckConstraint("degree IS NULL OR degree BETWEEN 0 AND 3", name="degree_known"),
        CheckConstraint("damage IS NULL OR degree IS NOT NULL", name="damage_after_degree"),
        CheckConstraint("(lost_at IS NULL) = (consent_no IS NULL)", name="lost_by_consent"),
        CheckConstraint("(outcome IS NOT NULL AND outcome <> 'lost') = (found_at IS NOT NULL)", name="found_is_told"),
        Index("ix_loss_case_outcome", "outcome", "investigation_due"),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """Every term of the case, in the order in which they run out."""
        ended, since = self.found_at or self.lost_at, self.declared_at
        return (
            Clock(Term.HEAD, since, self.head_due, self.head_told_at),
            Clock(Term.AUTHORITY, since, self.authority_due, self.authority_told_at),
            Clock(Term.SEARCH, since, self.search_due, self.search_ended_at or ended),
            Clock(Term.INVESTIGATION, since, self.investigation_due, self.concluded_at or ended),
        )


class SearchAction(Base):
    """One place looked at: when, where, by whom, before whom, with what result."""

    __tablename__ = "search_action"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("loss_case.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    place: Mapped[str] = mapped_column(String(200))
    result: Mapped[str] = mapped_column(String(400))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    witness_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    written_at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[person_id])
    witness: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[witness_id])

    __table_args__ = (CheckConstraint("person_id <> witness_id", name="two_look"), APPEND_ONLY)


def facts(case: LossCase, *, has_search: bool) -> CaseFacts:
    """The case as the guards see it."""
    return CaseFacts(
        detected_at=case.detected_at,
        outcome=case.outcome,
        has_search=has_search,
        has_commission=case.commission_id is not None,
        has_degree=case.degree is not None,
        has_damage=case.damage is not None,
        has_conclusion=case.concluded_at is not None,
        is_authority_told=case.authority_told_at is not None,
        last_holder_id=case.last_holder_id,
    )
