"""From a chart as callers read it to what is drawn of it: nothing is judged anew on the way.

A picture has room for so many periods; of more, the newest are drawn, under the limits that all of
them have, and the picture says so.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from adapters.drawing.picture import Lines, Look, Mark, OpenGap, Picture, Point, Stretch
from api.measures.chart.answer import (
    ChartAnswer,
    LimitsAnswer,
    PeriodAnswer,
    PointAnswer,
    SegmentAnswer,
    ViewAnswer,
)
from api.measures.chart.marks import MarkAnswer
from api.pictures import words
from api.pictures.footing import footing, found
from domain.vocabulary.measuring import Chart
from projections.charts.observation import Maturity, Standing
from projections.charts.variation import Variation
from projections.charts.wording import number, period_named

MOST_DRAWN: Final = 120
LOOKS: Final = {
    Variation.IMPROVEMENT: Look.IMPROVEMENT,
    Variation.CONCERN: Look.CONCERN,
    Variation.NEUTRAL_HIGH: Look.NEUTRAL_HIGH,
    Variation.NEUTRAL_LOW: Look.NEUTRAL_LOW,
    Variation.COMMON_CAUSE: Look.COMMON_CAUSE,
}
_APART: Final = {Standing.OPEN: Look.OPEN, Standing.LEFT_OUT: Look.LEFT_OUT}
_PERCENT: Final = 100.0


def picture(
    answer: ChartAnswer, view: ViewAnswer, about: Sequence[str], *, title: str = ""
) -> Picture:
    """about: what stands below the title. title: where it is not the name of the measure."""
    start = max(0, len(answer.periods) - MOST_DRAWN)
    return Picture(
        title=title or answer.name,
        about=" · ".join(about),
        found=found(answer, view),
        reading=view.reading,
        unit=words.readable(answer.definition.measured_in),
        centre_named=words.CENTRES.get(answer.chart, words.AVERAGE),
        points=tuple(_points(answer, view))[start:],
        stretches=tuple(_stretch(answer, view, at, start) for at in range(len(view.segments))),
        marks=tuple(_marks(answer, start)),
        target=answer.target,
        open_gap=_gap(view),
        what_if=view.what_if,
        least=0.0 if _none_is_negative(answer) else None,
        most=answer.per if answer.chart is Chart.P or answer.per == _PERCENT else None,
        foot=tuple(footing(answer, view, left=start)),
    )


def kind(answer: ChartAnswer) -> str:
    """What is drawn, of what."""
    return f"{words.CHARTS[answer.chart]}, {words.readable(answer.definition.measured_in)}"


def _points(answer: ChartAnswer, view: ViewAnswer) -> Iterator[Point]:
    for period, point in zip(answer.periods, view.points, strict=True):
        yield Point(
            period=period.period,
            named=period_named(period.period),
            value=period.value,
            look=_look(period, point),
            lines=_lines(point.limits),
            stretch=point.segment,
            says=_says(period, point),
            number=period.number,
            out_of=period.out_of,
            provisional=period.maturity is Maturity.PROVISIONAL,
        )


def _look(period: PeriodAnswer, point: PointAnswer) -> Look:
    apart = _APART.get(period.standing)
    if apart is not None:
        return apart
    if point.limits is None or point.variation is None:
        return Look.UNREAD
    return LOOKS[point.variation]


def _lines(limits: LimitsAnswer | None) -> Lines | None:
    if limits is None:
        return None
    return Lines(limits.centre, limits.drawn_lower, limits.drawn_upper)


def _says(period: PeriodAnswer, point: PointAnswer) -> str:
    stands = words.STANDS.get(period.standing)
    if stands is not None:
        return stands if period.left_out is None else f"{stands}: {period.left_out}"
    if point.limits is None or point.variation is None:
        return words.TOO_FEW
    rules = [words.rule_said(one, point.side) for one in point.rules]
    more = words.PROVISIONAL.get(period.maturity)
    said = ", ".join(dict.fromkeys(rules))
    meaning = words.MEANS[point.variation]
    return "; ".join(one for one in (f"{meaning}: {said}" if said else meaning, more) if one)


def _stretch(answer: ChartAnswer, view: ViewAnswer, at: int, start: int) -> Stretch:
    segment = view.segments[at]
    first, last = _made_of(answer, view, segment, at)
    if first is not None and last is not None and last >= start:
        return Stretch(
            trial=segment.trial_limits, first=max(first, start) - start, last=last - start
        )
    return Stretch(trial=segment.trial_limits, first=None, last=None)


def _made_of(
    answer: ChartAnswer, view: ViewAnswer, segment: SegmentAnswer, at: int
) -> tuple[int | None, int | None]:
    """The places of the first and the last that made the limits; none where all of them did."""
    base = set(segment.base)
    counted = [
        place
        for place, (period, point) in enumerate(zip(answer.periods, view.points, strict=True))
        if point.segment == at and period.standing is Standing.COUNTED
    ]
    made = [place for place in counted if answer.periods[place].period in base]
    if not segment.has_limits or not made or len(made) == len(counted):
        return None, None
    return made[0], made[-1]


def _marks(answer: ChartAnswer, start: int) -> Iterator[Mark]:
    """Those of the periods that are drawn, those before the first of all, and those beyond the
    last.
    """
    places = {one.period: at for at, one in enumerate(answer.periods)}
    for one, said in zip(answer.annotations, _said(answer.annotations), strict=True):
        at = _beyond(answer, one, start) if one.period is None else places[one.period] - start
        if at is None and start:
            continue
        if at is None or at >= 0:
            yield Mark(at, said)


def _beyond(answer: ChartAnswer, one: MarkAnswer, start: int) -> int | None:
    periods = answer.periods
    return len(periods) - start if periods and one.at >= periods[-1].ends_at else None


def _said(marks: Sequence[MarkAnswer]) -> Iterator[str]:
    """An action by its title; where several things would be called the same, by what they are."""
    said = [_named(one) for one in marks]
    about = {(text, one.about) for text, one in zip(said, marks, strict=True)}
    many = Counter(text for text, _ in about)
    for text, one in zip(said, marks, strict=True):
        yield f"{text} ({one.about})" if many[text] > 1 else text


def _named(one: MarkAnswer) -> str:
    said = f"{words.day(one.at)}: {words.readable(one.mark)}"
    return said if one.title is None else f"{said}, {one.title}"


def _gap(view: ViewAnswer) -> OpenGap | None:
    gap = view.open_gap
    if gap is None:
        return None
    meaning = words.MEANS[gap.variation] if gap.too_long else "which chance allows"
    return OpenGap(
        gap.length, LOOKS[gap.variation], f"still open after {number(gap.length)}, {meaning}"
    )


def _none_is_negative(answer: ChartAnswer) -> bool:
    return all(one.number >= 0 for one in answer.periods)
