"""What pattern rules look at: incidents, what audits checked, and what a measure signalled.

Plain values in any order. Whoever gathers them leaves out what does not count: incidents entered
in error or merged into another, findings that were withdrawn.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFacts:
    """`day`: when it was first noticed, in London; where nobody said, when it happened or was
    recorded. `risks`: each `type/source/location`. `delay_hours`: from first noticed until the
    organisation was aware; None where a clock cannot tell. `duties`: late or ruled out.
    """

    incident: UUID
    service: UUID | None
    day: date
    suggested: frozenset[str] = frozenset()
    found: frozenset[str] = frozenset()
    risks: frozenset[str] = frozenset()
    delay_hours: float | None = None
    duties: frozenset[str] = frozenset()
    adults: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionChecked:
    """One criterion in one audit. `unit` None: of the whole service."""

    audit: UUID
    service: UUID | None
    unit: UUID | None = None
    tool: str
    criterion: str
    day: date
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DelaySignalled:
    """A measure of the delay in a service got worse, as its chart says, in this span of days."""

    signal: UUID
    service: UUID | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Facts:
    incidents: tuple[IncidentFacts, ...] = ()
    checks: tuple[CriterionChecked, ...] = ()
    signalled: tuple[DelaySignalled, ...] = ()
