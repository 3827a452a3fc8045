"""The working calendar of a year as data: its versions, drafted by one person and approved by another, their days."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
GENERAL = sa.text("unit_id IS NULL")


def upgrade() -> None:
    op.create_table(
        "calendar_version",
        sa.Column("id", ID, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("unit_id", ID, nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("drafted_at", MOMENT, nullable=False),
        sa.Column("approver_id", ID, nullable=True),
        sa.Column("approving_id", ID, nullable=True),
        sa.Column("approved_at", MOMENT, nullable=True),
        sa.Column("discarder_id", ID, nullable=True),
        sa.Column("discarded_at", MOMENT, nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (approver_id IS NULL)", name=op.f("ck_calendar_version_approved_by_somebody")
        ),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (approving_id IS NULL)", name=op.f("ck_calendar_version_approved_by_a_person")
        ),
        sa.CheckConstraint(
            "(discarded_at IS NULL) = (discarder_id IS NULL)", name=op.f("ck_calendar_version_discarded_by_somebody")
        ),
        sa.CheckConstraint(
            "(discarded_at IS NULL) = (reason IS NULL)", name=op.f("ck_calendar_version_discarded_says_why")
        ),
        sa.CheckConstraint("approved_at IS NULL OR discarded_at IS NULL", name=op.f("ck_calendar_version_ends_once")),
        sa.CheckConstraint("approving_id <> person_id", name=op.f("ck_calendar_version_approved_by_another")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_calendar_version_account_id")),
        sa.ForeignKeyConstraint(["approver_id"], ["account.id"], name=op.f("fk_calendar_version_approver_id")),
        sa.ForeignKeyConstraint(["approving_id"], ["person.id"], name=op.f("fk_calendar_version_approving_id")),
        sa.ForeignKeyConstraint(["discarder_id"], ["account.id"], name=op.f("fk_calendar_version_discarder_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_calendar_version_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_calendar_version_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_version")),
        sa.UniqueConstraint("year", "unit_id", "no", name=op.f("uq_calendar_version_year_unit_id_no")),
    )
    op.create_index("ix_calendar_version_unit_id", "calendar_version", ["unit_id"])
    where = {"sqlite_where": GENERAL, "postgresql_where": GENERAL}
    op.create_index("uq_calendar_version_general", "calendar_version", ["year", "no"], unique=True, **where)
    op.create_table(
        "calendar_day",
        sa.Column("version_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("in_five", sa.Boolean(), nullable=False),
        sa.Column("in_six", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "kind IN ('state_holiday', 'national_holiday', 'religious_day_off', 'moved_day_off', 'working_day_moved', "
            "'dropped_holiday')",
            name=op.f("ck_calendar_day_kind_known"),
        ),
        sa.CheckConstraint("in_five OR in_six", name=op.f("ck_calendar_day_in_some_week")),
        sa.ForeignKeyConstraint(["version_id"], ["calendar_version.id"], name=op.f("fk_calendar_day_version_id")),
        sa.PrimaryKeyConstraint("version_id", "day", name=op.f("pk_calendar_day")),
    )


def downgrade() -> None:
    op.drop_table("calendar_day")
    op.drop_table("calendar_version")
