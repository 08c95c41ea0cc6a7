"""Where the figures were measured: machine, versions, and how fast its disk is at this moment."""

import os
import platform
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import psutil

PACKAGES = ("asyncpg", "fastapi", "pydantic", "starlette", "uvicorn", "uvloop")
PROBE_SECONDS = 0.3
BLOCK = 8192
PROBE_BYTES = 16 << 20


def _first(path: str, beginning: str) -> str:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return "?"
    found = (line.partition(":")[2].strip() for line in lines if line.startswith(beginning))
    return next(found, "?")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"


def filesystem(folder: Path) -> str:
    """The kind of file system that holds `folder`; "?" where the machine does not say."""
    try:
        mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return "?"
    holding = [(point, kind) for point, kind in mounts if folder.is_relative_to(point)]
    return max(holding, key=lambda mount: len(mount[0]))[1] if holding else "?"


def description(folder: Path) -> dict[str, Any]:
    return {
        "cpu": _first("/proc/cpuinfo", "model name"),
        "cores": os.cpu_count(),
        "memory": _first("/proc/meminfo", "MemTotal"),
        "system": f"{platform.system()} {platform.release()}",
        "file system": filesystem(folder),
        "python": platform.python_version(),
        **{package: _version(package) for package in PACKAGES},
    }


def load() -> float:
    return os.getloadavg()[0]


def used_by_others(seconds: float = PROBE_SECONDS) -> float:
    """The share of all processors that is in use while nothing of ours runs."""
    return psutil.cpu_percent(seconds) / 100


def fsyncs_per_second(folder: Path, seconds: float = PROBE_SECONDS) -> float:
    """How often 8 kB can be made durable on the disk that PostgreSQL writes to."""
    place, block = folder / "probe", os.urandom(BLOCK)
    handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if os.fstat(handle).st_size < PROBE_BYTES:
            os.pwrite(handle, bytes(PROBE_BYTES), 0)
            os.fsync(handle)
        count, began = 0, time.perf_counter()
        while (took := time.perf_counter() - began) < seconds:
            os.pwrite(handle, block, count * BLOCK % PROBE_BYTES)
            os.fdatasync(handle)
            count += 1
        return count / took
    finally:
        os.close(handle)
