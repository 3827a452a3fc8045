"""What makes a table append-only. Alembic sees no triggers: they are made anew after every change of tables."""

from collections.abc import Iterator

from sqlalchemy import Connection, MetaData, inspect, text

REFUSE_CHANGE = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
)
ON_SQLITE = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'"  # its text stands as it was written
ON_POSTGRESQL = """
SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid, true) || CASE
    WHEN t.tgenabled <> 'O' THEN ' -- switched off'
    WHEN p.proname = 'refuse_change' AND p.prosrc <> :body THEN ' -- with another body'
    ELSE '' END
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""


def append_only(metadata: MetaData) -> list[str]:
    """The tables whose rows are never changed or removed, as their models say."""
    return [table.name for table in metadata.sorted_tables if table.info.get("append_only")]


def expected(connection: Connection, metadata: MetaData) -> dict[tuple[str, str], str]:
    """Table and name of every trigger that these models ask for, with its text."""
    make = _on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql
    return {(table, name): statement for table in append_only(metadata) for name, statement in make(table)}


def _on_sqlite(table: str) -> Iterator[tuple[str, str]]:
    for verb in ("UPDATE", "DELETE"):
        name = f"{table}_no_{verb.lower()}"
        yield (
            name,
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        )


def _on_postgresql(table: str) -> Iterator[tuple[str, str]]:
    for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        name = f"{table}_no_{verb.lower()}"
        yield name, f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH {each} EXECUTE FUNCTION refuse_change()"


def found(connection: Connection) -> dict[tuple[str, str], str]:
    """Table and name of every trigger that stands, with its text; one that is switched off says so."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text(ON_SQLITE))
    else:
        rows = connection.execute(text(ON_POSTGRESQL), {"body": REFUSE_CHANGE.split("$$")[1]})
    return {(table, name): statement for table, name, statement in rows}


def restore(connection: Connection, metadata: MetaData) -> None:
    """Make anew what is missing or altered: SQLite drops the triggers of a table that a migration rebuilds."""
    tables = set(inspect(connection).get_table_names())
    if connection.dialect.name == "postgresql":
        connection.execute(text(REFUSE_CHANGE))
    standing = found(connection)
    for (table, name), statement in expected(connection, metadata).items():
        if table not in tables or standing.get((table, name)) == statement:
            continue
        if (table, name) in standing:
            on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
            connection.execute(text(f"DROP TRIGGER {name}{on}"))
        connection.execute(text(statement))
