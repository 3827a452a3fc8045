"""The desk: people, carriers, their movements, the journal; triggers and first terms written by hand."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPEND_ONLY = ("journal_entry", "movement", "receipt", "number_gap", "custody_transition", "label_print")
TRANSITIONS = (
    ("register", "draft", "in_registry"),
    ("issue", "in_registry", "issued"),
    ("take_back", "issued", "in_registry"),
    ("transfer", "issued", "issued"),
)
EVERY_RANK = -1
DESIGN = "Default of the product, not seen in a source: confirm with the Instruction"
TERMS = (
    ("loan_days", 3, 0),
    ("loan_days", 2, 0),
    ("loan_days", 1, 30),
    ("loan_days", 0, 30),
    ("day_end", EVERY_RANK, 18 * 60),
    ("two_persons", EVERY_RANK, 0),
    ("two_persons", 3, 1),
    ("overdue_bars", 0, 0),
)


def upgrade() -> None:
    op.create_table(
        "acted_request",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("asked", sa.LargeBinary(length=32), nullable=False),
        sa.Column("location", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_acted_request")),
    )
    op.create_table(
        "custody_transition",
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("from_state", sa.String(length=32), nullable=False),
        sa.Column("to_state", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("act", "from_state", "to_state", name=op.f("pk_custody_transition")),
    )
    op.create_table(
        "document",
        sa.Column("id", ID, nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("copies_total", sa.Integer(), nullable=False),
        sa.CheckConstraint("copies_total >= 1", name=op.f("ck_document_copies_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_table(
        "journal_entry",
        sa.Column("log", sa.String(length=32), nullable=False),
        sa.Column("n", ID, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("op", sa.String(length=40), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("subject", sa.String(length=40), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("log", "n", name=op.f("pk_journal_entry")),
    )
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_entry_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_entry_op"), ["op"], unique=False)
        batch_op.create_index("ix_journal_entry_subject", ["subject", "log", "n"], unique=False)

    op.create_table(
        "journal_head",
        sa.Column("log", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=False),
        sa.Column("algorithm", sa.String(length=40), nullable=False),
        sa.Column("size", ID, nullable=False),
        sa.Column("peaks", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("log", name=op.f("pk_journal_head")),
    )
    op.create_table(
        "place",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.Column("parent_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("max_rank", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("max_rank BETWEEN 0 AND 3", name=op.f("ck_place_max_rank_known")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_place_not_in_itself")),
        sa.ForeignKeyConstraint(["parent_id"], ["place.id"], name=op.f("fk_place_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("code", name=op.f("uq_place_code")),
        sa.UniqueConstraint("number", name=op.f("uq_place_number")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "register",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("min_rank", sa.SmallInteger(), nullable=False),
        sa.Column("max_rank", sa.SmallInteger(), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("next_seq", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "min_rank BETWEEN 0 AND 3 AND max_rank BETWEEN min_rank AND 3", name=op.f("ck_register_ranks_in_order")
        ),
        sa.CheckConstraint("next_seq >= 1", name=op.f("ck_register_seq_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register")),
        sa.UniqueConstraint("code", "year", name=op.f("uq_register_code_year")),
    )
    op.create_table(
        "search",
        sa.Column("id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search")),
    )
    with op.batch_alter_table("search", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_account_id"), ["account_id"], unique=False)

    op.create_table(
        "serial",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("site", ID, nullable=False),
        sa.Column("next", ID, nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_serial")),
    )
    op.create_table(
        "term",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("key", "rank", "effective_on", name=op.f("uq_term_key_rank_effective_on")),
    )
    op.create_table(
        "throttle",
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_throttle")),
    )
    op.create_table(
        "unit",
        sa.Column("id", ID, nullable=False),
        sa.Column("parent_id", ID, nullable=True),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name_kk", sa.String(length=200), nullable=False),
        sa.Column("name_ru", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_unit_not_its_own_parent")),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "journal_detail",
        sa.Column("log", sa.String(length=32), nullable=False),
        sa.Column("n", ID, autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["log", "n"], ["journal_entry.log", "journal_entry.n"], name=op.f("fk_journal_detail_log_n")
        ),
        sa.PrimaryKeyConstraint("log", "n", "field", name=op.f("pk_journal_detail")),
    )
    op.create_table(
        "person",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("middle_name", sa.String(length=80), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("citizenship", sa.String(length=2), nullable=False),
        sa.Column("treaty_ref", sa.String(length=200), nullable=False),
        sa.Column("employed_from", sa.Date(), nullable=False),
        sa.Column("employed_to", sa.Date(), nullable=True),
        sa.Column("absent_from", sa.Date(), nullable=True),
        sa.Column("absent_to", sa.Date(), nullable=True),
        sa.Column("pin_hash", sa.String(length=200), nullable=True),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("absent_to IS NULL OR absent_to >= absent_from", name=op.f("ck_person_absent_in_order")),
        sa.CheckConstraint(
            "employed_to IS NULL OR employed_to >= employed_from", name=op.f("ck_person_employed_in_order")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_person_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("code", name=op.f("uq_person_code")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "account",
        sa.Column("id", ID, nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.Column("max_rank", sa.SmallInteger(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("max_rank BETWEEN 0 AND 3", name=op.f("ck_account_max_rank_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_account_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_person_id"), ["person_id"], unique=False)

    op.create_table(
        "carrier",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.Column("register_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("family", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("series", sa.String(length=2), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=True),
        sa.Column("appendix_sheets", sa.Integer(), nullable=False),
        sa.Column("appendices", sa.Integer(), nullable=False),
        sa.Column("serial_no", sa.String(length=80), nullable=False),
        sa.Column("inventory_no", sa.String(length=80), nullable=False),
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.Column("capacity", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("received_from", sa.String(length=200), nullable=False),
        sa.Column("received_no", sa.String(length=80), nullable=False),
        sa.Column("received_no_on", sa.Date(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("home_place_id", ID, nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("holder_id", ID, nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("movement_n", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(family = 'paper') = (sheets IS NOT NULL)", name=op.f("ck_carrier_paper_has_sheets")),
        sa.CheckConstraint("(state = 'issued') = (due_at IS NOT NULL)", name=op.f("ck_carrier_issued_has_due")),
        sa.CheckConstraint("(state = 'issued') = (holder_id IS NOT NULL)", name=op.f("ck_carrier_issued_has_holder")),
        sa.CheckConstraint(
            "family <> 'electronic' OR serial_no <> ''", name=op.f("ck_carrier_electronic_has_serial_no")
        ),
        sa.CheckConstraint("appendix_sheets >= 0 AND appendices >= 0", name=op.f("ck_carrier_appendices_not_negative")),
        sa.CheckConstraint("rank BETWEEN 0 AND 3", name=op.f("ck_carrier_rank_known")),
        sa.CheckConstraint("sheets IS NULL OR sheets >= 1", name=op.f("ck_carrier_sheets_positive")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_carrier_document_id")),
        sa.ForeignKeyConstraint(["holder_id"], ["person.id"], name=op.f("fk_carrier_holder_id")),
        sa.ForeignKeyConstraint(["home_place_id"], ["place.id"], name=op.f("fk_carrier_home_place_id")),
        sa.ForeignKeyConstraint(["register_id"], ["register.id"], name=op.f("fk_carrier_register_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrier")),
        sa.UniqueConstraint("code", name=op.f("uq_carrier_code")),
        sa.UniqueConstraint("register_id", "seq", "copy_no", name=op.f("uq_carrier_register_id_seq_copy_no")),
    )
    with op.batch_alter_table("carrier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_carrier_document_id"), ["document_id"], unique=False)
        batch_op.create_index(
            "ix_carrier_due",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_carrier_holder_id"), ["holder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_carrier_home_place_id"), ["home_place_id"], unique=False)
        batch_op.create_index("ix_carrier_rank_id", ["rank", "id"], unique=False)

    op.create_table(
        "clearance",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("form", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("contract_no", sa.String(length=60), nullable=False),
        sa.Column("obligation_on", sa.Date(), nullable=True),
        sa.Column("restriction_consent_on", sa.Date(), nullable=True),
        sa.Column("check_consent_on", sa.Date(), nullable=True),
        sa.Column("law_briefing_on", sa.Date(), nullable=True),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("decision_no", sa.String(length=60), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'terminated') = (ended_on IS NOT NULL)", name=op.f("ck_clearance_terminated_has_a_day")
        ),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= valid_from", name=op.f("ck_clearance_ended_in_order")),
        sa.CheckConstraint("form IN (1, 2, 3)", name=op.f("ck_clearance_form_known")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_clearance_valid_in_order")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_clearance_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearance")),
    )
    with op.batch_alter_table("clearance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clearance_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_clearance_one_open",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )

    op.create_table(
        "account_role",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_role_account_id")),
        sa.PrimaryKeyConstraint("account_id", "role", name=op.f("pk_account_role")),
    )
    op.create_table(
        "alias",
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("carrier_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["carrier_id"], ["carrier.id"], name=op.f("fk_alias_carrier_id")),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_alias")),
    )
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alias_carrier_id"), ["carrier_id"], unique=False)

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
    with op.batch_alter_table("label_print", schema=None) as batch_op:
        batch_op.create_index("ix_label_print_code", ["code", "id"], unique=False)

    op.create_table(
        "number_gap",
        sa.Column("register_id", ID, nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("explanation", sa.String(length=400), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("explanation <> ''", name=op.f("ck_number_gap_explained")),
        sa.CheckConstraint("last >= first", name=op.f("ck_number_gap_in_order")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_number_gap_account_id")),
        sa.ForeignKeyConstraint(["register_id"], ["register.id"], name=op.f("fk_number_gap_register_id")),
        sa.PrimaryKeyConstraint("register_id", "first", name=op.f("pk_number_gap")),
    )
    op.create_table(
        "preprinted",
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("carrier_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_preprinted_account_id")),
        sa.ForeignKeyConstraint(["carrier_id"], ["carrier.id"], name=op.f("fk_preprinted_carrier_id")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_preprinted")),
        sa.UniqueConstraint("carrier_id", name=op.f("uq_preprinted_carrier_id")),
    )
    op.create_table(
        "receipt",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("giver_id", ID, nullable=True),
        sa.Column("receiver_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_receipt_account_id")),
        sa.ForeignKeyConstraint(["giver_id"], ["person.id"], name=op.f("fk_receipt_giver_id")),
        sa.ForeignKeyConstraint(["receiver_id"], ["person.id"], name=op.f("fk_receipt_receiver_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("code", name=op.f("uq_receipt_code")),
    )
    op.create_table(
        "sign_in",
        sa.Column("key_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("station", sa.String(length=80), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id")),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_account_id"), ["account_id"], unique=False)

    op.create_table(
        "basket",
        sa.Column("id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("giver_id", ID, nullable=True),
        sa.Column("receiver_id", ID, nullable=True),
        sa.Column("giver_confirmed", sa.String(length=32), nullable=True),
        sa.Column("receiver_confirmed", sa.String(length=32), nullable=True),
        sa.Column("second_account_id", ID, nullable=True),
        sa.Column("is_second_confirmed", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt_id", ID, nullable=True),
        sa.CheckConstraint(
            "second_account_id IS NULL OR second_account_id <> account_id", name=op.f("ck_basket_two_are_two")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_basket_account_id")),
        sa.ForeignKeyConstraint(["giver_id"], ["person.id"], name=op.f("fk_basket_giver_id")),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name=op.f("fk_basket_receipt_id")),
        sa.ForeignKeyConstraint(["receiver_id"], ["person.id"], name=op.f("fk_basket_receiver_id")),
        sa.ForeignKeyConstraint(["second_account_id"], ["account.id"], name=op.f("fk_basket_second_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basket")),
    )
    with op.batch_alter_table("basket", schema=None) as batch_op:
        batch_op.create_index(
            "uq_basket_one_open",
            ["account_id"],
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "movement",
        sa.Column("carrier_id", ID, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("previous_n", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("from_state", sa.String(length=32), nullable=False),
        sa.Column("to_state", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("second_account_id", ID, nullable=True),
        sa.Column("giver_id", ID, nullable=True),
        sa.Column("receiver_id", ID, nullable=True),
        sa.Column("giver_confirmed", sa.String(length=32), nullable=True),
        sa.Column("receiver_confirmed", sa.String(length=32), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sheets_counted", sa.Integer(), nullable=True),
        sa.Column("receipt_id", ID, nullable=True),
        sa.Column("journal_n", ID, nullable=False),
        sa.CheckConstraint(
            "(n = 1 AND previous_n IS NULL AND from_state = 'draft') OR (n > 1 AND previous_n = n - 1)",
            name=op.f("ck_movement_dense"),
        ),
        sa.CheckConstraint(
            "(to_state = 'issued') = (receiver_id IS NOT NULL)", name=op.f("ck_movement_issued_to_somebody")
        ),
        sa.CheckConstraint(
            "act <> 'issue' OR receiver_confirmed IS NOT NULL", name=op.f("ck_movement_issue_confirmed")
        ),
        sa.CheckConstraint(
            "act <> 'take_back' OR giver_confirmed IS NOT NULL", name=op.f("ck_movement_take_back_confirmed")
        ),
        sa.CheckConstraint(
            "act <> 'transfer' OR (giver_confirmed IS NOT NULL AND receiver_confirmed IS NOT NULL AND giver_id <> receiver_id)",
            name=op.f("ck_movement_transfer_confirmed"),
        ),
        sa.CheckConstraint(
            "second_account_id IS NULL OR second_account_id <> account_id", name=op.f("ck_movement_two_are_two")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_movement_account_id")),
        sa.ForeignKeyConstraint(
            ["act", "from_state", "to_state"],
            ["custody_transition.act", "custody_transition.from_state", "custody_transition.to_state"],
            name="fk_movement_lawful",
        ),
        sa.ForeignKeyConstraint(
            ["carrier_id", "previous_n", "from_state"],
            ["movement.carrier_id", "movement.n", "movement.to_state"],
            name="fk_movement_follows",
        ),
        sa.ForeignKeyConstraint(["carrier_id"], ["carrier.id"], name=op.f("fk_movement_carrier_id")),
        sa.ForeignKeyConstraint(["giver_id"], ["person.id"], name=op.f("fk_movement_giver_id")),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name=op.f("fk_movement_receipt_id")),
        sa.ForeignKeyConstraint(["receiver_id"], ["person.id"], name=op.f("fk_movement_receiver_id")),
        sa.ForeignKeyConstraint(["second_account_id"], ["account.id"], name=op.f("fk_movement_second_account_id")),
        sa.PrimaryKeyConstraint("carrier_id", "n", name=op.f("pk_movement")),
        sa.UniqueConstraint("carrier_id", "n", "to_state", name=op.f("uq_movement_carrier_id_n_to_state")),
    )
    with op.batch_alter_table("movement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_movement_giver_id"), ["giver_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_movement_receipt_id"), ["receipt_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_movement_receiver_id"), ["receiver_id"], unique=False)

    op.create_table(
        "basket_row",
        sa.Column("id", ID, nullable=False),
        sa.Column("basket_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("carrier_id", ID, nullable=False),
        sa.Column("sheets_counted", sa.Integer(), nullable=True),
        sa.Column("is_by_hand", sa.Boolean(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["basket_id"], ["basket.id"], name=op.f("fk_basket_row_basket_id")),
        sa.ForeignKeyConstraint(["carrier_id"], ["carrier.id"], name=op.f("fk_basket_row_carrier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basket_row")),
    )
    with op.batch_alter_table("basket_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_basket_row_basket_id"), ["basket_id"], unique=False)
        batch_op.create_index(
            "uq_basket_row_one_open",
            ["carrier_id"],
            unique=True,
            sqlite_where=sa.text("is_open IS 1"),
            postgresql_where=sa.text("is_open IS true"),
        )

    _seed()
    _guard()


def downgrade() -> None:
    with op.batch_alter_table("basket_row", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_basket_row_one_open", sqlite_where=sa.text("is_open IS 1"), postgresql_where=sa.text("is_open IS true")
        )
        batch_op.drop_index(batch_op.f("ix_basket_row_basket_id"))

    op.drop_table("basket_row")
    with op.batch_alter_table("movement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_movement_receiver_id"))
        batch_op.drop_index(batch_op.f("ix_movement_receipt_id"))
        batch_op.drop_index(batch_op.f("ix_movement_giver_id"))

    op.drop_table("movement")
    with op.batch_alter_table("basket", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_basket_one_open",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.drop_table("basket")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_account_id"))

    op.drop_table("sign_in")
    op.drop_table("receipt")
    op.drop_table("preprinted")
    op.drop_table("number_gap")
    with op.batch_alter_table("label_print", schema=None) as batch_op:
        batch_op.drop_index("ix_label_print_code")

    op.drop_table("label_print")
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alias_carrier_id"))

    op.drop_table("alias")
    op.drop_table("account_role")
    with op.batch_alter_table("clearance", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_clearance_one_open",
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_clearance_person_id"))

    op.drop_table("clearance")
    with op.batch_alter_table("carrier", schema=None) as batch_op:
        batch_op.drop_index("ix_carrier_rank_id")
        batch_op.drop_index(batch_op.f("ix_carrier_home_place_id"))
        batch_op.drop_index(batch_op.f("ix_carrier_holder_id"))
        batch_op.drop_index(
            "ix_carrier_due", sqlite_where=sa.text("due_at IS NOT NULL"), postgresql_where=sa.text("due_at IS NOT NULL")
        )
        batch_op.drop_index(batch_op.f("ix_carrier_document_id"))

    op.drop_table("carrier")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_person_id"))

    op.drop_table("account")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_unit_id"))

    op.drop_table("person")
    op.drop_table("journal_detail")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_parent_id"))

    op.drop_table("unit")
    op.drop_table("throttle")
    op.drop_table("term")
    op.drop_table("serial")
    with op.batch_alter_table("search", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_account_id"))

    op.drop_table("search")
    op.drop_table("register")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_parent_id"))

    op.drop_table("place")
    op.drop_table("journal_head")
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_entry_subject")
        batch_op.drop_index(batch_op.f("ix_journal_entry_op"))
        batch_op.drop_index(batch_op.f("ix_journal_entry_account_id"))

    op.drop_table("journal_entry")
    op.drop_table("document")
    op.drop_table("custody_transition")
    op.drop_table("acted_request")


def _seed() -> None:
    transition = sa.table("custody_transition", sa.column("act"), sa.column("from_state"), sa.column("to_state"))
    op.bulk_insert(transition, [dict(zip(("act", "from_state", "to_state"), row, strict=True)) for row in TRANSITIONS])
    names = ("key", "rank", "value")
    fixed = {"effective_on": date(2000, 1, 1), "is_verified": False, "source": DESIGN}
    columns = (sa.column("effective_on", sa.Date), sa.column("is_verified", sa.Boolean), sa.column("source"))
    term = sa.table("term", *(sa.column(name) for name in names), *columns)
    op.bulk_insert(term, [dict(zip(names, row, strict=True)) | fixed for row in TERMS])


def _guard() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
            )
