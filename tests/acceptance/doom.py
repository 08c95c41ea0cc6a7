"""A PostgreSQL that dies, for one provider's appends, at the n-th row that is written.

Every table that an append writes to counts the rows of its transaction; at the row that was chosen
the server process ends itself, as if an operator had killed it there. This holds whatever the
append function is made of, and in whatever order it writes.
"""

from uuid import UUID

from adapters.postgres.reading import Pool

INSTALL = """
CREATE SCHEMA doom;
CREATE TABLE doom.chosen (tenant_id uuid PRIMARY KEY, row int NOT NULL);

CREATE FUNCTION doom.meet() RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    written int := coalesce(nullif(current_setting('doom.written', true), ''), '0')::int + 1;
BEGIN
    IF EXISTS (SELECT FROM doom.chosen WHERE tenant_id = NEW.tenant_id AND row = written) THEN
        PERFORM pg_terminate_backend(pg_backend_pid());
        PERFORM pg_sleep(10);
    END IF;
    PERFORM set_config('doom.written', written::text, true);
    RETURN NEW;
END $$;

DO $$
DECLARE
    name text;
BEGIN
    FOR name IN
        SELECT c.relname
          FROM pg_class AS c
         WHERE c.relnamespace = 'heed'::regnamespace AND c.relkind = 'r'
           AND (has_any_column_privilege('heed_writer', c.oid, 'INSERT')
                OR has_any_column_privilege('heed_writer', c.oid, 'UPDATE'))
    LOOP
        EXECUTE format('CREATE TRIGGER doom BEFORE INSERT OR UPDATE ON heed.%I '
                       'FOR EACH ROW EXECUTE FUNCTION doom.meet()', name);
    END LOOP;
END $$;
"""
CHOOSE = """
    INSERT INTO doom.chosen (tenant_id, row) VALUES ($1, $2)
        ON CONFLICT (tenant_id) DO UPDATE SET row = excluded.row
"""
SPARE = "DELETE FROM doom.chosen WHERE tenant_id = $1"
COUNTS = """
    SELECT (SELECT count(*) FROM heed.event       WHERE tenant_id = $1),
           (SELECT count(*) FROM heed.body        WHERE tenant_id = $1),
           (SELECT count(*) FROM heed.vault_key   WHERE tenant_id = $1),
           (SELECT count(*) FROM heed.alias       WHERE tenant_id = $1),
           (SELECT count(*) FROM heed.origin      WHERE tenant_id = $1),
           (SELECT count(*) FROM heed.idempotency WHERE tenant_id = $1),
           (SELECT position FROM heed.tenant_head WHERE tenant_id = $1)
"""


class Doom:
    """`pool` is the superuser's, on a database of the test's own."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def install(self) -> None:
        await self._pool.execute(INSTALL)

    async def choose(self, provider: UUID, row: int) -> None:
        await self._pool.execute(CHOOSE, provider, row)

    async def spare(self, provider: UUID) -> None:
        await self._pool.execute(SPARE, provider)

    async def kept(self, provider: UUID) -> tuple[int, ...]:
        """How many rows of each kind there are, and where the provider's head stands."""
        row = await self._pool.fetchrow(COUNTS, provider)
        assert row is not None
        return tuple(row)
