"""A run that was too long when it was signalled, in a series that has become longer since.

How long a run may be by chance grows with the series, so that one that has ended is not found any
more after enough ordinary points. It is judged as it was raised: by the points up to the newest of
then, with the figures and the limits of now. Only what changed one of these takes its ground.

Source: Anhoej and Olesen, PLoS ONE 2014;9:e113825; Heed's rule that a pattern that has ended stays.
"""

from dataclasses import replace

from api.watching.charts.grounds import Identity, identity_of
from domain.measure.period import begins
from domain.measure.state import Measure
from domain.signal.vocabulary import SignallingRule
from projections.charts import anhoej
from projections.charts.charted import Charted
from projections.charts.observation import Standing
from projections.charts.of_measure import MeasureChart
from projections.charts.pattern import Rule
from projections.charts.segment import Segment


def was_too_long(
    identity: Identity, newest_period: str, measure: Measure, chart: MeasureChart
) -> bool:
    """newest_period: the last closed one when it was raised."""
    charted = chart.in_force
    if identity.rule is not SignallingRule.LONG_RUN:
        return False
    if Rule.LONG_RUN not in charted.method.rule_set.rules:
        return False
    return any(
        identity in _found(measure, charted, segment, newest_period) for segment in charted.segments
    )


def _found(
    measure: Measure, charted: Charted, segment: Segment, newest_period: str
) -> list[Identity | None]:
    until = begins(newest_period)
    known = [
        (at, one.value, one.limits.centre)
        for at, one in enumerate(segment.points)
        if one.standing is Standing.COUNTED and begins(one.observation.period) <= until
        if one.value is not None and one.limits is not None
    ]
    patterns = anhoej.patterns([value for _, value, _ in known], [it for _, _, it in known])
    return [
        identity_of(
            measure, charted, segment, replace(one, points=tuple(known[at][0] for at in one.points))
        )
        for one in patterns
        if one.rule is Rule.LONG_RUN
    ]
