"""Rounds: every contender once a round, in random order, each between two runs of its ceiling.

What a shared machine does to one it does to the other; the probes before each round (fsyncs,
processors, load average) tell whether it did so evenly.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace

from benchmarks.ground import Ground
from benchmarks.machine import fsyncs_per_second, load, used_by_others
from benchmarks.sample import Figure, Goal, Quiet, Sample

Run = Callable[[], Awaitable[Sample]]
Pair = tuple[Sample, Sample]


@dataclass(frozen=True, slots=True)
class Size:
    """How long and how often. `short`: only to see that everything works."""

    rounds: int
    seconds: float
    short: bool


class Absent(Exception):  # noqa: N818 - an answer: this contender is not installed
    """Says what is missing."""


@dataclass(frozen=True, slots=True)
class Duel:
    """`play` returns the contender's sample and its ceiling's."""

    contender: str
    ceiling: str
    goal: Goal
    play: Callable[[], Awaitable[Pair]]


Suite = Callable[[Ground, Size], AbstractAsyncContextManager[Sequence[Duel]]]
Opened = AsyncIterator[Sequence[Duel]]


def against(contender: str, run: Run, ceiling: str, ceiling_run: Run, goal: Goal) -> Duel:
    """The ceiling before and after, so that a machine that grows slower favours neither."""

    async def play() -> Pair:
        before = await ceiling_run()
        sample = await run()
        after = await ceiling_run()
        return sample, mean(before, after)

    return Duel(contender, ceiling, goal, play)


def mean(one: Sample, other: Sample) -> Sample:
    """Of both, as one run of twice the length; latencies are the first one's."""
    operations = one.operations + other.operations
    share = one.operations / operations
    return replace(
        one,
        operations=operations,
        seconds=one.seconds + other.seconds,
        client_us=one.client_us * share + other.client_us * (1 - share),
        server_us=one.server_us * share + other.server_us * (1 - share),
    )


@dataclass(slots=True)
class Result:
    """Of one suite, before each round: fsyncs per second, load average, the share of the
    processors that others used.
    """

    figures: list[Figure]
    probes: list[float] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    @property
    def quiet(self) -> Quiet:
        if not self.probes:
            return Quiet()
        moved = max(self.probes) / min(self.probes)
        return Quiet(moved, max(self.others), max(self.loads))


async def played(name: str, suite: Suite, ground: Ground, size: Size) -> Result:
    """Every duel of a suite, `size.rounds` times."""
    async with suite(ground, size) as duels:
        figures = {duel: Figure(name, duel.contender, duel.ceiling, duel.goal) for duel in duels}
        result = Result(list(figures.values()))
        for nth in range(size.rounds):
            await _round(figures, result, ground, f"{name} round {nth + 1}/{size.rounds}")
    result.figures = [figure for figure in result.figures if figure.rounds]
    return result


async def _round(figures: dict[Duel, Figure], result: Result, ground: Ground, title: str) -> None:
    result.probes.append(fsyncs_per_second(ground.folder))
    result.loads.append(load())
    result.others.append(await asyncio.to_thread(used_by_others))
    print(
        f"# {title}: {result.probes[-1]:,.0f} fsync/s, load {load():.1f}, "
        f"others use {result.others[-1]:.0%} of the processors",
        flush=True,
    )
    for duel in random.sample(list(figures), len(figures)):
        if duel.contender in result.absent or duel.ceiling in result.absent:
            continue
        try:
            figures[duel].rounds.append(await duel.play())
        except Absent as absent:
            result.absent.append(duel.ceiling)
            print(f"# {duel.ceiling}: {absent}", flush=True)
