"""The tables of one version of a projection, and the view through which they are read.

Every table begins with the provider, and row-level security shows a session the rows of the one
provider it named in its transaction, whoever owns the table. Readers never name a version: they
read the view, which runs with their own rights, and then `<name>_position`, which says what that
view reflects. Both are switched in one transaction, so a transaction that read the one can only
read the other of the same version.
"""

from collections.abc import Iterable
from typing import Final

from projections.runner.declaration import Column, Merge, Projection, Table
from projections.runner.statement import Connection, Statement, versioned

# Rows are updated as their incident goes on: room in the page keeps those updates cheap.
_TABLE: Final = Statement("""
    CREATE TABLE heed.@table (
        tenant_id uuid NOT NULL,
        @columns,
        PRIMARY KEY (tenant_id, @key)
    ) WITH (fillfactor = 80);
    ALTER TABLE heed.@table ENABLE ROW LEVEL SECURITY;
    ALTER TABLE heed.@table FORCE ROW LEVEL SECURITY;
    CREATE POLICY one_provider ON heed.@table TO heed_app, heed_projector
        USING (tenant_id = (SELECT heed.tenant()))
        WITH CHECK (tenant_id = (SELECT heed.tenant()));
    GRANT SELECT ON heed.@table TO heed_app;
    GRANT ALL ON heed.@table TO heed_projector;
    COMMENT ON TABLE heed.@table IS 'heed projection @name @version';
""")

_INDEX: Final = Statement("""
    CREATE INDEX IF NOT EXISTS @{table}_@index ON heed.@table (tenant_id, @columns);
""")

_VIEW: Final = Statement("""
    DROP VIEW IF EXISTS heed.@view;
    CREATE VIEW heed.@view WITH (security_invoker = true) AS SELECT * FROM heed.@table;
    GRANT SELECT ON heed.@view TO heed_app, heed_projector;
""")

_POSITION: Final = Statement("""
    DROP VIEW IF EXISTS heed.@{name}_position;
    CREATE VIEW heed.@{name}_position WITH (security_invoker = true) AS
    SELECT tenant_id, position
      FROM heed.projection_checkpoint
     WHERE name = '@name'
       AND version = @version;
    GRANT SELECT ON heed.@{name}_position TO heed_app, heed_projector;
""")

_OWNED: Final = """
    SELECT relname
      FROM pg_class
     WHERE relnamespace = 'heed'::regnamespace
       AND relkind = 'r'
       AND obj_description(oid, 'pg_class') = 'heed projection ' || $1 || ' ' || $2::text
"""

_DROP: Final = Statement("DROP TABLE heed.@table CASCADE;")


async def create_tables(connection: Connection, projection: Projection, version: int) -> None:
    for table in projection.every_table:
        statement = _TABLE.substitute(
            table=versioned(table.name, version),
            name=projection.name,
            version=version,
            columns=",\n        ".join(_columns(table)),
            key=", ".join(column.name for column in table.key),
        )
        await connection.execute(statement)


async def create_indexes(connection: Connection, projection: Projection, version: int) -> None:
    """Doing it again is safe. A rebuild does it once its rows are in, which is cheaper."""
    for table in projection.every_table:
        for index in table.indexes:
            statement = _INDEX.substitute(
                table=versioned(table.name, version),
                index="_".join(index),
                columns=", ".join(index),
            )
            await connection.execute(statement)


async def point_views(connection: Connection, projection: Projection, version: int) -> None:
    """From the commit of this transaction on, readers see `version`."""
    for table in projection.every_table:
        statement = _VIEW.substitute(view=table.name, table=versioned(table.name, version))
        await connection.execute(statement)
    await connection.execute(_POSITION.substitute(name=projection.name, version=version))


async def drop_tables(connection: Connection, name: str, version: int) -> None:
    """Whatever that version was made of, also where today's declaration has other tables."""
    for row in await connection.fetch(_OWNED, name, str(version)):
        await connection.execute(_DROP.substitute(table=row["relname"]))


def _columns(table: Table) -> Iterable[str]:
    for column in table.key:
        yield f"{column.name} {column.type} NOT NULL"
    for column in table.columns:
        yield _column(column)


def _column(column: Column) -> str:
    """Any value may be missing: a change says only what is new, and facts can be disposed of."""
    if column.merge is Merge.SUM:
        return f"{column.name} {column.type} NOT NULL DEFAULT 0"
    return f"{column.name} {column.type}"
