"""The toy application under a real server, once with the product's limits and once hasty."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import psutil
import pytest

from tests.integration.edge.wire import Wire

ROOT = Path(__file__).parents[3]
REQUEST_ID = "heed-request-id"


@dataclass(frozen=True)
class Toy:
    """A running server: where it listens, what it wrote, how much memory it has."""

    process: subprocess.Popen[str]
    port: int
    written: Path

    @property
    def log(self) -> str:
        return self.written.read_text()

    def lines_of(self, answer: httpx2.Response) -> list[dict[str, Any]]:
        """What the log says of the request with this answer, once it has said all."""
        while True:
            whole = [line for line in self.log.splitlines(keepends=True) if line.endswith("\n")]
            lines = [json.loads(line) for line in whole]
            told = [one for one in lines if one.get("request_id") == answer.headers[REQUEST_ID]]
            if told and told[-1]["event"] == "request":
                return told
            time.sleep(0.01)

    @property
    def memory(self) -> int:
        return psutil.Process(self.process.pid).memory_info().rss

    @property
    def wire(self) -> Wire:
        return Wire(self.port)

    def client(self, key: str = "good") -> httpx2.Client:
        return httpx2.Client(
            base_url=f"http://127.0.0.1:{self.port}",
            headers={"authorization": f"Bearer {key}"},
            timeout=20,
        )


def started(written: Path, *words: str) -> Toy:
    with written.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.edge.toy", *words],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
    assert process.stdout is not None
    return Toy(process, int(process.stdout.readline()), written)


def ended(toy: Toy) -> str:
    """End it, and give what it wrote to standard output after its port."""
    if toy.process.poll() is None:
        toy.process.terminate()
    assert toy.process.stdout is not None
    with toy.process.stdout as out:
        said = out.read()
    toy.process.wait(30)
    return said


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Toy]:
    server = started(tmp_path_factory.mktemp("edge") / "log")
    yield server
    ended(server)


@pytest.fixture(scope="session")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Toy]:
    server = started(tmp_path_factory.mktemp("edge") / "log", "hasty")
    yield server
    ended(server)


@pytest.fixture
def client(toy: Toy) -> Iterator[httpx2.Client]:
    with toy.client() as client:
        yield client
