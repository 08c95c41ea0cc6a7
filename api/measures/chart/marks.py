"""The dated marks of a chart as callers read them."""

from typing import Annotated

from pydantic import Field

from api.measures.answer import Text
from api.schema import Answer, At
from domain.measure.period import PeriodName
from projections.charts.annotation import Mark

About = Annotated[
    str,
    Field(
        min_length=30,
        max_length=30,
        pattern=r"^(mea|act|aud|les|sig|svc)_[0-7][0-9a-hjkmnp-tv-z]{25}$",
    ),
]


class MarkAnswer(Answer):
    """`period`: in which it falls; null: before the first or beyond the last, as `at` says. What
    came later than the last stands at it until the next would have ended. `about`: where it can be
    read; `title`: what an action is called.
    """

    mark: Mark
    at: At
    period: PeriodName | None
    about: About
    title: Text | None
