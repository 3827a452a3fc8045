"""The journal is asked by day. Triggers grow with this revision too, as every upgrade makes them anew."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_journal_entry_at", "journal_entry", ["log", "at"])


def downgrade() -> None:
    op.drop_index("ix_journal_entry_at", table_name="journal_entry")
