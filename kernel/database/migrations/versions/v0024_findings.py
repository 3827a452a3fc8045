"""Findings with their dates, evidence, fixes, looks, extensions, plans, annulments, permits and extent."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "finding",
        sa.Column("id", ID, nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("inspection_id", ID, nullable=True),
        sa.Column("item", sa.String(length=20), nullable=False),
        sa.Column("requirement", sa.String(length=40), nullable=False),
        sa.Column("object_id", ID, nullable=True),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("accountable_id", ID, nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("interim", sa.String(length=400), nullable=False),
        sa.Column("original_due_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("permit_until", sa.Date(), nullable=True),
        sa.Column("recurrence_of", ID, nullable=True),
        sa.Column("follows", ID, nullable=True),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'issued', 'acknowledged', 'in_work', 'fix_reported', 'verified', 'effective', 'ineffective', 'annulled', 'closure_annulled')",
            name=op.f("ck_finding_state_known"),
        ),
        sa.CheckConstraint(
            "(due_on IS NULL) = (original_due_on IS NULL)", name=op.f("ck_finding_dated_from_the_first")
        ),
        sa.CheckConstraint("due_on IS NULL OR due_on >= original_due_on", name=op.f("ck_finding_never_shortened")),
        sa.CheckConstraint("severity BETWEEN 1 AND 4", name=op.f("ck_finding_severity_known")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_finding_account_id")),
        sa.ForeignKeyConstraint(["accountable_id"], ["person.id"], name=op.f("fk_finding_accountable_id")),
        sa.ForeignKeyConstraint(["follows"], ["finding.id"], name=op.f("fk_finding_follows")),
        sa.ForeignKeyConstraint(["object_id"], ["inspected_object.id"], name=op.f("fk_finding_object_id")),
        sa.ForeignKeyConstraint(["recurrence_of"], ["finding.id"], name=op.f("fk_finding_recurrence_of")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_finding_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("year", "no", name=op.f("uq_finding_year_no")),
    )
    with op.batch_alter_table("finding") as table:
        table.create_index(op.f("ix_finding_accountable_id"), ["accountable_id"], unique=False)
        table.create_index(op.f("ix_finding_inspection_id"), ["inspection_id"], unique=False)
        table.create_index(op.f("ix_finding_object_id"), ["object_id"], unique=False)
        table.create_index(op.f("ix_finding_recurrence_of"), ["recurrence_of"], unique=False)
        table.create_index("ix_finding_same", ["requirement", "object_id", "unit_id"], unique=False)
        table.create_index("ix_finding_state_due", ["state", "due_on", "id"], unique=False)
        table.create_index("ix_finding_unit_state", ["unit_id", "state", "due_on"], unique=False)
    op.create_table(
        "finding_deadline",
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("seq", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("base_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.String(length=40), nullable=False),
        sa.Column("is_preliminary", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('initial', 'extension', 'waiting', 'recalc', 'kept')", name=op.f("ck_finding_deadline_kind_known")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_finding_deadline_account_id")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_finding_deadline_finding_id")),
        sa.PrimaryKeyConstraint("finding_id", "seq", name=op.f("pk_finding_deadline")),
        info={"append_only": True},
    )
    op.create_table(
        "finding_executor",
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_finding_executor_finding_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_finding_executor_person_id")),
        sa.PrimaryKeyConstraint("finding_id", "person_id", name=op.f("pk_finding_executor")),
        info={"append_only": True},
    )
    with op.batch_alter_table("finding_executor") as table:
        table.create_index(op.f("ix_finding_executor_person_id"), ["person_id"], unique=False)
    op.create_table(
        "finding_evidence",
        sa.Column("id", ID, nullable=False),
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('act', 'carrier', 'page')", name=op.f("ck_finding_evidence_kind_known")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_finding_evidence_finding_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_finding_evidence_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_evidence")),
        info={"append_only": True},
    )
    with op.batch_alter_table("finding_evidence") as table:
        table.create_index(op.f("ix_finding_evidence_finding_id"), ["finding_id"], unique=False)
    op.create_table(
        "finding_fix",
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("seq", sa.SmallInteger(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_finding_fix_account_id")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_finding_fix_finding_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_finding_fix_person_id")),
        sa.PrimaryKeyConstraint("finding_id", "seq", name=op.f("pk_finding_fix")),
        info={"append_only": True},
    )
    op.create_table(
        "finding_look",
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("seq", sa.SmallInteger(), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_finding_look_account_id")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_finding_look_finding_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_finding_look_person_id")),
        sa.PrimaryKeyConstraint("finding_id", "seq", name=op.f("pk_finding_look")),
        info={"append_only": True},
    )
    op.create_table(
        "finding_extension",
        sa.Column("id", ID, nullable=False),
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("asker_id", ID, nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("interim", sa.String(length=400), nullable=False),
        sa.Column("from_due_on", sa.Date(), nullable=False),
        sa.Column("asked_due_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decider_id", ID, nullable=True),
        sa.Column("is_granted", sa.Boolean(), nullable=True),
        sa.Column("why", sa.String(length=400), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "reason IN ('procurement', 'construction', 'third_party', 'staff', 'legal', 'other')",
            name=op.f("ck_finding_extension_reason_known"),
        ),
        sa.CheckConstraint(
            "(is_granted IS NULL) = (decided_at IS NULL)", name=op.f("ck_finding_extension_decided_once")
        ),
        sa.CheckConstraint(
            "(is_granted IS NULL) = (decider_id IS NULL)", name=op.f("ck_finding_extension_decided_by_somebody")
        ),
        sa.CheckConstraint("asked_due_on > from_due_on", name=op.f("ck_finding_extension_gives_time")),
        sa.CheckConstraint("decider_id <> asker_id", name=op.f("ck_finding_extension_decided_by_another")),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"], name=op.f("fk_finding_extension_asker_id")),
        sa.ForeignKeyConstraint(["decider_id"], ["person.id"], name=op.f("fk_finding_extension_decider_id")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_finding_extension_finding_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_extension")),
    )
    with op.batch_alter_table("finding_extension") as table:
        table.create_index(op.f("ix_finding_extension_finding_id"), ["finding_id"], unique=False)
    op.create_table(
        "finding_effect_plan",
        sa.Column("id", ID, nullable=False),
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("measure", sa.String(length=400), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("judge_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=True),
        sa.Column("looked_at", sa.Integer(), nullable=True),
        sa.Column("failed", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=True),
        sa.Column("verdict_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "verdict IN ('effective', 'ineffective', 'undetermined')", name=op.f("ck_finding_effect_plan_verdict_known")
        ),
        sa.CheckConstraint(
            "(verdict IS NULL) = (looked_at IS NULL)", name=op.f("ck_finding_effect_plan_verdict_has_numbers")
        ),
        sa.CheckConstraint("failed <= looked_at", name=op.f("ck_finding_effect_plan_failed_of_looked_at")),
        sa.CheckConstraint("target >= 0 AND target < sample", name=op.f("ck_finding_effect_plan_target_within_sample")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_finding_effect_plan_account_id")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_finding_effect_plan_finding_id")),
        sa.ForeignKeyConstraint(["judge_id"], ["person.id"], name=op.f("fk_finding_effect_plan_judge_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_effect_plan")),
    )
    with op.batch_alter_table("finding_effect_plan") as table:
        table.create_index(op.f("ix_finding_effect_plan_finding_id"), ["finding_id"], unique=False)
        table.create_index(op.f("ix_finding_effect_plan_judge_id"), ["judge_id"], unique=False)
    op.create_table(
        "finding_annulment",
        sa.Column("id", ID, nullable=False),
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("is_of_closure", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("document_no", sa.String(length=60), nullable=False),
        sa.Column("asker_id", ID, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decider_id", ID, nullable=True),
        sa.Column("is_agreed", sa.Boolean(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(is_agreed IS NULL) = (decided_at IS NULL)", name=op.f("ck_finding_annulment_decided_once")
        ),
        sa.CheckConstraint(
            "(is_agreed IS NULL) = (decider_id IS NULL)", name=op.f("ck_finding_annulment_decided_by_somebody")
        ),
        sa.CheckConstraint("decider_id <> asker_id", name=op.f("ck_finding_annulment_of_two")),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"], name=op.f("fk_finding_annulment_asker_id")),
        sa.ForeignKeyConstraint(["decider_id"], ["person.id"], name=op.f("fk_finding_annulment_decider_id")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_finding_annulment_finding_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_annulment")),
    )
    with op.batch_alter_table("finding_annulment") as table:
        table.create_index(op.f("ix_finding_annulment_finding_id"), ["finding_id"], unique=False)
    op.create_table(
        "finding_permit",
        sa.Column("id", ID, nullable=False),
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("order_no", sa.String(length=60), nullable=False),
        sa.Column("measures", sa.String(length=400), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_finding_permit_finding_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_finding_permit_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_permit")),
        info={"append_only": True},
    )
    with op.batch_alter_table("finding_permit") as table:
        table.create_index(op.f("ix_finding_permit_finding_id"), ["finding_id"], unique=False)
    op.create_table(
        "finding_extent",
        sa.Column("id", ID, nullable=False),
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("object_id", ID, nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("answer IN ('same', 'not', 'to_check')", name=op.f("ck_finding_extent_answer_known")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_finding_extent_finding_id")),
        sa.ForeignKeyConstraint(["object_id"], ["inspected_object.id"], name=op.f("fk_finding_extent_object_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_finding_extent_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_extent")),
        info={"append_only": True},
    )
    with op.batch_alter_table("finding_extent") as table:
        table.create_index(op.f("ix_finding_extent_finding_id"), ["finding_id"], unique=False)


def downgrade() -> None:
    op.drop_table("finding_extent")
    op.drop_table("finding_permit")
    op.drop_table("finding_annulment")
    op.drop_table("finding_effect_plan")
    op.drop_table("finding_extension")
    op.drop_table("finding_look")
    op.drop_table("finding_fix")
    op.drop_table("finding_evidence")
    op.drop_table("finding_executor")
    op.drop_table("finding_deadline")
    op.drop_table("finding")
