"""The tables as they really stand, compared with the models: columns, keys, CHECKs, indexes and triggers, by text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Inspector, MetaData, inspect, text
from sqlalchemy.engine.reflection import ObjectScope
from sqlalchemy.types import NullType

from kernel.database import triggers
from kernel.database.engine import Database, answering, make_engine

VERSIONS = "alembic_version"
Parts = dict[tuple[str, str], str]


class Fault(StrEnum):
    MISSING = "missing"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, order=True)
class Difference:
    """One part of a table that is not as the models say; `part` is its kind and name in words of SQL."""

    table: str
    part: str
    fault: Fault


def differences(database: Database, metadata: MetaData) -> list[Difference]:
    """Everything in which the tables differ from the models, by table. Changes nothing. Raises Unavailable."""
    compare = _on_sqlite if database.is_sqlite else _on_postgresql
    with answering():
        return sorted(compare(database, metadata))


def _on_sqlite(database: Database, metadata: MetaData) -> Iterator[Difference]:
    scratch = make_engine("sqlite://")
    try:
        with scratch.begin() as connection:
            metadata.create_all(connection)
            asked = _parts(connection, None) | _named(triggers.expected(connection, metadata))
    finally:
        scratch.dispose()
    with database.engine.connect() as connection:
        yield from _between(asked, _parts(connection, None) | _named(triggers.found(connection)))


def _on_postgresql(database: Database, metadata: MetaData) -> Iterator[Difference]:
    """The models become temporary tables for a moment, so that PostgreSQL itself words their conditions."""
    with database.engine.connect() as connection:
        found = _parts(connection, None) | _named(triggers.found(connection))
        aside = connection.execution_options(schema_translate_map={None: "pg_temp"})
        metadata.create_all(aside, checkfirst=False)
        schema = connection.scalar(text("SELECT pg_my_temp_schema()::regnamespace::text"))
        asked = _parts(connection, schema) | _named(triggers.expected(connection, metadata))
        connection.rollback()
    yield from _between(asked, found)


def _named(statements: Mapping[tuple[str, str], str]) -> Parts:
    return {(table, f"TRIGGER {name}"): statement for (table, name), statement in statements.items()}


def _between(asked: Parts, found: Parts) -> Iterator[Difference]:
    tables = {table for table, _part in asked}
    standing = {table for table, _part in found}
    for table in tables ^ standing:
        yield Difference(table, "TABLE", Fault.MISSING if table in tables else Fault.UNKNOWN)
    for key in asked.keys() | found.keys():
        if key[0] not in tables & standing or asked.get(key) == found.get(key):
            continue
        fault = Fault.MISSING if key not in found else Fault.UNKNOWN if key not in asked else Fault.ALTERED
        yield Difference(*key, fault)


def _parts(connection: Connection, schema: str | None) -> Parts:
    """Every part of every table of a schema, with a text that is equal where the parts are."""
    inspector: Inspector = inspect(connection)
    where: dict[str, Any] = {"schema": schema, "scope": ObjectScope.ANY}
    dialect = connection.dialect
    found: Parts = {}
    for (_schema, table), columns in inspector.get_multi_columns(**where).items():
        for one in columns:
            kind = "no type" if isinstance(one["type"], NullType) else one["type"].compile(dialect)
            default = str(one["default"]).replace('"', "").replace(f"{schema}.", "")
            found[table, f"COLUMN {one['name']}"] = f"{kind} nullable={one['nullable']} default={default}"
    for (_schema, table), key in inspector.get_multi_pk_constraint(**where).items():
        found[table, f"PRIMARY KEY {key['name']}"] = str(key["constrained_columns"])
    lists: dict[str, Any] = {
        "FOREIGN KEY": inspector.get_multi_foreign_keys(**where),
        "UNIQUE": inspector.get_multi_unique_constraints(**where),
        "CHECK": inspector.get_multi_check_constraints(**where),
        "INDEX": inspector.get_multi_indexes(**where),
    }
    for word, by_table in lists.items():
        for (_schema, table), rows in by_table.items():
            found |= {(table, f"{word} {row['name']}"): _text(row) for row in rows}
    return {key: said for key, said in found.items() if key[0] != VERSIONS}


def _text(part: Mapping[str, Any]) -> str:
    told = {name: value for name, value in part.items() if name not in ("referred_schema", "comment")}
    told |= {name: str(value) for name, value in told.pop("dialect_options", {}).items()}
    return " ".join(f"{name}={told[name]}" for name in sorted(told))
