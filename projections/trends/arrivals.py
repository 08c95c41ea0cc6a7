"""How late reports come: days from first noticing to recording.

Of the incidents that were noticed in the months of a question, from the rollup, so that nobody
takes a young month for a quiet one.
"""

from dataclasses import replace
from typing import NamedTuple

from projections.runner.statement import Connection
from projections.source import Source
from projections.trends.cells import counts
from projections.trends.cut import ARRIVED_AFTER, Cut, Dating, Grain


class Late(NamedTuple):
    """Nine of ten were recorded within `p90_days` of being noticed, of `n`."""

    p90_days: float
    n: int


async def arrivals(connection: Connection, source: Source, cut: Cut) -> Late | None:
    """Narrowed by service alone. None where no day of noticing is known."""
    by_days = replace(
        cut,
        dimension=ARRIVED_AFTER,
        dated_by=Dating.FIRST_NOTICED,
        grain=Grain.MONTH,
        units=None,
        kinds=None,
        values=None,
    )
    found = await counts(connection, source, by_days)
    many: dict[int, int] = {}
    for (_, days), one in found.items():
        many[int(days)] = many.get(int(days), 0) + one.n
    return percentile(many) if many else None


def percentile(many: dict[int, int]) -> Late:
    """many: how many took so many days; at least one. As PostgreSQL's percentile_cont."""
    number = sum(many.values())
    below, tenths = divmod(9 * (number - 1), 10)
    low, high = _at(many, below), _at(many, min(below + 1, number - 1))
    return Late(low + (high - low) * tenths / 10, number)


def _at(many: dict[int, int], place: int) -> int:
    """The days of the one at this place, counted from nought."""
    passed = 0
    for days in sorted(many):
        passed += many[days]
        if passed > place:
            return days
    raise ValueError(place)
