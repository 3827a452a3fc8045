"""Tables of accounts and their sign-ins."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, LargeBinary, SmallInteger, String, and_
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from kernel import clock
from kernel.database.engine import Base, BigId, Moment, choice
from kernel.grades import Grade
from people.admission.models import Clearance
from people.admission.rules import highest_opened
from people.register.models import Person
from people.roles.rules import Role, permissions


class AccountRole(Base):
    __tablename__ = "account_role"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(choice(Role), primary_key=True)


class Account(Base):
    """A login. `granted_rank` is the highest grade it may ever be shown; `max_rank` is what it is shown today."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    login: Mapped[str] = mapped_column(String(60), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change: Mapped[bool] = mapped_column(Boolean, default=True)
    one_time_until: Mapped[datetime | None] = mapped_column(Moment)  # until then a one-time password opens it, once
    is_disabled: Mapped[bool] = mapped_column(Boolean, default=False)
    granted_rank: Mapped[int] = mapped_column("max_rank", SmallInteger, default=0)
    language: Mapped[str] = mapped_column(String(2), default="ru")
    created_at: Mapped[datetime] = mapped_column(Moment)
    last_sign_in_at: Mapped[datetime | None] = mapped_column(Moment)

    person: Mapped[Person | None] = relationship(lazy="joined")
    clearance: Mapped[Clearance | None] = relationship(
        primaryjoin=lambda: and_(foreign(Account.person_id) == Clearance.person_id, Clearance.ended_on.is_(None)),
        lazy="joined",
        viewonly=True,
    )
    role_rows: Mapped[list[AccountRole]] = relationship(lazy="selectin")

    __table_args__ = (CheckConstraint("max_rank BETWEEN 0 AND 3", name="max_rank_known"),)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(row.role for row in self.role_rows)

    @property
    def max_rank(self) -> int:
        """Today's highest grade, the lower of what was granted and what its person's admission opens (G-RANKVIEW)."""
        if self.person is None:
            return min(self.granted_rank, Grade.OFFICIAL_USE)
        clearance = self.clearance if self.clearance and self.clearance.ended_on is None else None
        facts = clearance.facts if clearance else None
        citizenship, treaty = self.person.citizenship, self.person.treaty_ref
        return min(
            self.granted_rank, highest_opened(facts, citizenship=citizenship, treaty_ref=treaty, on=clock.today())
        )

    def may(self, permission: StrEnum) -> bool:
        return permission in permissions(self.roles)


class SignIn(Base):
    """One session of one account at one workstation, kept here so that it can be ended at once."""

    __tablename__ = "sign_in"

    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    station: Mapped[str] = mapped_column(String(80))
    started_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    is_locked: Mapped[bool] = mapped_column(Boolean, default=False)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
