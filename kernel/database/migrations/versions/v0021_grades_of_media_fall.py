"""The grade of a medium falls by an act: commissions of another purpose, the acts and their hands, two terms."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SOURCE = "Default of the product, not seen in a source: confirm with the Instruction"
TERMS = (("sanitising_lowers_grade", 0), ("regrade_commission", 3))


def upgrade() -> None:
    _know("'destruction', 'loss', 'regrade'")
    op.create_table(
        "grade_fall",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.Column("carrier_id", ID, nullable=False),
        sa.Column("movement_n", sa.Integer(), nullable=False),
        sa.Column("from_rank", sa.SmallInteger(), nullable=False),
        sa.Column("to_rank", sa.SmallInteger(), nullable=False),
        sa.Column("sanitising_id", ID, nullable=False),
        sa.Column("commission_id", ID, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("approver_id", ID, nullable=True),
        sa.Column("approved_at", MOMENT, nullable=True),
        sa.CheckConstraint("to_rank >= 0 AND to_rank < from_rank AND from_rank <= 3", name=op.f("ck_grade_fall_falls")),
        sa.CheckConstraint(
            "(approver_id IS NULL) = (approved_at IS NULL)", name=op.f("ck_grade_fall_approved_by_somebody")
        ),
        sa.ForeignKeyConstraint(["carrier_id"], ["carrier.id"], name=op.f("fk_grade_fall_carrier_id")),
        sa.ForeignKeyConstraint(["sanitising_id"], ["sanitising.id"], name=op.f("fk_grade_fall_sanitising_id")),
        sa.ForeignKeyConstraint(["commission_id"], ["commission.id"], name=op.f("fk_grade_fall_commission_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_grade_fall_account_id")),
        sa.ForeignKeyConstraint(["approver_id"], ["account.id"], name=op.f("fk_grade_fall_approver_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade_fall")),
        sa.UniqueConstraint("code", name=op.f("uq_grade_fall_code")),
    )
    op.create_index("ix_grade_fall_carrier", "grade_fall", ["carrier_id", "id"])
    op.create_table(
        "grade_fall_signed",
        sa.Column("fall_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["fall_id"], ["grade_fall.id"], name=op.f("fk_grade_fall_signed_fall_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_grade_fall_signed_person_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_grade_fall_signed_account_id")),
        sa.PrimaryKeyConstraint("fall_id", "person_id", name=op.f("pk_grade_fall_signed")),
        info={"append_only": True},
    )
    every = {"rank": -1, "effective_on": date(2000, 1, 1), "is_verified": False, "source": SOURCE}
    op.bulk_insert(_terms(), [{"key": key, "value": value, **every} for key, value in TERMS])


def downgrade() -> None:
    term = _terms()
    op.execute(term.delete().where(term.c.key.in_([key for key, _value in TERMS])))
    op.drop_table("grade_fall_signed")
    op.drop_table("grade_fall")
    _know("'destruction', 'loss'")


def _know(purposes: str) -> None:
    with op.batch_alter_table("commission") as commission:
        commission.drop_constraint(op.f("ck_commission_purpose_known"), type_="check")
        commission.create_check_constraint(op.f("ck_commission_purpose_known"), sa.text(f"purpose IN ({purposes})"))


def _terms() -> sa.TableClause:
    columns = [sa.column(name) for name in ("key", "rank", "value", "source")]
    return sa.table("term", *columns, sa.column("effective_on", sa.Date), sa.column("is_verified", sa.Boolean))
