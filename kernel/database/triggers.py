"""What makes a table append-only. Alembic sees no triggers: they are made anew after every change of tables.

Besides, what is fixed from a moment of its parent on: a version and its rows, once it is approved. And the journal
itself: no gap, a head that goes on by one only, details that change by a lawful erasure only.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Index, MetaData, Table, UniqueConstraint, inspect, text

from kernel.database.engine import FIXED_ONCE

FUNCTIONS = {  # of PostgreSQL; its triggers refuse by calling them
    "refuse_change": " BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END ",
    "refuse_fixed": """ DECLARE is_fixed boolean; BEGIN
EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id IN ($1, $2) AND %I IS NOT NULL)', TG_ARGV[0], TG_ARGV[2])
INTO is_fixed USING
CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE (to_jsonb(OLD) ->> TG_ARGV[1])::bigint END,
CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE (to_jsonb(NEW) ->> TG_ARGV[1])::bigint END;
IF is_fixed THEN RAISE EXCEPTION '% is fixed', TG_TABLE_NAME; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END """,
    "refuse_gap": """ BEGIN
IF NEW.n IS DISTINCT FROM (SELECT coalesce(max(n) + 1, 0) FROM journal_entry WHERE log = NEW.log)
THEN RAISE EXCEPTION 'journal_entry takes the next number only'; END IF; RETURN NEW; END """,
    "refuse_back": """ BEGIN
IF NEW.log <> OLD.log OR NEW.origin <> OLD.origin OR NEW.algorithm <> OLD.algorithm OR NEW.size <> OLD.size + 1
THEN RAISE EXCEPTION 'journal_head only grows'; END IF; RETURN NEW; END """,
    "refuse_erasure": """ BEGIN
IF NOT EXISTS (SELECT 1 FROM journal_entry WHERE op = 'erase' AND subject = OLD.log || ':' || OLD.n || ':' || OLD.field)
THEN RAISE EXCEPTION 'journal_detail is erased by its entry only'; END IF; RETURN OLD; END """,
}
OF_JOURNAL = {  # name, verb, and on SQLite when it refuses and how, on PostgreSQL the function it calls
    "journal_entry": (
        (
            "journal_entry_no_gap",
            "INSERT",
            "NEW.n IS NOT (SELECT coalesce(max(n) + 1, 0) FROM journal_entry WHERE log = NEW.log)",
            "journal_entry takes the next number only",
            "refuse_gap",
        ),
    ),
    "journal_head": (
        (
            "journal_head_no_return",
            "UPDATE",
            "NEW.log <> OLD.log OR NEW.origin <> OLD.origin OR NEW.algorithm <> OLD.algorithm "
            "OR NEW.size <> OLD.size + 1",
            "journal_head only grows",
            "refuse_back",
        ),
    ),
    "journal_detail": (
        (
            "journal_detail_no_erasure",
            "DELETE",
            "NOT EXISTS (SELECT 1 FROM journal_entry WHERE op = 'erase' "
            "AND subject = OLD.log || ':' || OLD.n || ':' || OLD.field)",
            "journal_detail is erased by its entry only",
            "refuse_erasure",
        ),
    ),
}
ON_SQLITE = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'"  # its text stands as it was written
ON_POSTGRESQL = """
SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid, true) || CASE
    WHEN t.tgenabled <> 'O' THEN ' -- switched off' ELSE '' END, p.proname, p.prosrc
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""


def append_only(metadata: MetaData) -> list[str]:
    """The tables whose rows are never changed or removed, as their models say."""
    return [table.name for table in metadata.sorted_tables if table.info.get("append_only")]


def expected(connection: Connection, metadata: MetaData) -> dict[tuple[str, str], str]:
    """Table and name of every trigger that these models ask for, with its text."""
    make = _on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql
    return {(table.name, name): statement for table in metadata.sorted_tables for name, statement in make(table)}


def _refused(table: Table) -> tuple[str, ...]:
    """What no row of the table suffers: append-only ones no verb, the journal's own those that its conditions allow."""
    if table.info.get("append_only"):
        return "UPDATE", "DELETE"
    return {"journal_head": ("DELETE",), "journal_detail": ("UPDATE",)}.get(table.name, ())


def _on_sqlite(table: Table) -> Iterator[tuple[str, str]]:
    verbs, said = _refused(table), f"SELECT RAISE(ABORT, '{table.name} is append-only')"
    for verb in verbs:
        name = f"{table.name}_no_{verb.lower()}"
        yield name, f"CREATE TRIGGER {name} BEFORE {verb} ON {table.name} BEGIN {said}; END"
    if verbs:  # REPLACE deletes without asking the trigger above, wherever recursive_triggers is off
        name = f"{table.name}_no_replace"
        yield name, f"CREATE TRIGGER {name} BEFORE INSERT ON {table.name} WHEN {_stands(table)} BEGIN {said}; END"
    conditional = [(name, verb, when, why) for name, verb, when, why, _function in OF_JOURNAL.get(table.name, ())]
    for name, verb, when, why in (*conditional, *_fixed_on_sqlite(table)):
        yield (
            name,
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table.name} WHEN {when} BEGIN SELECT RAISE(ABORT, '{why}'); END",
        )


def _fixed_on_sqlite(table: Table) -> Iterator[tuple[str, str, str, str]]:
    if FIXED_ONCE in table.info:
        parent, column, moment = table.info[FIXED_ONCE]
        for verb, rows in (("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"])):
            ids = ", ".join(f"{row}.{column}" for row in rows)
            when = f"EXISTS (SELECT 1 FROM {parent} WHERE id IN ({ids}) AND {moment} IS NOT NULL)"  # noqa: S608 - names of ours
            yield f"{table.name}_fixed_{verb.lower()}", verb, when, f"{table.name} is fixed"


def _stands(table: Table) -> str:
    """Whether a row with one of the keys of the new row stands already."""
    keys = [one.columns for one in table.constraints if isinstance(one, UniqueConstraint)]
    keys += [one.columns for one in table.indexes if isinstance(one, Index) and one.unique]
    named = sorted([column.name for column in key] for key in keys)
    same = (
        " AND ".join(f"{name} = NEW.{name}" for name in key)
        for key in [[one.name for one in table.primary_key.columns], *named]
    )
    return " OR ".join(f"EXISTS (SELECT 1 FROM {table.name} WHERE {one})" for one in same)  # noqa: S608 - names of ours


def _on_postgresql(table: Table) -> Iterator[tuple[str, str]]:
    verbs = _refused(table)
    for verb, each in (*((verb, "ROW") for verb in verbs), *((("TRUNCATE", "STATEMENT"),) if verbs else ())):
        name = f"{table.name}_no_{verb.lower()}"
        yield (
            name,
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table.name} FOR EACH {each} EXECUTE FUNCTION refuse_change()",
        )
    for name, verb, _when, _why, function in OF_JOURNAL.get(table.name, ()):
        yield name, f"CREATE TRIGGER {name} BEFORE {verb} ON {table.name} FOR EACH ROW EXECUTE FUNCTION {function}()"
    if FIXED_ONCE in table.info:
        given = ", ".join(f"'{part}'" for part in table.info[FIXED_ONCE])
        for verb in ("INSERT", "UPDATE", "DELETE"):
            name, call = f"{table.name}_fixed_{verb.lower()}", f"refuse_fixed({given})"
            yield name, f"CREATE TRIGGER {name} BEFORE {verb} ON {table.name} FOR EACH ROW EXECUTE FUNCTION {call}"


def found(connection: Connection) -> dict[tuple[str, str], str]:
    """Table and name of every trigger that stands, with its text; one that is switched off or hollow says so."""
    if connection.dialect.name == "sqlite":
        return {(table, name): statement for table, name, statement in connection.execute(text(ON_SQLITE))}
    return {
        (table, name): statement + ("" if FUNCTIONS.get(function, body) == body else " -- with another body")
        for table, name, statement, function, body in connection.execute(text(ON_POSTGRESQL))
    }


def loosen(connection: Connection, metadata: MetaData) -> None:
    """Put aside, until they are restored, the triggers of ours: a migration may bring and take back rows of its own."""
    asked = expected(connection, metadata)
    for table, name in found(connection):
        if (table, name) in asked:
            of = "" if connection.dialect.name == "sqlite" else f" ON {table}"
            connection.execute(text(f"DROP TRIGGER {name}{of}"))


def restore(connection: Connection, metadata: MetaData) -> None:
    """Make anew what is missing or altered: SQLite drops the triggers of a table that a migration rebuilds."""
    tables = set(inspect(connection).get_table_names())
    if connection.dialect.name == "postgresql":
        for name, body in FUNCTIONS.items():
            connection.execute(
                text(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
            )
    standing = found(connection)
    for (table, name), statement in expected(connection, metadata).items():
        if table not in tables or standing.get((table, name)) == statement:
            continue
        if (table, name) in standing:
            on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
            connection.execute(text(f"DROP TRIGGER {name}{on}"))
        connection.execute(text(statement))
