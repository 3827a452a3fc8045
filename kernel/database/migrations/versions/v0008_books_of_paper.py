"""Books that began on paper are carried over; copies without the first say why; numbers far ahead are asked twice."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TERM = {
    "key": "gap_far_ahead",
    "rank": -1,
    "value": 100,
    "effective_on": date(2000, 1, 1),
    "is_verified": False,
    "source": "Default of the product, not seen in a source: confirm with the Instruction",
}


def upgrade() -> None:
    with op.batch_alter_table("register") as register:
        register.add_column(sa.Column("carried_over_on", sa.Date(), nullable=True))
        register.add_column(sa.Column("carried_over_why", sa.String(length=200), nullable=False, server_default=""))
    with op.batch_alter_table("register") as register:
        register.alter_column("carried_over_why", server_default=None)
    with op.batch_alter_table("document") as document:
        document.add_column(sa.Column("first_copy_why", sa.String(length=200), nullable=False, server_default=""))
    with op.batch_alter_table("document") as document:
        document.alter_column("first_copy_why", server_default=None)
    op.bulk_insert(_terms(), [TERM])


def downgrade() -> None:
    term = _terms()
    op.execute(term.delete().where(term.c.key == TERM["key"]))
    with op.batch_alter_table("document") as document:
        document.drop_column("first_copy_why")
    with op.batch_alter_table("register") as register:
        register.drop_column("carried_over_why")
        register.drop_column("carried_over_on")


def _terms() -> sa.TableClause:
    columns = [sa.column(name) for name in ("key", "rank", "value", "source")]
    return sa.table("term", *columns, sa.column("effective_on", sa.Date), sa.column("is_verified", sa.Boolean))
