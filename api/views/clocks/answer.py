"""How long it takes, as callers read it: what is known, how exactly, and from how many cases."""

from typing import Annotated

from pydantic import Field

from api.schema import Answer, At, IncidentId
from api.views.answers import Count, Hours
from api.views.summary import Summed
from projections.clocks.percentile import Unknown
from projections.clocks.queries import Leg

MOST_POINTS = 1_000


class PercentileAnswer(Answer):
    """By so many hours, so large a share has come to the end, open cases counted. `lower` and
    `upper` hold it 95 times in 100. What is null is explained beside it.
    """

    hours: Hours | None
    hours_unknown: Unknown | None
    lower: Hours | None
    lower_unknown: Unknown | None
    upper: Hours | None
    upper_unknown: Unknown | None
    interval_rests_on: Count
    """How many cases the interval rests on, open ones weighed."""


class DistributionAnswer(Answer):
    """How long one group of cases took. Only `finished` and `open` cases enter the percentiles."""

    finished: Count
    open: Count
    """Not yet at the later instant, on the day that is today."""
    oldest_open_since: At | None
    oldest_open_hours: Hours | None
    median: PercentileAnswer
    p90: PercentileAnswer
    naive_median_hours: Hours | None
    """Of the finished cases alone, as a spreadsheet would have it."""
    median_differs_by_hours: float | None
    """How much longer it takes once the open cases are counted."""
    closed_without: Count
    """Closed without ever coming to the later instant."""
    time_not_known: Count
    """The later instant came at no time that a clock may use."""
    out_of_order: Count
    """The later instant would have come first."""


class PointAnswer(Answer):
    """One case. `is_after`: it began after the change; null where no change is asked about."""

    incident: IncidentId
    began_at: At
    hours: Hours
    is_finished: bool
    is_after: bool | None
    prompted_the_change: bool


class LegAnswer(Answer):
    """One step of the way, over all cases, and before and after the change where one is named."""

    leg: Leg
    all: DistributionAnswer
    before: DistributionAnswer | None
    after: DistributionAnswer | None
    prompting: Count
    """Cases that prompted the change. A case that alarmed people was longer than usual, so what
    follows looks better by itself (regression to the mean); they may be left out.
    """
    points: Annotated[tuple[PointAnswer, ...], Field(max_length=MOST_POINTS)] | None
    """Each case in the order in which they began, the newest so many. Null unless `points` or a
    change is asked for.
    """
    points_left_off: Count


class Clocks(Summed):
    """How long it takes from noticing to knowing, telling and asking for health care. Cases that
    are still open are counted as taking at least so long (Kaplan-Meier); the median of the
    finished ones alone stands beside, and by how much it differs.
    """

    changed_at: At | None
    """When the change took place; null where none is named or it has not taken place."""
    prompting_left_out: bool
    legs: Annotated[tuple[LegAnswer, ...], Field(max_length=10)]
