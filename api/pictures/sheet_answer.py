"""The charts of many measures as callers read them."""

from typing import Annotated, Final

from pydantic import Field

from api.measures.chart.answer import ChartAnswer
from api.schema import Answer, At
from api.views.answers import Count, Position

MOST: Final = 24
"""Charts in one answer."""


class Charts(Answer):
    """The charts of the measures that the filters leave, by service and by factor; none is ranked.

    `matching`: how many there are; of more than 24 the first are given, and the filters choose
    among them. `expected_false_signals`: how many new signals these charts would raise in a month
    if nothing had changed in any of them. `charts_without_chance`: those of figures so rare that
    Heed has not simulated any like them; what chance brings there is not in that number.
    """

    data: Annotated[tuple[ChartAnswer, ...], Field(max_length=MOST)]
    matching: Count
    charts_evaluated: Count
    expected_false_signals: Annotated[float, Field(ge=0)]
    charts_without_chance: Count
    position: Position
    """What they reflect."""
    as_of: At
    known_at: At | None
