"""A published year as it stands: its events folded, oldest first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from domain.event import DomainEvent, ImpossibleHistory
from domain.publishing.events import PublishedYearEvent, QuarterCounted, TablePublished
from domain.publishing.table import Counts, Dimension, Grain, grain_of, quarters_of


@dataclass(frozen=True, slots=True)
class PublishedYear:
    """`counted`: by quarter. `tables`: in the order in which they were published."""

    counted: Mapping[str, QuarterCounted] = field(default_factory=dict[str, QuarterCounted])
    tables: tuple[TablePublished, ...] = ()

    def published(self, period: str, dimension: Dimension) -> bool:
        return any(one.period == period and one.dimension is dimension for one in self.tables)

    def counts(self, period: str, dimension: Dimension) -> Counts:
        """The true numbers; of a year, those of its quarters added up. Empty: never counted."""
        if grain_of(period) is Grain.YEAR:
            total = Counter[str]()
            for quarter in quarters_of(period):
                total.update(self.counts(quarter, dimension))
            return total
        counted = self.counted.get(period)
        tallies = () if counted is None else counted.tallies
        return {
            cell.value: cell.count
            for tally in tallies
            if tally.dimension is dimension
            for cell in tally.cells
        }


def evolve(year: PublishedYear, event: PublishedYearEvent) -> PublishedYear:
    match event:
        case QuarterCounted():
            if event.period in year.counted:
                raise ImpossibleHistory("A quarter counted twice.")
            return replace(year, counted={**year.counted, event.period: event})
        case TablePublished():
            if year.published(event.period, event.dimension):
                raise ImpossibleHistory("A table published twice.")
            return replace(year, tables=(*year.tables, event))
        case _:
            assert_never(event)


def fold(events: Iterable[DomainEvent]) -> PublishedYear | None:
    """The year as it stands; None for no events."""
    year: PublishedYear | None = None
    for event in events:
        if not isinstance(event, PublishedYearEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of a published year")
        year = evolve(year or PublishedYear(), event)
    return year
