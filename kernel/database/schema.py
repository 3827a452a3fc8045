"""The tables of the installation, made and changed by migrations only."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData

from kernel.database.engine import Database, answering

MIGRATIONS = Path(__file__).parent / "migrations"


def _config(connection: Connection, metadata: MetaData | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes.update(connection=connection, metadata=metadata)
    return config


def upgrade(database: Database) -> None:
    """Bring the database to the newest schema; does nothing where it stands there. Raises Unavailable."""
    with answering(), database.engine.execution_options(writing=True).begin() as connection:
        command.upgrade(_config(connection), "head")


def downgrade(database: Database, revision: str) -> None:
    with database.engine.execution_options(writing=True).begin() as connection:
        command.downgrade(_config(connection), revision)


def is_current(database: Database) -> bool:
    """Whether the database stands at the newest migration."""
    with answering(), database.engine.connect() as connection:
        head = ScriptDirectory.from_config(_config(connection)).get_current_head()
        return MigrationContext.configure(connection).get_current_revision() == head


def write_migration(database: Database, metadata: MetaData, message: str) -> None:
    """Draft a migration from the difference between tables and models; triggers are then written by hand."""
    with database.engine.begin() as connection:
        command.revision(_config(connection, metadata), message=message, autogenerate=True, rev_id=None)
