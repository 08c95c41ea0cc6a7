"""Which versions of a projection exist, and which one readers see.

`building` is filled beside the live one; `live` is what the view shows; `retired` is kept until it
is dropped, and is taken up again where the code that built it comes back. A version belongs to
the fingerprint that created it, and only a runner with that fingerprint writes to it.

Changing versions and folding a batch exclude each other by an advisory lock on the name, shared
by every batch and held alone by a change, until commit.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from projections.runner.declaration import Projection
from projections.runner.fingerprint import fingerprint
from projections.runner.patience import patient
from projections.runner.statement import Connection
from projections.runner.tables import create_indexes, create_tables, point_views

_ALONE: Final = """
    SELECT pg_advisory_xact_lock(hashtextextended('heed.projection.' || $1, 0))
"""

_KNOWN: Final = """
    SELECT name, version, status, fingerprint
      FROM heed.projection
     WHERE name = $1
  ORDER BY version DESC
"""

_ADD: Final = """
    INSERT INTO heed.projection (name, version, status, fingerprint, switched_at)
    VALUES ($1, $2, $3, $4, CASE WHEN $3 = 'live' THEN now() END)
"""

_MARK: Final = """
    UPDATE heed.projection
       SET status = $3, switched_at = CASE WHEN $3 = 'live' THEN now() ELSE switched_at END
     WHERE name = $1
       AND version = $2
"""


class Status(StrEnum):
    BUILDING = "building"
    LIVE = "live"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Version:
    name: str
    version: int
    status: Status
    fingerprint: str


async def alone(connection: Connection, name: str) -> None:
    """Until the transaction ends, no batch of this projection is folded anywhere."""
    await connection.execute(_ALONE, name)


async def known(connection: Connection, name: str) -> list[Version]:
    """Newest first."""
    rows = await connection.fetch(_KNOWN, name)
    return [Version(row[0], row[1], Status(row[2]), row[3]) for row in rows]


def with_status(versions: list[Version], status: Status) -> Version | None:
    return next((each for each in versions if each.status is status), None)


async def prepare(connection: Connection, projection: Projection) -> Version:
    """The version that this code writes to: live, or building where live is of other code.

    Creates the first version, or begins a rebuild; doing it again changes nothing.
    """
    async with connection.transaction():
        await patient(connection)
        await alone(connection, projection.name)
        versions = await known(connection, projection.name)
        live = with_status(versions, Status.LIVE)
        if live is None:
            return await _first(connection, projection, versions)
        if live.fingerprint == fingerprint(projection):
            return live
        return await _building(connection, projection, versions, fresh=False)


async def begin(connection: Connection, projection: Projection) -> Version:
    """A version to rebuild into: one that this code began and did not finish, or a new one."""
    async with connection.transaction():
        await patient(connection)
        await alone(connection, projection.name)
        versions = await known(connection, projection.name)
        if with_status(versions, Status.LIVE) is None:
            await _first(connection, projection, versions)
            versions = await known(connection, projection.name)
        return await _building(connection, projection, versions, fresh=True)


async def promote(connection: Connection, projection: Projection, version: int) -> None:
    """Readers see `version` from the caller's commit on; the one before is kept, retired."""
    for each in await known(connection, projection.name):
        if each.status is Status.LIVE:
            await connection.execute(_MARK, each.name, each.version, Status.RETIRED)
    await connection.execute(_MARK, projection.name, version, Status.LIVE)
    await point_views(connection, projection, version)


async def _first(
    connection: Connection, projection: Projection, versions: list[Version]
) -> Version:
    version = await _add(connection, projection, versions, Status.LIVE)
    await create_indexes(connection, projection, version.version)
    await point_views(connection, projection, version.version)
    return version


async def _building(
    connection: Connection, projection: Projection, versions: list[Version], *, fresh: bool
) -> Version:
    own = fingerprint(projection)
    for each in versions:
        if each.status is Status.BUILDING and each.fingerprint == own:
            return each
    for each in versions:
        if each.status is Status.BUILDING:
            await connection.execute(_MARK, each.name, each.version, Status.RETIRED)
    for each in versions:
        if each.status is Status.RETIRED and each.fingerprint == own and not fresh:
            await connection.execute(_MARK, each.name, each.version, Status.BUILDING)
            return Version(each.name, each.version, Status.BUILDING, own)
    return await _add(connection, projection, versions, Status.BUILDING)


async def _add(
    connection: Connection, projection: Projection, versions: list[Version], status: Status
) -> Version:
    number = versions[0].version + 1 if versions else 1
    own = fingerprint(projection)
    await connection.execute(_ADD, projection.name, number, status, own)
    await create_tables(connection, projection, number)
    return Version(projection.name, number, status, own)
