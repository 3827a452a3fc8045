"""What is signed is what was shown: baskets have versions and the list that was acknowledged; counts of sheets stay."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TERM = {
    "key": "scan_acknowledges_up_to_rank",
    "rank": -1,
    "value": 0,
    "effective_on": date(2000, 1, 1),
    "is_verified": False,
    "source": "Default of the product, not seen in a source: confirm with the Instruction",
}


def upgrade() -> None:
    op.create_table(
        "sheet_count",
        sa.Column("id", ID, nullable=False),
        sa.Column("carrier_id", ID, nullable=False),
        sa.Column("movement_n", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("journal_n", ID, nullable=False),
        sa.CheckConstraint("what IN ('counted', 'declared_missing')", name=op.f("ck_sheet_count_what_known")),
        sa.CheckConstraint("sheets >= 0", name=op.f("ck_sheet_count_sheets_not_negative")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sheet_count_account_id")),
        sa.ForeignKeyConstraint(["carrier_id"], ["carrier.id"], name=op.f("fk_sheet_count_carrier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_count")),
    )
    op.create_index("ix_sheet_count_carrier_id", "sheet_count", ["carrier_id"])
    with op.batch_alter_table("basket") as basket:
        basket.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        basket.add_column(sa.Column("signed_list", sa.LargeBinary(length=32), nullable=True))
    with op.batch_alter_table("basket") as basket:
        basket.alter_column("version", server_default=None)
    with op.batch_alter_table("basket_row") as basket_row:
        basket_row.add_column(sa.Column("sheets_recounted", sa.Integer(), nullable=True))
    # Nobody knows any more which list was acknowledged on a desk that stands: it is asked again.
    op.execute(
        "UPDATE basket SET giver_confirmed = NULL, receiver_confirmed = NULL, is_second_confirmed = FALSE "
        "WHERE closed_at IS NULL"
    )
    op.bulk_insert(_terms(), [TERM])


def downgrade() -> None:
    term = _terms()
    op.execute(term.delete().where(term.c.key == TERM["key"]))
    with op.batch_alter_table("basket_row") as basket_row:
        basket_row.drop_column("sheets_recounted")
    with op.batch_alter_table("basket") as basket:
        basket.drop_column("signed_list")
        basket.drop_column("version")
    op.drop_table("sheet_count")


def _terms() -> sa.TableClause:
    columns = [sa.column(name) for name in TERM if name not in ("effective_on", "is_verified")]
    return sa.table("term", *columns, sa.column("effective_on", sa.Date), sa.column("is_verified", sa.Boolean))
