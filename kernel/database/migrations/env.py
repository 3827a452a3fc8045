"""Alembic's entrance: it is handed a connection by kernel.schema and never opens one of its own."""

from alembic import context
from sqlalchemy import Enum, TypeDecorator


def plain(kind, thing, _context):
    """A type of ours as the type it stands for, because a migration imports nothing of ours."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    return f"sa.String(length={thing.length})" if kind == "type" and isinstance(thing, Enum) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    render_item=plain,
)
with context.begin_transaction():
    context.run_migrations()
