"""By what each figure came about: the version of the definition, the tool, and how it was sampled.

Figures before and since are compared only where the three agree. A derived measure is answered
anew, whole, by its newest definition, so only the tools of its audits can differ: a service may
audit with several, as long as they are the same ones.

Source: clinical audit practice (HQIP, Best practice in clinical audit); Heed's decision table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.event import DomainEvent
from domain.measure.events import MeasurementCorrected, MeasurementRecorded, MeasureRedefined
from domain.measure.period import ends
from domain.vocabulary.sampling import SampleMethod


@dataclass(frozen=True, slots=True)
class AsMeasured:
    """By period. `definitions`: the version of the definition by which its figure was said.
    `tools`: each with its version. A period that is not named says nothing.
    """

    definitions: Mapping[str, int] = field(default_factory=dict[str, int])
    tools: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    samples: Mapping[str, frozenset[SampleMethod]] = field(
        default_factory=dict[str, frozenset[SampleMethod]]
    )

    def alike(self, before: Iterable[str], since: Iterable[str]) -> bool:
        """Whether the definition of all of these periods is the same, and the tools of those since
        are those of before. Where either says nothing there is nothing to compare.
        """
        first, later = tuple(before), tuple(since)
        said = (*first, *later)
        versions = {self.definitions[one] for one in said if one in self.definitions}
        used, now = self._tools(first), self._tools(later)
        return len(versions) <= 1 and (not used or not now or used == now)

    def _tools(self, periods: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*(self.tools.get(one, frozenset()) for one in periods))

    def sampled(self, periods: Iterable[str]) -> frozenset[SampleMethod]:
        """How the samples of these periods were drawn; empty where nobody sampled."""
        return frozenset[SampleMethod]().union(
            *(self.samples.get(one, frozenset()) for one in periods)
        )


def definitions(events: Iterable[DomainEvent]) -> Mapping[str, int]:
    """events: of a reported measure, in order. A new definition holds from the time that people
    say; where they say none, for the figures that come after it.
    """
    said: dict[str, int] = {}
    dated: list[datetime] = []
    undated = 0
    for event in events:
        match event:
            case MeasureRedefined(at=at):
                instant = None if at is None else at.instant()
                if instant is None:
                    undated += 1
                else:
                    dated.append(instant)
            case MeasurementRecorded(period=period) | MeasurementCorrected(period=period):
                said[period] = 1 + undated
            case _:
                pass
    return {
        period: version + sum(at < ends(period) for at in dated) for period, version in said.items()
    }
