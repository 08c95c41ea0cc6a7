"""The cells of trends counted once more, in Python, incident by incident, from the folded rows.

It shares nothing with the statement that keeps the rollup, so that a mistake in the one is not a
mistake in the other. Kept as plain as it can be: every incident says where it belongs, by what and
when, and every combination is one more.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any
from uuid import UUID

from projections.trends.tables import GROUNDS, INCIDENTS, JOINED
from tests.integration.views.database import Database

Cells = dict[tuple[str, ...], tuple[int, int]]
NOBODY = "00000000-0000-0000-0000-000000000000"
NEXT_BEST = {
    "first_noticed": ("noticed_on", "occurred_on", "aware_on", "recorded_on"),
    "occurred": ("occurred_on", "noticed_on", "aware_on", "recorded_on"),
    "aware": ("aware_on", "noticed_on", "occurred_on", "recorded_on"),
    "recorded": ("recorded_on",),
}
Row = Mapping[str, Any]


async def counted_by_hand(database: Database, provider: UUID) -> Cells:
    """As `cells` gives them: by level, dating, grain, dimension, service, period, value, kind and
    unit, how many and how many of these dated otherwise.
    """
    incidents = await database.rows(provider, INCIDENTS.name)
    found: dict[UUID, set[str]] = {}
    for ground in await database.rows(provider, GROUNDS.name):
        found.setdefault(ground["incident"], set()).add(ground["factor"])
    merged: dict[UUID, set[str]] = {}
    for row in await database.rows(provider, JOINED.name):
        merged.setdefault(row["incident"], set()).update(found.get(row["joined"], set()))
    found = {one: found.get(one, set()) | merged.get(one, set()) for one in found | merged}
    many, otherwise = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for incident in incidents:
        if incident["state"] in {"open", "closed"}:
            for cell, differs in _cells(incident, found.get(incident["incident"], set())):
                many[cell] += 1
                otherwise[cell] += differs
    return {cell: (n, otherwise[cell]) for cell, n in many.items()}


def _cells(incident: Row, factors: set[str]) -> Iterator[tuple[tuple[str, ...], bool]]:
    service, unit = str(incident["service"] or NOBODY), str(incident["unit"] or NOBODY)
    praise = incident["kind"] == "good_practice"
    values = list(_values(incident, factors))
    for (dated_by, days), (dimension, value) in product(NEXT_BEST.items(), values):
        day = next(incident[one] for one in days if incident[one] is not None)
        differs = incident[days[0]] is None
        month = day.isoformat()[:7]
        if not praise:
            for grain, period in (("month", month), ("week", _week(day))):
                yield (
                    ("service", dated_by, grain, dimension, service, period, value, "", NOBODY),
                    differs,
                )
        fine = ("unit", dated_by, "month", dimension, service, month, value)
        yield (*fine, incident["kind"], unit), differs
    noticed = incident["noticed_on"]
    if noticed is not None and not praise:
        took = max((incident["recorded_on"] - noticed).days, 0)
        late = ("service", "first_noticed", "month", "arrived_after", service)
        yield (*late, noticed.isoformat()[:7], f"{took:04}", "", NOBODY), False


def _values(incident: Row, factors: set[str]) -> Iterator[tuple[str, str]]:
    suggested = set(incident["suggested_factors"])
    yield "none", ""
    yield from (("type", one) for one in set(incident["risk_types"]))
    yield from (("source", one) for one in set(incident["risk_sources"]))
    yield from (("location", one) for one in set(incident["risk_locations"]))
    yield from (("suggested_factor", one) for one in suggested)
    yield from (("factor", one) for one in factors)
    yield from (("any_factor", one) for one in suggested | factors)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
