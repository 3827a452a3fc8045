"""Every column of a choice refuses a value that its rules do not know.

The first migration once lacked the tables of repeated requests and of printed labels and was changed in its place:
a database made by its first form gets them here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LOG = ("custody", "security")
ACT = ("register", "issue", "take_back", "transfer")
STATE = ("draft", "in_registry", "issued")
CONFIRMATION = ("pin", "second_scan")
KNOWN = {
    "account_role": {
        "role": ("clerk", "head", "inspector", "manager", "security_officer", "administrator", "executor")
    },
    "alias": {"kind": ("serial_no", "inventory_no")},
    "basket": {"act": ACT, "giver_confirmed": CONFIRMATION, "receiver_confirmed": CONFIRMATION},
    "carrier": {
        "kind": (
            "document",
            "drawing",
            "publication",
            "map",
            "notebook",
            "blank_sheets",
            "case_file",
            "photo",
            "flash",
            "hard_disk",
            "solid_state_disk",
            "optical_disk",
            "memory_card",
            "tape",
            "laptop",
            "computer",
            "mobile_device",
            "token",
            "item",
            "model",
        ),
        "family": ("paper", "electronic", "item"),
        "origin": ("courier", "mail", "hand", "e_channel", "produced", "reproduced", "found", "purchased"),
        "state": STATE,
    },
    "clearance": {"state": ("active", "suspended", "terminated")},
    "custody_transition": {"act": ACT, "from_state": STATE, "to_state": STATE},
    "journal_detail": {"log": LOG},
    "journal_entry": {"log": LOG},
    "journal_head": {"log": LOG},
    "label_print": {
        "template": ("folder", "small", "strip", "flash", "sheet", "pass", "place"),
        "reason": ("first", "damaged", "lost", "unreadable", "container", "console"),
    },
    "movement": {
        "act": ACT,
        "from_state": STATE,
        "to_state": STATE,
        "giver_confirmed": CONFIRMATION,
        "receiver_confirmed": CONFIRMATION,
    },
    "person": {
        "category": ("civil", "military", "conscript", "cadet", "special_body", "contractor", "advocate", "other")
    },
    "place": {"kind": ("premise", "safe", "shelf")},
    "receipt": {"act": ACT},
    "register": {
        "kind": ("incoming", "prepared", "media", "publications", "maps_items", "notebooks", "cases", "blank_sheets")
    },
}


def upgrade() -> None:
    tables = sa.inspect(op.get_bind()).get_table_names()
    if "acted_request" not in tables:
        _remember_requests()
    if "label_print" not in tables:
        _remember_labels()
    for table, columns in KNOWN.items():
        with op.batch_alter_table(table) as batch_op:
            for column, values in columns.items():
                known = ", ".join(f"'{value}'" for value in values)
                batch_op.create_check_constraint(op.f(f"ck_{table}_{column}_known"), sa.text(f"{column} IN ({known})"))


def downgrade() -> None:
    for table, columns in KNOWN.items():
        with op.batch_alter_table(table) as batch_op:
            for column in columns:
                batch_op.drop_constraint(op.f(f"ck_{table}_{column}_known"), type_="check")


def _remember_requests() -> None:
    op.create_table(
        "acted_request",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("asked", sa.LargeBinary(length=32), nullable=False),
        sa.Column("location", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_acted_request")),
    )


def _remember_labels() -> None:
    op.create_table(
        "label_print",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.Column("template", sa.String(length=32), nullable=False),
        sa.Column("dpi", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_label_print_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_print")),
    )
    op.create_index("ix_label_print_code", "label_print", ["code", "id"])
