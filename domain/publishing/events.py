"""The facts of a year that is published: counted once, published table by table.

The true numbers of a quarter are counted when its first table is published, and stay: whatever is
reported late or corrected after that changes no table, as the difference between two would tell.

Source: NHS England, Safeguarding Adults Collection (published counts are not revised in place).
"""

from typing import Annotated, ClassVar

from pydantic import Field

from domain.event import DomainEvent
from domain.moment import Day, Moment
from domain.publishing.table import Cell, Dimension, TablePeriod, Tally


class QuarterCounted(DomainEvent):
    """All dimensions of a quarter, from one state of the log: `position` says which. Restricted
    incidents are in none of them.
    """

    type: ClassVar[str] = "published_year.quarter_counted.v1"

    period: TablePeriod
    tallies: Annotated[tuple[Tally, ...], Field(max_length=20)]
    position: Annotated[int, Field(ge=0)]
    at: Moment | None = None


class TablePublished(DomainEvent):
    """One table, as it may be seen by anybody from now on."""

    type: ClassVar[str] = "published_year.table_published.v1"

    period: TablePeriod
    dimension: Dimension
    published_on: Day
    cells: Annotated[tuple[Cell, ...], Field(max_length=5_000)]
    at: Moment | None = None


PublishedYearEvent = QuarterCounted | TablePublished
