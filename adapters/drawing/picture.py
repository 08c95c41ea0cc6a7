"""What a picture of one chart is drawn from: plain figures and words, worked out before.

Nothing is calculated here and nothing judged: limits come as they are to be drawn, each point says
how it looks, and every word is somebody else's.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Look(StrEnum):
    """Told apart by shape first, and by colour besides."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    LEFT_OUT = "left_out"
    """By a person: hollow, and no line goes through it."""
    OPEN = "open"
    """The period is not over."""
    UNREAD = "unread"
    """There are no limits to read it by."""


_APART: Final = frozenset({Look.OPEN, Look.LEFT_OUT, Look.UNREAD})


@dataclass(frozen=True, slots=True)
class Lines:
    """As they are drawn. None: such a chart has none."""

    centre: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period. `named`: the period in words. `value` None: there is none, and its place stays
    empty. `stretch`: the place of the one that it belongs to. `says`: what it is, in words.
    """

    period: str
    named: str
    value: float | None
    look: Look
    lines: Lines | None
    stretch: int
    says: str
    number: float | None = None
    out_of: float | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Under one set of limits. `first`, `last`: the points that made them, by place; None where
    all of the stretch did, or nothing.
    """

    trial: bool
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """`at`: the place of the point at whose period it stands; None: before the first; as many as
    there are points: beyond the last.
    """

    at: int | None
    says: str


@dataclass(frozen=True, slots=True)
class OpenGap:
    """Nothing has happened for so long. `says`: how long, and what that means."""

    length: float
    look: Look
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """`about`: what chart of what, in a line. `found`: variation and assurance in words. `unit`: of
    the values. `centre_named`: average or median. `least`, `most`: where the axis must end. `foot`:
    by which rules, from which limits, as known when.
    """

    title: str
    about: str
    found: tuple[str, ...]
    reading: str
    unit: str
    centre_named: str
    points: tuple[Point, ...]
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...] = ()
    target: float | None = None
    open_gap: OpenGap | None = None
    what_if: bool = False
    least: float | None = None
    most: float | None = None
    foot: tuple[str, ...] = ()

    @property
    def newest(self) -> Look | None:
        """How the last point looks that counts and can be read."""
        counted = [one for one in self.points if one.look not in _APART]
        return next((one.look for one in reversed(counted) if one.value is not None), None)
