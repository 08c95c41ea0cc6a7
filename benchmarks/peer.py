"""Runs a program of another's in a process of its own, and reads the one line it prints."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

from benchmarks.sample import Sample
from benchmarks.suite import Absent

HERE = Path(__file__).parents[1]
MISSING = 77
"""The exit code of a peer whose packages are not installed."""


async def peer(python: str, module: str, asked: dict[str, Any]) -> dict[str, Any]:
    """`asked` on standard input as JSON, and the answer from standard output."""
    process = await asyncio.create_subprocess_exec(
        python, "-m", f"benchmarks.peers.{module}",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE, cwd=HERE, env={**os.environ, "PYTHONPATH": str(HERE)},
    )  # fmt: skip
    said, complaint = await process.communicate(json.dumps(asked).encode())
    if process.returncode == MISSING:
        raise Absent(complaint.decode().strip())
    if process.returncode != 0:
        raise RuntimeError(f"{module} failed: {complaint.decode()[-2000:]}")
    answer: dict[str, Any] = json.loads(said)
    return answer


def peer_sample(answer: dict[str, Any], server_seconds: float) -> Sample:
    """What a peer measured of itself, and what its server used meanwhile."""
    operations = answer["operations"]
    return Sample(
        operations=operations,
        seconds=answer["seconds"],
        client_us=answer["client_cpu"] / operations * 1e6,
        server_us=answer.get("server_cpu", server_seconds) / operations * 1e6,
        p50_ms=answer.get("p50_ms"),
        p99_ms=answer.get("p99_ms"),
    )
