"""Holds: an investigation, a court or an inspection freezes a carrier by a document."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("carrier") as carrier:
        carrier.add_column(sa.Column("frozen", sa.SmallInteger(), nullable=False, server_default="0"))
        carrier.create_check_constraint(op.f("ck_carrier_frozen_known"), sa.text("frozen BETWEEN 0 AND 2"))
    with op.batch_alter_table("carrier") as carrier:
        carrier.alter_column("frozen", existing_type=sa.SmallInteger(), existing_nullable=False, server_default=None)
    op.create_table(
        "hold",
        sa.Column("id", ID, nullable=False),
        sa.Column("carrier_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("document_no", sa.String(length=60), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("bars_issue", sa.Boolean(), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("lifted_at", MOMENT, nullable=True),
        sa.Column("lifter_id", ID, nullable=True),
        sa.Column("lift_reason", sa.String(length=200), nullable=True),
        sa.CheckConstraint("kind IN ('investigation', 'court', 'inspection')", name=op.f("ck_hold_kind_known")),
        sa.CheckConstraint("(lifted_at IS NULL) = (lift_reason IS NULL)", name=op.f("ck_hold_lifted_says_why")),
        sa.CheckConstraint("(lifted_at IS NULL) = (lifter_id IS NULL)", name=op.f("ck_hold_lifted_by_somebody")),
        sa.ForeignKeyConstraint(["carrier_id"], ["carrier.id"], name=op.f("fk_hold_carrier_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_hold_account_id")),
        sa.ForeignKeyConstraint(["lifter_id"], ["account.id"], name=op.f("fk_hold_lifter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    op.create_index("ix_hold_carrier_id", "hold", ["carrier_id"])


def downgrade() -> None:
    op.drop_table("hold")
    with op.batch_alter_table("carrier") as carrier:
        carrier.drop_constraint(op.f("ck_carrier_frozen_known"), type_="check")
        carrier.drop_column("frozen")
