"""Rollups kept by difference: what was counted of the subjects before a batch, and what is after.

Whatever a batch does (a report, an amendment, a merging, a finding withdrawn), the few subjects it
touches are counted before its rows are written and again afterwards, by the same statement, and the
difference is added. So the counts equal a count from scratch after any order of events and batches,
live, in a rebuild and when parked streams are folded, and cost what the batch is about and not the
length of the log.

Source: Gupta and Mumick, "Maintenance of Materialized Views" (counting algorithm).
"""

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

from projections.runner.claim import Unit
from projections.runner.declaration import Projection, Rollup
from projections.runner.deltas import Deltas
from projections.runner.json_text import written
from projections.runner.statement import Connection, Statement, versioned

_STORED: Final = Statement("""
    SELECT DISTINCT @subject AS subject
      FROM heed.@table
     WHERE tenant_id = $1
       AND @stream = ANY ($2::uuid[])
""")

_BEFORE: Final = Statement("""
    SELECT json_agg(counted)::text
      FROM (@counted) AS counted (@names)
""")

# $3: what was counted before. Only cells that changed are touched.
_MOVE: Final = Statement("""
      WITH each (@names) AS (
   (@counted)
     UNION ALL
    SELECT @key, @taken
      FROM json_populate_recordset(NULL::heed.@table, $3::json) AS was),
           moved AS (
    SELECT @key, @sums
      FROM each
  GROUP BY @key
    HAVING @changed)
    INSERT INTO heed.@table AS held (tenant_id, @names)
    SELECT $1, @names
      FROM moved
ON CONFLICT (tenant_id, @key) DO UPDATE SET @added
 RETURNING @key, @nothing AS nothing
""")

_EMPTY: Final = Statement("""
    DELETE FROM heed.@table AS held
     USING json_populate_recordset(NULL::heed.@table, $2::json) AS said
     WHERE held.tenant_id = $1
       AND (@held) = (@said)
""")


class Before(NamedTuple):
    """What a rollup had counted of these subjects, as JSON; None: nothing."""

    rollup: Rollup
    subjects: Collection[UUID]
    counted: str | None


async def before(connection: Connection, unit: Unit, deltas: Deltas) -> list[Before]:
    """To be asked before the rows of the batch are written."""
    found: list[Before] = []
    for rollup in unit.projection.rollups:
        subjects = await _subjects(connection, unit, rollup, deltas)
        if subjects:
            statement, _, _ = _statements(unit.projection, rollup, unit.version)
            counted = await connection.fetchval(statement, unit.provider, subjects)
            found.append(Before(rollup, subjects, counted))
    return found


async def move(connection: Connection, unit: Unit, before: Iterable[Before]) -> None:
    """Once they are written: the difference. A cell that comes to nought goes."""
    for rollup, subjects, counted in before:
        _, moving, emptying = _statements(unit.projection, rollup, unit.version)
        rows = await connection.fetch(moving, unit.provider, subjects, counted or "[]")
        keys = [column.name for column in rollup.table.key]
        empty = [{key: row[key] for key in keys} for row in rows if row["nothing"]]
        if empty:
            await connection.execute(emptying, unit.provider, written(empty))


async def _subjects(
    connection: Connection, unit: Unit, rollup: Rollup, deltas: Deltas
) -> list[UUID]:
    """Those that the batch names, and those that the rows which it replaces had named."""
    found = set[UUID]()
    for name, subject in rollup.subjects.items():
        table = deltas.tables[name]
        place = [column.name for column in table.key].index(subject)
        found.update(key[place] for key in deltas.rows.get(name, ()))
        if deltas.renewed:
            stored = _STORED.substitute(
                subject=subject, table=versioned(name, unit.version), stream=table.key[0].name
            )
            rows = await connection.fetch(stored, unit.provider, list(deltas.renewed))
            found.update(row["subject"] for row in rows)
    if found and rollup.beside is not None:
        beside = rollup.beside.substitute(_places(unit.projection, unit.version))
        rows = await connection.fetch(beside, unit.provider, list(found))
        found.update(row["subject"] for row in rows)
    return sorted(found)


def _places(projection: Projection, version: int) -> dict[str, str]:
    return {one.name: f"heed.{versioned(one.name, version)}" for one in projection.tables}


@lru_cache(maxsize=64)
def _statements(projection: Projection, rollup: Rollup, version: int) -> tuple[str, str, str]:
    """What was counted, the difference, and taking away what came to nought."""
    table, keys = versioned(rollup.table.name, version), [one.name for one in rollup.table.key]
    sums = [one.name for one in rollup.table.columns]
    places = _places(projection, version)
    [subject] = set(rollup.subjects.values())
    counted = rollup.counting(places, provider="$1", which=f"{subject} = ANY ($2::uuid[])")
    names = {"table": table, "counted": counted, "key": ", ".join(keys)}
    names["names"] = ", ".join([*keys, *sums])
    moving = _MOVE.substitute(
        names,
        taken=", ".join(f"-{name}" for name in sums),
        sums=", ".join(f"sum({name}) AS {name}" for name in sums),
        changed=" OR ".join(f"sum({name}) <> 0" for name in sums),
        added=", ".join(f"{name} = held.{name} + excluded.{name}" for name in sums),
        nothing=" AND ".join(f"held.{name} = 0" for name in sums),
    )
    emptying = _EMPTY.substitute(
        table=table,
        held=", ".join(f"held.{key}" for key in keys),
        said=", ".join(f"said.{key}" for key in keys),
    )
    return _BEFORE.substitute(names), moving, emptying
