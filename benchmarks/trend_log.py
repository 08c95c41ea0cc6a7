"""A long log of incidents, five events each, over eight services and three years, and its trends.

Events are laid in by the owner, past the append, and the rows of the trends by one statement from
those events; folding a million incidents is measured elsewhere. So that nothing is measured which
the projection would not have made, the first incidents are folded for real, for a provider of
their own, and every row and count is compared.
"""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID, uuid4

import asyncpg

from adapters.postgres.reading import open_pool
from api.wiring import Urls
from benchmarks.ground import registry_of
from projections.runner.claim import Unit
from projections.runner.statement import Statement
from projections.runner.step import fold_all
from projections.runner.versions import prepare
from projections.trends.counts import COUNTED, COUNTS
from projections.trends.projection import PROJECTION

EVENTS_EACH: Final = 5
SERVICES: Final = [UUID(int=(1 << 96) + n) for n in range(8)]
CHECKED: Final = 60
"""Incidents that are folded for real."""
_AT_ONCE: Final = 20_000
_IN_MEMORY: Final = """
    SELECT set_config('work_mem', '256MB', false), set_config('synchronous_commit', 'off', false),
           set_config('jit', 'off', false)
"""
"""Filling is not what is measured."""

# Everything follows from the number of the incident. $2, $3: which; $4: of how many; $5: services.
_EVENTS: Final = """
    INSERT INTO heed.event (tenant_id, position, stream_id, version, event_id, type, actor,
                            recorded_at, salt, facts, sealed)
    SELECT $1, (nth - 1) * 5 + said.version, one.stream, said.version, gen_random_uuid(),
           said.type, 'key:01900000-0000-7000-8000-00000000ffff', one.recorded_at,
           decode(repeat('00', 32), 'hex'), said.facts, '[]'
      FROM generate_series($2::bigint, $3::bigint) AS nth
CROSS JOIN LATERAL (
    SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(nth), 12, '0'))::uuid AS stream,
           timestamptz '2023-01-01 08:00+00'
               + make_interval(mins => (nth * 1450000 / $4::bigint)::int) AS recorded_at,
           hashint8(nth) & 1073741823 AS dice) AS one
CROSS JOIN LATERAL (
    SELECT to_char((one.recorded_at - make_interval(mins => one.dice % 30000))
                   AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS noticed,
           (ARRAY['safeguarding_concern', 'low_level_concern', 'near_miss', 'other_incident'])
               [1 + one.dice % 4] AS kind,
           ARRAY['physical', 'psychological', 'financial_or_material', 'domestic', 'sexual']
               AS types) AS what
CROSS JOIN LATERAL (VALUES
    (1, 'incident.reported.v1', json_build_object(
        'kind', what.kind,
        'source', json_build_object('system', 'bench', 'ref', 'B-' || nth, 'version', 1),
        'service', ($5::uuid[])[1 + one.dice / 7 % 8],
        'first_noticed', json_build_object('at', what.noticed, 'by', 'staff'),
        'risks', json_build_array(
            json_build_object('type', what.types[1 + one.dice % 5],
                              'source', 'service_provider', 'location', 'own_home'),
            json_build_object('type', what.types[1 + (one.dice + 1) % 5],
                              'source', 'other_known', 'location', 'own_home')),
        'suggested_factors', json_build_array(
            (ARRAY['communication', 'boundaries', 'documentation', 'supervision'])
                [1 + one.dice / 11 % 4]),
        'issues', json_build_array())),
    (2, 'incident.immediate_actions_taken.v1', json_build_object(
        'safe_now', 'yes', 'source_version', 1)),
    (3, 'incident.wishes_recorded.v1', json_build_object(
        'asked', 'asked_and_expressed', 'asked_of', 'adult', 'source_version', 1)),
    (4, 'incident.classified.v1', json_build_object(
        'kind', what.kind, 'decided_by', 'registered_manager')),
    (5, 'incident.closed.v1', json_build_object())) AS said (version, type, facts)
"""
_HEAD: Final = """
    UPDATE heed.tenant_head
       SET position = $2,
           recorded_at = (SELECT max(recorded_at) FROM heed.event
                           WHERE tenant_id = $1 AND position = $2)
     WHERE tenant_id = $1
"""
_ROWS: Final = """
    INSERT INTO heed.trend_incidents_v1 (
           tenant_id, incident, position, recorded_at, source, kind, service, state, excluded,
           restricted, noticed_at, aware, told, health, noticed_on, recorded_on, noticed_by,
           raised_outside, suggested_factors, risk_types, risk_sources, risk_locations, risks,
           adults, alleged, wishes_asked, closed_at, external_reports, late_duties,
           ruled_out_duties)
    SELECT $1, stream_id, position, recorded_at, 'bench', facts ->> 'kind',
           (facts ->> 'service')::uuid, 'closed', '{}', false, noticed.at, false, false, false,
           (noticed.at AT TIME ZONE 'Europe/London')::date,
           (recorded_at AT TIME ZONE 'Europe/London')::date, 'staff', false,
           ARRAY(SELECT json_array_elements_text(facts -> 'suggested_factors')),
           ARRAY(SELECT DISTINCT risk ->> 'type'
                   FROM json_array_elements(facts -> 'risks') AS risk ORDER BY 1),
           ARRAY(SELECT DISTINCT risk ->> 'source'
                   FROM json_array_elements(facts -> 'risks') AS risk ORDER BY 1),
           ARRAY(SELECT DISTINCT risk ->> 'location'
                   FROM json_array_elements(facts -> 'risks') AS risk ORDER BY 1),
           ARRAY(SELECT DISTINCT concat_ws('/', risk ->> 'type', risk ->> 'source',
                                           risk ->> 'location')
                   FROM json_array_elements(facts -> 'risks') AS risk ORDER BY 1),
           '{}', '{}', 'asked_and_expressed', recorded_at, false, '{}', '{}'
      FROM heed.event
CROSS JOIN LATERAL (SELECT (facts -> 'first_noticed' ->> 'at')::timestamptz AS at) AS noticed
     WHERE tenant_id = $1
       AND position BETWEEN $2 AND $3
       AND type = 'incident.reported.v1'
"""
_ADDED: Final = Statement("""
    INSERT INTO heed.trend_counts_v1 AS held (tenant_id, @names)
    SELECT $1, cell.* FROM (@counted) AS cell (@names)
ON CONFLICT (tenant_id, @key) DO UPDATE
       SET n = held.n + excluded.n, otherwise = held.otherwise + excluded.otherwise
""")
_REACHED: Final = """
    INSERT INTO heed.projection_checkpoint (tenant_id, name, version, position, updated_at)
    VALUES ($1, 'trends', 1, $2, now())
ON CONFLICT (tenant_id, name, version) DO UPDATE SET position = excluded.position
"""


def _chunks(incidents: int) -> Iterator[tuple[int, int]]:
    for first in range(1, incidents + 1, _AT_ONCE):
        yield first, min(first + _AT_ONCE - 1, incidents)


async def laid_down(urls: Urls, provider: UUID, incidents: int) -> None:
    """The log of a provider whose log was empty, and its trends. Raises RuntimeError where they are
    not what the projection makes of that log.
    """
    connection = await asyncpg.connect(urls.owner)
    try:
        await _prepared(urls)
        await connection.execute(_IN_MEMORY)
        for first, last in _chunks(incidents):
            await _told(connection, provider, first, last, incidents)
            await connection.execute(_ROWS, provider, (first - 1) * EVENTS_EACH, last * EVENTS_EACH)
            await _counted(connection, provider, first, last)
        end = incidents * EVENTS_EACH
        await connection.execute(_HEAD, provider, end)
        await connection.execute(_REACHED, provider, end)
        await _same_as_folded(connection, urls, provider, min(CHECKED, incidents), incidents)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


async def _told(connection: Any, provider: UUID, first: int, last: int, of: int) -> None:
    await connection.execute(_EVENTS, provider, first, last, of, SERVICES)


async def _counted(connection: Any, provider: UUID, first: int, last: int) -> None:
    keys = ", ".join(column.name for column in COUNTS.key)
    counted = COUNTED.substitute(
        {name: f"heed.{name}_v1" for name in ("trend_incidents", "trend_grounds", "trend_joined")},
        provider="$1",
        which="position BETWEEN $2 AND $3",
    )
    statement = _ADDED.substitute(names=f"{keys}, n, otherwise", key=keys, counted=counted)
    await connection.execute(statement, provider, (first - 1) * EVENTS_EACH + 1, last * EVENTS_EACH)


async def _prepared(urls: Urls) -> int:
    """The tables of the projection, in their first version."""
    pool = await open_pool(urls.projector, size=2, name="heed rebuild")
    async with pool.acquire() as connection:
        version = await prepare(connection, PROJECTION)
    await pool.close()
    return version.version


async def _same_as_folded(
    connection: Any, urls: Urls, provider: UUID, checked: int, of: int
) -> None:
    """Folds the first incidents for two new providers, once for real."""
    folded, filled = uuid4(), uuid4()
    async with registry_of(urls) as registry:
        for each in (folded, filled):
            await registry.open_provider(each)
            await _told(connection, each, 1, checked, of)
            await connection.execute(_HEAD, each, checked * EVENTS_EACH)
    pool = await open_pool(urls.projector, size=2, name="heed rebuild")
    async with pool.acquire() as projector:
        await fold_all(projector, Unit(PROJECTION, 1, folded))
    await pool.close()
    await connection.execute(_ROWS, filled, 0, checked * EVENTS_EACH)
    await _counted(connection, filled, 1, checked)
    for table in ("trend_incidents_v1", "trend_counts_v1"):
        one, other = [await _rows(connection, table, each) for each in (folded, filled)]
        if one != other or not one:
            raise RuntimeError(f"{table} is not what the projection makes of {provider}.")


async def _rows(connection: Any, table: str, provider: UUID) -> list[str]:
    text = f"SELECT (to_jsonb(t) - 'tenant_id')::text FROM heed.{table} t WHERE tenant_id = $1"
    return sorted(row[0] for row in await connection.fetch(text, provider))
