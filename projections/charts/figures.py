"""The figures of a measure, as observations of a chart.

A proportion and a rate keep both their numbers; on a chart of single values they are divided, and
there too a rate without activity does not arise.
"""

from decimal import Decimal
from typing import assert_never

from domain.measure.figure import Figure, Proportion, Rate, Value
from projections.charts.observation import Maturity, Observation


def observed(
    period: str,
    figure: Figure,
    *,
    maturity: Maturity = Maturity.FINAL,
    left_out: str | None = None,
) -> Observation:
    number, out_of = _numbers(figure)
    return Observation(
        period=period,
        number=float(number),
        out_of=None if out_of is None else float(out_of),
        maturity=maturity,
        left_out=left_out,
    )


def _numbers(figure: Figure) -> tuple[Decimal | int, Decimal | int | None]:
    match figure:
        case Value():
            return figure.value, None
        case Proportion():
            return figure.numerator, figure.denominator
        case Rate():
            return figure.count, figure.activity
        case _:
            assert_never(figure)
