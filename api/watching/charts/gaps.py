"""A gap between rare events that was signalled while it was open, once the next event has come.

It is over where the figure that closes it is as long as was said: that is the same news, and is
raised no second time. Where an event came late that lies within it, the gap was never so long.

Source: Provost and Murray, "The Health Care Data Guide" (rare events).
"""

from datetime import datetime, timedelta

from api.watching.charts.grounds import Ground, Identity
from domain.measure.period import begins
from domain.signal.vocabulary import SignallingRule
from projections.charts.of_measure import MeasureChart
from projections.charts.segment import Point


def closing(identity: Identity, chart: MeasureChart) -> Point | None:
    """The event after the one that it was open since; None: it has not come, or it is no gap."""
    if identity.rule is not SignallingRule.OPEN_GAP:
        return None
    since = begins(identity.first_period)
    counted = (one for segment in chart.in_force.segments for one in segment.counted)
    return next((one for one in counted if begins(one.observation.period) > since), None)


def is_over(identity: Identity, chart: MeasureChart) -> bool:
    """Whether it has ended as it was signalled, which takes nothing."""
    point = closing(identity, chart)
    if point is None or point.value is None or point.limits is None:
        return False
    return point.limits.beyond(point.value) > 0


def is_unheard(identity: Identity, chart: MeasureChart, now: datetime) -> bool:
    """Whether it goes on for all that is known, and its source fell silent meanwhile: that tells
    nothing against it. Of gaps that Heed counts, in days.
    """
    gap, newest = chart.in_force.open_gap, chart.in_force.current.newest
    if identity.rule is not SignallingRule.OPEN_GAP or gap is None or gap.limits is None:
        return False
    if newest is None or newest.observation.period != identity.first_period:
        return False
    length = (now - begins(identity.first_period)) / timedelta(days=1)
    return gap.length < length and gap.limits.beyond(length) > 0


def is_closed_gap(earlier: Identity, ground: Ground, chart: MeasureChart) -> bool:
    """Whether this point is the very gap that was signalled while it was open."""
    if (
        earlier.rule is not SignallingRule.OPEN_GAP
        or earlier.direction != ground.identity.direction
    ):
        return False
    counted = chart.in_force.current.counted
    before = counted[-2].observation.period if len(counted) > 1 else None
    of_rule = ground.identity.rule is SignallingRule.BEYOND_LIMIT
    return of_rule and earlier.first_period == before
