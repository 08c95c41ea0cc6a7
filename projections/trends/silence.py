"""Sources that fell silent: a dead feed looks like a safe service.

A source of a service is regular once it has sent reports on twelve different days. It is silent
when nothing has come for longer than three times the longest gap between those days, and never
before late reports are no longer waited for. Such a gap comes by chance in fewer than one in a
thousand. A source that has been silent for as long as the policy allows, while another one still
reports of that service, has been replaced; and where none of the sources of these services has
sent anything for that long, irregular ones too, all of them are silent. A service that was closed
has nothing more to say. What the reader may not see was, for that reader, not sent.

Source: Heed's policy `reporting_lag`; longest of twelve exponential gaps (mean 3.1 gaps).
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from projections.runner.statement import Connection, Statement
from projections.source import Source

REGULAR: Final = 12
"""Days with reports."""
TIMES: Final = 3
"""The longest gap, so often."""
_TABLES: Final = ("trend_incidents", "trend_services")

# Each source of each service, and its last days, one look into the index for each. $2 provider,
# $3 today, $4 how many days, $5 persons; a source of which they may see nothing has no days.
_LIVE: Final = """
      WITH RECURSIVE known AS (
   (SELECT service, source
      FROM heed.trend_incidents
     WHERE tenant_id = $2 AND service IS NOT NULL
  ORDER BY service, source
     LIMIT 1)
     UNION ALL
    SELECT next.service, next.source
      FROM known
CROSS JOIN LATERAL (
    SELECT service, source
      FROM heed.trend_incidents
     WHERE tenant_id = $2
       AND service IS NOT NULL
       AND (service, source) > (known.service, known.source)
  ORDER BY service, source
     LIMIT 1) AS next),
           sent AS NOT MATERIALIZED (
    SELECT service, source, recorded_on
      FROM heed.trend_incidents
     WHERE tenant_id = $2
       AND NOT COALESCE(excluded && $5::uuid[], false)
       AND $1::json IS NULL)
"""
_FOLDED: Final = """
      WITH RECURSIVE sent AS MATERIALIZED (
    SELECT DISTINCT service, source, recorded_on
      FROM @trend_incidents AS incident
     WHERE service IS NOT NULL
       AND NOT COALESCE(excluded && $5::uuid[], false)),
           known AS (
    SELECT DISTINCT service, source
      FROM sent)
"""
_DAYS: Final = """
    SELECT known.service, known.source, place.closed_on, days.known AS days
      FROM known
 LEFT JOIN @trend_services AS place
        ON place.tenant_id = $2
       AND place.service = known.service
CROSS JOIN LATERAL (
      WITH RECURSIVE one AS (
   (SELECT recorded_on AS day, 1 AS nth
      FROM sent
     WHERE sent.service = known.service AND sent.source = known.source AND recorded_on <= $3
  ORDER BY recorded_on DESC
     LIMIT 1)
     UNION ALL
    SELECT before.recorded_on, one.nth + 1
      FROM one
CROSS JOIN LATERAL (
    SELECT recorded_on
      FROM sent
     WHERE sent.service = known.service AND sent.source = known.source AND recorded_on < one.day
  ORDER BY recorded_on DESC
     LIMIT 1) AS before
     WHERE one.nth < $4)
    SELECT array_agg(day ORDER BY day) AS known
      FROM one) AS days
     WHERE days.known IS NOT NULL
  ORDER BY 1, 2
"""


class Sender(NamedTuple):
    """A source of one service, the last days on which it sent, the earliest first; at least one."""

    service: UUID
    source: str
    closed_on: date | None
    days: Sequence[date]

    @property
    def last_on(self) -> date:
        return self.days[-1]


class Silent(NamedTuple):
    """Nothing has come from this source of this service since `last_on`."""

    service: UUID
    source: str
    last_on: date


async def senders(
    connection: Connection,
    source: Source,
    provider: UUID,
    today: date,
    persons: Sequence[UUID] = (),
) -> list[Sender]:
    """Of the whole provider, as far as whoever reads may see what was sent."""
    known = _LIVE if source.folded is None else _FOLDED
    rows = await source.rows(
        connection, Statement(known + _DAYS), _TABLES, provider, today, REGULAR, list(persons)
    )
    return [Sender(*row) for row in rows]


def silent(
    known: Iterable[Sender],
    services: Sequence[UUID] | None,
    *,
    today: date,
    lag: timedelta,
    replaced_after: timedelta,
) -> list[Silent]:
    """Of these services, of all where None."""
    everywhere = [one for one in known if one.closed_on is None or one.closed_on > today]
    asked = [one for one in everywhere if services is None or one.service in services]
    fell = [one for one in asked if _fell(one, asked, today, lag, replaced_after)]
    if not fell and asked:
        sources = {one.source for one in asked}
        heard = max(one.last_on for one in everywhere if one.source in sources)
        fell = asked if today - heard > replaced_after else []
    return [Silent(one.service, one.source, one.last_on) for one in fell]


def _fell(
    one: Sender, others: Iterable[Sender], today: date, lag: timedelta, replaced_after: timedelta
) -> bool:
    if len(one.days) < REGULAR:
        return False
    longest = max(later - day for day, later in zip(one.days, one.days[1:], strict=False))
    quiet = today - one.last_on
    if quiet <= max(TIMES * longest, lag):
        return False
    replaced = any(other.service == one.service and other.last_on > one.last_on for other in others)
    return not (replaced and quiet > replaced_after)
