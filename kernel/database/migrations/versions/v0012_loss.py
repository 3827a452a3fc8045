"""States and acts of a carrier's end, commissions, cases of loss with their terms."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
STATES = ("draft", "in_registry", "issued")
ENDS = ("selected", "missing", "destroyed", "lost", "void")
ACTS = ("register", "issue", "take_back", "transfer")
GRAVE = ("select", "deselect", "destroy", "declare_missing", "find", "confirm_loss", "void", "void_issue")
STEPS = (
    ("select", "in_registry", "selected"),
    ("declare_missing", "in_registry", "missing"),
    ("void", "in_registry", "void"),
    ("declare_missing", "issued", "missing"),
    ("void_issue", "issued", "in_registry"),
    ("deselect", "selected", "in_registry"),
    ("destroy", "selected", "destroyed"),
    ("declare_missing", "selected", "missing"),
    ("find", "missing", "in_registry"),
    ("confirm_loss", "missing", "lost"),
    ("find", "lost", "in_registry"),
)
KNOWN = {
    "custody_transition": {"act": ACTS, "from_state": STATES, "to_state": STATES},
    "carrier": {"state": STATES},
    "movement": {"act": ACTS, "from_state": STATES, "to_state": STATES},
    "receipt": {"act": ACTS},
    "basket": {"act": ACTS},
}
PAPER = "(act IN ('select', 'deselect', 'destroy', 'declare_missing', 'find', 'confirm_loss'))"
CHECKS = {
    "rests_on_paper": f"(paper IS NOT NULL) = {PAPER}",
    "void_says_why": "act NOT IN ('void', 'void_issue') OR reason IS NOT NULL",
    "happened_before_it_was_written": "happened_at IS NULL OR happened_at <= at",
}
SOURCE = "Default of the product, not seen in a source: confirm with the Instruction"
TERMS = (
    ("loss_head_hours", -1, 0),
    ("loss_authority_hours", -1, 24),
    ("search_days", -1, 10),
    ("investigation_days", -1, 30),
    ("loss_commission", -1, 3),
    ("destruction_commission", -1, 3),
    ("destruction_commission", 0, 2),
)


def upgrade() -> None:
    with op.batch_alter_table("movement") as movement:
        movement.add_column(sa.Column("paper", sa.String(length=14), nullable=True))
        movement.add_column(sa.Column("happened_at", MOMENT, nullable=True))
        movement.add_column(sa.Column("reason", sa.String(length=200), nullable=True))
        for name, check in CHECKS.items():
            movement.create_check_constraint(op.f(f"ck_movement_{name}"), sa.text(check))
    op.create_index("ix_movement_paper", "movement", ["paper"])
    _know(ENDS, GRAVE)
    op.bulk_insert(_steps(), [dict(zip(("act", "from_state", "to_state"), step, strict=True)) for step in STEPS])
    rows = [{"key": key, "rank": rank, "value": value} for key, rank, value in TERMS]
    every = {"effective_on": date(2000, 1, 1), "is_verified": False, "source": SOURCE}
    op.bulk_insert(_terms(), [{**row, **every} for row in rows])
    _commissions()
    _cases()


def downgrade() -> None:
    op.drop_table("search_action")
    op.drop_table("loss_case")
    op.drop_table("commission_member")
    op.drop_table("commission")
    term, steps = _terms(), _steps()
    op.execute(term.delete().where(term.c.key.in_([key for key, _rank, _value in TERMS])))
    op.execute(steps.delete().where(steps.c.act.in_(GRAVE)))
    op.drop_index("ix_movement_paper", table_name="movement")
    with op.batch_alter_table("movement") as movement:
        for name in CHECKS:
            movement.drop_constraint(op.f(f"ck_movement_{name}"), type_="check")
        for column in ("paper", "happened_at", "reason"):
            movement.drop_column(column)
    _know((), ())


def _know(states: tuple[str, ...], acts: tuple[str, ...]) -> None:
    for table, columns in KNOWN.items():
        with op.batch_alter_table(table) as changed:
            for column, known in columns.items():
                values = (*known, *(acts if column == "act" else states))
                name = op.f(f"ck_{table}_{column}_known")
                changed.drop_constraint(name, type_="check")
                listed = ", ".join(f"'{value}'" for value in values)
                changed.create_check_constraint(name, sa.text(f"{column} IN ({listed})"))


def _steps() -> sa.TableClause:
    return sa.table("custody_transition", *(sa.column(name) for name in ("act", "from_state", "to_state")))


def _terms() -> sa.TableClause:
    columns = [sa.column(name) for name in ("key", "rank", "value", "source")]
    return sa.table("term", *columns, sa.column("effective_on", sa.Date), sa.column("is_verified", sa.Boolean))


def _commissions() -> None:
    op.create_table(
        "commission",
        sa.Column("id", ID, nullable=False),
        sa.Column("order_no", sa.String(length=60), nullable=False),
        sa.Column("order_on", sa.Date(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_commission_in_order")),
        sa.CheckConstraint("purpose IN ('destruction', 'loss')", name=op.f("ck_commission_purpose_known")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_commission_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commission")),
    )
    op.create_table(
        "commission_member",
        sa.Column("commission_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(length=32), nullable=False),
        sa.CheckConstraint("seat IN ('chairman', 'member', 'secretary')", name=op.f("ck_commission_member_seat_known")),
        sa.ForeignKeyConstraint(["commission_id"], ["commission.id"], name=op.f("fk_commission_member_commission_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_commission_member_person_id")),
        sa.PrimaryKeyConstraint("commission_id", "person_id", name=op.f("pk_commission_member")),
    )
    op.create_index("ix_commission_member_person_id", "commission_member", ["person_id"])


CIRCUMSTANCES = (
    *("not_presented", "not_returned", "at_muster", "in_transit"),
    *("at_destruction", "theft", "sheets_missing", "store_broken"),
)


def _cases() -> None:
    said = ", ".join(f"'{one}'" for one in CIRCUMSTANCES)
    states = ", ".join(f"'{one}'" for one in STATES + ENDS)
    dues = ("head_due", "authority_due", "search_due", "investigation_due")
    told = ("head_told_at", "authority_told_at", "owner_told_at", "search_ended_at", "concluded_at")
    persons = ("last_holder_id", "found_by_id")
    op.create_table(
        "loss_case",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.Column("carrier_id", ID, nullable=False),
        sa.Column("circumstance", sa.String(length=32), nullable=False),
        sa.Column("detected_at", MOMENT, nullable=False),
        sa.Column("declared_at", MOMENT, nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("measures", sa.String(length=400), nullable=False),
        sa.Column("from_state", sa.String(length=32), nullable=False),
        *(sa.Column(name, ID, nullable=True) for name in persons),
        *(sa.Column(name, MOMENT, nullable=False) for name in dues),
        *(sa.Column(name, MOMENT, nullable=True) for name in (*told, "lost_at", "found_at")),
        sa.Column("authority_letter", sa.String(length=60), nullable=True),
        sa.Column("commission_id", ID, nullable=True),
        sa.Column("degree", sa.SmallInteger(), nullable=True),
        sa.Column("damage", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("damage_decision", sa.String(length=60), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("consent_no", sa.String(length=60), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("found_place", sa.String(length=200), nullable=True),
        sa.Column("found_sheets", sa.Integer(), nullable=True),
        sa.Column("seal_state", sa.String(length=200), nullable=True),
        sa.Column("exposed_to", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("detected_at <= declared_at", name=op.f("ck_loss_case_detected_before_declared")),
        sa.CheckConstraint("degree IS NULL OR degree BETWEEN 0 AND 3", name=op.f("ck_loss_case_degree_known")),
        sa.CheckConstraint("damage IS NULL OR degree IS NOT NULL", name=op.f("ck_loss_case_damage_after_degree")),
        sa.CheckConstraint("(lost_at IS NULL) = (consent_no IS NULL)", name=op.f("ck_loss_case_lost_by_consent")),
        sa.CheckConstraint(
            "(outcome IS NOT NULL AND outcome <> 'lost') = (found_at IS NOT NULL)",
            name=op.f("ck_loss_case_found_is_told"),
        ),
        sa.CheckConstraint(f"circumstance IN ({said})", name=op.f("ck_loss_case_circumstance_known")),
        sa.CheckConstraint(f"from_state IN ({states})", name=op.f("ck_loss_case_from_state_known")),
        sa.CheckConstraint(
            "outcome IN ('found_intact', 'found_exposed', 'lost')", name=op.f("ck_loss_case_outcome_known")
        ),
        sa.ForeignKeyConstraint(["carrier_id"], ["carrier.id"], name=op.f("fk_loss_case_carrier_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_loss_case_account_id")),
        sa.ForeignKeyConstraint(["commission_id"], ["commission.id"], name=op.f("fk_loss_case_commission_id")),
        *(sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_loss_case_{name}")) for name in persons),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loss_case")),
        sa.UniqueConstraint("code", name=op.f("uq_loss_case_code")),
    )
    op.create_index("ix_loss_case_carrier_id", "loss_case", ["carrier_id"])
    op.create_index("ix_loss_case_last_holder_id", "loss_case", ["last_holder_id"])
    op.create_index("ix_loss_case_outcome", "loss_case", ["outcome", "investigation_due"])
    _searches()


def _searches() -> None:
    persons = ("person_id", "witness_id")
    op.create_table(
        "search_action",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("result", sa.String(length=400), nullable=False),
        *(sa.Column(name, ID, nullable=False) for name in persons),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.CheckConstraint("person_id <> witness_id", name=op.f("ck_search_action_two_look")),
        sa.ForeignKeyConstraint(["case_id"], ["loss_case.id"], name=op.f("fk_search_action_case_id")),
        *(sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_search_action_{name}")) for name in persons),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_search_action_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_action")),
    )
    op.create_index("ix_search_action_case_id", "search_action", ["case_id"])
