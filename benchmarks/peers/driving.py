"""Threads that do one thing over and over, and what came of it. Standard library only."""

import json
import sys
import time
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

MISSING = 77


def asked() -> dict[str, Any]:
    said: dict[str, Any] = json.load(sys.stdin)
    return said


def missing(what: str) -> None:
    sys.stderr.write(f"absent: {what}")
    raise SystemExit(MISSING)


def answer(**said: Any) -> None:
    sys.stdout.write(json.dumps(said))


def driven(makers: list[Callable[[], None]], seconds: float) -> dict[str, Any]:
    """Each maker in a thread of its own, for so many seconds, all from the same moment."""
    start = Barrier(len(makers) + 1)
    latencies: list[list[float]] = [[] for _ in makers]
    failures: list[BaseException] = []

    def work(do: Callable[[], None], took: list[float]) -> None:
        try:
            do()  # connected, and its statements prepared, before the clock starts
            start.wait()
            until = time.perf_counter() + seconds
            while (now := time.perf_counter()) < until:
                do()
                took.append(time.perf_counter() - now)
        except BaseException as failure:
            failures.append(failure)
            start.abort()
            raise

    pairs = zip(makers, latencies, strict=True)
    threads = [Thread(target=work, args=pair, daemon=True) for pair in pairs]
    for thread in threads:
        thread.start()
    start.wait()
    began, cpu = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.join()
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    if failures:
        raise failures[0]
    ordered = sorted(one for each in latencies for one in each)
    return {
        "operations": len(ordered),
        "seconds": took,
        "client_cpu": cpu,
        "p50_ms": ordered[len(ordered) // 2] * 1e3,
        "p99_ms": ordered[int(len(ordered) * 0.99)] * 1e3,
    }
