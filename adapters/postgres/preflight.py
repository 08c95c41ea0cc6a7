"""What Heed demands of PostgreSQL before it accepts a concern: that what is acknowledged is kept.

With fsync, full_page_writes or synchronous_commit off, a crash loses what was answered with 201;
no test that only kills processes would notice the first two.

Source: PostgreSQL documentation, 20.5 (write-ahead log).
"""

import asyncpg

from adapters.postgres.url import plain_url

DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
OLDEST = 150_000
SETTINGS = "SELECT name, setting FROM pg_settings WHERE name = ANY ($1)"


class NotDurable(Exception):  # noqa: N818 - says what is wrong, for an operator
    """PostgreSQL is too old, or set so that a crash would lose what was acknowledged."""


async def preflight(url: str, *, durable: bool = True) -> None:
    """Raises NotDurable. `durable` False: for servers of tests that are thrown away."""
    connection = await asyncpg.connect(plain_url(url), timeout=10)
    try:
        version = int(await connection.fetchval("SHOW server_version_num"))
        if version < OLDEST:
            raise NotDurable("Heed needs PostgreSQL 15 or newer.")
        settings = {
            row["name"]: row["setting"] for row in await connection.fetch(SETTINGS, DURABLE)
        }
    finally:
        await connection.close()
    off = sorted(name for name, setting in settings.items() if setting in {"off", "local"})
    if durable and off:
        raise NotDurable(f"PostgreSQL has {', '.join(off)} off: a crash would lose accepted facts.")
