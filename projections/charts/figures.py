"""The figures of a measure, as observations of a chart.

A proportion and a rate keep both their numbers; on a chart of single values they are divided, and
there too a rate without activity does not arise. Nobody can send a rate without activity; Heed
itself has counted one where the activity has not come yet.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, assert_never

from domain.measure.figure import Figure, Proportion, Rate, Value
from projections.charts.observation import Maturity, Observation


@dataclass(frozen=True, slots=True)
class CountAlone:
    """So many in an activity that is not known: no rate, which is not nought."""

    count: int


Answer: TypeAlias = Figure | CountAlone


def observed(
    period: str,
    figure: Answer,
    *,
    maturity: Maturity = Maturity.FINAL,
    left_out: str | None = None,
) -> Observation:
    number, out_of = _numbers(figure)
    return Observation(
        period=period,
        number=float(number),
        out_of=None if out_of is None else float(out_of),
        is_rate=isinstance(figure, CountAlone),
        maturity=maturity,
        left_out=left_out,
    )


def _numbers(figure: Answer) -> tuple[Decimal | int, Decimal | int | None]:
    match figure:
        case Value():
            return figure.value, None
        case Proportion():
            return figure.numerator, figure.denominator
        case Rate():
            return figure.count, figure.activity
        case CountAlone():
            return figure.count, None
        case _:
            assert_never(figure)
