"""The journal knows when its last entry was written; receipts keep their people and the journal as they were signed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "receipt_signed",
        sa.Column("receipt_id", ID, nullable=False),
        sa.Column("giver", sa.JSON(), nullable=True),
        sa.Column("receiver", sa.JSON(), nullable=True),
        sa.Column("worker", sa.JSON(), nullable=True),
        sa.Column("second", sa.JSON(), nullable=True),
        sa.Column("origin", sa.String(length=80), nullable=False),
        sa.Column("size", ID, nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name=op.f("fk_receipt_signed_receipt_id")),
        sa.PrimaryKeyConstraint("receipt_id", name=op.f("pk_receipt_signed")),
    )
    with op.batch_alter_table("journal_head") as head:
        head.add_column(sa.Column("last_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE journal_head SET last_at = (SELECT entry.at FROM journal_entry AS entry "
        "WHERE entry.log = journal_head.log AND entry.n = journal_head.size - 1)"
    )


def downgrade() -> None:
    with op.batch_alter_table("journal_head") as head:
        head.drop_column("last_at")
    op.drop_table("receipt_signed")
