"""What lies before an action and what after it, on the time scale of a measure.

A period counts as after the verification where all of it does, from the day in London on which it
was verified; an interval between events where it ended after that. What the action was agreed for
lies before that day and is what the rest is compared with.

Source: Heed's decision table (closed periods since verification).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.measure.period import begins, cadence_of, ends
from domain.moment import LONDON, starts
from domain.vocabulary.measuring import Cadence
from projections.charts.segment import Point, Segment


@dataclass(frozen=True, slots=True)
class Change:
    """An action as the figures see it: when it was agreed, and when it was last seen done."""

    agreed_at: datetime
    verified_at: datetime

    def is_before(self, period: str) -> bool:
        return begins(period) < self.verified_at and not self.is_since(period)

    def is_since(self, period: str) -> bool:
        if cadence_of(period) is Cadence.EVENT:
            return ends(period) > self.verified_at
        return begins(period) >= starts(self.verified_at.astimezone(LONDON).date())

    def reaches(self, period: str) -> bool:
        """Whether any of it lies after the verification, and it can tell of its effect."""
        return ends(period) > self.verified_at

    def since(self, points: Iterable[Point]) -> tuple[Point, ...]:
        return tuple(one for one in points if self.is_since(one.observation.period))


def signal_began(segment: Segment) -> str | None:
    """The first period of what marks the last point that counts; None where nothing does."""
    newest = segment.newest
    if newest is None or newest.side is None:
        return None
    marks = [
        one.points[0]
        for one in segment.patterns
        if one.points and one.side is newest.side and segment.is_of_newest(one)
    ]
    return segment.points[min(marks)].observation.period


def began_at(segment: Segment, period: str) -> datetime:
    """When what is drawn at this period began: an interval, with the event before it."""
    if cadence_of(period) is not Cadence.EVENT:
        return begins(period)
    earlier = [
        one.observation.period
        for one in segment.points
        if begins(one.observation.period) < begins(period)
    ]
    return begins(max(earlier, key=begins, default=period))
