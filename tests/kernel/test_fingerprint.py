"""The tables as they stand against the models: what was dropped, altered or added by hand is named, and only that."""

import pytest
from sqlalchemy import MetaData, text

import wsgi
from kernel.database import fingerprint, triggers
from kernel.database.engine import Database
from kernel.database.fingerprint import Difference, Fault
from tests.conftest import ENGINES

Case = tuple[tuple[str, ...], Difference]
RANKS = "CONSTRAINT ck_carrier_rank_known CHECK (rank BETWEEN 0 AND 3)"


def case(table: str, part: str, fault: Fault, *statements: str) -> Case:
    return statements, Difference(table, part, fault)


def rewrite(table: str, old: str, new: str) -> tuple[str, ...]:
    """SQLite changes no constraint of a table that stands, but its text can be written over."""
    swap = f"UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}') WHERE name = '{table}'"
    return "PRAGMA writable_schema=1", swap, "PRAGMA writable_schema=0"


ON_BOTH = (
    case("search", "COLUMN ip", Fault.UNKNOWN, "ALTER TABLE search ADD COLUMN ip VARCHAR(40)"),
    case("term", "COLUMN source", Fault.MISSING, "ALTER TABLE term DROP COLUMN source"),
    case("shadow", "TABLE", Fault.UNKNOWN, "CREATE TABLE shadow (id INTEGER)"),
    case("throttle", "TABLE", Fault.MISSING, "DROP TABLE throttle"),
    case("carrier", "INDEX ix_carrier_rank_id", Fault.MISSING, "DROP INDEX ix_carrier_rank_id"),
    case("carrier", "INDEX ix_extra", Fault.UNKNOWN, "CREATE INDEX ix_extra ON carrier (title)"),
    case(
        "basket",
        "INDEX uq_basket_one_open",
        Fault.ALTERED,
        "DROP INDEX uq_basket_one_open",
        "CREATE UNIQUE INDEX uq_basket_one_open ON basket (account_id)",
    ),
    case(
        "carrier",
        "INDEX ix_carrier_due",
        Fault.ALTERED,
        "DROP INDEX ix_carrier_due",
        "CREATE INDEX ix_carrier_due ON carrier (due_at) WHERE due_at IS NULL",
    ),
)
ON_SQLITE = (
    case("movement", "TRIGGER movement_no_update", Fault.MISSING, "DROP TRIGGER movement_no_update"),
    case(
        "receipt",
        "TRIGGER receipt_no_delete",
        Fault.ALTERED,
        "DROP TRIGGER receipt_no_delete",
        "CREATE TRIGGER receipt_no_delete BEFORE DELETE ON receipt BEGIN SELECT 1; END",
    ),
    case("movement", "TRIGGER q", Fault.UNKNOWN, "CREATE TRIGGER q AFTER INSERT ON movement BEGIN SELECT 1; END"),
    case(
        "carrier",
        "CHECK ck_carrier_rank_known",
        Fault.MISSING,
        *rewrite("carrier", f"{RANKS}, ", ""),  # the last CHECK of a table that was made anew has no comma behind it
        *rewrite("carrier", f", \n\t{RANKS}", ""),
    ),
    case("carrier", "CHECK ck_carrier_rank_known", Fault.ALTERED, *rewrite("carrier", "0 AND 3", "0 AND 4")),
    case("person", "COLUMN position", Fault.ALTERED, *rewrite("person", "position VARCHAR(200)", "position TEXT")),
    case(
        "person",
        "COLUMN pin_hash",
        Fault.ALTERED,
        *rewrite("person", "pin_hash VARCHAR(200)", "pin_hash VARCHAR(200) NOT NULL"),
    ),
)
ON_POSTGRESQL = (
    case("movement", "TRIGGER movement_no_truncate", Fault.MISSING, "DROP TRIGGER movement_no_truncate ON movement"),
    case(
        "receipt",
        "TRIGGER receipt_no_update",
        Fault.ALTERED,
        "ALTER TABLE receipt DISABLE TRIGGER receipt_no_update",
    ),
    case(
        "movement",
        "TRIGGER q",
        Fault.UNKNOWN,
        "CREATE TRIGGER q AFTER INSERT ON movement EXECUTE FUNCTION refuse_change()",
    ),
    case(
        "carrier",
        "CHECK ck_carrier_rank_known",
        Fault.MISSING,
        "ALTER TABLE carrier DROP CONSTRAINT ck_carrier_rank_known",
    ),
    case(
        "carrier",
        "CHECK ck_carrier_rank_known",
        Fault.ALTERED,
        "ALTER TABLE carrier DROP CONSTRAINT ck_carrier_rank_known",
        f"ALTER TABLE carrier ADD {RANKS.replace('3', '4')}",
    ),
    case(
        "carrier",
        "CHECK ck_carrier_rank_known",
        Fault.ALTERED,
        "ALTER TABLE carrier DROP CONSTRAINT ck_carrier_rank_known",
        f"ALTER TABLE carrier ADD {RANKS} NOT VALID",
    ),
    case(
        "movement",
        "FOREIGN KEY fk_movement_lawful",
        Fault.MISSING,
        "ALTER TABLE movement DROP CONSTRAINT fk_movement_lawful",
    ),
    case("person", "COLUMN position", Fault.ALTERED, "ALTER TABLE person ALTER COLUMN position DROP NOT NULL"),
    case("person", "COLUMN position", Fault.ALTERED, "ALTER TABLE person ALTER COLUMN position TYPE TEXT"),
    case(
        "account_role",
        "PRIMARY KEY pk_account_role",
        Fault.MISSING,
        "ALTER TABLE account_role DROP CONSTRAINT pk_account_role",
    ),
)
CASES = [
    *((engine, *one) for engine in ENGINES for one in ON_BOTH),
    *(("sqlite", *one) for one in ON_SQLITE),
    *(("postgresql", *one) for one in ON_POSTGRESQL),
]


@pytest.mark.parametrize(("database", "statements", "difference"), CASES, indirect=["database"])
def test_a_change_by_hand_is_named_and_nothing_else(
    database: Database, statements: tuple[str, ...], difference: Difference
) -> None:
    with database.altering() as connection:
        for statement in statements:
            connection.execute(text(statement))
    database.engine.dispose()
    found = fingerprint.differences(database, wsgi.TABLES)
    others = {"PRIMARY KEY None"} if difference.part.startswith("PRIMARY") else set()
    assert difference in found
    assert {one.part for one in found if one.table == difference.table} <= {difference.part} | others
    assert {one.table for one in found} == {difference.table}


def test_the_migrations_make_what_the_models_say(database: Database) -> None:
    assert fingerprint.differences(database, wsgi.TABLES) == []


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_function_that_refuses_nothing_is_seen_in_every_trigger(database: Database) -> None:
    hollow = (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
    )
    with database.altering() as connection:
        connection.execute(text(hollow))
        asked = triggers.expected(connection, wsgi.TABLES)
    found = fingerprint.differences(database, wsgi.TABLES)
    assert found == sorted(
        Difference(table, f"TRIGGER {name}", Fault.ALTERED)
        for (table, name), said in asked.items()
        if "refuse_change" in said
    )


def test_looking_changes_nothing(database: Database) -> None:
    def tables() -> MetaData:
        found = MetaData()
        found.reflect(database.engine)
        return found

    before = set(tables().tables)
    fingerprint.differences(database, wsgi.TABLES)
    assert set(tables().tables) == before
