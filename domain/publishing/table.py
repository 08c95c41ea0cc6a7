"""A table that may be published: one period, one dimension, every incident in one cell.

An incident of several types would stand in several cells, and from cells that overlap a hidden one
can be worked out; so it stands in `several`, and what nobody said in `not_stated`. The cells of a
table then add up to all incidents of the period, and the quarters of a year to the year.

Source: Hundepool et al., "Statistical Disclosure Control" (2012), 4 (tables with sums).
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field

from domain.measure.period import ends as ends_of_quarter
from domain.moment import Instant
from domain.part import Part

Year = Annotated[str, Field(pattern=r"^(19|20|21)[0-9]{2}$", max_length=4)]
TablePeriod = Annotated[str, Field(pattern=r"^(19|20|21)[0-9]{2}(-Q[1-4])?$", max_length=7)]
"""`2025` or `2025-Q4`, in London."""
CellValue = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,64}$", max_length=64)]
"""A code, or the identity of a service."""
Shown = Annotated[str, Field(pattern=r"^(\[[cx]\]|[0-9]{1,9})$", max_length=9)]

ALL: Final = "all"
"""The one cell of a table without a dimension."""
NOT_STATED: Final = "not_stated"
SEVERAL: Final = "several"


class Dimension(StrEnum):
    """By what the incidents of a period are told apart; at most one."""

    NONE = "none"
    """All of them together."""
    SERVICE = "service"
    KIND = "kind"
    TYPE = "type"
    """Of abuse or neglect."""
    SOURCE = "source"
    """Of risk."""
    LOCATION = "location"
    """Of risk."""
    FACTOR = "factor"
    """Found, or suggested."""


class Grain(StrEnum):
    QUARTER = "quarter"
    YEAR = "year"


class Counted(Part):
    """How many there truly were."""

    value: CellValue
    count: Annotated[int, Field(ge=0, le=1_000_000_000)]


class Cell(Part):
    """How many were said."""

    value: CellValue
    shown: Shown


class Tally(Part):
    """The true numbers of one dimension."""

    dimension: Dimension
    cells: Annotated[tuple[Counted, ...], Field(max_length=5_000)]


Counts = Mapping[str, int]
"""By the value of the dimension."""


def grain_of(period: str) -> Grain:
    return Grain.QUARTER if "Q" in period else Grain.YEAR


def year_of(period: str) -> str:
    return period[:4]


def quarters_of(year: str) -> Sequence[str]:
    return [f"{year}-Q{number}" for number in range(1, 5)]


def ends(period: str) -> Instant:
    """The first instant after it."""
    quarter = period if grain_of(period) is Grain.QUARTER else quarters_of(period)[-1]
    return ends_of_quarter(quarter)
