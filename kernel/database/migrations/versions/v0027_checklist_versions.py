"""Versions of the checklist; the first is the shipped one, in force by nobody's act."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
DATA = Path(__file__).parents[1] / "data" / "v0027_checklist.csv"  # as it was shipped then
SHA256 = "609f4c0c0b63f711351daf3ab1eb2604acf4d9a86ad30f9f5756d80137fe0c8a"
SHIPPED_AT = datetime(2000, 1, 1, tzinfo=UTC)
LANGUAGES = ("kk", "ru", "en")
TEXTS = [f"{part}_{language}" for part in ("section", "text", "evidence") for language in LANGUAGES]


def upgrade() -> None:
    _create_versions()
    op.create_table(
        "checklist_item",
        sa.Column("version_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("requirement", sa.String(length=40), nullable=False),
        *(sa.Column(name, sa.String(length=200) if "section" in name else sa.Text(), nullable=False) for name in TEXTS),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("severity BETWEEN 1 AND 4", name=op.f("ck_checklist_item_severity_known")),
        sa.ForeignKeyConstraint(["version_id"], ["checklist_version.id"], name=op.f("fk_checklist_item_version_id")),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_checklist_item")),
        sa.UniqueConstraint("version_id", "requirement", name=op.f("uq_checklist_item_version_id_requirement")),
    )
    op.create_table(
        "checklist_succession",
        sa.Column("id", ID, nullable=False),
        sa.Column("version_id", ID, nullable=False),
        sa.Column("old", sa.String(length=40), nullable=False),
        sa.Column("new", sa.String(length=40), nullable=True),
        sa.Column("is_same", sa.Boolean(), nullable=False),
        sa.CheckConstraint("new IS NOT NULL OR NOT is_same", name=op.f("ck_checklist_succession_same_as_something")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["checklist_version.id"], name=op.f("fk_checklist_succession_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_succession")),
        sa.UniqueConstraint("version_id", "old", "new", name=op.f("uq_checklist_succession_version_id_old_new")),
    )
    op.create_index("ix_checklist_succession_version_id", "checklist_succession", ["version_id"])
    _ship()


def _create_versions() -> None:
    op.create_table(
        "checklist_version",
        sa.Column("id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("drafter_id", ID, nullable=True),
        sa.Column("drafted_at", MOMENT, nullable=False),
        sa.Column("approver_id", ID, nullable=True),
        sa.Column("approved_at", MOMENT, nullable=True),
        sa.Column("discarded_at", MOMENT, nullable=True),
        sa.Column("discard_reason", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (sha256 IS NULL)", name=op.f("ck_checklist_version_approved_is_known")
        ),
        sa.CheckConstraint("approved_at IS NULL OR discarded_at IS NULL", name=op.f("ck_checklist_version_one_end")),
        sa.CheckConstraint(
            "(discarded_at IS NULL) = (discard_reason IS NULL)", name=op.f("ck_checklist_version_discarded_says_why")
        ),
        sa.CheckConstraint("approver_id <> drafter_id", name=op.f("ck_checklist_version_two_are_two")),
        sa.CheckConstraint(
            "(approver_id IS NULL) = (approved_at IS NULL OR drafter_id IS NULL)",
            name=op.f("ck_checklist_version_approved_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["drafter_id"], ["account.id"], name=op.f("fk_checklist_version_drafter_id")),
        sa.ForeignKeyConstraint(["approver_id"], ["account.id"], name=op.f("fk_checklist_version_approver_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_version")),
        sa.UniqueConstraint("number", name=op.f("uq_checklist_version_number")),
    )


def _ship() -> None:
    """The shipped checklist as version 1; its identity is the control sum above."""
    moments = (sa.column("drafted_at", MOMENT), sa.column("approved_at", MOMENT))
    version = sa.table("checklist_version", *(sa.column(name) for name in ("id", "number", "sha256")), *moments)
    op.bulk_insert(version, [{"number": 1, "sha256": SHA256, "drafted_at": SHIPPED_AT, "approved_at": SHIPPED_AT}])
    version_id = op.get_bind().execute(sa.select(version.c.id).where(version.c.number == 1)).scalar_one()
    names = ("version_id", "position", "code", "requirement", *TEXTS, "severity")
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    items = [
        {
            **{"version_id": version_id, "position": position, "code": row["code"], "severity": int(row["severity"])},
            "requirement": f"KZ-{row['code']}",
            **{name: row[name.removeprefix("text_")] for name in TEXTS},
        }
        for position, row in enumerate(rows, start=1)
    ]
    op.bulk_insert(sa.table("checklist_item", *map(sa.column, names)), items)


def downgrade() -> None:
    op.drop_table("checklist_succession")
    op.drop_table("checklist_item")
    op.drop_table("checklist_version")
