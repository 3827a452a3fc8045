"""Carriers inside carriers: a disk in a computer, an appendix in a file."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHECKS = {
    "ck_carrier_one_level": "parent_id IS NULL OR (parent_id <> id AND parts = 0)",
    "ck_carrier_parts_not_negative": "parts >= 0",
}


def upgrade() -> None:
    with op.batch_alter_table("carrier") as carrier:
        carrier.add_column(sa.Column("parent_id", ID, nullable=True))
        carrier.add_column(sa.Column("parts", sa.SmallInteger(), nullable=False, server_default="0"))
        carrier.create_index(op.f("ix_carrier_parent_id"), ["parent_id"])
        carrier.create_foreign_key(op.f("fk_carrier_parent_id"), "carrier", ["parent_id"], ["id"])
        for name, condition in CHECKS.items():
            carrier.create_check_constraint(op.f(name), sa.text(condition))
    with op.batch_alter_table("carrier") as carrier:
        carrier.alter_column("parts", existing_type=sa.SmallInteger(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("carrier") as carrier:
        for name in CHECKS:
            carrier.drop_constraint(op.f(name), type_="check")
        carrier.drop_constraint(op.f("fk_carrier_parent_id"), type_="foreignkey")
        carrier.drop_index(op.f("ix_carrier_parent_id"))
        carrier.drop_column("parts")
        carrier.drop_column("parent_id")
