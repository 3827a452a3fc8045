"""Tables of clearances."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from kernel.database.engine import Base, BigId, choice
from people.admission.rules import ClearanceFacts, ClearanceState, Element, EndGround


class Clearance(Base):
    """The right of access of one person, with the five elements of art. 29(1), each with its date."""

    __tablename__ = "clearance"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    form: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[ClearanceState] = mapped_column(choice(ClearanceState), default=ClearanceState.ACTIVE)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    contract_no: Mapped[str] = mapped_column(String(60), default="")
    obligation_on: Mapped[date | None] = mapped_column(Date)
    restriction_consent_on: Mapped[date | None] = mapped_column(Date)
    check_consent_on: Mapped[date | None] = mapped_column(Date)
    law_briefing_on: Mapped[date | None] = mapped_column(Date)
    decision_on: Mapped[date | None] = mapped_column(Date)
    decision_no: Mapped[str] = mapped_column(String(60), default="")
    ended_on: Mapped[date | None] = mapped_column(Date)
    end_reason: Mapped[str] = mapped_column(String(200), default="")
    end_ground: Mapped[EndGround | None] = mapped_column(choice(EndGround))
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("form IN (1, 2, 3)", name="form_known"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid_in_order"),
        CheckConstraint("ended_on IS NULL OR ended_on >= valid_from", name="ended_in_order"),
        CheckConstraint("(state = 'terminated') = (ended_on IS NOT NULL)", name="terminated_has_a_day"),
        Index(
            "uq_clearance_one_open",
            "person_id",
            unique=True,
            sqlite_where=ended_on.is_(None),
            postgresql_where=ended_on.is_(None),
        ),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def facts(self) -> ClearanceFacts:
        """This clearance as the rules see it."""
        return ClearanceFacts(
            form=self.form,
            is_suspended=self.state is ClearanceState.SUSPENDED,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            elements={element: getattr(self, f"{element.value}_on") for element in Element},
        )
