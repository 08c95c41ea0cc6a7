"""A measure as it stands: its events folded, oldest first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from domain.event import DomainEvent, ImpossibleHistory
from domain.measure.events import (
    BaselineSet,
    Definition,
    MeasureDefined,
    MeasureEvent,
    MeasurementCorrected,
    MeasurementRecorded,
    MeasureRebased,
    MeasureRedefined,
    MeasureRetired,
    PeriodLeftOut,
    PeriodTakenBack,
    SignalAcknowledged,
)
from domain.measure.figure import Figure
from domain.measure.period import begins
from domain.vocabulary.measuring import MeasureKind


@dataclass(frozen=True, slots=True)
class Measurement:
    """One period, as it was first recorded and as it was corrected since, in order."""

    recorded: MeasurementRecorded
    corrections: tuple[MeasurementCorrected, ...] = ()

    @property
    def figure(self) -> Figure:
        """As it counts now."""
        return self.corrections[-1].figure if self.corrections else self.recorded.figure


@dataclass(frozen=True, slots=True)
class Measure:
    """`measured`: by period, in the order in which they were recorded. `left_out` and `taken_back`:
    every time that it was so, in order.
    """

    defined: MeasureDefined
    redefined: tuple[MeasureRedefined, ...] = ()
    measured: Mapping[str, Measurement] = field(default_factory=dict[str, Measurement])
    baselines: tuple[BaselineSet, ...] = ()
    rebases: tuple[MeasureRebased, ...] = ()
    acknowledged: tuple[SignalAcknowledged, ...] = ()
    left_out: tuple[PeriodLeftOut, ...] = ()
    taken_back: tuple[PeriodTakenBack, ...] = ()
    retired: MeasureRetired | None = None

    @property
    def definition(self) -> Definition:
        """The newest version."""
        return self.redefined[-1].definition if self.redefined else self.defined.definition

    @property
    def is_derived(self) -> bool:
        return self.defined.kind is MeasureKind.DERIVED

    @property
    def in_order(self) -> tuple[Measurement, ...]:
        """The measurements by their periods, the earliest first, whenever they were recorded."""
        periods = sorted(self.measured, key=begins)
        return tuple(self.measured[period] for period in periods)

    @property
    def names_periods(self) -> bool:
        """Whether anything was said of a period yet."""
        said = self.baselines or self.rebases or self.acknowledged or self.left_out
        return bool(self.measured or said)

    @property
    def left_out_now(self) -> Mapping[str, PeriodLeftOut]:
        """By period. One can be left out again after it was taken back."""
        back = Counter(one.period for one in self.taken_back)
        out = Counter(one.period for one in self.left_out)
        last = {one.period: one for one in self.left_out}
        return {period: one for period, one in last.items() if out[period] > back[period]}


def _corrected(measure: Measure, event: MeasurementCorrected) -> Measure:
    known = measure.measured.get(event.period)
    if known is None:
        raise ImpossibleHistory("A measurement corrected that was never recorded.")
    corrected = replace(known, corrections=(*known.corrections, event))
    return replace(measure, measured={**measure.measured, event.period: corrected})


def evolve(measure: Measure | None, event: MeasureEvent) -> Measure:
    if isinstance(event, MeasureDefined):
        if measure is not None:
            raise ImpossibleHistory("A measure defined twice.")
        return Measure(event)
    if measure is None:
        raise ImpossibleHistory(f"{event.type} before measure.defined")
    match event:
        case MeasureRedefined():
            return replace(measure, redefined=(*measure.redefined, event))
        case MeasurementRecorded():
            measured = {**measure.measured, event.period: Measurement(event)}
            return replace(measure, measured=measured)
        case MeasurementCorrected():
            return _corrected(measure, event)
        case BaselineSet():
            return replace(measure, baselines=(*measure.baselines, event))
        case MeasureRebased():
            return replace(measure, rebases=(*measure.rebases, event))
        case SignalAcknowledged():
            return replace(measure, acknowledged=(*measure.acknowledged, event))
        case PeriodLeftOut():
            return replace(measure, left_out=(*measure.left_out, event))
        case PeriodTakenBack():
            return replace(measure, taken_back=(*measure.taken_back, event))
        case MeasureRetired():
            return replace(measure, retired=event)
        case _:
            assert_never(event)


def fold(events: Iterable[DomainEvent]) -> Measure | None:
    """The measure as it stands; None for no events."""
    measure: Measure | None = None
    for event in events:
        if not isinstance(event, MeasureEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of a measure")
        measure = evolve(measure, event)
    return measure
