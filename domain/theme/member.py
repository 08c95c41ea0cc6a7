"""What a theme is made of: its members, and the grounds on which a rule found them.

A theme counts distinct incidents. An audit may be a member too, and is counted apart.

Source: domain rules on themes (5.6).
"""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from domain.moment import Day
from domain.part import Part
from domain.vocabulary.code import Code

Counted = Annotated[int, Field(ge=0, le=1_000_000)]


class MemberKind(StrEnum):
    INCIDENT = "incident"
    AUDIT = "audit"


class Member(Part):
    """`day`: when it was first noticed, or audited. `shows`: in which ways it shows the pattern.
    `hours`: how long it took, where that is what it shows.
    """

    kind: MemberKind
    id: UUID
    day: Day
    shows: tuple[Code, ...] = ()
    hours: float | None = None


class GroundKind(StrEnum):
    INCIDENTS = "incidents"
    """Enough incidents close together."""
    AUDITS = "audits"
    """A criterion not met twice in a row."""
    SIGNAL = "signal"
    """The measure of the delay signals."""


class Ground(Part):
    """One stretch of time in which the rule holds."""

    kind: GroundKind
    from_: Annotated[Day, Field(alias="from")]
    until: Day
    incidents: Counted
    tool: str | None = None
    criterion: str | None = None
    signal: UUID | None = None


class Why(Part):
    """The rule as it was set when it found this, and its grounds, oldest first."""

    threshold: Annotated[int, Field(ge=1)]
    window_days: Annotated[int, Field(ge=1)]
    services: Annotated[int, Field(ge=1)]
    over_hours: int | None = None
    grounds: tuple[Ground, ...]


class Cause(StrEnum):
    """Why a member left, or a whole theme was withdrawn."""

    ENTERED_IN_ERROR = "entered_in_error"
    MERGED = "merged"
    NO_LONGER_MATCHES = "no_longer_matches"
    """It was corrected, or the finding withdrawn, or the rule set otherwise."""
    GROUND_GONE = "ground_gone"
    """What is left of the pattern is not enough."""


class Left(Part):
    """One member that left, and why."""

    kind: MemberKind
    id: UUID
    cause: Cause
