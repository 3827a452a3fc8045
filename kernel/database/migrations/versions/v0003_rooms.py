"""Rooms that plug in: the daily steps that were done; neither the desk's guesses nor digests of PINs are kept."""

from typing import Any

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
    # What was remembered of a request was a plain digest of all its fields, PINs among them: it goes.
    op.drop_table("acted_request")
    _remember_requests(sa.Column("answer", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_table("acted_request")
    _remember_requests(sa.Column("location", sa.String(300), nullable=False))
    with op.batch_alter_table("basket_row") as basket_row:
        basket_row.add_column(sa.Column("is_by_hand", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_table("daily_run")


def _remember_requests(answer: sa.Column[Any]) -> None:
    op.create_table(
        "acted_request",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("asked", sa.LargeBinary(32), nullable=False),
        answer,
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_acted_request"),
    )
