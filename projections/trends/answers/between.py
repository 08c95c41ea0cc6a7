"""Days from one incident to the next: one answer for each incident but the first.

Whole days of the calendar in London, nought where two were noticed on one day. Each stands at its
own day, or at its instant where several share it, so that no two stand at the same place.

Source: Montgomery, 7.3 (time between rare events); Heed's rule on the names of periods.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from domain.measure.figure import Value
from domain.moment import starts
from projections.runner.statement import Connection
from projections.source import Source
from projections.trends.answers import incidents
from projections.trends.answers.answered import About, Answered, Answers, DatedBy

MOST: Final = 5_000
"""Older ones are left out: what happens so often is no rare event."""
_SECOND: Final = timedelta(seconds=1)


async def days_between(connection: Connection, source: Source, about: About) -> Answers:
    found = await incidents.in_order(connection, source, about, MOST + 1)
    days = [day for day, _, _ in found]
    named = list(names([(day, at) for day, at, _ in found]))
    rows = [
        Answered(period=period, figure=Value(value=Decimal((day - before).days)), n=1)
        for (before, day), period in zip(pairwise(days), named[1:], strict=True)
    ]
    return Answers(
        dated_by=DatedBy.FIRST_NOTICED,
        rows=tuple(rows),
        dated_otherwise=sum(not noticed for _, _, noticed in found),
    )


def names(found: Sequence[tuple[date, datetime | None]]) -> Iterator[str]:
    """The period of each, all of them different and in order. found: the earliest first."""
    on_the_day = Counter(day for day, _ in found)
    last = datetime.min.replace(tzinfo=UTC)
    for day, at in found:
        if on_the_day[day] == 1:
            yield day.isoformat()
            continue
        instant = (at or starts(day)).astimezone(UTC).replace(microsecond=0)
        last = max(instant, last + _SECOND if last.year > 1 else instant)
        yield f"{last:%Y-%m-%dT%H:%M:%S}Z"
