"""What is inspected: the register of objects, their attestations, and the days of the three alarms."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0021"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SOURCE = "Default of the product, not seen in a source: confirm with the Instruction"
TERMS = (("attestation_alarm_first", 180), ("attestation_alarm_second", 90), ("attestation_alarm_last", 30))
KINDS = "'premises', 'information_system', 'protection_means', 'container', 'workplace', 'unit'"


def upgrade() -> None:
    op.create_table(
        "inspected_object",
        sa.Column("id", ID, nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("composition", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_inspected_object_kind_known")),
        sa.CheckConstraint("rank BETWEEN 0 AND 3", name=op.f("ck_inspected_object_rank_known")),
        sa.CheckConstraint(
            "(ended_on IS NULL) = (end_reason IS NULL)", name=op.f("ck_inspected_object_ended_says_why")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_inspected_object_unit_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_inspected_object_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspected_object")),
        sa.UniqueConstraint("no", name=op.f("uq_inspected_object_no")),
    )
    op.create_index("ix_inspected_object_unit_id", "inspected_object", ["unit_id"])
    op.create_table(
        "object_attestation",
        sa.Column("id", ID, nullable=False),
        sa.Column("object_id", ID, nullable=False),
        sa.Column("document_no", sa.String(length=60), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("rank BETWEEN 0 AND 3", name=op.f("ck_object_attestation_rank_known")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_object_attestation_in_order")),
        sa.ForeignKeyConstraint(["object_id"], ["inspected_object.id"], name=op.f("fk_object_attestation_object_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_object_attestation_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_object_attestation")),
        info={"append_only": True},
    )
    op.create_index("ix_object_attestation_object", "object_attestation", ["object_id", "id"])
    every = {"rank": -1, "effective_on": date(2000, 1, 1), "is_verified": False, "source": SOURCE}
    op.bulk_insert(_terms(), [{"key": key, "value": value, **every} for key, value in TERMS])


def downgrade() -> None:
    term = _terms()
    op.execute(term.delete().where(term.c.key.in_([key for key, _value in TERMS])))
    op.drop_table("object_attestation")
    op.drop_table("inspected_object")


def _terms() -> sa.TableClause:
    columns = [sa.column(name) for name in ("key", "rank", "value", "source")]
    return sa.table("term", *columns, sa.column("effective_on", sa.Date), sa.column("is_verified", sa.Boolean))
