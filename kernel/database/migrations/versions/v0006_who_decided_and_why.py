"""Clearances say on what ground they ended; one-time passwords have a last moment."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SINCE = date(2000, 1, 1)
TERMS = [
    {
        "key": "readmission_years",
        "rank": -1,
        "value": 5,
        "effective_on": SINCE,
        "is_verified": True,
        "source": "Law on State Secrets, art. 31(1)",
    },
    {
        "key": "one_time_password_hours",
        "rank": -1,
        "value": 24,
        "effective_on": SINCE,
        "is_verified": False,
        "source": "Default of the product, not seen in a source: confirm with the Instruction",
    },
]
GROUNDS = "end_ground IN ('contract_breach', 'refusal_ground', 'other')"


def upgrade() -> None:
    with op.batch_alter_table("clearance") as clearance:
        clearance.add_column(sa.Column("end_ground", sa.String(length=32), nullable=True))
        clearance.create_check_constraint(op.f("ck_clearance_end_ground_known"), GROUNDS)
    with op.batch_alter_table("account") as account:
        account.add_column(sa.Column("one_time_until", sa.DateTime(timezone=True), nullable=True))
    op.bulk_insert(_terms(), TERMS)


def downgrade() -> None:
    term = _terms()
    op.execute(term.delete().where(term.c.key.in_([one["key"] for one in TERMS])))
    with op.batch_alter_table("account") as account:
        account.drop_column("one_time_until")
    with op.batch_alter_table("clearance") as clearance:
        clearance.drop_constraint(op.f("ck_clearance_end_ground_known"), type_="check")
        clearance.drop_column("end_ground")


def _terms() -> sa.TableClause:
    columns = [sa.column(name) for name in ("key", "rank", "value", "source")]
    return sa.table("term", *columns, sa.column("effective_on", sa.Date), sa.column("is_verified", sa.Boolean))
