"""A funnel: services beside each other, each against what chance allows for as much as it does.

No service is ranked. The line is the rate of all together; a small service may lie far from it by
chance alone, and the funnel says how far. With fewer than ten services the limits are drawn and
nobody is called different: each has too great a part in the line that it is read against.

Source: Spiegelhalter, Statistics in Medicine 2005;24:1185-1202; exact Poisson limits as Garwood
1936 has them, and as FunnelPlotR draws them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Final, NamedTuple

from projections.charts.chi_square import quantile
from projections.charts.counts import pooled
from projections.charts.limits import Limits
from projections.charts.nearly import side_of
from projections.charts.observation import Counted

ENOUGH: Final = 10
"""Services, to call one of them different."""
OUTER: Final = 0.998
INNER: Final = 0.95


class Place(StrEnum):
    WITHIN = "within"
    """What chance allows."""
    ABOVE_95 = "above_95"
    ABOVE_998 = "above_998"
    BELOW_95 = "below_95"
    BELOW_998 = "below_998"


class Compared(NamedTuple):
    """One service. activity: above nothing."""

    service: str
    counted: Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class InFunnel:
    """`place` None: there are too few services to say."""

    service: str
    counted: Counted
    rate: float
    inner: Limits
    outer: Limits
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """`centre`: the rate of all together. `too_few_services`: to compare them."""

    centre: float
    services: tuple[InFunnel, ...]
    too_few_services: bool


def exact_limits(expected: float, within: float) -> tuple[float, float]:
    """The counts, not whole, between which one that is expected to be so many lies in this share of
    cases.
    """
    outside = (1 - within) / 2
    lower = quantile(outside, 2 * expected) / 2
    return lower, quantile(1 - outside, 2 * (expected + 1)) / 2


def funnel(services: Sequence[Compared], *, per: float = 1.0) -> Funnel:
    """services: at least one, all of one kind. Rates are so many in every `per`."""
    centre = pooled([one.counted for one in services])
    too_few = len(services) < ENOUGH
    return Funnel(
        centre=centre * per,
        services=tuple(_placed(one, centre, per, said=not too_few) for one in services),
        too_few_services=too_few,
    )


def curve(centre: float, activity: float, within: float) -> Limits:
    """The limits of a rate at any activity, to draw the funnel between the services."""
    lower, upper = exact_limits(centre * activity, within)
    return Limits(centre, lower / activity, upper / activity)


def three_sigma(services: Sequence[Compared], activity: float) -> Limits:
    """The simple form, as on a u chart without time; kept beside the exact one for comparison."""
    centre = pooled([one.counted for one in services])
    reach = 3 * sqrt(centre / activity)
    return Limits(centre, max(0.0, centre - reach), centre + reach)


def _placed(one: Compared, centre: float, per: float, *, said: bool) -> InFunnel:
    activity = one.counted.out_of
    rate = one.counted.number / activity
    inner, outer = curve(centre, activity, INNER), curve(centre, activity, OUTER)
    return InFunnel(
        service=one.service,
        counted=one.counted,
        rate=rate * per,
        inner=inner.times(per),
        outer=outer.times(per),
        place=_place(rate, inner, outer) if said else None,
    )


def _place(rate: float, inner: Limits, outer: Limits) -> Place:
    if outer.beyond(rate):
        return Place.ABOVE_998 if side_of(rate, outer.centre) > 0 else Place.BELOW_998
    if inner.beyond(rate):
        return Place.ABOVE_95 if side_of(rate, inner.centre) > 0 else Place.BELOW_95
    return Place.WITHIN
