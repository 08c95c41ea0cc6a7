"""Trends as callers read them: the periods once, and a series for each value.

Source: NHS England, Making Data Count (say what a series is dated by, and what is not over yet).
"""

from datetime import date
from typing import Annotated, Final

from pydantic import Field

from api.incidents.answer import Word
from api.measures.chart.answer import ChoiceAnswer, PeriodAnswer, RuleSetAnswer, ViewAnswer
from api.schema import Answer, At, ServiceId
from api.views.answers import Count
from api.views.summary import Summed
from domain.measure.period import PeriodName
from domain.vocabulary.measuring import Chart
from domain.vocabulary.service_type import ActivityKind
from projections.charts.observation import Maturity
from projections.trends.cut import Dating, Dimension, Grain
from projections.trends.exposure import Missing

MOST_PERIODS: Final = 160
MOST_SERIES: Final = 200
MOST_SILENT: Final = 1_000
MOST_DAYS: Final = 5_000
Amount = Annotated[float, Field(ge=0)]


class TrendPeriod(Answer):
    """One period. An open one is not over, or a source is silent that would report it; a
    provisional one is over, and late reports are still waited for.
    """

    period: PeriodName
    begins_at: At
    ends_at: At
    maturity: Maturity
    source_silent: bool
    """Whether it is kept open by a source that fell silent."""


class TrendRates(Answer):
    """Incidents in every `per` of the activity, one for each period. A rate that is not known is
    null, and `missing` says why; it is never nought for that. `without_service`: how many of the
    incidents belong to no service, and so to no care: they are in no rate.
    """

    per: Count
    activity_kind: ActivityKind | None
    activity: Annotated[tuple[Amount | None, ...], Field(max_length=MOST_PERIODS)]
    rates: Annotated[tuple[Amount | None, ...], Field(max_length=MOST_PERIODS)]
    without_service: Count
    missing: Annotated[tuple[Missing | None, ...], Field(max_length=MOST_PERIODS)]


class TrendChartAnswer(Answer):
    """The series as a chart, under the limits of its first periods and under those of all. No
    direction is better by itself, and nothing is signalled from here. Of rare events `periods` are
    the days on which they were, and the numbers the days between.
    """

    chart: Chart
    choice: ChoiceAnswer
    per: float
    rule_set: RuleSetAnswer
    periods: Annotated[tuple[PeriodAnswer, ...], Field(max_length=MOST_DAYS)]
    frozen: ViewAnswer
    all_data: ViewAnswer


class TrendSeries(Answer):
    """One value. `counts`: one for each period, nought included."""

    value: Word | None
    """A code, a service or a unit; null for all together, and for those of none."""
    total: Count
    counts: Annotated[tuple[Count, ...], Field(max_length=MOST_PERIODS)]
    rates: TrendRates | None
    """Null unless `rate` asks for them."""
    chart: TrendChartAnswer | None
    """Where one value is asked for, or `charts` asks for all; null where there is no chart."""
    no_chart: Word | None
    """`too_few`: not two incidents; `too_many`: rare in a period, and yet too many to draw one by
    one. Null where there is a chart, or none was asked for.
    """


class DatedOtherwise(Answer):
    """How many incidents do not have the day that dates the series, and stand at the next best of
    theirs; of all that are counted.
    """

    n: Count
    of: Count
    share: Annotated[float, Field(ge=0, le=1)] | None


class LateArrivals(Answer):
    """Nine of ten incidents were recorded within so many days of being noticed, of `n`, in these
    months and services.
    """

    p90_days: Amount
    n: Count


class SilentSource(Answer):
    """A source that sent reports of this service regularly and sends none since."""

    service: ServiceId
    source: Word
    last_report_on: date


class Trends(Summed):
    """How many incidents there were in each period, for each value of one dimension.

    An incident counts once under each value that it has, so that series may add up to more than
    `incidents`. What is shared as good practice is no incident, and counts where `kind` asks for it
    or kinds stand side by side. What was entered in error or merged does not count.
    """

    dimension: Dimension
    dated_by: Dating
    grain: Grain
    incidents: Count
    """All that the filters leave, each once, whatever the dimension."""
    dated_otherwise: DatedOtherwise
    late_arrivals: LateArrivals | None
    reporting_lag_days: Count
    silent_sources: Annotated[tuple[SilentSource, ...], Field(max_length=MOST_SILENT)]
    periods: Annotated[tuple[TrendPeriod, ...], Field(max_length=MOST_PERIODS)]
    series: Annotated[tuple[TrendSeries, ...], Field(max_length=MOST_SERIES)]
    """The largest first."""
    series_left_out: Count
    """How many smaller ones there are besides; narrow the question to see them."""
