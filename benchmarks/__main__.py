"""`python -m benchmarks [append] [http] [rebuild] [lag] [reading] [trends] [order]`; without
names, all.

Prints where and how it was measured, the disk's pace before each round, and one line a figure:
median ratio (lowest-highest), rate, CPU per operation (client + server), latency, goal; and says
plainly where the machine was too busy for a verdict to be trusted. The same goes into
`benchmarks/results/` as JSON. Ends with 1 where the log's order did not hold: speed is judged by
people, order is not.
"""

import argparse
import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvloop

from benchmarks.append import append
from benchmarks.ground import Ground, grounded
from benchmarks.lag import lag
from benchmarks.machine import description
from benchmarks.order import order
from benchmarks.posting import http
from benchmarks.reading import reading
from benchmarks.rebuild import rebuild
from benchmarks.suite import Result, Size, Suite, played
from benchmarks.trends import trends

SUITES: dict[str, Suite] = {
    "append": append,
    "http": http,
    "rebuild": rebuild,
    "lag": lag,
    "reading": reading,
    "trends": trends,
}
ORDER = "order"
RESULTS = Path(__file__).with_name("results")


def _asked() -> argparse.Namespace:
    names = (*SUITES, ORDER)
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure Heed.")
    parser.add_argument("names", nargs="*", choices=[*names, []], help="all without")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="of each run")
    parser.add_argument("--short", action="store_true", help="once and small: does it work?")
    parser.add_argument("--peers", default=sys.executable, help="a Python that has the peers")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the JSON goes")
    said = parser.parse_args()
    said.names = said.names or list(names)
    return said


def _size(said: argparse.Namespace) -> Size:
    return Size(1, 0.3, short=True) if said.short else Size(said.rounds, said.seconds, short=False)


async def _suite(name: str, ground: Ground, size: Size, kept: dict[str, Any]) -> None:
    result = await played(name, SUITES[name], ground, size)
    _tell(result)
    kept[name] = {
        "fsyncs_per_second": result.probes,
        "loads": result.loads,
        "used_by_others": result.others,
        "absent": result.absent,
        "doubt": result.quiet.doubt(),
        "figures": [figure.json(result.quiet) for figure in result.figures],
    }


def _tell(result: Result) -> None:
    for figure in result.figures:
        print(figure.line(result.quiet), flush=True)
    if (doubt := result.quiet.doubt()) is not None:
        print(f"# VERDICTS OF THIS SUITE ARE NOT TO BE TRUSTED: {doubt}.", flush=True)


async def _measured(said: argparse.Namespace) -> int:
    size, kept, status = _size(said), dict[str, Any](), 0
    async with grounded(said.peers) as ground:
        kept["machine"] = {**description(ground.folder), "postgresql": ground.version}
        kept["settings"] = dict(ground.durability)
        for about in ("machine", "settings"):
            print(f"# {', '.join(f'{name} {value}' for name, value in kept[about].items())}")
        for name in said.names:
            if name == ORDER:
                found = await order(ground, size)
                print(found.line(), flush=True)
                kept[ORDER] = {"missed": found.missed, "fine": found.fine, "line": found.line()}
                status = 0 if found.fine else 1
            else:
                await _suite(name, ground, size, kept)
    _keep(said.results, kept)
    return status


def _keep(folder: Path, kept: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    place.write_text(json.dumps(kept, indent=1))
    print(f"# kept in {place.name}")


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:  # as uvicorn runs Heed
        sys.exit(runner.run(_measured(_asked())))
