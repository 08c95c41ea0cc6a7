"""Alembic's environment: the connection is given by `migrate`, never made here."""

from alembic import context
from sqlalchemy import Connection

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection, version_table_schema="public", version_table="heed_version"
)
with context.begin_transaction():
    context.run_migrations()
