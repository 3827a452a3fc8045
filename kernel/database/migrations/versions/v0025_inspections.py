"""Inspections with their teams, answers, acts, signatures, objections and samples."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "inspection",
        sa.Column("id", ID, nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("matter", sa.String(length=32), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("object_id", ID, nullable=True),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("order_no", sa.String(length=60), nullable=False),
        sa.Column("order_on", sa.Date(), nullable=True),
        sa.Column("checklist_no", sa.Integer(), nullable=True),
        sa.Column("checklist_sha256", sa.String(length=64), nullable=True),
        sa.Column("seed", sa.String(length=100), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("planner_id", ID, nullable=True),
        sa.Column("approver_id", ID, nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("is_refused", sa.Boolean(), nullable=False),
        sa.Column("objections_until", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('planned', 'unscheduled', 'control', 'self', 'external')", name=op.f("ck_inspection_kind_known")
        ),
        sa.CheckConstraint("matter IN ('regime', 'technical')", name=op.f("ck_inspection_matter_known")),
        sa.CheckConstraint(
            "stage IN ('planned', 'prepared', 'conducted', 'drafted', 'signed', 'delivered', 'closed', 'cancelled')",
            name=op.f("ck_inspection_stage_known"),
        ),
        sa.CheckConstraint(
            "(approver_id IS NULL) = (approved_at IS NULL)", name=op.f("ck_inspection_approved_by_somebody")
        ),
        sa.CheckConstraint("approver_id <> planner_id", name=op.f("ck_inspection_approved_by_another")),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_inspection_in_order")),
        sa.CheckConstraint("period_to >= period_from", name=op.f("ck_inspection_period_in_order")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_inspection_account_id")),
        sa.ForeignKeyConstraint(["approver_id"], ["person.id"], name=op.f("fk_inspection_approver_id")),
        sa.ForeignKeyConstraint(["object_id"], ["inspected_object.id"], name=op.f("fk_inspection_object_id")),
        sa.ForeignKeyConstraint(["planner_id"], ["person.id"], name=op.f("fk_inspection_planner_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_inspection_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("year", "no", name=op.f("uq_inspection_year_no")),
    )
    with op.batch_alter_table("inspection") as table:
        table.create_index(op.f("ix_inspection_first_on"), ["first_on"], unique=False)
        table.create_index(op.f("ix_inspection_object_id"), ["object_id"], unique=False)
        table.create_index("ix_inspection_stage", ["stage", "first_on", "id"], unique=False)
        table.create_index(op.f("ix_inspection_unit_id"), ["unit_id"], unique=False)
    op.create_table(
        "inspection_member",
        sa.Column("inspection_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_member_inspection_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_inspection_member_person_id")),
        sa.PrimaryKeyConstraint("inspection_id", "person_id", name=op.f("pk_inspection_member")),
        info={"append_only": True},
    )
    with op.batch_alter_table("inspection_member") as table:
        table.create_index(op.f("ix_inspection_member_person_id"), ["person_id"], unique=False)
    op.create_table(
        "inspection_answer",
        sa.Column("id", ID, nullable=False),
        sa.Column("inspection_id", ID, nullable=False),
        sa.Column("item", sa.String(length=20), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("how", sa.String(length=32), nullable=False),
        sa.Column("looked_at", sa.Integer(), nullable=True),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("failed", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "how IN ('examination', 'interview', 'test', 'measurement')", name=op.f("ck_inspection_answer_how_known")
        ),
        sa.CheckConstraint(
            "mark IN ('met', 'partly', 'not_met', 'not_applicable', 'not_checked')",
            name=op.f("ck_inspection_answer_mark_known"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_inspection_answer_account_id")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_answer_inspection_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_inspection_answer_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_answer")),
        info={"append_only": True},
    )
    with op.batch_alter_table("inspection_answer") as table:
        table.create_index("ix_inspection_answer_item", ["inspection_id", "item", "id"], unique=False)
    op.create_table(
        "inspection_settlement",
        sa.Column("id", ID, nullable=False),
        sa.Column("inspection_id", ID, nullable=False),
        sa.Column("item", sa.String(length=20), nullable=False),
        sa.Column("answer_id", ID, nullable=False),
        sa.Column("until_answer_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["inspection_answer.id"], name=op.f("fk_inspection_settlement_answer_id")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_settlement_inspection_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_inspection_settlement_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_settlement")),
        info={"append_only": True},
    )
    with op.batch_alter_table("inspection_settlement") as table:
        table.create_index(op.f("ix_inspection_settlement_inspection_id"), ["inspection_id"], unique=False)
    op.create_table(
        "inspection_act",
        sa.Column("id", ID, nullable=False),
        sa.Column("inspection_id", ID, nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_inspection_act_account_id")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_act_inspection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_act")),
        info={"append_only": True},
    )
    with op.batch_alter_table("inspection_act") as table:
        table.create_index(op.f("ix_inspection_act_inspection_id"), ["inspection_id"], unique=False)
    op.create_table(
        "inspection_act_signed",
        sa.Column("act_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_inspection_act_signed_account_id")),
        sa.ForeignKeyConstraint(["act_id"], ["inspection_act.id"], name=op.f("fk_inspection_act_signed_act_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_inspection_act_signed_person_id")),
        sa.PrimaryKeyConstraint("act_id", "person_id", name=op.f("pk_inspection_act_signed")),
        info={"append_only": True},
    )
    op.create_table(
        "inspection_delivery",
        sa.Column("act_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("is_refused", sa.Boolean(), nullable=False),
        sa.Column("witness_id", ID, nullable=True),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "is_refused = (witness_id IS NOT NULL)", name=op.f("ck_inspection_delivery_refused_before_witness")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_inspection_delivery_account_id")),
        sa.ForeignKeyConstraint(["act_id"], ["inspection_act.id"], name=op.f("fk_inspection_delivery_act_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_inspection_delivery_person_id")),
        sa.ForeignKeyConstraint(["witness_id"], ["person.id"], name=op.f("fk_inspection_delivery_witness_id")),
        sa.PrimaryKeyConstraint("act_id", name=op.f("pk_inspection_delivery")),
        info={"append_only": True},
    )
    op.create_table(
        "inspection_objection",
        sa.Column("id", ID, nullable=False),
        sa.Column("inspection_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply", sa.String(length=32), nullable=True),
        sa.Column("reply_text", sa.Text(), nullable=True),
        sa.Column("replier_id", ID, nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "reply IN ('accepted', 'partly', 'rejected')", name=op.f("ck_inspection_objection_reply_known")
        ),
        sa.CheckConstraint("(reply IS NULL) = (replied_at IS NULL)", name=op.f("ck_inspection_objection_replied_once")),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_objection_inspection_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_inspection_objection_person_id")),
        sa.ForeignKeyConstraint(["replier_id"], ["person.id"], name=op.f("fk_inspection_objection_replier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_objection")),
    )
    with op.batch_alter_table("inspection_objection") as table:
        table.create_index(op.f("ix_inspection_objection_inspection_id"), ["inspection_id"], unique=False)
    op.create_table(
        "inspection_sample",
        sa.Column("id", ID, nullable=False),
        sa.Column("inspection_id", ID, nullable=False),
        sa.Column("first_id", ID, nullable=True),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("share", sa.String(length=20), nullable=False),
        sa.Column("confidence", sa.String(length=20), nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=100), nullable=False),
        sa.Column("max_rank", sa.SmallInteger(), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size <= population", name=op.f("ck_inspection_sample_of_population")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_inspection_sample_account_id")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_sample_inspection_id")),
        sa.ForeignKeyConstraint(["first_id"], ["inspection_sample.id"], name=op.f("fk_inspection_sample_first_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_sample")),
        info={"append_only": True},
    )
    with op.batch_alter_table("inspection_sample") as table:
        table.create_index(op.f("ix_inspection_sample_inspection_id"), ["inspection_id"], unique=False)
    op.create_table(
        "inspection_sample_unit",
        sa.Column("sample_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("carrier_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["carrier_id"], ["carrier.id"], name=op.f("fk_inspection_sample_unit_carrier_id")),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["inspection_sample.id"], name=op.f("fk_inspection_sample_unit_sample_id")
        ),
        sa.PrimaryKeyConstraint("sample_id", "position", name=op.f("pk_inspection_sample_unit")),
        info={"append_only": True},
    )
    op.create_table(
        "inspection_seen",
        sa.Column("id", ID, nullable=False),
        sa.Column("inspection_id", ID, nullable=False),
        sa.Column("carrier_id", ID, nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("holder_id", ID, nullable=True),
        sa.Column("place_id", ID, nullable=True),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("is_as_registered", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["carrier_id"], ["carrier.id"], name=op.f("fk_inspection_seen_carrier_id")),
        sa.ForeignKeyConstraint(["holder_id"], ["person.id"], name=op.f("fk_inspection_seen_holder_id")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_seen_inspection_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_inspection_seen_person_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_inspection_seen_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_seen")),
        info={"append_only": True},
    )
    with op.batch_alter_table("inspection_seen") as table:
        table.create_index("ix_inspection_seen_carrier", ["inspection_id", "carrier_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_table("inspection_seen")
    op.drop_table("inspection_sample_unit")
    op.drop_table("inspection_sample")
    op.drop_table("inspection_objection")
    op.drop_table("inspection_delivery")
    op.drop_table("inspection_act_signed")
    op.drop_table("inspection_act")
    op.drop_table("inspection_settlement")
    op.drop_table("inspection_answer")
    op.drop_table("inspection_member")
    op.drop_table("inspection")
