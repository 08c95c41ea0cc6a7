"""One run of one contender, and what two of them say about each other."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

MOVED_TOO_MUCH = 3.0
"""Where the disk was this many times slower in one round than in another, nothing is proved."""

BUSY = 0.2
"""The share of the processors that others use before a round, from which on they have a say in it.

The load average alone does not tell: after the first round it is mostly our own.
"""


@dataclass(frozen=True, slots=True)
class Quiet:
    """How far others kept out of a suite: the disk's pace, fastest round to slowest; the largest
    share of the processors that others used before a round; and the highest load average.
    """

    moved: float = 1.0
    others: float = 0.0
    load: float = 0.0

    def doubt(self) -> str | None:
        """Why no verdict can be trusted; None where it can."""
        if self.moved > MOVED_TOO_MUCH:
            return f"the disk's pace moved {self.moved:.1f}x between rounds"
        if self.others > BUSY:
            return f"others used {self.others:.0%} of the processors (load average {self.load:.1f})"
        return None


@dataclass(frozen=True, slots=True)
class Sample:
    """`client_us` and `server_us`: CPU per operation of whoever asks and of PostgreSQL (or the
    process in `notes`). Latencies in milliseconds; None where a program does not tell them.
    """

    operations: int
    seconds: float
    client_us: float
    server_us: float
    p50_ms: float | None = None
    p99_ms: float | None = None
    notes: dict[str, float] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        return self.operations / self.seconds


def percentile(sorted_values: Sequence[float], share: float) -> float:
    """The value below which `share` of them lie; the values ascend and are not empty."""
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]


def sampled(
    latencies: Sequence[float], seconds: float, client: float, server: float, **notes: float
) -> Sample:
    """From what one run gathered: latencies in seconds, CPU seconds in all."""
    ordered, count = sorted(latencies), len(latencies)
    return Sample(
        operations=count,
        seconds=seconds,
        client_us=client / count * 1e6,
        server_us=server / count * 1e6,
        p50_ms=percentile(ordered, 0.5) * 1e3,
        p99_ms=percentile(ordered, 0.99) * 1e3,
        notes=notes,
    )


Measure = Callable[[Sample], float]


def rate(sample: Sample) -> float:
    return sample.rate


def server_cpu(sample: Sample) -> float:
    return sample.server_us


def p99(sample: Sample) -> float:
    return sample.p99_ms or 0.0


@dataclass(frozen=True, slots=True)
class Goal:
    """What the ratio of `measure` is to be: at least or at most `bound`."""

    measure: Measure
    bound: float
    at_least: bool = True

    def met(self, ratio: float) -> bool:
        return ratio >= self.bound if self.at_least else ratio <= self.bound

    def __str__(self) -> str:
        return f"{'>=' if self.at_least else '<='} {self.bound:g}"


@dataclass(slots=True)
class Figure:
    """One line of the result: every round of one contender beside its ceiling."""

    suite: str
    contender: str
    ceiling: str
    goal: Goal
    rounds: list[tuple[Sample, Sample]] = field(default_factory=list)

    def ratios(self) -> list[float]:
        of = self.goal.measure
        return [of(contender) / of(ceiling) for contender, ceiling in self.rounds]

    def verdict(self, quiet: Quiet) -> str:
        found = "met" if self.goal.met(statistics.median(self.ratios())) else "MISSED"
        doubt = quiet.doubt()
        return found if doubt is None else f"{found}, NOT TO BE TRUSTED: {doubt}"

    def line(self, quiet: Quiet) -> str:
        ratios = self.ratios()
        ours = [contender for contender, _ in self.rounds]
        rates = statistics.median(one.rate for one in ours)
        cpu = (statistics.median(s.client_us for s in ours), _median(s.server_us for s in ours))
        return (
            f"{self.suite:8} {self.contender:38} {statistics.median(ratios):7.2f} x "
            f"{self.ceiling:36} ({min(ratios):.2f}-{max(ratios):.2f})  {rates:9,.0f}/s  "
            f"CPU {cpu[0]:.0f}+{cpu[1]:.0f} us  {_latency(ours)}{_noted(ours)}  "
            f"goal {self.goal}: {self.verdict(quiet)}"
        )

    def json(self, quiet: Quiet) -> dict[str, Any]:
        return {
            "suite": self.suite,
            "contender": self.contender,
            "ceiling": self.ceiling,
            "ratio": statistics.median(self.ratios()),
            "ratios": self.ratios(),
            "goal": str(self.goal),
            "verdict": self.verdict(quiet),
            "rounds": [[asdict(sample) for sample in pair] for pair in self.rounds],
        }


def _median(values: Any) -> float:
    return statistics.median(list(values))


def _latency(samples: Sequence[Sample]) -> str:
    if any(one.p50_ms is None or one.p99_ms is None for one in samples):
        return "p50 - p99 -"
    p50, p99_ = (_median(one.p50_ms for one in samples), _median(one.p99_ms for one in samples))
    return f"p50 {p50:.2f} p99 {p99_:.2f} ms"


def _noted(samples: Sequence[Sample]) -> str:
    names = samples[0].notes
    return "".join(f"  {name} {_median(s.notes[name] for s in samples):.4g}" for name in names)
