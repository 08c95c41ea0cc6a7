"""The quantiles of the chi-square distribution, which exact limits of a count are made of.

The lower tail is summed as a series and the upper one as a continued fraction, each where it
converges fast; the quantile is found by Newton's steps that never leave the bracket they narrow.
Good to ten digits, far into either tail.

Source: Abramowitz and Stegun 6.5.29, 6.5.31 and 26.4; Wilson and Hilferty 1931 for where to begin.
"""

from math import exp, inf, lgamma, log, sqrt
from statistics import NormalDist
from typing import Final

_TERMS: Final = 10_000
_STEPS: Final = 200
_DIGITS: Final = 1e-15
_SMALLEST: Final = 1e-300


def tails(shape: float, at: float) -> tuple[float, float]:
    """What lies below and above, of the gamma distribution of this shape and scale one. shape, at
    above 0. Of the two the smaller is exact, the other its complement.
    """
    front = exp(-at + shape * log(at) - lgamma(shape))
    if at < shape + 1:
        below = front * _series(shape, at)
        return below, 1 - below
    above = front * _fraction(shape, at)
    return 1 - above, above


def _series(shape: float, at: float) -> float:
    term = total = 1 / shape
    for more in range(1, _TERMS):
        term *= at / (shape + more)
        total += term
        if term < total * _DIGITS:
            break
    return total


def _fraction(shape: float, at: float) -> float:
    """By Lentz's method."""
    level = at + 1 - shape
    upper, lower = 1 / _SMALLEST, 1 / level
    value = lower
    for step in range(1, _TERMS):
        factor = -step * (step - shape)
        level += 2
        lower = 1 / (factor * lower + level or _SMALLEST)
        upper = level + factor / upper or _SMALLEST
        value *= upper * lower
        if abs(upper * lower - 1) < _DIGITS:
            break
    return value


def quantile(chance: float, degrees: float) -> float:
    """Below which a chi-square variable lies with this chance, between 0 and 1. degrees, which need
    not be whole: 0 or more; with none of them it is always 0.
    """
    if degrees == 0:
        return 0.0
    shape, low, high = degrees / 2, 0.0, inf
    at = _begin(chance, degrees) / 2
    if at < _SMALLEST:
        return 0.0
    for _ in range(_STEPS):
        below, above = tails(shape, at)
        miss = below - chance if below < above else (1 - chance) - above
        low, high = (low, at) if miss > 0 else (at, high)
        slope = exp(-at + (shape - 1) * log(at) - lgamma(shape))
        following = at - miss / slope if slope else low
        if not low < following < high:
            following = (low + high) / 2 if high < inf else 2 * at
        if abs(following - at) <= _DIGITS * at:
            break
        at = following
    return 2 * at


def _begin(chance: float, degrees: float) -> float:
    """A first guess: near nothing by the first term of the series, which is all of it there."""
    shape = degrees / 2
    near_nothing = exp((log(chance) + lgamma(shape + 1)) / shape)
    if near_nothing < (shape + 1) / 10:
        return 2 * near_nothing
    ninth = 2 / (9 * degrees)
    guess = degrees * (1 - ninth + NormalDist().inv_cdf(chance) * sqrt(ninth)) ** 3
    return max(guess, 2 * near_nothing)
