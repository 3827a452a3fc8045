"""The tables of the installation, made and changed by migrations only."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, MetaData, inspect
from sqlalchemy.exc import IntegrityError

from kernel.database import triggers
from kernel.database.engine import Database, Orphaned, Unavailable, answering

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "head"
FIRST_TABLE = "journal_entry"


class Standing(Enum):
    """Where a database stands beside the migrations that this program knows."""

    OLDER = auto()
    CURRENT = auto()
    NEWER = auto()


class Newer(Exception):
    """The database was changed by a newer program; this one must not touch it."""


class Unfit(Exception):
    """Rows of the database do not fit the newer tables; nothing was changed. `what` names the rule they break."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def _config(connection: Connection, metadata: MetaData, migrations: Path = MIGRATIONS) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
    config.attributes.update(connection=connection, metadata=metadata)
    return config


def revisions(migrations: Path = MIGRATIONS) -> list[str]:
    """Every revision that this program knows, the oldest first."""
    return [script.revision for script in ScriptDirectory(migrations).walk_revisions()][::-1]


def standing(database: Database) -> Standing:
    """Where the database stands; an empty one is older than everything. Raises Unavailable."""
    with answering(), database.engine.connect() as connection:
        return _standing(connection)


def is_current(database: Database) -> bool:
    """Whether the database stands at the newest migration."""
    return standing(database) is Standing.CURRENT


def _standing(connection: Connection) -> Standing:
    heads = set(MigrationContext.configure(connection).get_current_heads())
    known = revisions()
    if len(heads) > 1 or (not heads and inspect(connection).has_table(FIRST_TABLE)):
        raise Unavailable("damaged")  # tables of ours, and nothing or too much that says of which revision
    if heads == {known[-1]}:
        return Standing.CURRENT
    return Standing.OLDER if heads <= set(known) else Standing.NEWER


def upgrade(database: Database, metadata: MetaData, revision: str = HEAD) -> None:
    """Bring the database to the newest tables, and back every missing trigger. Raises Unavailable, Newer, Unfit."""
    with _altering(database, metadata) as connection:
        command.upgrade(_config(connection, metadata), revision)


def downgrade(database: Database, metadata: MetaData, revision: str) -> None:
    with _altering(database, metadata) as connection:
        command.downgrade(_config(connection, metadata), revision)


@contextmanager
def _altering(database: Database, metadata: MetaData) -> Iterator[Connection]:
    try:
        with database.altering() as connection:
            if _standing(connection) is Standing.NEWER:
                raise Newer
            triggers.loosen(connection, metadata)
            yield connection
            triggers.restore(connection, metadata)
    except Orphaned as error:
        raise Unfit(str(error)) from error
    except IntegrityError as error:
        raise Unfit(_rule(error)) from error


def _rule(error: IntegrityError) -> str:
    """The constraint that rows break, without their contents."""
    named = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    return str(named or error.orig).removeprefix("CHECK constraint failed: ")


def write_migration(metadata: MetaData, name: str, migrations: Path = MIGRATIONS) -> Path:
    """Draft a migration from the difference between the migrations and the models; the file made.

    CHECKs, triggers and what becomes of the rows are then written by hand.
    """
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'draft.sqlite3'}")
        try:
            with database.altering() as connection:
                config = _config(connection, metadata, migrations)
                command.upgrade(config, HEAD)
                number = f"{len(revisions(migrations)) + 1:04d}"
                made = command.revision(config, message=name, autogenerate=True, rev_id=number)
        finally:
            database.close()
    return Path(cast(Script, made).path)
