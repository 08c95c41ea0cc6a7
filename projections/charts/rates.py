"""Rates: events against how much care there was, per 1,000 bed days or care hours.

What was recorded of a span of days later replaces what was recorded earlier, however late it comes.
A period whose days are not all covered has no rate; that is unknown, and not nought.

Source: NHS England (falls and infections per 1,000 occupied bed days); Heed's rules on activity.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.vocabulary.service_type import ActivityKind
from projections.charts.observation import Maturity, Observation

PER: Final = 1_000

WORDS: Final[Mapping[ActivityKind, str]] = MappingProxyType({
    ActivityKind.OCCUPIED_BED_DAYS: "per 1,000 occupied bed days",
    ActivityKind.CARE_HOURS: "per 1,000 care hours delivered",
    ActivityKind.SUPPORT_HOURS: "per 1,000 support hours",
    ActivityKind.TENANCY_DAYS: "per 1,000 tenancy days",
    ActivityKind.PLACEMENT_DAYS: "per 1,000 placement days",
})  # fmt: skip


class Days(NamedTuple):
    """Whole days, both included."""

    first: date
    last: date


class Activity(NamedTuple):
    """How much there was in these days, of one kind and in one place."""

    days: Days
    amount: float


class Events(NamedTuple):
    """How many there were in a period."""

    period: str
    days: Days
    number: int
    maturity: Maturity = Maturity.FINAL


def in_force(recorded: Iterable[Activity]) -> list[Activity]:
    """recorded: in the order in which it was. One of each span of days, the earliest first."""
    latest = {one.days: one for one in recorded}
    return [latest[days] for days in sorted(latest)]


def activity_in(days: Days, known: Sequence[Activity]) -> float | None:
    """known: in force. What was recorded of just these days, or else the sum of spans that cover
    every day of them once. A span is not divided, as care is not given evenly: then None.
    """
    just = next((one.amount for one in known if one.days == days), None)
    if just is not None:
        return just
    inside = [one for one in known if days.first <= one.days.first and one.days.last <= days.last]
    following = days.first
    for one in inside:
        if one.days.first != following:
            return None
        following = one.days.last + timedelta(days=1)
    if following != days.last + timedelta(days=1):
        return None
    return sum(one.amount for one in inside)


def observations(events: Iterable[Events], recorded: Iterable[Activity]) -> list[Observation]:
    """events: one of each period, in order, those with none too. Drawn with `per` of `PER`."""
    known = in_force(recorded)
    return [
        Observation(
            period=one.period,
            number=one.number,
            out_of=activity_in(one.days, known),
            is_rate=True,
            maturity=one.maturity,
        )
        for one in events
    ]
