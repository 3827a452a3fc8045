"""Destruction acts: methods, lists, signatures, sittings, and counts of sheets."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
METHODS = (
    *("burning", "pulping", "cross_cut", "melting", "chemical", "overwrite", "block_erase"),
    *("crypto_erase", "degauss", "shred", "disintegrate", "incinerate"),
)
NIST = "NIST SP 800-88r1, app. A; the grade is the product's own: confirm with the Instruction"
DESIGN = "Default of the product, not seen in a source: confirm with the Instruction"
SHIPPED = (
    ("burning", "paper", "destroy", 3, DESIGN),
    ("pulping", "paper", "destroy", 3, DESIGN),
    ("cross_cut", "paper", "destroy", 2, DESIGN),
    ("melting", "paper", "destroy", 1, DESIGN),
    ("chemical", "paper", "destroy", 3, DESIGN),
    ("overwrite", "electronic", "clear", 1, NIST),
    ("block_erase", "electronic", "purge", 2, NIST),
    ("crypto_erase", "electronic", "purge", 1, NIST),
    ("degauss", "electronic", "purge", 3, NIST),
    ("shred", "electronic", "destroy", 3, NIST),
    ("disintegrate", "electronic", "destroy", 3, NIST),
    ("incinerate", "electronic", "destroy", 3, NIST),
    ("melting", "electronic", "destroy", 3, NIST),
    ("melting", "item", "destroy", 3, DESIGN),
    ("disintegrate", "item", "destroy", 3, DESIGN),
)
EXCLUSIONS = ("not_found", "sheets", "serial", "copy", "held", "method", "needed", "other")
TABLES = (
    *("sitting_present", "sitting", "act_signature", "unit_count"),
    *("act_unit", "destruction_act", "destruction_method"),
)


def upgrade() -> None:
    _methods()
    _acts()
    _units()
    _counts()
    _signatures()
    _sittings()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _known(table: str, column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_known"))


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _methods() -> None:
    name = "destruction_method"
    table = op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("family", sa.String(length=32), nullable=False),
        sa.Column("effect", sa.String(length=32), nullable=False),
        sa.Column("max_rank", sa.SmallInteger(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        _known(name, "method", METHODS),
        _known(name, "family", ("paper", "electronic", "item")),
        _known(name, "effect", ("clear", "purge", "destroy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_method")),
        sa.UniqueConstraint(
            "method", "family", "effective_on", name=op.f("uq_destruction_method_method_family_effective_on")
        ),
    )
    columns = ("method", "family", "effect", "max_rank", "source")
    every = {"effective_on": date(2000, 1, 1), "is_verified": False}
    op.bulk_insert(table, [{**dict(zip(columns, row, strict=True)), **every} for row in SHIPPED])


def _acts() -> None:
    name = "destruction_act"
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("tool", sa.String(length=200), nullable=False),
        sa.Column("commission_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("drawn_at", MOMENT, nullable=False),
        sa.Column("list_hash", sa.String(length=64), nullable=True),
        sa.Column("approver_id", ID, nullable=True),
        *(sa.Column(column, MOMENT, nullable=True) for column in ("approved_at", "executed_at", "cancelled_at")),
        sa.Column("cancel_reason", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _known(name, "stage", ("draft", "signed", "approved", "executed", "cancelled")),
        _known(name, "method", METHODS),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (list_hash IS NULL)", name=op.f("ck_destruction_act_approved_is_locked")
        ),
        sa.CheckConstraint(
            "(stage = 'executed') = (executed_at IS NOT NULL)", name=op.f("ck_destruction_act_executed_is_dated")
        ),
        sa.CheckConstraint(
            "(stage = 'cancelled') = (cancel_reason IS NOT NULL)", name=op.f("ck_destruction_act_cancelled_says_why")
        ),
        _to(name, "commission_id", "commission"),
        _to(name, "account_id", "account"),
        _to(name, "approver_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_act")),
        sa.UniqueConstraint("code", name=op.f("uq_destruction_act_code")),
    )
    op.create_index("ix_destruction_act_stage", name, ["stage", "id"])


def _units() -> None:
    name = "act_unit"
    op.create_table(
        name,
        sa.Column("act_id", ID, nullable=False),
        sa.Column("carrier_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("checked_at", MOMENT, nullable=True),
        sa.Column("serial_read", sa.String(length=80), nullable=True),
        sa.Column("exclusion", sa.String(length=32), nullable=True),
        sa.Column("excluded_why", sa.String(length=200), nullable=True),
        sa.Column("case_id", ID, nullable=True),
        _known(name, "what", ("listed", "checked", "excluded", "destroyed", "removed")),
        _known(name, "exclusion", EXCLUSIONS),
        sa.CheckConstraint("(what = 'excluded') = (exclusion IS NOT NULL)", name=op.f("ck_act_unit_excluded_says_why")),
        sa.CheckConstraint(
            "what NOT IN ('checked', 'destroyed') OR checked_at IS NOT NULL", name=op.f("ck_act_unit_checked_is_dated")
        ),
        _to(name, "act_id", "destruction_act"),
        _to(name, "carrier_id", "carrier"),
        _to(name, "case_id", "loss_case"),
        sa.PrimaryKeyConstraint("act_id", "carrier_id", name=op.f("pk_act_unit")),
    )
    op.create_index("ix_act_unit_carrier_id", name, ["carrier_id"])


def _counts() -> None:
    name = "unit_count"
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("act_id", ID, nullable=False),
        sa.Column("carrier_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("sheets >= 0", name=op.f("ck_unit_count_sheets_not_negative")),
        _to(name, "act_id", "destruction_act"),
        _to(name, "carrier_id", "carrier"),
        _to(name, "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_count")),
    )
    op.create_index("ix_unit_count_unit", name, ["act_id", "carrier_id"])


def _signatures() -> None:
    name = "act_signature"
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("act_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("signed", sa.String(length=32), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _known(name, "signed", ("list", "execution")),
        _to(name, "act_id", "destruction_act"),
        _to(name, "person_id", "person"),
        _to(name, "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act_signature")),
        sa.UniqueConstraint(
            "act_id", "person_id", "signed", "hash", name=op.f("uq_act_signature_act_id_person_id_signed_hash")
        ),
    )
    op.create_index("ix_act_signature_act_id", name, ["act_id"])
    op.create_index("ix_act_signature_person_id", name, ["person_id"])


def _sittings() -> None:
    op.create_table(
        "sitting",
        sa.Column("id", ID, nullable=False),
        sa.Column("act_id", ID, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("left_in", sa.String(length=200), nullable=True),
        sa.Column("seal_no", sa.String(length=60), nullable=True),
        _to("sitting", "act_id", "destruction_act"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
    )
    op.create_index("ix_sitting_act_id", "sitting", ["act_id"])
    name = "sitting_present"
    op.create_table(
        name,
        sa.Column("sitting_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _to(name, "sitting_id", "sitting"),
        _to(name, "person_id", "person"),
        _to(name, "account_id", "account"),
        sa.PrimaryKeyConstraint("sitting_id", "person_id", name=op.f("pk_sitting_present")),
    )
