"""Which chart suits the figures, and why.

The wrong chart signals where nothing changed: of stable series of 24 months, one in five XmR charts
shows a signal somewhere, but four in five where it happens every third month.

Source: Provost and Murray, "The Health Care Data Guide"; Montgomery 7.3 (np and n(1-p) of at least
five); false signals by Heed's own simulation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean
from typing import Final

from domain.vocabulary.measuring import Chart
from projections.charts.observation import Observation, Standing

ENOUGH: Final = 5
"""Expected in a period, for ordinary limits."""
RARE: Final = 3
"""Expected in a period; below it, time between is drawn."""


class Why(StrEnum):
    VALUES = "values"
    ENOUGH_COUNTED = "enough_counted"
    FEW_COUNTED = "few_counted"
    RARE = "rare"
    ENOUGH_OF_EACH = "enough_of_each"
    FEW_OF_ONE = "few_of_one"
    ALL_LONGER_THAN_NOTHING = "all_longer_than_nothing"
    SOME_AT_ONCE = "some_at_once"


_REASONS: Final = {
    Why.VALUES: "Single values: their own variation makes the limits.",
    Why.ENOUGH_COUNTED: "About {expected} are expected in a period, enough for limits of counts.",
    Why.FEW_COUNTED: (
        "About {expected} are expected in a period, between 3 and 5: read it with caution, or count"
        " in longer periods."
    ),
    Why.RARE: "About {expected} are expected in a period, under 3: time between them is drawn.",
    Why.ENOUGH_OF_EACH: "At least 5 of either outcome are expected in a period.",
    Why.FEW_OF_ONE: (
        "Only about {expected} of one outcome are expected in a period, under 5: limits would"
        " mislead, so that only runs are read, or more must be looked at each time."
    ),
    Why.ALL_LONGER_THAN_NOTHING: "Some time lies between each two of them.",
    Why.SOME_AT_ONCE: "Some came at once, with nothing between; a t chart cannot show that.",
}
_NO_ACTIVITY: Final = " Activity is not known, so that as much each time is assumed."
_SOME_ACTIVITY: Final = " Periods without known activity have no rate."


@dataclass(frozen=True, slots=True)
class Choice:
    """`why`: stable, for programs. `reason`: the same for people. `caution`: it is the best that
    there is, and not good.
    """

    chart: Chart
    why: Why
    reason: str
    caution: bool = False


def for_values() -> Choice:
    return Choice(Chart.XMR, Why.VALUES, _REASONS[Why.VALUES])


def for_counts(counted: Sequence[Observation]) -> Choice:
    """counted: counts of events, at least one, those with activity having it. A rare event's chart
    is g or t, as `between` says; here it is `t_or_g`.
    """
    closed = [one for one in counted if one.standing(Chart.C) is Standing.COUNTED] or counted
    expected = fmean(one.number for one in closed)
    if expected < RARE:
        return Choice(Chart.T_OR_G, Why.RARE, _said(Why.RARE, expected))
    known = sum(bool(one.out_of) for one in closed)
    chart = Chart.U if known * 2 >= len(closed) else Chart.C
    more = _NO_ACTIVITY if chart is Chart.C else _SOME_ACTIVITY if known < len(closed) else ""
    why = Why.ENOUGH_COUNTED if expected >= ENOUGH else Why.FEW_COUNTED
    return Choice(chart, why, _said(why, expected) + more, caution=why is Why.FEW_COUNTED)


def for_proportions(counted: Sequence[Observation]) -> Choice:
    """counted: so many of so many, at least one with its denominator."""
    known = [one for one in counted if one.standing(Chart.P) is Standing.COUNTED] or counted
    met = fmean(one.number for one in known)
    rarer = min(met, fmean(one.out_of or 0 for one in known) - met)
    if rarer >= ENOUGH:
        return Choice(Chart.P, Why.ENOUGH_OF_EACH, _said(Why.ENOUGH_OF_EACH, rarer))
    return Choice(Chart.RUN, Why.FEW_OF_ONE, _said(Why.FEW_OF_ONE, rarer), caution=True)


def between(gaps: Sequence[float]) -> Choice:
    """gaps: time or opportunities between events, none below 0."""
    if all(gap > 0 for gap in gaps):
        why = Why.ALL_LONGER_THAN_NOTHING
        return Choice(Chart.T, why, _REASONS[why])
    return Choice(Chart.G, Why.SOME_AT_ONCE, _REASONS[Why.SOME_AT_ONCE])


def _said(why: Why, expected: float) -> str:
    return _REASONS[why].format(expected=f"{expected:.1f}".removesuffix(".0"))
