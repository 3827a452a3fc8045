"""A register with a row in every table, as each revision keeps it, written without today's models."""

from typing import Any

from sqlalchemy import Connection, MetaData, Select, Table, select

from tests.kernel.filled_audits import AUDITS
from tests.kernel.filled_rows import ROWS

VERSIONS = "alembic_version"
GROWING = {"custody_transition", "destruction_method", "term"}  # a migration may bring rows of its own
EMPTIED = {"acted_request"}  # by 0003: what was remembered of a request held the PIN
Contents = dict[str, list[dict[str, Any]]]


def fill(connection: Connection, revision: str) -> None:
    """Write the rows of this revision into an empty database that stands at it."""
    rows = dict(ROWS[max(known for known in ROWS if known <= revision)])
    for _known, later in sorted((known, later) for known, later in AUDITS.items() if known <= revision):
        rows |= later
    for table in reflected(connection).sorted_tables:
        for row in rows.get(table.name, []):
            connection.execute(table.insert().values(row))


def contents(connection: Connection, tables: MetaData) -> Contents:
    """All rows of these tables in the order of their keys, in those of their columns that still stand."""
    now = reflected(connection).tables
    return {
        table.name: [dict(row._mapping) for row in connection.execute(_all(table, now[table.name]))]
        for table in tables.sorted_tables
        if table.name in now
    }


def _all(before: Table, now: Table) -> Select[Any]:
    return select(*(one for one in before.columns if one.name in now.columns)).order_by(*before.primary_key.columns)


def lost(before: Contents, after: Contents) -> list[str]:
    """The tables whose rows are not all there any more, each with what stands in it in every column that it keeps."""
    kept = {name: rows for name, rows in after.items() if name not in EMPTIED | GROWING}
    found = [name for name, rows in kept.items() if rows != [_part(row, rows) for row in before[name]]]
    growing = {name: [_unnumbered(row) for row in after[name]] for name in GROWING & after.keys()}
    return found + [name for name, rows in growing.items() if any(_unnumbered(row) not in rows for row in before[name])]


def _unnumbered(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}


def _part(row: dict[str, Any], of: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: row[name] for name in of[0]} if of else row


def reflected(connection: Connection) -> MetaData:
    found = MetaData()
    found.reflect(connection)
    found.remove(found.tables[VERSIONS])
    return found
