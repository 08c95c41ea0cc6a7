"""API keys in the database: read by whoever presents one, made and revoked by the owner.

The reader names the id that was presented and sees that row alone. What is stored is a keyed hash
of a random secret, so that a copy of the database opens nothing.

Source: OWASP ASVS 5.0 chapter 6 (random secrets need no slow hash).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

from adapters.postgres.reading import Pool, reachable
from adapters.postgres.url import plain_url

PRESENT = "SELECT set_config('heed.presented', $1, true)"
CREDENTIAL = """
    SELECT c.credential_id, c.secret_hash, c.kind, c.name, c.integration, c.scopes, c.created_at,
           c.expires_at, c.revoked_at,
           ARRAY(SELECT p.tenant_id FROM heed.credential_provider p
                  WHERE p.credential_id = c.credential_id ORDER BY p.tenant_id) AS providers
      FROM heed.credential c
"""
ONE = f"{CREDENTIAL} WHERE c.credential_id = $1"
OF_PROVIDER = f"""{CREDENTIAL}
     WHERE EXISTS (SELECT FROM heed.credential_provider p
                    WHERE p.credential_id = c.credential_id AND p.tenant_id = $1)
  ORDER BY c.created_at
"""
MAKE = """
    INSERT INTO heed.credential (credential_id, secret_hash, kind, name, integration, scopes,
                                 created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
SERVE = "INSERT INTO heed.credential_provider (credential_id, tenant_id) VALUES ($1, $2)"
REVOKE = """
    UPDATE heed.credential SET revoked_at = $2 WHERE credential_id = $1 AND revoked_at IS NULL
"""
OPEN_PROVIDER = "INSERT INTO heed.tenant_head (tenant_id) VALUES ($1) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class Credential:
    """One API key without its secret. `providers`: whom it serves."""

    id: UUID
    secret_hash: bytes
    kind: str
    name: str
    integration: UUID
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    providers: tuple[UUID, ...]


def _credential(row: asyncpg.Record) -> Credential:
    return Credential(
        id=row["credential_id"],
        secret_hash=row["secret_hash"],
        kind=row["kind"],
        name=row["name"],
        integration=row["integration"],
        scopes=tuple(row["scopes"]),
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        revoked_at=row["revoked_at"],
        providers=tuple(row["providers"]),
    )


async def presented(pool: Pool, identity: UUID) -> Credential | None:
    """The credential with this id, whatever its state; None where there is none.

    Raises Unavailable where PostgreSQL is not to be reached.
    """
    async with reachable(pool) as connection, connection.transaction(readonly=True):
        await connection.execute(PRESENT, str(identity))
        row = await connection.fetchrow(ONE, identity)
    return None if row is None else _credential(row)


class Registry:
    """Providers and keys, as the owner keeps them. One connection, for as long as it is open."""

    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._connection = connection

    async def open_provider(self, provider: UUID) -> None:
        """Give the provider a log. Safe to do twice."""
        await self._connection.execute(OPEN_PROVIDER, provider)

    async def make(self, credential: Credential) -> None:
        async with self._connection.transaction():
            await self._connection.execute(
                MAKE,
                credential.id,
                credential.secret_hash,
                credential.kind,
                credential.name,
                credential.integration,
                credential.scopes,
                credential.created_at,
                credential.expires_at,
            )
            pairs = [(credential.id, provider) for provider in credential.providers]
            await self._connection.executemany(SERVE, pairs)

    async def keys(self, provider: UUID) -> Sequence[Credential]:
        """Oldest first, revoked ones too."""
        return [_credential(row) for row in await self._connection.fetch(OF_PROVIDER, provider)]

    async def revoke(self, identity: UUID, *, at: datetime) -> bool:
        """True if it was live until now."""
        return await self._connection.execute(REVOKE, identity, at) == "UPDATE 1"

    async def close(self) -> None:
        await self._connection.close()


async def open_registry(owner_url: str) -> Registry:
    return Registry(await asyncpg.connect(plain_url(owner_url), timeout=10))
