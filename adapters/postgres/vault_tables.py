"""The vault's tables: wrapped class keys and sealed bodies, and the record of every look.

Reads run as heed_app inside one short transaction that names the provider; row security holds
whatever the statement says. Unsealing returns rows only if the record of it was written in the
same transaction.

Source: IHE BALP; UK GDPR Art 5(1)(f).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from adapters.postgres.reading import Pool, for_provider, sealed_refs
from adapters.vault.keys import KeyKind
from domain.log import NewKey, SealedBody

# One look-up by index for each that is asked for. Plain joins would be planned, on tables without
# statistics yet, to read all that the provider has.
KEYS = """
    SELECT k.*
      FROM unnest($2::text[], $3::uuid[]) AS w(kind, owner)
           CROSS JOIN LATERAL (SELECT key_id, kind, owner, epoch, wrapped
                                 FROM heed.vault_key
                                WHERE tenant_id = $1 AND kind = w.kind AND owner = w.owner
                               OFFSET 0) AS k
"""
BODIES = """
    SELECT b.*, k.*, e.*
      FROM unnest($2::uuid[]) WITH ORDINALITY AS w(body_id, place)
           CROSS JOIN LATERAL (SELECT body_id, class, wrapped AS data_key, sealed, position, key_id
                                 FROM heed.body
                                WHERE tenant_id = $1 AND body_id = w.body_id
                               OFFSET 0) AS b
           CROSS JOIN LATERAL (SELECT kind, owner, epoch, wrapped
                                 FROM heed.vault_key
                                WHERE tenant_id = $1 AND key_id = b.key_id
                               OFFSET 0) AS k
           CROSS JOIN LATERAL (SELECT stream_id, sealed::text AS said
                                 FROM heed.event
                                WHERE tenant_id = $1 AND position = b.position
                               OFFSET 0) AS e
     WHERE $3::text IS NULL OR b.class = $3
  ORDER BY w.place
"""
LOOKED = """
    INSERT INTO heed.access (tenant_id, access_id, at, actor, purpose, body_ids)
    VALUES ($1, $2, $3, $4, $5, $6)
"""
Placed = tuple[SealedBody, NewKey, UUID]
"""A body, its key, and the stream of the event that carries it."""


def _key(row: asyncpg.Record) -> NewKey:
    return NewKey(
        id=row["key_id"],
        kind=row["kind"],
        owner=row["owner"],
        epoch=row["epoch"],
        wrapped=row["wrapped"],
    )


def _placed(row: asyncpg.Record) -> Placed:
    """With the hash that the event names, never one from beside the bytes."""
    hashes = {ref.id: ref.sha256 for ref in sealed_refs(row["said"])}
    body = SealedBody(
        id=row["body_id"],
        kind=row["class"],
        key_id=row["key_id"],
        wrapped=row["data_key"],
        sealed=row["sealed"],
        sha256=hashes.get(row["body_id"], b""),
    )
    return body, _key(row), row["stream_id"]


class VaultTables:
    """Implements the routes' `ClassKeys`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def find(
        self, provider: UUID, owners: Sequence[tuple[KeyKind, UUID]]
    ) -> Mapping[tuple[KeyKind, UUID], NewKey]:
        if not owners:
            return {}
        kinds, ids = [kind.value for kind, _ in owners], [owner for _, owner in owners]
        async with for_provider(self._pool, provider) as connection:
            rows = await connection.fetch(KEYS, provider, kinds, ids)
        return {(KeyKind(row["kind"]), row["owner"]): _key(row) for row in rows}

    async def placed(
        self, provider: UUID, ids: Sequence[UUID], kind: str | None = None
    ) -> Sequence[Placed]:
        """Bodies with keys and streams, in the order asked; missing ones are left out."""
        async with for_provider(self._pool, provider) as connection:
            rows = await connection.fetch(BODIES, provider, ids, kind)
        return [_placed(row) for row in rows]

    async def unseal(
        self,
        provider: UUID,
        ids: Sequence[UUID],
        *,
        access: UUID,
        actor: str,
        purpose: str,
        at: datetime,
    ) -> Sequence[Placed]:
        async with for_provider(self._pool, provider, readonly=False) as connection:
            rows = await connection.fetch(BODIES, provider, ids, None)
            await connection.execute(LOOKED, provider, access, at, actor, purpose, ids)
        return [_placed(row) for row in rows]
