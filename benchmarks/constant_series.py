"""Series in which nothing ever changes, drawn from a fixed seed."""

from bisect import bisect_right
from collections.abc import Callable
from math import exp, floor, log
from random import Random

from projections.charts.constant import Kind, Setting

Draw = Callable[[], float]
_RARE = 1e-12


def drawing(setting: Setting, chance: Random) -> Draw:
    """One figure after another of this setting. The level of values and of gaps without a unit is
    ours to choose.
    """
    match setting.kind:
        case Kind.VALUES | Kind.RUNS:
            return lambda: chance.gauss(0.0, 1.0)
        case Kind.COUNTS | Kind.C:
            return _by_inversion(_poisson(setting.level), chance)
        case Kind.P:
            return _by_inversion(_binomial(round(setting.of), setting.level), chance)
        case Kind.G:
            ratio = log(setting.level / (1 + setting.level))
            return lambda: float(floor(log(1.0 - chance.random()) / ratio))
        case Kind.T:
            return lambda: chance.expovariate(1.0)


def _by_inversion(weights: list[float], chance: Random) -> Draw:
    reached, sums = 0.0, list[float]()
    for weight in weights:
        reached += weight
        sums.append(reached)
    last = len(sums) - 1
    return lambda: float(min(bisect_right(sums, chance.random()), last))


def _poisson(mean: float) -> list[float]:
    weights = [exp(-mean)]
    while len(weights) < mean or weights[-1] > _RARE:
        weights.append(weights[-1] * mean / len(weights))
    return weights


def _binomial(many: int, share: float) -> list[float]:
    weights = [(1 - share) ** many]
    for met in range(many):
        weights.append(weights[-1] * (many - met) / (met + 1) * share / (1 - share))
    return weights
