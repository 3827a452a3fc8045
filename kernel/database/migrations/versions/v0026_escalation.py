"""Steps that findings have reached, failures to rectify, and the counts of each day."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "finding_notice",
        sa.Column("id", ID, nullable=False),
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "step IN ('S0', 'S1-1', 'S1-2', 'S2', 'S3', 'S4', 'S5', 'S6', 'V')",
            name=op.f("ck_finding_notice_step_known"),
        ),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_finding_notice_finding_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_finding_notice_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_notice")),
        sa.UniqueConstraint(
            "finding_id", "step", "due_on", "person_id", name=op.f("uq_finding_notice_finding_id_step_due_on_person_id")
        ),
        info={"append_only": True},
    )
    with op.batch_alter_table("finding_notice") as table:
        table.create_index("ix_finding_notice_person", ["person_id", "day", "id"], unique=False)
    op.create_table(
        "failure_to_rectify",
        sa.Column("id", ID, nullable=False),
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("official_id", ID, nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("explain_until", sa.Date(), nullable=False),
        sa.Column("explanation", sa.String(length=1000), nullable=True),
        sa.Column("explained_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decider_id", ID, nullable=True),
        sa.Column("why", sa.String(length=400), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('proposed', 'explained', 'confirmed', 'justified')",
            name=op.f("ck_failure_to_rectify_state_known"),
        ),
        sa.CheckConstraint(
            "(decider_id IS NULL) = (decided_at IS NULL)", name=op.f("ck_failure_to_rectify_decided_by_somebody")
        ),
        sa.CheckConstraint("decider_id <> official_id", name=op.f("ck_failure_to_rectify_decided_by_another")),
        sa.CheckConstraint("from_on > due_on", name=op.f("ck_failure_to_rectify_after_the_date")),
        sa.ForeignKeyConstraint(["decider_id"], ["person.id"], name=op.f("fk_failure_to_rectify_decider_id")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_failure_to_rectify_finding_id")),
        sa.ForeignKeyConstraint(["official_id"], ["person.id"], name=op.f("fk_failure_to_rectify_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failure_to_rectify")),
        sa.UniqueConstraint("finding_id", "due_on", name=op.f("uq_failure_to_rectify_finding_id_due_on")),
    )
    with op.batch_alter_table("failure_to_rectify") as table:
        table.create_index(op.f("ix_failure_to_rectify_official_id"), ["official_id"], unique=False)
        table.create_index("ix_failure_to_rectify_state", ["state", "id"], unique=False)
    op.create_table(
        "finding_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.Column("overdue", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("permitted", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_finding_day_unit_id")),
        sa.PrimaryKeyConstraint("day", "unit_id", "severity", name=op.f("pk_finding_day")),
        info={"append_only": True},
    )
    op.create_table(
        "carrier_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "state", "rank", name=op.f("pk_carrier_day")),
        info={"append_only": True},
    )


def downgrade() -> None:
    op.drop_table("carrier_day")
    op.drop_table("finding_day")
    op.drop_table("failure_to_rectify")
    op.drop_table("finding_notice")
