"""Posts with names and tenures, a head for each unit, and the roles of the heads of the body and of a unit."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROLES = ("clerk", "head", "inspector", "manager", "security_officer", "administrator", "executor")
HEADS = ("org_head", "unit_head")


def upgrade() -> None:
    _posts()
    _tenures()
    _roles_known(ROLES + HEADS)


def downgrade() -> None:
    role = sa.table("account_role", sa.column("role"))
    op.execute(role.delete().where(role.c.role.in_(HEADS)))
    _roles_known(ROLES)
    op.drop_table("tenure")
    op.drop_table("post")


def _posts() -> None:
    op.create_table(
        "post",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        *(sa.Column(f"name_{code}", sa.String(length=200), nullable=False) for code in ("kk", "ru", "en")),
        sa.Column("is_head", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_post_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    op.create_index("ix_post_unit_id", "post", ["unit_id"])
    is_head = sa.text("is_head")
    op.create_index("uq_post_head", "post", ["unit_id"], unique=True, sqlite_where=is_head, postgresql_where=is_head)


def _tenures() -> None:
    op.create_table(
        "tenure",
        sa.Column("id", ID, nullable=False),
        sa.Column("post_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("order_no", sa.String(length=60), nullable=False),
        sa.CheckConstraint("kind IN ('substantive', 'acting')", name=op.f("ck_tenure_kind_known")),
        sa.CheckConstraint("last_on IS NULL OR last_on >= first_on", name=op.f("ck_tenure_in_order")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tenure_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_tenure_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenure")),
    )
    op.create_index("ix_tenure_post_id", "tenure", ["post_id"])
    op.create_index("ix_tenure_person_id", "tenure", ["person_id"])


def _roles_known(roles: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{role}'" for role in roles)
    with op.batch_alter_table("account_role") as account_role:
        account_role.drop_constraint(op.f("ck_account_role_role_known"), type_="check")
        account_role.create_check_constraint(op.f("ck_account_role_role_known"), f"role IN ({listed})")
