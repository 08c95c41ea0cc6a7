"""What a chart holds that a signal can rest on: its patterns in force, each by what makes it one.

A pattern is known by its segment, its rule, its direction and its first period; whether it goes on
to the newest closed period decides whether it is raised, never whether it is still there. The first
segment has no beginning of its own: figures that come late for the time before do not make another
of it. A gap that is still open is known by the event that it has been open since.

Source: Heed's rule on the identity of signals; NHS England, Making Data Count.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from domain.measure.period import begins
from domain.measure.state import Measure
from domain.signal.events import SignalRaised
from domain.signal.vocabulary import Direction, SignallingRule, SignalView
from projections.charts.charted import Charted
from projections.charts.of_measure import MeasureChart, rebases_of
from projections.charts.pattern import Pattern, Rule
from projections.charts.rule_set import RuleSet
from projections.charts.segment import Segment
from projections.charts.variation import Variation, variation

_DIRECTIONS = {
    Variation.IMPROVEMENT: Direction.IMPROVEMENT,
    Variation.CONCERN: Direction.CONCERN,
    Variation.NEUTRAL_HIGH: Direction.NEUTRAL_HIGH,
    Variation.NEUTRAL_LOW: Direction.NEUTRAL_LOW,
}


@dataclass(frozen=True, slots=True)
class Identity:
    """`segment`: where its limits were made anew; None: they were not yet."""

    rule_set: str
    rule_set_version: int
    rule: SignallingRule
    direction: Direction
    segment: str | None
    first_period: str


@dataclass(frozen=True, slots=True)
class Ground:
    """`last_period`: of the pattern, which goes from the period it is known by to there."""

    identity: Identity
    view: SignalView
    of_newest: bool
    newest_period: str
    last_period: str


def rests_on(raised: SignalRaised) -> Identity | None:
    """What a signal was raised on; None where it is about no chart."""
    if raised.first_period is None:
        return None
    return Identity(
        raised.rule_set.name,
        raised.rule_set.version,
        SignallingRule(raised.rule),
        raised.direction,
        raised.segment,
        raised.first_period,
    )


def covers(identity: Identity, ground: Ground | None, period: str) -> bool:
    """Whether the pattern takes in this period. ground: as it is now; None: it is not there any
    more, and only the period that it is known by is sure.
    """
    last = identity.first_period if ground is None else ground.last_period
    return begins(identity.first_period) <= begins(period) <= begins(last)


def grounds(
    measure: Measure, chart: MeasureChart, rules: Collection[SignallingRule]
) -> Iterator[Ground]:
    """Those in force, in order: earlier segments first. rules: those that can signal."""
    charted = chart.in_force
    newest = charted.newest
    if newest is None:
        return
    newest_period = newest.observation.period
    for segment in charted.segments:
        for pattern in segment.patterns:
            known = identity_of(measure, charted, segment, pattern)
            if known is None or known.rule not in rules:
                continue
            of_newest = segment is charted.current and segment.is_of_newest(pattern)
            last = segment.last_of(pattern)
            yield Ground(known, _view(charted), of_newest, newest_period, last)
    yield from _open_gap(measure, charted, rules)


def _open_gap(
    measure: Measure, charted: Charted, rules: Collection[SignallingRule]
) -> Iterator[Ground]:
    gap, newest = charted.open_gap, charted.current.newest
    if gap is None or gap.pattern is None or newest is None:
        return
    direction = _DIRECTIONS.get(gap.variation)
    if direction is None or SignallingRule.OPEN_GAP not in rules:
        return
    since = newest.observation.period
    rule_set = charted.method.rule_set
    segment = _begun(measure, charted, charted.current)
    identity = _named(rule_set, SignallingRule.OPEN_GAP, direction, segment, since)
    yield Ground(identity, _view(charted), of_newest=True, newest_period=since, last_period=since)


def identity_of(
    measure: Measure, charted: Charted, segment: Segment, pattern: Pattern
) -> Identity | None:
    """None for a rule that tells no side, and so no direction."""
    direction = _DIRECTIONS.get(variation(pattern.side, charted.method.improvement))
    if direction is None or pattern.rule is Rule.FEW_CROSSINGS:
        return None
    return _named(
        charted.method.rule_set,
        SignallingRule(pattern.rule),
        direction,
        _begun(measure, charted, segment),
        segment.first_of(pattern),
    )


def _named(
    rule_set: RuleSet,
    rule: SignallingRule,
    direction: Direction,
    segment: str | None,
    first_period: str,
) -> Identity:
    return Identity(rule_set.name, rule_set.version, rule, direction, segment, first_period)


def _begun(measure: Measure, charted: Charted, segment: Segment) -> str | None:
    """The re-base that this segment begins with; None for one before any."""
    if _view(charted) is SignalView.FROZEN or not segment.points:
        return None
    first = begins(segment.points[0].observation.period)
    earlier = [one for one in rebases_of(measure) if begins(one.from_period) <= first]
    return earlier[-1].from_period if earlier else None


def _view(charted: Charted) -> SignalView:
    return SignalView(charted.view)
