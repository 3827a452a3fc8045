"""The register of printed papers."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "paper_print"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", ID, nullable=False),
        sa.Column("number", sa.String(length=14), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=14), nullable=False),
        sa.Column("tongue", sa.String(length=32), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=True),
        sa.Column("content_rank", sa.SmallInteger(), nullable=False),
        sa.Column("list_item", sa.String(length=60), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("rank IS NULL OR rank BETWEEN 0 AND 3", name=op.f("ck_paper_print_rank_known")),
        sa.CheckConstraint("content_rank BETWEEN 0 AND 3", name=op.f("ck_paper_print_content_rank_known")),
        sa.CheckConstraint("tongue IN ('both', 'kk', 'ru')", name=op.f("ck_paper_print_tongue_known")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_paper_print_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_print")),
        sa.UniqueConstraint("number", name=op.f("uq_paper_print_number")),
    )
    op.create_index("ix_paper_print_subject", TABLE, ["subject", "id"])


def downgrade() -> None:
    op.drop_table(TABLE)
