"""Rooms that plug in: the daily steps that were done."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "daily_run",
        sa.Column("step", sa.String(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("step", "day", name="pk_daily_run"),
    )


def downgrade() -> None:
    op.drop_table("daily_run")
