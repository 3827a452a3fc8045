"""A pass printed again is another pass: the old one is void, and its seal, which no one can type, acknowledges nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "printed_pass",
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("seal", sa.String(length=14), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_printed_pass_person_id")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_printed_pass")),
    )
    op.create_index("ix_printed_pass_person_id", "printed_pass", ["person_id"])


def downgrade() -> None:
    op.drop_index("ix_printed_pass_person_id", table_name="printed_pass")
    op.drop_table("printed_pass")
