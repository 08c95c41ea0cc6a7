"""A percentile of how long it takes, and how exactly it is known.

The percentile is the shortest time by which at least that share has come to the end; where exactly
that share has, it lies half-way to the next finish, as the ordinary median does. Where not so many
have finished yet it is not known, and that is the answer.

Its interval of 95 per cent comes from ranks: of n cases, so many lie below the percentile by a
binomial law, whatever the shape of the delays. A median needs six cases, the upper end of a 90th
percentile thirty-six. Open cases weaken what the finished ones know, so n is the effective number
of cases there, and the ranks are read off the curve; without open cases that is the textbook
interval of two order statistics.

Source: David and Nagaraja, Order Statistics, 7.1; Dorey and Korn, Stat Med 6 (1987) 679-687
(effective sample size with censoring); Brookmeyer and Crowley, Biometrics 38 (1982) 29-41.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, floor, lgamma, log
from typing import Final

from projections.clocks.survival import Step

TAIL: Final = 0.025
_NEARLY: Final = 1e-9


class Unknown(StrEnum):
    """Why a number cannot be given."""

    NO_CASES = "no_cases"
    TOO_FEW = "too_few"
    """Not enough cases for any bound that holds 95 times in 100."""
    NOT_REACHED = "not_reached"
    """Too few have come to the end yet."""


@dataclass(frozen=True, slots=True)
class Percentile:
    """Hours, and their interval; each unknown one says why. `cases`: how many the interval rests
    on, open ones weighed.
    """

    hours: float | Unknown
    lower: float | Unknown
    upper: float | Unknown
    cases: int


def percentile(steps: Sequence[Step], cases: int, share: float) -> Percentile:
    """`steps`: as `curve` gives them, of so many `cases`. 0 < share < 1."""
    if not steps:
        why = Unknown.NOT_REACHED if cases else Unknown.NO_CASES
        return Percentile(why, why, why, 0)
    known = _effective(steps, share)
    return Percentile(
        hours=_point(steps, share),
        lower=_at_rank(steps, lower_rank(known, share), known),
        upper=_at_rank(steps, upper_rank(known, share), known),
        cases=known,
    )


def _point(steps: Sequence[Step], share: float) -> float | Unknown:
    for place, step in enumerate(steps):
        if step.done < share - _NEARLY:
            continue
        exactly = step.done <= share + _NEARLY
        if exactly and place + 1 < len(steps):
            return (step.hours + steps[place + 1].hours) / 2
        return step.hours
    return Unknown.NOT_REACHED


def _effective(steps: Sequence[Step], share: float) -> int:
    """At the last step up to the percentile that leaves some on either side of it."""
    known = float(steps[0].at_risk)
    for step in steps:
        if step.effective is not None:
            known = step.effective
        if step.done >= share - _NEARLY:
            break
    return floor(known + _NEARLY)


def _at_rank(steps: Sequence[Step], rank: int | None, cases: int) -> float | Unknown:
    if rank is None:
        return Unknown.TOO_FEW
    wanted = rank / cases - _NEARLY
    return next((step.hours for step in steps if step.done >= wanted), Unknown.NOT_REACHED)


def lower_rank(cases: int, share: float) -> int | None:
    """The highest rank, 1 being the shortest case, that lies above the percentile at most once in
    forty times; None where none does.
    """
    below, rank = 0.0, None
    for number, chance in enumerate(_binomial(cases, share)):
        below += chance
        if below > TAIL:
            return rank
        rank = number + 1
    return rank


def upper_rank(cases: int, share: float) -> int | None:
    """The lowest rank that lies below the percentile at most once in forty times."""
    mirrored = lower_rank(cases, 1 - share)
    return None if mirrored is None else cases + 1 - mirrored


def _binomial(cases: int, share: float) -> Iterator[float]:
    """The chance of 0, 1, 2 ... of so many cases, each with this chance."""
    whole, odds = lgamma(cases + 1), log(share) - log(1 - share)
    none = cases * log(1 - share)
    for number in range(cases + 1):
        ways = whole - lgamma(number + 1) - lgamma(cases - number + 1)
        yield exp(ways + none + number * odds)
