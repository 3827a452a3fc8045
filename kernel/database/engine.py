"""One engine, one way to write. SQLite is held to the rules of its own documents; PostgreSQL locks rows."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Connection,
    DateTime,
    Engine,
    Enum,
    Integer,
    MetaData,
    create_engine,
    event,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from kernel.database.write_queue import WriteQueue
from kernel.events import Listeners

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
BigId = BigInteger().with_variant(Integer, "sqlite")
PLAIN = {"synchronize_session": False}  # a statement whose rows no session holds as objects
APPEND_ONLY = {"info": {"append_only": True}}  # in __table_args__: triggers refuse UPDATE and DELETE of its rows
FIXED_ONCE = "fixed_once"  # in the info of a table: the parent, the column that names it, its moment after which no row
# of this table is added, changed or removed; the table may be its own parent
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
LEAST_FREE = 50_000_000  # bytes of the disk below which it is called full before it is
DAMAGED = ("not a database", "malformed")  # as SQLite says it of a file
PRAGMAS = {
    "foreign_keys": 1,
    "busy_timeout": 10000,
    "synchronous": 2,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "mmap_size": 0,
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)

    def __init_subclass__(cls, **options: Any) -> None:
        """Give every column of a choice its CHECK, `ck_<table>_<column>_known`."""
        super().__init_subclass__(**options)
        table = cls.metadata.tables[cls.__tablename__]
        for column in table.columns:
            if isinstance(column.type, Enum):
                known = ", ".join(f"'{value}'" for value in column.type.enums)
                table.append_constraint(CheckConstraint(f"{column.name} IN ({known})", name=f"{column.name}_known"))


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime; a naive one is refused, because nobody knows which hour it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without its time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def choice(kind: type[StrEnum]) -> Enum:
    """A column that holds the value of an enum member as text and refuses any other text."""
    return Enum(kind, native_enum=False, length=32, values_callable=lambda members: [m.value for m in members])


class Deaf(RuntimeError):
    """A write to a database that was opened without the listeners of the house: facts would reach nobody."""


class Unavailable(Exception):
    """The world says no: the database is locked, its disk is full, or it is out of reach. Nothing was kept."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Orphaned(Exception):
    """A change of tables would leave rows that refer to nothing; it was undone. `tables` are those of the rows."""

    def __init__(self, tables: list[str]) -> None:
        super().__init__(", ".join(tables))
        self.tables = tables


def sqlite_driver() -> ModuleType:
    """pysqlite3 where it is installed, because its SQLite is past the WAL-reset fault; else Python's own."""
    try:
        return import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3


def is_wal_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset fault (3.7.0–3.51.2; sqlite.org/changes, 3.51.3)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def make_engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True, pool_size=10)
    driver = sqlite_driver()
    file = make_url(url).database
    if file:
        Path(file).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(url, module=driver, hide_parameters=True, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite(is_wal_safe(driver.sqlite_version_info)))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(wal: bool) -> Callable[[Any, object], None]:
    mode = "wal" if wal else "truncate"

    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA journal_mode={mode}")
        for name, value in PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}={value}")
            got = cursor.execute(f"PRAGMA {name}").fetchone()
            if got is not None and got[0] != value:
                raise RuntimeError(f"SQLite did not accept PRAGMA {name}={value}: it says {got[0]}")
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] not in (mode, "memory"):
            raise RuntimeError(f"SQLite did not accept journal mode {mode}")
        cursor.close()

    return prepare


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


class Database:
    """The register's database: `reading()` never writes, `writing()` commits once at its end or not at all."""

    def __init__(self, url: str, listeners: Listeners | None = None) -> None:
        self.engine = make_engine(url)
        self.listeners = listeners
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._readers = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        self._writers = sessionmaker(self.engine.execution_options(writing=True), expire_on_commit=False)
        file = make_url(url).database if self.is_sqlite else None
        self._file = Path(file) if file else None
        self._queue = WriteQueue(Path(f"{file}.lock")) if file else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self._readers() as session, answering():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """The one write path; every write carries the listeners.

        Raises Unavailable when the database cannot take it; then nothing was written.
        """
        if self.listeners is None:
            raise Deaf
        with answering(), self._turn(), self._writers() as session:
            session.info["listeners"] = self.listeners
            yield session
            session.commit()

    @contextmanager
    def altering(self) -> Iterator[Connection]:
        """The one way to change tables: alone, all of it or nothing. SQLite looks at its foreign keys at the end only.

        Raises Unavailable, or Orphaned where rows would refer to nothing.
        """
        with answering(), self._turn(), self.engine.execution_options(writing=True).connect() as connection:
            if not self.is_sqlite:
                with connection.begin():
                    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('tizilim schema'))"))
                    yield connection
                return
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys=0")  # SQLite ignores it inside a transaction
            try:
                with connection.begin():
                    yield connection
                    orphans = {str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
                    if orphans:
                        raise Orphaned(sorted(orphans))
            finally:
                raw.execute("PRAGMA foreign_keys=1")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._queue is None:
            yield
        else:
            with self._queue.turn():
                yield

    def ills(self) -> dict[str, str]:
        """What of it is ill, reading or writing, and why; empty where all is well. Nothing is written."""
        try:
            with self.reading() as session:
                session.execute(text("SELECT 1 FROM journal_head"))
        except Unavailable as error:
            return {"reading": error.reason}
        try:
            with answering(), self._turn(), self._writers() as session:
                session.execute(text("SELECT 1"))  # on SQLite its transaction takes the lock
                session.rollback()
        except Unavailable as error:
            return {"writing": error.reason}
        return {} if self._has_room() else {"writing": "full"}

    def _has_room(self) -> bool:
        if self._file is None:
            return True
        return shutil.disk_usage(self._file.parent).free >= LEAST_FREE

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def answering() -> Iterator[None]:
    """Say in one word, as Unavailable, why the database did not take it."""
    try:
        yield
    except TimeoutError as error:
        raise Unavailable("locked") from error
    except OperationalError as error:
        raise Unavailable(_reason(error)) from error
    except DatabaseError as error:
        if not any(sign in str(error.orig) for sign in DAMAGED):
            raise
        raise Unavailable("damaged") from error


def _reason(error: OperationalError) -> str:
    words = str(error.orig).lower()
    if "full" in words or "no space" in words or "disk i/o" in words:
        return "full"
    if "locked" in words or "busy" in words or "lock timeout" in words or "deadlock" in words:
        return "locked"
    if any(sign in words for sign in ("connect", "closed", "terminat", "unable to open", "readonly")):
        return "lost"
    raise error
