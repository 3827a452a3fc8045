"""How many members an execution asks for is a dated term; an act knows since when its list stands as it does."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEY = "destruction_present"
SOURCE = "Default of the product, not seen in a source: confirm with the Instruction"


def upgrade() -> None:
    with op.batch_alter_table("destruction_act") as act:
        act.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    every = {"effective_on": date(2000, 1, 1), "is_verified": False, "source": SOURCE}
    op.bulk_insert(_terms(), [{"key": KEY, "rank": -1, "value": 2, **every}])


def downgrade() -> None:
    term = _terms()
    op.execute(term.delete().where(term.c.key == KEY))
    with op.batch_alter_table("destruction_act") as act:
        act.drop_column("changed_at")


def _terms() -> sa.TableClause:
    columns = [sa.column(name) for name in ("key", "rank", "value", "source")]
    return sa.table("term", *columns, sa.column("effective_on", sa.Date), sa.column("is_verified", sa.Boolean))
