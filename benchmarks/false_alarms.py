"""How often charts of things that never change say that something did.

    python -m benchmarks.false_alarms [runs]     the rates that Heed's pages state, simulated anew
    python -m benchmarks.false_alarms --write    makes projections/charts/chance_table.json again

Everything is drawn from a fixed seed. The rates are judged by the product's own charts.
"""

import json
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from math import sqrt
from pathlib import Path
from random import Random

from benchmarks.chance_rows import SETTINGS, simulated
from benchmarks.constant_series import drawing
from domain.vocabulary.measuring import Chart, Improvement
from projections.charts import chance_table
from projections.charts.baseline import ALL, Baseline
from projections.charts.constant import Kind, Setting
from projections.charts.method import Method, newest
from projections.charts.observation import Observation
from projections.charts.segment import Segment, segment
from projections.charts.variation import Variation

SEED = 20251205
ROW_RUNS = 1000
STATED_FROM = 2000
"""Simulated charts that the pages' rates are taken to come from."""
TABLE = Path(chance_table.__file__).with_suffix(".json")
REFERENCE = replace(newest(Chart.XMR, Improvement.INCREASE), screened=True)
"""The rates were stated from NHSRplotthedots, which screens the moving ranges; Heed's charts do not
unless asked, and signal a little less.
"""
OURS = newest(Chart.XMR, Improvement.INCREASE)
VALUES = Setting(Kind.VALUES, 12)
Question = Callable[[Method, Random], bool]


@dataclass(frozen=True, slots=True)
class Stated:
    """One rate that the pages state, to the whole percent, and how it is met with once."""

    name: str
    percent: int
    once: Question


def drawn(setting: Setting, points: int, chance: Random) -> list[Observation]:
    draw = drawing(setting, chance)
    return [
        Observation(period=f"{2001 + at // 12}-{at % 12 + 1:02}", number=draw())
        for at in range(points)
    ]


def screened_away(found: Segment) -> bool:
    """Every range was dropped, so that the limits lie on the mean: the reference program calls each
    point beyond them, Heed none.
    """
    lines = found.points[0].limits
    return lines is not None and lines.flat and len({one.value for one in found.points}) > 1


def any_signal(setting: Setting, baseline: Baseline, method: Method, chance: Random) -> bool:
    found = segment(method, baseline, drawn(setting, 24, chance))
    return bool(found.patterns) or (method.screened and screened_away(found))


def newest_signals(setting: Setting, method: Method, chance: Random) -> bool:
    found = segment(method, ALL, drawn(setting, 24, chance))
    return bool(found.points[-1].rules) or (method.screened and screened_away(found))


def slips(base: int, method: Method, chance: Random) -> bool:
    """In one of the six months after the base the newest point was of concern, as it was then."""
    whole = drawn(VALUES, base + 6, chance)
    grown = (
        segment(method, Baseline(first=base), whole[:months]).points[-1]
        for months in range(base + 1, base + 7)
    )
    return any(point.variation is Variation.CONCERN for point in grown)


RATES = (
    Stated("24 points of an XmR chart, any signal", 19, partial(any_signal, VALUES, ALL)),
    Stated(
        "... limits frozen on the first 12",
        33,
        partial(any_signal, VALUES, Baseline(first=12)),
    ),
    *(
        Stated(
            f"... counts of mean {mean:g}, any signal",
            percent,
            partial(any_signal, Setting(Kind.COUNTS, 12, mean), ALL),
        )
        for mean, percent in ((0.3, 79), (1.0, 49), (3.0, 29), (6.0, 23))
    ),
    Stated(
        "... counts of mean 0.3, on the newest point",
        31,
        partial(newest_signals, Setting(Kind.COUNTS, 12, 0.3)),
    ),
    Stated("slipped in six months, limits of 12 points", 8, partial(slips, 12)),
    Stated("slipped in six months, limits of 5 points", 15, partial(slips, 5)),
)


@dataclass(frozen=True, slots=True)
class Reproduced:
    """`reference`: as it was stated, by the reference program's method; `ours`: by Heed's own."""

    stated: Stated
    reference: float
    ours: float
    runs: int

    @property
    def error(self) -> float:
        """Of sampling, here and where it was stated, to the whole percent."""
        rate = self.stated.percent / 100
        return 3 * sqrt(rate * (1 - rate) * (1 / self.runs + 1 / STATED_FROM)) + 0.005

    @property
    def agrees(self) -> bool:
        return abs(self.reference - self.stated.percent / 100) <= self.error

    def __str__(self) -> str:
        verdict = "agrees" if self.agrees else "DIFFERS"
        return (
            f"{self.stated.name:44} stated {self.stated.percent:3} %   here {self.reference:6.1%} "
            f"+/- {self.error:.1%} {verdict}   by Heed's own method {self.ours:6.1%}"
        )


def reproduced(stated: Stated, runs: int) -> Reproduced:
    chance = Random(f"{SEED} {stated.name}")
    shares = [
        sum(stated.once(method, chance) for _ in range(runs)) / runs for method in (REFERENCE, OURS)
    ]
    return Reproduced(stated, *shares, runs)


def row(setting: Setting, runs: int = ROW_RUNS) -> dict:
    return simulated(setting, runs, SEED).json()


def write(runs: int) -> None:
    """Makes the table again, whole."""
    rows = []
    with ProcessPoolExecutor(max_workers=2) as pool:
        for made in pool.map(partial(row, runs=runs), SETTINGS):
            rows.append(made)
            print(f"{len(rows)} of {len(SETTINGS)}", flush=True)
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in rows)
    made_by = json.dumps({"seed": SEED, "runs": runs})[1:-1]
    TABLE.write_text(f'{{{made_by}, "rows": [\n{lines}\n]}}\n', "utf-8")


def main(arguments: list[str]) -> int:
    if "--write" in arguments:
        write(ROW_RUNS)
        return 0
    runs = int(arguments[0]) if arguments else 10_000
    found = [reproduced(one, runs) for one in RATES]
    for one in found:
        print(one)
    return 0 if all(one.agrees for one in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
