"""How much later an issue or a return may be entered is a dated term."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

KEY, DAYS = "backdate_days", 3
SOURCE = "Default of the product, not seen in a source: confirm with the Instruction"


def upgrade() -> None:
    every = {"effective_on": date(2000, 1, 1), "is_verified": False, "source": SOURCE}
    op.bulk_insert(_terms(), [{"key": KEY, "rank": -1, "value": DAYS, **every}])


def downgrade() -> None:
    term = _terms()
    op.execute(term.delete().where(term.c.key == KEY))


def _terms() -> sa.TableClause:
    columns = [sa.column(name) for name in ("key", "rank", "value", "source")]
    return sa.table("term", *columns, sa.column("effective_on", sa.Date), sa.column("is_verified", sa.Boolean))
