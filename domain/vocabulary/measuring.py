"""How a measure is drawn, which way is better, and how often it is taken.

The chart decides what a measurement has to be made of: a proportion chart without its denominators
has no limits, a rate chart without its activity has no rate.

Source: NHS England, Making Data Count; Montgomery, "Introduction to Statistical Quality Control".
"""

from enum import StrEnum


class Chart(StrEnum):
    XMR = "xmr"
    """Single values with their moving range."""
    RUN = "run"
    C = "c"
    """Counts, where there was as much activity each time."""
    U = "u"
    """Counts against activity."""
    P = "p"
    """Proportions."""
    G = "g"
    """Days or opportunities between rare events, in whole numbers."""
    T = "t"
    """Time between rare events, never nothing."""
    T_OR_G = "t_or_g"
    """Between rare events, whichever of the two the data allow."""


class Improvement(StrEnum):
    """Which way is better. Neutral: a rise in reports is neither good nor bad."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class Cadence(StrEnum):
    MONTH = "month"
    WEEK = "week"
    QUARTER = "quarter"
    EVENT = "event"
    """One measurement for each time that it happened."""


class MeasureKind(StrEnum):
    REPORTED = "reported"
    """Somebody counted or asked, and sends the figures."""
    DERIVED = "derived"
    """A question that Heed answers from its own facts; its figures are never sent."""
