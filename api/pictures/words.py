"""What the parts of a chart are called on a picture.

Source: NHS England, Making Data Count, for the names of variation and assurance.
"""

from datetime import datetime
from typing import Final

from domain.moment import LONDON
from domain.vocabulary.measuring import Chart
from projections.charts.charted import View
from projections.charts.observation import Maturity, Standing
from projections.charts.pattern import Rule, Side
from projections.charts.variation import Variation

CHARTS: Final = {
    Chart.XMR: "XmR chart",
    Chart.RUN: "run chart",
    Chart.C: "c chart",
    Chart.U: "u chart",
    Chart.P: "p chart",
    Chart.G: "g chart",
    Chart.T: "t chart",
    Chart.T_OR_G: "chart of the time between",
}
CENTRES: Final = {Chart.RUN: "median", Chart.G: "median", Chart.T: "centre"}
"""Of all others it is the average."""
AVERAGE: Final = "average"
VIEWS: Final = {
    View.FROZEN: "limits of the baseline",
    View.REBASED: "limits made anew",
    View.ALL_DATA: "limits of all points",
    View.WHAT_IF: "what if limits were made anew: a question, not stored",
}
MEANS: Final = {
    Variation.IMPROVEMENT: "improvement",
    Variation.CONCERN: "concern",
    Variation.NEUTRAL_HIGH: "higher, neither better nor worse",
    Variation.NEUTRAL_LOW: "lower, neither better nor worse",
    Variation.COMMON_CAUSE: "within what chance allows",
}
STANDS: Final = {
    Standing.OPEN: "still open, takes no part",
    Standing.LEFT_OUT: "left out by a person",
    Standing.ACTIVITY_MISSING: "no rate, as its activity is not known",
}
PROVISIONAL: Final = {Maturity.PROVISIONAL: "more may still come in"}
TOO_FEW: Final = "too few points to be read"
RULE_SETS: Final = {
    "making_data_count": "NHS Making Data Count",
    "anhoej": "Anhøj's runs and crossings",
    "limit_and_anhoej": "limits with Anhøj's runs and crossings",
    "limit_and_open_gap": "limits and the gap still open",
}
_WORDS: Final = {"1000": "1,000", "obd": "occupied bed days"}
_RULES: Final = {
    (Rule.BEYOND_LIMIT, Side.HIGH): "above the upper limit",
    (Rule.BEYOND_LIMIT, Side.LOW): "below the lower limit",
    (Rule.TREND, Side.HIGH): "in a rise",
    (Rule.TREND, Side.LOW): "in a fall",
    (Rule.TWO_OF_THREE, Side.HIGH): "two of three close to the upper limit",
    (Rule.TWO_OF_THREE, Side.LOW): "two of three close to the lower limit",
    (Rule.RUN, Side.HIGH): "in a run above the average",
    (Rule.RUN, Side.LOW): "in a run below the average",
    (Rule.LONG_RUN, Side.HIGH): "in a long run above the centre",
    (Rule.LONG_RUN, Side.LOW): "in a long run below the centre",
}


def rule_said(rule: Rule, side: Side | None) -> str:
    """At one point."""
    known = None if side is None else _RULES.get((rule, side))
    return known or readable(rule)


def readable(code: str) -> str:
    """`per_1000_care_hours` is per 1,000 care hours."""
    return " ".join(_WORDS.get(word, word) for word in code.split("_"))


def day(at: datetime) -> str:
    """The day in London: 14 April 2025."""
    on = at.astimezone(LONDON)
    return f"{on.day} {on:%B %Y}"
