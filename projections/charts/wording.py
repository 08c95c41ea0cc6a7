"""Periods and rules in the words of a sentence."""

from datetime import date
from typing import Final

from domain.measure.period import begins, cadence_of
from domain.moment import LONDON
from domain.vocabulary.measuring import Cadence
from projections.charts.anhoej import Runs
from projections.charts.pattern import Pattern, Rule, Side

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def period_named(period: str) -> str:
    """`2025-06` is June 2025, `2025-W45` week 45 of 2025, `2025-11-03` 3 November 2025."""
    year, rest = period[:4], period[5:]
    match cadence_of(period):
        case Cadence.MONTH:
            return f"{_MONTHS[int(rest) - 1]} {year}"
        case Cadence.WEEK:
            return f"week {int(rest[1:])} of {year}"
        case Cadence.QUARTER:
            return f"quarter {rest[1:]} of {year}"
        case Cadence.EVENT:
            return _day(begins(period).astimezone(LONDON).date())


def during(period: str) -> str:
    return f"{'on' if cadence_of(period) is Cadence.EVENT else 'in'} {period_named(period)}"


def _day(on: date) -> str:
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def number(value: float) -> str:
    """Without digits that say nothing: 80, 0.85, 12.5."""
    return f"{value:.4g}" if abs(value) < 1e4 else f"{value:,.0f}"  # noqa: PLR2004 - four digits


def pattern_said(pattern: Pattern, runs: Runs | None) -> str:
    """What the rule saw, as a clause."""
    points, high = len(pattern.points), pattern.side is Side.HIGH
    match pattern.rule:
        case Rule.BEYOND_LIMIT:
            many = "one point" if points == 1 else f"{points} points in a row"
            return f"{many} {'above the upper' if high else 'below the lower'} limit"
        case Rule.TREND:
            return f"{points} in a row each {'higher' if high else 'lower'} than the one before"
        case Rule.TWO_OF_THREE:
            return f"two of three close to the {'upper' if high else 'lower'} limit"
        case Rule.RUN:
            return f"{points} in a row {'above' if high else 'below'} the average"
        case Rule.LONG_RUN:
            most = runs.longest_expected if runs else 0
            line = "above" if high else "below"
            return f"{points} in a row {line} the centre, where chance would bring {most} at most"
        case Rule.FEW_CROSSINGS:
            return _crossings_said(runs)
        case Rule.OPEN_GAP:
            return "longer without another than chance would bring"


def _crossings_said(runs: Runs | None) -> str:
    crossings, expected = (runs.crossings, runs.crossings_expected) if runs else (0, 0)
    return f"the centre is crossed {crossings} times, where chance would bring {expected} at least"
