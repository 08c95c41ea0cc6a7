"""How much care there was in each period, for rates: of whole services or of some of their units.

A rate is told where all the care is known that the incidents are counted from. Where one place that
was open has no activity for some day of the period, or two kinds of activity would have to be
added, there is no rate, and why is said; unknown is never nought. Incidents of no service belong to
no care, are in no rate, and how many they are is said.

Source: NHS England, Making Data Count (rates need their exposure); Heed's rules on activity.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from domain.vocabulary.service_type import ActivityKind
from projections.charts.rates import Activity, Days, activity_in
from projections.runner.statement import Connection, Statement
from projections.source import Source
from projections.trends.answers.periods import first_day, last_day
from projections.trends.cut import Cut

_TABLES: Final = ("trend_services", "trend_activity")

# A row for each amount, or one without for a place that has none: each service as a whole, or each
# of these units.
_PLACES: Final = Statement("""
    SELECT place.service, unit.unit, place.opened_on, place.closed_on,
           given.kind, given.first, given.last, given.amount
      FROM @trend_services AS place
CROSS JOIN LATERAL unnest(CASE WHEN $4::uuid[] IS NULL THEN ARRAY[NULL::uuid]
                               ELSE place.units END) AS unit (unit)
 LEFT JOIN @trend_activity AS given
        ON given.tenant_id = $2
       AND given.service = place.service
       AND given.unit = COALESCE(unit.unit::text, '')
     WHERE place.tenant_id = $2
       AND ($3::uuid[] IS NULL OR place.service = ANY ($3))
       AND ($4::uuid[] IS NULL OR unit.unit = ANY ($4))
  ORDER BY place.service, unit.unit, given.first, given.last
""")


class Missing(StrEnum):
    """Why there is no rate."""

    NOT_RECORDED = "not_recorded"
    """No activity was ever recorded of a place that is counted."""
    NOT_COVERED = "not_covered"
    """Some day of the period has none."""
    SEVERAL_KINDS = "several_kinds"
    """Bed days and hours are not added; ask with `activity_kind`."""
    NO_PLACE = "no_place"
    """The incidents belong to no service, or to none that Heed knows."""


class Exposed(NamedTuple):
    """How much care in one period; or why that is not known."""

    amount: float | None
    missing: Missing | None


@dataclass(frozen=True, slots=True)
class Place:
    """A service as a whole, or one unit; what was recorded of it, the earliest first."""

    service: UUID
    unit: UUID | None
    opened_on: date | None
    closed_on: date | None
    given: Mapping[ActivityKind, Sequence[Activity]]

    def is_open(self, days: Days) -> bool:
        opened = self.opened_on is None or self.opened_on <= days.last
        return opened and (self.closed_on is None or self.closed_on >= days.first)


async def places(connection: Connection, source: Source, cut: Cut) -> list[Place]:
    """Those that the question counts."""
    return await places_of(connection, source, cut.provider, cut.services, cut.units)


async def units(
    connection: Connection, source: Source, cut: Cut, wanted: list[UUID]
) -> list[Place]:
    """These units, each a place of its own."""
    return await places_of(connection, source, cut.provider, cut.services, wanted)


async def places_of(
    connection: Connection,
    source: Source,
    provider: UUID,
    services: Sequence[UUID] | None,
    units: Sequence[UUID] | None,
) -> list[Place]:
    """Each service as a whole, or each of these units. None does not narrow."""
    rows = await source.rows(connection, _PLACES, _TABLES, provider, services, units)
    found = dict[tuple[UUID, UUID | None], Place]()
    given = dict[tuple[UUID, UUID | None], dict[ActivityKind, list[Activity]]]()
    for row in rows:
        key = row["service"], row["unit"]
        mine = given.setdefault(key, {})
        found.setdefault(key, Place(*key, row["opened_on"], row["closed_on"], mine))
        if row["kind"] is not None:
            one = Activity(Days(row["first"], row["last"]), float(row["amount"]))
            mine.setdefault(ActivityKind(row["kind"]), []).append(one)
    return list(found.values())


def kind_of(known: Iterable[Place], asked: ActivityKind | None) -> ActivityKind | None:
    """The one that is asked for, or the only one there is; None: none or several."""
    if asked is not None:
        return asked
    kinds = {kind for place in known for kind in place.given}
    return kinds.pop() if len(kinds) == 1 else None


def exposed(known: Sequence[Place], period: str, asked: ActivityKind | None) -> Exposed:
    """In one period, of all these places together."""
    days = Days(first_day(period), last_day(period))
    there = [place for place in known if place.is_open(days)]
    if not there:
        return Exposed(None, Missing.NO_PLACE)
    kind = kind_of(there, asked)
    if kind is None:
        several = any(place.given for place in there)
        return Exposed(None, Missing.SEVERAL_KINDS if several else Missing.NOT_RECORDED)
    amounts = [activity_in(days, place.given.get(kind, ())) for place in there]
    known_amounts = [one for one in amounts if one is not None]
    if len(known_amounts) == len(amounts):
        return Exposed(sum(known_amounts), None)
    never = any(not place.given.get(kind) for place in there)
    return Exposed(None, Missing.NOT_RECORDED if never else Missing.NOT_COVERED)
