"""Records of media that were cleared or purged without being destroyed."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLE = "sanitising"
METHODS = (
    *("burning", "pulping", "cross_cut", "melting", "chemical", "overwrite", "block_erase"),
    *("crypto_erase", "degauss", "shred", "disintegrate", "incinerate"),
)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.Column("carrier_id", ID, nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("effect", sa.String(length=32), nullable=False),
        sa.Column("tool", sa.String(length=200), nullable=False),
        sa.Column("serial_read", sa.String(length=80), nullable=False),
        sa.Column("verification", sa.String(length=32), nullable=False),
        sa.Column("is_clean", sa.Boolean(), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=False),
        sa.Column("destination", sa.String(length=200), nullable=False),
        sa.Column("performer_id", ID, nullable=False),
        sa.Column("verifier_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("performer_id <> verifier_id", name=op.f("ck_sanitising_another_verifies")),
        sa.CheckConstraint("ended_at >= began_at", name=op.f("ck_sanitising_in_order")),
        sa.CheckConstraint("effect <> 'destroy'", name=op.f("ck_sanitising_destroys_nothing")),
        _known("method", METHODS),
        _known("effect", ("clear", "purge", "destroy")),
        _known("verification", ("full", "sampled", "report")),
        sa.ForeignKeyConstraint(["carrier_id"], ["carrier.id"], name=op.f("fk_sanitising_carrier_id")),
        sa.ForeignKeyConstraint(["performer_id"], ["person.id"], name=op.f("fk_sanitising_performer_id")),
        sa.ForeignKeyConstraint(["verifier_id"], ["person.id"], name=op.f("fk_sanitising_verifier_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sanitising_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sanitising")),
        sa.UniqueConstraint("code", name=op.f("uq_sanitising_code")),
    )
    op.create_index("ix_sanitising_carrier_id", TABLE, ["carrier_id"])


def downgrade() -> None:
    op.drop_table(TABLE)


def _known(column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_sanitising_{column}_known"))
