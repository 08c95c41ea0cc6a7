"""Which count is asked for: by what, dated how, in which periods, of which incidents.

Source: Heed's rules on dating and on what counts as an incident.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from domain.incident.vocabulary import Kind
from domain.vocabulary.measuring import Cadence


class Dimension(StrEnum):
    """By what incidents are counted."""

    NONE = "none"
    """All of them together."""
    TYPE = "type"
    SOURCE = "source"
    LOCATION = "location"
    FACTOR = "factor"
    """The primary factor of findings that stand."""
    SUGGESTED_FACTOR = "suggested_factor"
    """As whoever reported it thought."""
    ANY_FACTOR = "any_factor"
    """Either of the two."""
    KIND = "kind"
    UNIT = "unit"
    SERVICE = "service"


class Dating(StrEnum):
    """Which day places an incident in a period. Where it is not known, the next best does."""

    FIRST_NOTICED = "first_noticed"
    OCCURRED = "occurred"
    AWARE = "aware"
    RECORDED = "recorded"


DAY: Final = {
    Dating.FIRST_NOTICED: "noticed_on",
    Dating.OCCURRED: "occurred_on",
    Dating.AWARE: "aware_on",
    Dating.RECORDED: "recorded_on",
}
"""The day of an incident's row that each of them means."""


class Grain(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    WEEK = "week"


ARRIVED_AFTER: Final = "arrived_after"
"""Not a dimension that anybody asks for: days from noticing to recording."""
CADENCE: Final = {
    Grain.MONTH: Cadence.MONTH,
    Grain.QUARTER: Cadence.QUARTER,
    Grain.WEEK: Cadence.WEEK,
}
_OF_ITSELF: Final = {Dimension.KIND, Dimension.UNIT, Dimension.SERVICE}
"""Read from the cells of all incidents together."""
INCIDENTS: Final = tuple(str(kind) for kind in Kind if kind is not Kind.GOOD_PRACTICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """`dimension`: one of those, or `ARRIVED_AFTER`. `first` and `last`: days of the first and the
    last period. `until`: what is dated later has not happened yet. `persons`: whoever reads. None
    does not narrow.
    """

    provider: UUID
    dimension: Dimension | str
    dated_by: Dating
    grain: Grain
    first: date
    last: date
    until: date
    persons: tuple[UUID, ...] = ()
    services: tuple[UUID, ...] | None = None
    units: tuple[UUID, ...] | None = None
    kinds: tuple[str, ...] | None = None
    values: tuple[str, ...] | None = None

    @property
    def in_units(self) -> bool:
        """Whether it takes the finer level."""
        finer = self.dimension in {Dimension.KIND, Dimension.UNIT}
        return finer or self.units is not None or self.kinds is not None

    @property
    def by_findings(self) -> bool:
        """Whether it counts by what investigations found."""
        return self.dimension in {Dimension.FACTOR, Dimension.ANY_FACTOR}

    @property
    def counted_kinds(self) -> tuple[str, ...] | None:
        """Good practice counts where it is asked for, or where kinds stand side by side."""
        if not self.in_units or self.kinds is not None:
            return self.kinds
        return None if self.dimension is Dimension.KIND else INCIDENTS

    @property
    def cell_dimension(self) -> str:
        return str(Dimension.NONE if self.dimension in _OF_ITSELF else self.dimension)

    @property
    def cell_grain(self) -> str:
        return Grain.WEEK if self.grain is Grain.WEEK else Grain.MONTH

    @property
    def cell_values(self) -> tuple[str, ...] | None:
        """Kinds, units and services are narrowed by their own filters."""
        return None if self.dimension in _OF_ITSELF else self.values

    def parameters(self, services: tuple[UUID, ...] | None) -> tuple[Any, ...]:
        """Of a statement about cells, from $2 on; the periods are whole ones."""
        form = "%G-W%V" if self.grain is Grain.WEEK else "%Y-%m"
        return (
            self.provider,
            "unit" if self.in_units else "service",
            self.dated_by,
            self.cell_grain,
            self.cell_dimension,
            services,
            f"{self.first:{form}}",
            f"{self.last:{form}}",
            self.cell_values,
            self.counted_kinds,
            self.units,
        )
