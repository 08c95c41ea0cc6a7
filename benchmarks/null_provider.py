"""A provider in which nothing ever changes, told what its charts say all the same.

    python -m benchmarks.null_provider [runs]

Three services of eighteen charts each, for two years, at constant true rates. Signals are raised by
the walk that the worker goes, verdicts given by the functions that readers get them from; both are
held against the chances that Heed states beside them. Everything is drawn from a fixed seed.
"""

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import sqrt
from random import Random
from uuid import UUID

from api.watching.charts.walk import Walk
from benchmarks.constant_series import drawing
from domain.event import DomainEvent
from domain.log import Recorded
from domain.measure.events import Definition, MeasureDefined, MeasurementRecorded
from domain.measure.figure import Figure, Proportion, Rate, Value
from domain.measure.period import ends
from domain.measure.state import Measure, fold
from domain.sealed import Body, BodyClass
from domain.signal.vocabulary import USUAL_RULES
from domain.vocabulary.measuring import Cadence, Chart, Improvement, MeasureKind
from domain.vocabulary.service_type import ActivityKind
from projections.charts.chances import (
    chance_of_false_holding,
    chance_of_false_slipping,
    expected_false_signals,
)
from projections.charts.constant import Kind, Setting
from projections.charts.of_measure import Dated, chart_of
from projections.charts.pattern import Rule
from projections.holding.null import is_holding, slips
from projections.holding.since import Change

SEED = 20251205
SERVICES = 3
MONTHS = 24
BEGAN = datetime(2023, 1, 1, tzinfo=UTC)
ENDED = datetime(2025, 1, 1, tzinfo=UTC)
VERIFIED = datetime(2024, 1, 1, tzinfo=UTC)
CHANGE = Change(VERIFIED - timedelta(days=60), VERIFIED)
WATCHED = 6
NOWHERE = UUID(int=0)
OF = 20
"""Audited each month."""
ACTIVITY = Decimal(1140)
"""Bed days of a home of 38, in a month."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """How the figures of one chart arise."""

    chart: Chart
    setting: Setting
    improvement: Improvement
    cadence: Cadence = Cadence.MONTH


CHARTS = (
    *(Drawn(Chart.XMR, Setting(Kind.VALUES, 12), Improvement.DECREASE),) * 4,
    *(
        Drawn(Chart.P, Setting(Kind.P, 12, share, OF), Improvement.INCREASE)
        for share in (0.4, 0.6, 0.7, 0.75, 0.98)
    ),
    *(
        Drawn(Chart.C, Setting(Kind.C, 12, mean), Improvement.DECREASE)
        for mean in (0.5, 5.0, 7.0, 9.0, 12.0)
    ),
    *(Drawn(Chart.U, Setting(Kind.C, 12, mean), Improvement.DECREASE) for mean in (5.5, 8.0)),
    *(
        Drawn(Chart.G, Setting(Kind.G, 10, mean), Improvement.INCREASE, Cadence.EVENT)
        for mean in (15.0, 25.0)
    ),
)
"""Of each service."""


@dataclass(frozen=True, slots=True)
class Met:
    """In one run or in several: what was met with, and what had been stated."""

    signals: int = 0
    stated: float = 0.0
    holding: int = 0
    holding_stated: float = 0.0
    slipped: int = 0
    slipped_stated: float = 0.0
    verdicts: int = 0
    squares: float = 0.0
    """Of what each chart is off by: some bring several signals, others none."""

    def plus(self, other: "Met") -> "Met":
        return replace(
            self, **{one: getattr(self, one) + getattr(other, one) for one in self.__slots__}
        )

    def errors(self) -> tuple[float, float, float]:
        """What sampling alone makes of each, at three standard deviations."""
        return (
            3 * sqrt(max(self.squares, 1.0)),
            3 * sqrt(max(self.holding_stated, 1.0)),
            3 * sqrt(max(self.slipped_stated, 1.0)),
        )

    def lines(self, runs: int) -> list[str]:
        of_months = runs * MONTHS
        return [
            (
                f"signals a month      {self.signals / of_months:7.3f}   stated "
                f"{self.stated / of_months:7.3f}   ratio {self.signals / self.stated:.3f}"
            ),
            (
                f"called holding       {self.holding / self.verdicts:7.4f}   stated "
                f"{self.holding_stated / self.verdicts:7.4f}   of {self.verdicts} verdicts"
            ),
            (
                f"called slipped       {self.slipped / self.verdicts:7.4f}   stated "
                f"{self.slipped_stated / self.verdicts:7.4f}   in {WATCHED} months"
            ),
        ]


def month(at: int) -> str:
    return f"{2023 + at // 12}-{at % 12 + 1:02}"


def defined(drawn: Drawn) -> MeasureDefined:
    words = Body(id=UUID(int=1), kind=BodyClass.LEARNING_TEXT)
    definition = Definition(
        name=words,
        measured_in="days" if drawn.cadence is Cadence.EVENT else "number",
        chart=drawn.chart,
        improvement=drawn.improvement,
        cadence=drawn.cadence,
    )
    return MeasureDefined(kind=MeasureKind.REPORTED, definition=definition)


def figure(drawn: Drawn, number: float) -> Figure:
    match drawn.chart:
        case Chart.P:
            return Proportion(numerator=int(number), denominator=OF)
        case Chart.U:
            kind = ActivityKind.OCCUPIED_BED_DAYS
            return Rate(count=int(number), activity=ACTIVITY, activity_kind=kind)
        case Chart.XMR:
            return Value(value=Decimal(f"{30 + 4 * number:.3f}"))
        case _:
            return Value(value=Decimal(int(number)))


def told(drawn: Drawn, chance: Random) -> list[tuple[datetime, DomainEvent]]:
    """What is recorded of one chart in two years, each with when."""
    draw = drawing(drawn.setting, chance)
    said: list[tuple[datetime, DomainEvent]] = [(BEGAN, defined(drawn))]
    if drawn.cadence is not Cadence.EVENT:
        for at in range(MONTHS):
            recorded = MeasurementRecorded(period=month(at), figure=figure(drawn, draw()))
            said.append((ends(month(at)) + timedelta(hours=9), recorded))
        return said
    day = BEGAN
    while True:
        gap = draw()
        day += timedelta(days=gap)
        if day >= ENDED:
            return said
        # Two on one day are told apart by their hours.
        period = f"{day + timedelta(minutes=len(said)):%Y-%m-%dT%H:%M:%SZ}"
        recorded = MeasurementRecorded(period=period, figure=figure(drawn, gap))
        said.append((day + timedelta(hours=12, minutes=len(said)), recorded))


def rows_of(said: Sequence[tuple[datetime, DomainEvent]]) -> list[Recorded]:
    return [
        Recorded(
            provider=NOWHERE,
            position=place,
            stream=NOWHERE,
            version=place,
            id=UUID(int=place),
            type=event.type,
            actor="",
            recorded_at=at,
            salt=None,
            facts=event.model_dump_json(exclude_none=True),
        )
        for place, (at, event) in enumerate(said, 1)
    ]


def met_with(drawn: Drawn, chance: Random) -> Met:
    """One chart, as the worker and its readers meet it."""
    said = told(drawn, chance)
    measure = fold(event for _, event in said)
    assert measure is not None
    walk = Walk(NOWHERE)
    walk.go_on(rows_of(said), ENDED, lambda _: USUAL_RULES, lambda _: ((), False))
    whole = chart_of(measure, Dated(as_of=ENDED))
    rules = [Rule(one) for one in USUAL_RULES]
    stated = expected_false_signals([whole], months=MONTHS, rules=rules)
    raised = len(walk.occurrences)
    signals = Met(signals=raised, stated=stated, squares=(raised - stated) ** 2)
    return signals.plus(judged(measure)) if drawn.cadence is Cadence.MONTH else signals


def judged(measure: Measure) -> Met:
    """Whether it slips in the six months after a verification, and holds at the end of them; asked
    where a chance of that is stated.
    """
    then = chart_of(measure, Dated(as_of=VERIFIED + timedelta(days=1)))
    looks = [ends(month(MONTHS // 2 + at)) + timedelta(days=1) for at in range(WATCHED)]
    holding = chance_of_false_holding(then)
    slipped = chance_of_false_slipping(then.in_force, WATCHED)
    if holding is None or slipped is None:
        return Met()
    return Met(
        holding=int(is_holding(measure, CHANGE, looks[-1])),
        holding_stated=holding,
        slipped=int(slips(measure, CHANGE, looks)),
        slipped_stated=slipped,
        verdicts=1,
    )


def run(number: int) -> Met:
    chance = Random(f"{SEED} {number}")
    total = Met()
    for drawn in CHARTS * SERVICES:
        total = total.plus(met_with(drawn, chance))
    return total


def main(arguments: list[str]) -> int:
    runs = int(arguments[0]) if arguments else 200
    total = Met()
    with ProcessPoolExecutor(max_workers=2) as pool:
        for one in pool.map(run, range(runs)):
            total = total.plus(one)
    print(f"{SERVICES} services, {SERVICES * len(CHARTS)} charts, {MONTHS} months, {runs} runs")
    print("\n".join(total.lines(runs)))
    within = abs(total.signals / total.stated - 1) <= 0.1
    _, holding, slipped = total.errors()
    seldom = total.holding <= total.holding_stated + holding
    return int(not (within and seldom and total.slipped <= total.slipped_stated + slipped))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
