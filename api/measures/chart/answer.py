"""The chart of a measure as callers read it; whoever draws it draws from this and nothing else.

Every period stands once in `periods`; each view has one point for each of them, at the same place.
Limits are given twice: as they were judged, where a rate may lie below nought, and as they are
drawn. Numbers of the chart are in its own units: a rate in every thousand, a share in percent where
the measure is in percent.

Source: NHS England, Making Data Count (say the rules, the limits and what they were made of).
"""

from typing import Annotated, Final

from pydantic import Field

from api.measures.answer import Count as AtLeastOne
from api.measures.answer import DefinitionAnswer, Text
from api.measures.chart.marks import MarkAnswer
from api.schema import Answer, At, MeasureId, ServiceId, UnitId, Version
from api.views.answers import Count, Position
from domain.measure.period import PeriodName
from domain.vocabulary.code import Code
from domain.vocabulary.factor import Factor
from domain.vocabulary.measuring import Chart, Improvement, MeasureKind
from projections.charts.charted import View
from projections.charts.choice import Why
from projections.charts.observation import Maturity, Standing
from projections.charts.pattern import Rule, Side
from projections.charts.variation import Assurance, Variation
from projections.trends.answers.answered import DatedBy

MOST_PERIODS: Final = 5_000
MOST_SEGMENTS: Final = 102
MOST_PATTERNS: Final = 10_000
MOST_MARKS: Final = 2_000
MOST_TOOLS: Final = 100
Place = Annotated[int, Field(ge=0, le=MOST_PERIODS, json_schema_extra={"format": "int32"})]
Days = Annotated[float, Field(ge=0)]


class ChoiceAnswer(Answer):
    """Which chart, and why. `caution`: it is the best that there is, and not good."""

    chart: Chart
    why: Why
    reason: Text
    caution: bool


class RuleSetAnswer(Answer):
    """By which rules the chart is judged. `trend_of` and `run_of`: how many points make one, where
    the set has such a rule.
    """

    name: Code
    version: AtLeastOne
    rules: Annotated[tuple[Rule, ...], Field(max_length=10)]
    trend_of: Count
    run_of: Count


class LimitsAnswer(Answer):
    """`lower` and `upper` as they are judged, `drawn_lower` and `drawn_upper` as they are drawn: no
    rate is under nought and no share over the whole. Null: such a chart has none.
    """

    centre: float
    lower: float | None
    upper: float | None
    near_lower: float | None
    near_upper: float | None
    drawn_lower: float | None
    drawn_upper: float | None


class PeriodAnswer(Answer):
    """One period. `number` of `out_of`: the value alone, so many of so many, or so many in so much
    activity. `n`: how many are behind a figure that Heed counted; `waiting`: how many have begun
    and not come to their end, and are in no median. `left_out`: why a person left it out.
    """

    period: PeriodName
    begins_at: At
    ends_at: At
    standing: Standing
    maturity: Maturity
    value: float | None
    """As the chart draws it. Null: there is no rate without activity."""
    number: float
    out_of: float | None
    n: Count | None
    waiting: Count | None
    left_out: Text | None
    tools: Annotated[tuple[Text, ...], Field(max_length=MOST_TOOLS)]
    """With which tools, and which version of each, audits looked."""
    samples: Annotated[tuple[Text, ...], Field(max_length=MOST_TOOLS)]
    """How their samples were drawn."""


class PointAnswer(Answer):
    """One period under the limits of one view. `rules`: those that mark it, the one that names it
    first. `variation` null: it takes no part.
    """

    period: PeriodName
    segment: Place
    limits: LimitsAnswer | None
    outside: bool
    rules: Annotated[tuple[Rule, ...], Field(max_length=10)]
    side: Side | None
    variation: Variation | None


class PatternAnswer(Answer):
    """What a rule found, from its first period to its last; of the whole segment where `periods`
    is nought. `is_of_newest`: it marks the last point that counts.
    """

    rule: Rule
    side: Side | None
    first_period: PeriodName
    last_period: PeriodName
    periods: Count
    is_of_newest: bool


class RunsAnswer(Answer):
    """Runs and crossings of the centre, against what chance would bring."""

    useful: Count
    longest: Count
    longest_expected: Count
    crossings: Count
    crossings_expected: Count


class SegmentAnswer(Answer):
    """A stretch under one set of limits. `base`: the periods that made them; below five there are
    none, below twelve they are on trial.
    """

    first_period: PeriodName | None
    last_period: PeriodName | None
    base: Annotated[tuple[PeriodName, ...], Field(max_length=MOST_PERIODS)]
    has_limits: bool
    trial_limits: bool
    patterns: Annotated[tuple[PatternAnswer, ...], Field(max_length=MOST_PATTERNS)]
    runs: RunsAnswer | None


class OpenGapAnswer(Answer):
    """How long nothing has happened since the last event, in the unit of the chart."""

    length: float
    limits: LimitsAnswer | None
    too_long: bool
    variation: Variation


class ViewAnswer(Answer):
    """One set of limits. `variation` of the last point that counts, null where it has no limits;
    `assurance` from the limits in force, null where there is no target or no better side. Neither
    stands alone. `what_if`: a question only, which is never stored.
    """

    view: View
    what_if: bool
    in_force: bool
    """Whether a verdict goes by this view."""
    reading: Text
    variation: Variation | None
    variation_named: Text | None
    assurance: Assurance | None
    assurance_named: Text | None
    trial_limits: bool
    segments: Annotated[tuple[SegmentAnswer, ...], Field(min_length=1, max_length=MOST_SEGMENTS)]
    points: Annotated[tuple[PointAnswer, ...], Field(max_length=MOST_PERIODS)]
    open_gap: OpenGapAnswer | None


class ViewsAnswer(Answer):
    """Side by side. `rebased` null and `not_rebased`: no person let the limits begin anew.
    `what_if` only where `rebase_from` asks; it is kept nowhere.
    """

    frozen: ViewAnswer
    rebased: ViewAnswer | None
    not_rebased: bool
    all_data: ViewAnswer
    what_if: ViewAnswer | None


class LateArrivalsAnswer(Answer):
    """Nine of ten incidents were recorded within so many days of being noticed, of `n`."""

    p90_days: Days
    n: AtLeastOne


class DerivationAnswer(Answer):
    """How Heed counted a derived measure. `dated_by`: which day places it in a period;
    `dated_otherwise`: how many did not have that day and stand at another of theirs.
    `without_service`: how many are left out of the rates, as they belong to no service.
    """

    dated_by: DatedBy
    dated_otherwise: Count
    without_service: Count
    late_arrivals: LateArrivalsAnswer | None
    silent_since: At | None
    """When anything last came from the sources, if that is too long ago: later periods stay
    open."""


class ChartAnswer(Answer):
    """The chart of a measure: its periods, its limits under each view, and what the rules found.

    Source of every verdict on it; `as_of` says which day is today, `known_at` what was known then.
    """

    measure: MeasureId
    version: Version
    kind: MeasureKind
    service: ServiceId | None
    unit: UnitId | None
    factor: Factor | None
    retired: bool
    name: Text
    definition: DefinitionAnswer
    chart: Chart
    choice: ChoiceAnswer | None
    """Why this chart, where the figures chose it. Null: the definition names it."""
    advised: ChoiceAnswer | None
    """What the figures would choose, whatever the definition names. Null: there are none yet."""
    per: float
    """A rate or share is drawn as so many in every so many."""
    improvement: Improvement
    target: float | None
    rule_set: RuleSetAnswer
    as_of: At
    known_at: At | None
    position: Position
    reporting_lag_days: Count
    stale_since: At | None
    """When the newest closed period ended, where figures are overdue since: by one period and the
    time that late ones are waited for. Null: they go on."""
    derivation: DerivationAnswer | None
    """Null: its figures are reported."""
    periods: Annotated[tuple[PeriodAnswer, ...], Field(max_length=MOST_PERIODS)]
    views: ViewsAnswer
    annotations: Annotated[tuple[MarkAnswer, ...], Field(max_length=MOST_MARKS)]
    """The earliest first. A mark says when, and never that it was the cause."""
