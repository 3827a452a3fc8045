"""Objects that are inspected, their attestations, the numbers of the audit books, and the terms of audits."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SOURCE = "Default of the product, not seen in a source: confirm with the Instruction"
TERMS = (
    *(("fix_days_1", 3), ("fix_days_2", 10), ("fix_days_3", 30), ("fix_days_4", 60)),
    *(("verify_days", 5), ("acknowledge_days", 2), ("explain_days", 3)),
    *(("extension_most", 2), ("extension_share", 100), ("extension_ask_days", 3)),
    *(("permit_months", 6), ("inspector_apart_months", 12), ("act_objection_days", 3)),
    *(("remind_first_days", 10), ("remind_second_days", 3)),
    *(("escalate_deputy_days", 5), ("escalate_head_days", 15), ("escalate_authority_days", 30)),
    *(("attestation_alarm_first", 180), ("attestation_alarm_second", 90), ("attestation_alarm_last", 30)),
)


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
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('premises', 'information_system', 'protection_means', 'container', 'workplace', 'unit')",
            name=op.f("ck_inspected_object_kind_known"),
        ),
        sa.CheckConstraint(
            "(ended_on IS NULL) = (end_reason IS NULL)", name=op.f("ck_inspected_object_ended_says_why")
        ),
        sa.CheckConstraint("rank BETWEEN 0 AND 3", name=op.f("ck_inspected_object_rank_known")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_inspected_object_account_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_inspected_object_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspected_object")),
        sa.UniqueConstraint("no", name=op.f("uq_inspected_object_no")),
    )
    with op.batch_alter_table("inspected_object") as table:
        table.create_index(op.f("ix_inspected_object_unit_id"), ["unit_id"], unique=False)
    op.create_table(
        "object_attestation",
        sa.Column("id", ID, nullable=False),
        sa.Column("object_id", ID, nullable=False),
        sa.Column("document_no", sa.String(length=60), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("rank BETWEEN 0 AND 3", name=op.f("ck_object_attestation_rank_known")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_object_attestation_in_order")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_object_attestation_account_id")),
        sa.ForeignKeyConstraint(["object_id"], ["inspected_object.id"], name=op.f("fk_object_attestation_object_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_object_attestation")),
        info={"append_only": True},
    )
    with op.batch_alter_table("object_attestation") as table:
        table.create_index("ix_object_attestation_object", ["object_id", "id"], unique=False)
    op.create_table(
        "audit_number",
        sa.Column("book", sa.String(length=20), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("book", "year", name=op.f("pk_audit_number")),
    )
    every = {"rank": -1, "effective_on": date(2000, 1, 1), "is_verified": False, "source": SOURCE}
    op.bulk_insert(_terms(), [{"key": key, "value": value, **every} for key, value in TERMS])


def downgrade() -> None:
    term = _terms()
    op.execute(term.delete().where(term.c.key.in_([key for key, _value in TERMS])))
    op.drop_table("audit_number")
    op.drop_table("object_attestation")
    op.drop_table("inspected_object")


def _terms() -> sa.TableClause:
    columns = [sa.column(name) for name in ("key", "rank", "value", "source")]
    return sa.table("term", *columns, sa.column("effective_on", sa.Date), sa.column("is_verified", sa.Boolean))
