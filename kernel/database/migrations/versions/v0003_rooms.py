"""Rooms that plug in: the daily steps that were done; the desk no longer keeps what the browser guessed."""

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
    with op.batch_alter_table("basket_row") as basket_row:
        basket_row.drop_column("is_by_hand")


def downgrade() -> None:
    with op.batch_alter_table("basket_row") as basket_row:
        basket_row.add_column(sa.Column("is_by_hand", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_table("daily_run")
