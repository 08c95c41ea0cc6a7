"""What was measured: a value, a proportion with both its numbers, or a count with its activity.

A proportion and a rate are kept as what they were counted from, never as the quotient alone: 11 of
12 and 110 of 120 are the same share and not the same evidence.

Source: NHS Making Data Count (charts and what they need).
"""

from decimal import Decimal
from typing import Annotated, assert_never

from pydantic import Field

from domain.part import Part
from domain.service import Amount
from domain.vocabulary.measuring import Chart
from domain.vocabulary.service_type import ActivityKind

Number = Annotated[
    Decimal, Field(ge=-1_000_000_000, le=1_000_000_000, max_digits=14, decimal_places=4)
]
Whole = Annotated[int, Field(ge=0, le=1_000_000_000)]


class Value(Part):
    value: Number


class Proportion(Part):
    """`numerator` of `denominator`."""

    numerator: Whole
    denominator: Annotated[int, Field(ge=1, le=1_000_000_000)]


class Rate(Part):
    """So many in so much activity."""

    count: Whole
    activity: Amount
    activity_kind: ActivityKind


Figure = Value | Proportion | Rate


def fits(chart: Chart, figure: Figure) -> bool:
    """Whether this chart can show such a figure."""
    match chart:
        case Chart.XMR | Chart.RUN:
            return True
        case Chart.P:
            return isinstance(figure, Proportion)
        case Chart.U:
            return isinstance(figure, Rate)
        case Chart.C | Chart.G:
            return isinstance(figure, Value) and figure.value >= 0 and figure.value % 1 == 0
        case Chart.T:
            return isinstance(figure, Value) and figure.value > 0
        case Chart.T_OR_G:
            return isinstance(figure, Value) and figure.value >= 0
        case _:
            assert_never(chart)
